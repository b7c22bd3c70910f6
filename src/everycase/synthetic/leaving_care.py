"""Young people leaving care: advisers, pathway plans, contact, homes, and what they do."""

from __future__ import annotations

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.book import Book, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import (
    at_work,
    birthday,
    chain,
    days_after,
    within_days,
    within_months,
    working_days_after,
)
from everycase.synthetic.span import Span

WEEKS_TO_BE_ELIGIBLE = 14
TO_25 = 0.45
"""Share of care leavers who ask for an adviser after 21."""
HOMES_AT_16 = {"E": 0.4, "D": 0.35, "C": 0.25}
HOMES_AFTER = {
    "E17": {"Z": 1.0},
    "E5": {"D": 0.6, "T": 0.4},
    "E7": {"C": 1.0},
    "E8": {"B": 1.0},
    "E6": {"U": 0.8, "K": 0.2},
}
ACTIVITIES = {
    "F2": "other-education",
    "F1": "higher-education",
    "F4": "apprenticeship",
    "F5": "work",
    "G4": "ill",
    "G5": "not-working",
}


def advised(span: Span, periods: pl.DataFrame) -> pl.DataFrame:
    """One row a young person with a personal adviser: `adviser_from`, `adviser_to`, and their plan's dates.

    Those in care at 16 and for 14 weeks; an adviser stays to 21, or 25, of those still in care at 18.
    """
    chance = span.chance
    sixteen, grown = birthday(pl.col("born"), 16), birthday(pl.col("born"), 18)
    eligible = eligible_on()
    stays = pl.col("care_to") >= days_after(eligible, 60)
    years = (
        pl.when(chance.yes("to 25", TO_25, "child"))
        .then(birthday(pl.col("born"), 25))
        .otherwise(birthday(pl.col("born"), 21))
    )
    return (
        periods.filter(stays)
        .with_columns(
            adviser_from=at_work(
                days_after(pl.max_horizontal(sixteen, "care_from"), chance.whole("adviser", 8, 24, "child"))
            ),
            grown=grown,
            adviser_to=years,
        )
        .with_columns(needs_on=working_days_after(eligible, chance.whole("needs", 8, 26, "child")))
        .with_columns(
            plan_on=working_days_after(pl.col("needs_on"), chance.whole("pathway plan", 6, 15, "child")),
            until=pl.min_horizontal("adviser_to", pl.lit(span.ends)),
            moves_on=pl.when((pl.col("care_to") == grown) & pl.col("end_reason").is_in(["E5", "E6"])).then(
                at_work(grown)
            ),
        )
        .filter(pl.col("adviser_from") <= span.ends)
    )


def eligible_on() -> pl.Expr:
    """The day on which a child in care becomes entitled to leaving care support."""
    return pl.max_horizontal(
        birthday(pl.col("born"), 16), days_after(pl.col("care_from"), WEEKS_TO_BE_ELIGIBLE * 7)
    )


def write_early_leavers(book: Book, chance: Chance, periods: pl.DataFrame) -> None:
    """Young people who left care at 16 or 17, entitled to support; those not assessed before are then."""
    entitled = (pl.col("care_to") >= eligible_on()) & (pl.col("care_to") < birthday(pl.col("born"), 18))
    early = periods.filter(entitled)
    book.event("became-relevant", early, "care_to")
    unassessed = early.filter(pl.col("care_to") < days_after(eligible_on(), 60))
    assessed = working_days_after(pl.col("care_to"), chance.whole("needs after care", 8, 40, "child"))
    book.event("leaving-care-needs-assessed", unassessed, assessed)


