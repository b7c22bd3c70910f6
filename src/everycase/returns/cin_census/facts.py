"""What many rules of the census share: the census year, the child's dates, an episode of need's modules.

The census year is the one that the return's own ReferenceDate ends, as the DfE's rules have it; where
that can't be read or isn't a 31 March, it is the collection year asked for.
"""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.tables import TABLES
from everycase.returns.codes import codes
from everycase.returns.facts import Facts
from everycase.returns.rules import COLLECTION_END, COLLECTION_START, is_one_of

col = pl.col

CENSUS = FACTS = Facts(tables=TABLES, child="LAchildID", dates="%Y-%m-%d")

CHILD = ("LAchildID",)
EPISODE = ("LAchildID", "CINdetailsID")
"""What the modules of one episode of need have in common."""
ASSESSMENT = ("LAchildID", "CINdetailsID", "AssessmentID")
PLAN = ("LAchildID", "CINdetailsID", "CPPID")
"""A protection plan: CPPID alone starts again at 1 in each episode."""

# ---------------------------------------------------------------------- the census year

_DAY = col("ReferenceDate")
_REFERENCE_DATE = _DAY.filter((_DAY.dt.month() == 3) & (_DAY.dt.day() == 31)).max()
REFERENCE_DATE = CENSUS.of_return("reference date", "Header", _REFERENCE_DATE, default=COLLECTION_END)
"""31 March at the end of the census year."""
CENSUS_START = CENSUS.of_return(
    "census start",
    "Header",
    _REFERENCE_DATE.dt.offset_by("-1y").dt.offset_by("1d"),
    default=COLLECTION_START,
)


def in_census_year(day: pl.Expr) -> pl.Expr:
    """Whether a day is in the census year, its first and last day included; null where blank."""
    return day.is_between(CENSUS_START, REFERENCE_DATE)


def out_of_census_year(day: pl.Expr) -> pl.Expr:
    """Whether a day is there and not in the census year."""
    return ~in_census_year(day)


# ---------------------------------------------------------------------- what a row says

GOES_ON = ~col("ReferralNFA")
"""The referral led to further action; null where ReferralNFA says neither."""
NO_FURTHER_ACTION = col("ReferralNFA")
CLOSED_AFTER_ASSESSMENT = is_one_of(col("ReasonForClosure"), "RC8", "RC9")
CONFERENCE_NOT_NEEDED = col("ICPCnotRequired").fill_null(value=False)
"""Section 47: marked that no conference is needed."""


def in_list(value: pl.Expr, name: str) -> pl.Expr:
    """Whether a code is in one of the census's code lists; false where blank."""
    return is_one_of(value, *codes("cin_census", name))


def blank_or_not_in_list(value: pl.Expr, name: str) -> pl.Expr:
    """Whether a code is blank or in no such list."""
    return ~in_list(value, name)


def on_a_weekend(day: pl.Expr) -> pl.Expr:
    """Whether a day is a Saturday or Sunday."""
    return day.dt.weekday() > 5


def repeated(*names: str) -> pl.Expr:
    """Whether another row has the same values, none of them blank."""
    filled = pl.all_horizontal(col(name).is_not_null() for name in names)
    return filled & pl.struct(names).is_duplicated()


# ---------------------------------------------------------------------- what an episode holds

ASSESSMENTS = CENSUS.lookup("number of assessments", "Assessments", pl.len(), on=EPISODE, default=0)
EPISODE_GOES_NO_FURTHER = CENSUS.lookup(
    "episode with no further action",
    "CINdetails",
    NO_FURTHER_ACTION.any(),
    on=EPISODE,
    default=False,
)
CHILD_GOES_ON = CENSUS.of_child("child with further action", "CINdetails", GOES_ON.any(), default=False)
