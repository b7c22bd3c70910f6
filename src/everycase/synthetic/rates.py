"""How often things happen: England's published figures, and the shares drawn from them.

Figures are in `data/england.csv`, each with its measure, period and source. What no publication says
(how many families come back, which way a case in court ends) is set here, beside the words for it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Path(StrEnum):
    """How far a family's case goes, from one contact until it is closed."""

    ADVICE = "advice"
    EARLY_HELP = "early help"
    NO_ACTION = "referral, no further action"
    ASSESSED = "assessed, no further action"
    IN_NEED = "child in need plan"
    ENQUIRY = "section 47, no conference"
    CONFERENCE = "conference, no plan"
    PROTECTION = "protection plan"
    PRE_PROCEEDINGS = "pre-proceedings, kept at home"
    PROCEEDINGS = "pre-proceedings, then care"
    EMERGENCY = "taken into care in an emergency"
    PRE_BIRTH = "protection plan before birth"
    CARE_AT_BIRTH = "care from birth"
    MOVED_IN = "moved in on another authority's plan"
    ACCOMMODATED = "accommodated by agreement"
    UNACCOMPANIED = "unaccompanied"
    DISABLED = "disabled child"
    PRIVATE_FOSTERING = "privately fostered"


UNREFERRED = frozenset({Path.ADVICE, Path.EARLY_HELP})
ENQUIRED = frozenset(
    {
        Path.ENQUIRY,
        Path.CONFERENCE,
        Path.PROTECTION,
        Path.PRE_PROCEEDINGS,
        Path.PROCEEDINGS,
        Path.EMERGENCY,
        Path.PRE_BIRTH,
        Path.CARE_AT_BIRTH,
    }
)
UNBORN = frozenset({Path.PRE_BIRTH, Path.CARE_AT_BIRTH})
PROTECTED = frozenset(
    {Path.PROTECTION, Path.PRE_PROCEEDINGS, Path.PROCEEDINGS, Path.MOVED_IN, *UNBORN},
)
CONFERENCED = PROTECTED | {Path.CONFERENCE}
COURT = frozenset({Path.PROCEEDINGS, Path.EMERGENCY, Path.CARE_AT_BIRTH})
CARE = COURT | {Path.ACCOMMODATED, Path.UNACCOMPANIED}
ONE_CHILD = frozenset({Path.ACCOMMODATED, Path.UNACCOMPANIED, Path.DISABLED, Path.PRIVATE_FOSTERING})
LAST = CARE | {Path.DISABLED, Path.PRIVATE_FOSTERING}
"""Paths after which a family does not come back."""

# Of families that the council hears of: published only for contacts, not for families.
HEARD_OF_ONLY = 0.34
EARLY_HELP_ONLY = 0.12
COMES_BACK = 0.45

# Demand has a season: schools are the second largest source, and they are shut in August.
SEASON = (1.02, 1.02, 1.10, 0.96, 1.04, 1.06, 1.06, 0.76, 1.02, 1.08, 1.08, 0.80)
GROWTH = 0.03
"""Rise of demand in a year."""


@cache
def england() -> Mapping[str, float]:
    """Every figure of `data/england.csv` by name; shares in percent, rates per 10,000 children."""
    text = files("everycase.synthetic").joinpath("data/england.csv").read_text(encoding="utf-8")
    return {row["name"]: float(row["value"]) for row in csv.DictReader(text.splitlines())}


def per_referral(measure: str) -> float:
    """How many of a thing there are for each referral, both being rates per 10,000 children."""
    return england()[measure] / england()["referrals"]


@cache
def first_paths() -> Mapping[str, float]:
    """Shares of families by how far their first case goes."""
    into_care = {
        "order": england()["starting-care-by-order"],
        "agreement": england()["starting-care-by-agreement"] - england()["starting-care-unaccompanied"],
        "unaccompanied": england()["starting-care-unaccompanied"],
    }
    care = {name: count / england()["referrals-number"] for name, count in into_care.items()}
    plans = per_referral("protection-plans-starting")
    enquiries, conferences = per_referral("section-47"), per_referral("initial-conferences")
    no_action = england()["referrals-no-further-action"] / 100
    not_in_need = england()["assessed-not-in-need"] / 100
    referred = {
        Path.NO_ACTION: no_action,
        Path.ASSESSED: not_in_need,
        Path.IN_NEED: 1 - no_action - not_in_need - enquiries - care["agreement"] - 0.03,
        Path.ENQUIRY: enquiries - conferences,
        Path.CONFERENCE: conferences - plans,
        Path.PROTECTION: plans * 0.66,
        Path.PRE_PROCEEDINGS: plans * 0.08,
        Path.PRE_BIRTH: plans * 0.06,
        Path.MOVED_IN: plans * 0.02,
        Path.PROCEEDINGS: care["order"] * 0.5,
        Path.EMERGENCY: care["order"] * 0.35,
        Path.CARE_AT_BIRTH: care["order"] * 0.15,
        Path.ACCOMMODATED: care["agreement"],
        Path.UNACCOMPANIED: care["unaccompanied"],
        Path.DISABLED: 0.026,
        Path.PRIVATE_FOSTERING: 0.004,
    }
    # Families whose cases run for years are spread over about twice the time (see families.py).
    referred = {
        path: weight * (2 if path in CARE | {Path.DISABLED} else 1) for path, weight in referred.items()
    }
    whole = sum(referred.values())
    share = 1 - HEARD_OF_ONLY - EARLY_HELP_ONLY
    return {
        Path.ADVICE.value: HEARD_OF_ONLY,
        Path.EARLY_HELP.value: EARLY_HELP_ONLY,
        **{path.value: share * weight / whole for path, weight in referred.items()},
    }


@cache
def later_paths() -> Mapping[str, float]:
    """The same for a family that comes back: paths that begin with one child's own state are left out."""
    first = first_paths()
    return {name: share for name, share in first.items() if Path(name) not in ONE_CHILD | UNBORN}


def season(month: int, years_on: float) -> float:
    """How much demand a month has beside a plain one (1 = January)."""
    rise: float = (1 + GROWTH) ** years_on
    return SEASON[month - 1] * rise