def write_leaving_care(book: Book, span: Span, young: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Care leavers' rows and events; gives what the latest row is worked out from at any date.

    `_contacts` and `_pathway_plans`: `child_id`, `on`.
    """
    chance = span.chance
    contacts, plans = _contacts(chance, young), _pathway_plans(chance, young)
    _rows(book, chance, young)
    book.event("leaving-care-needs-assessed", young, "needs_on")
    book.event("pathway-plan-written", young, "plan_on")
    book.event("pathway-plan-reviewed", plans.filter(pl.col("on") > pl.col("plan_on")), "on")
    book.event("adviser-visit", contacts, "on")
    _moving(book, chance, young)
    offered = young.with_columns(
        turns=pl.when(pl.col("adviser_to") > birthday(pl.col("born"), 22)).then(birthday(pl.col("born"), 21))
    )
    offers = chain(
        offered,
        "turns",
        "until",
        within_months(12),
        chance.whole("offer", 8, 40, "child", "link"),
    )
    book.event("support-offer", offers, "on")
    book.event("support-offer", offered, at_work(pl.col("turns")))
    return {
        "_contacts": contacts.select(child_id=person(), on="on"),
        "_pathway_plans": plans.select(child_id=person(), on="on"),
    }


def _contacts(chance: Chance, young: pl.DataFrame) -> pl.DataFrame:
    """The adviser's contacts: on the first day, then within two months, and soon after a move."""
    kept = ("child", "plan_on", "on")
    later = chain(
        young,
        "adviser_from",
        "until",
        within_days(56),
        chance.whole("adviser visit", 0, 14, "child", "link"),
    )
    first = young.with_columns(on=pl.col("adviser_from"))
    moved = young.with_columns(on=at_work(days_after(pl.col("moves_on"), 2))).filter(
        pl.col("on").is_not_null()
    )
    return pl.concat([rows.select(kept) for rows in (first, later, moved)]).unique(maintain_order=True)


def _pathway_plans(chance: Chance, young: pl.DataFrame) -> pl.DataFrame:
    kept = ("child", "plan_on", "on")
    later = chain(
        young,
        "plan_on",
        "until",
        within_months(6),
        chance.whole("pathway review", 8, 30, "child", "link"),
    )
    first = young.with_columns(on=pl.col("plan_on"))
    moved = young.with_columns(on=at_work(days_after(pl.col("moves_on"), 14))).filter(
        pl.col("on").is_not_null()
    )
    return pl.concat([rows.select(kept) for rows in (first, later, moved)]).unique(maintain_order=True)


def _rows(book: Book, chance: Chance, young: pl.DataFrame) -> None:
    """A row while in care, one from leaving to 18, one after: the extract has whichever holds."""
    figures = rates.england()
    activities = {code: figures[f"leaver-{name}"] for code, name in ACTIVITIES.items()}
    left = pl.min_horizontal("grown", "care_to")
    stages = (
        ("Eligible", "plan_on", left, chance.pick("home at 16", HOMES_AT_16, "child")),
        ("Relevant", "care_to", pl.col("grown"), pl.lit("B")),
        ("Former Relevant", "grown", pl.col("adviser_to"), _home(chance)),
    )
    for eligibility, began, ended, home in stages:
        book.add(
            "care_leavers",
            young.filter(pl.col(began) < ended),
            row_id=number("case", 270_000_000),
            child_id=person(),
            eligibility=pl.lit(eligibility),
            in_touch=pl.lit("YES"),
            accommodation=home,
            suitable=pl.lit("1"),
            activity=chance.pick("activity", activities, "child"),
            _known_from=pl.col(began),
            _until=ended,
        )


def _home(chance: Chance) -> pl.Expr:
    """Where a young person lives after 18, by how they left care; with family where they went home before."""
    homes = [
        pl.when(pl.col("end_reason") == reason).then(chance.pick(f"home after {reason}", homes, "child"))
        for reason, homes in HOMES_AFTER.items()
    ]
    return pl.coalesce(*homes, pl.lit("B"))


def _moving(book: Book, chance: Chance, young: pl.DataFrame) -> None:
    """A home of one's own at 18, or staying put with the foster carers."""
    moved = young.filter(pl.col("moves_on").is_not_null())
    book.event("moved-to-arranged-home", moved, "moves_on")
    book.event("care-leaver-moved", moved, "moves_on")
    book.event("accommodation-judged", moved, at_work(days_after(pl.col("moves_on"), 1)), pl.lit("suitable"))
    asked = working_days_after(pl.col("moves_on"), 3)
    book.event("home-grant-requested", moved, asked)
    book.event("home-grant-decided", moved, working_days_after(asked, chance.whole("grant", 3, 8, "child")))
    staying = young.filter(
        (pl.col("end_reason") == "E17") & (pl.col("adviser_to") > pl.col("grown"))
    ).with_columns(stays_to=pl.min_horizontal(birthday(pl.col("born"), 21), "until"))
    book.event("staying-put-began", staying, "grown")
    reviews = chain(
        staying,
        "grown",
        "stays_to",
        within_months(6),
        chance.whole("staying put", 8, 30, "child", "link"),
    )
    book.event("staying-put-reviewed", reviews, "on")
