"""A made-up council with a history: families, workers, and everything written down about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from everycase.synthetic.assessing import write_assessments
from everycase.synthetic.book import Book, number, person
from everycase.synthetic.care import Care, make_care
from everycase.synthetic.care_health import write_health
from everycase.synthetic.care_records import write_care
from everycase.synthetic.care_reviews import officer_contacts
from everycase.synthetic.care_routes import into_care, with_ends
from everycase.synthetic.child_in_need import write_child_in_need
from everycase.synthetic.courses import make_cases
from everycase.synthetic.cut import cut
from everycase.synthetic.disability import write_disabled
from everycase.synthetic.families import make_children, make_families
from everycase.synthetic.fostering import write_fostering
from everycase.synthetic.front_door import write_front_door
from everycase.synthetic.incidents import write_incidents
from everycase.synthetic.leaving_care import advised, write_early_leavers, write_leaving_care
from everycase.synthetic.missing import write_missing
from everycase.synthetic.oversight import write_oversight
from everycase.synthetic.people import known_children, write_people
from everycase.synthetic.permanence import write_permanence
from everycase.synthetic.protection import write_protection
from everycase.synthetic.span import Span, span_of
from everycase.synthetic.teams import teams_table
from everycase.synthetic.workforce import Workforce, make_workforce

HALF_A_YEAR = timedelta(days=183)
ROLES = {
    "ALLOCATED": "Allocated Social Worker",
    "IRO": "Independent Reviewing Officer",
    "ADVISER": "Personal Adviser",
    "EARLY HELP": "Early Help Worker",
}
NOTICE_YEARS = 3
"""How long before the demo's date the made-up council was given its improvement notice."""


@dataclass(frozen=True)
class Council:
    """A made-up council's record as it stood on a date: the truth, before anything is planted in it.

    tables: record table → rows in the schema's own fields (times beside timed dates), its whole history.
    notice_on: the day of the improvement notice, in the demo's story.
    """

    tables: Mapping[str, pl.DataFrame]
    as_of: date
    notice_on: date | None = None


def make_council(
    *, seed: int, children: int, as_of: date, years: int = 6, story: bool = False, events: bool = True
) -> Council:
    """A council that is right in everything: nothing late, nothing missing, nothing contradictory.

    children: how many were heard of in the history, give or take a tenth. The history begins `years` before
    the financial year of `as_of`; children in care on its first day have rows from before. Councils of
    one financial year, seed and size are one history cut off on different days. Raises ValueError for a
    council of no children or no years.
    """
    if children < 1 or years < 1:
        raise ValueError("A made-up council needs at least one child and one year of history.")
    span = span_of(as_of, years, seed)
    history = _history(span, children, events=events)
    notice = as_of.replace(year=as_of.year - NOTICE_YEARS, day=min(as_of.day, 28)) if story else None
    return Council(cut(history, as_of), as_of, notice)


@lru_cache(maxsize=1)
def _history(span: Span, children: int, *, events: bool) -> dict[str, pl.DataFrame]:
    """Everything that happens until the end of the span. Kept, for two extracts of one history."""
    cases, young_people = _lives(span, children)
    periods = into_care(span, cases)
    cases = with_ends(span, cases, periods).join(periods.select("case", "final_on"), on="case", how="left")
    care = make_care(span, periods)
    young = advised(span, periods)
    helped = cases.filter(pl.col("helped_from").is_not_null())
    workforce = make_workforce(span, cases, young, helped, children)
    book = Book(workforce, events=events)
    known = known_children(span, young_people, cases)
    write_people(book, span, known, cases)
    extra = _write_cases(book, span, cases, care, young)
    write_disabled(book, span, known, cases)
    write_fostering(book, span, cases, children)
    _write_workforce(book, workforce)
    return {**book.close(), **extra}


def _lives(span: Span, children: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cases of as many families as make `children` known by the middle of the last year, and the children."""
    families = make_families(span, children + 20)
    everybody = make_children(span.chance, families)
    cases = make_cases(span, families, everybody)
    middle = span.ends.replace(year=span.ends.year - 1) - HALF_A_YEAR
    first = cases.group_by("child", "family").agg(pl.col("contact_on").min())
    by_family = (
        first.group_by("family")
        .agg(known=(pl.col("contact_on") <= middle).sum())
        .sort("family")
        .with_columns(pl.col("known").cum_sum())
    )
    chosen = by_family.filter(pl.col("known") <= children).select("family")
    return (
        cases.join(chosen, on="family", how="semi").sort("case"),
        everybody.join(chosen, on="family", how="semi"),
    )


def _write_cases(
    book: Book, span: Span, cases: pl.DataFrame, care: Care, young: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    chance = span.chance
    write_front_door(book, chance, cases)
    write_assessments(book, chance, cases)
    write_child_in_need(book, chance, cases)
    write_protection(book, chance, cases)
    reviews = write_care(book, span, care)
    write_health(book, span, care.periods)
    write_missing(book, span, care.periods)
    write_permanence(book, span, care.periods)
    latest = write_leaving_care(book, span, young)
    write_early_leavers(book, chance, care.periods)
    write_incidents(book, span, cases, care)
    write_oversight(book, span, cases, young)
    return {**latest, "_officer_contacts": officer_contacts(chance, reviews)}


def _write_workforce(book: Book, workforce: Workforce) -> None:
    holders = workforce.holders.with_row_index("n").with_columns(pl.col("n").cast(pl.Int64))
    role = pl.col("role")
    first = (pl.col("from_on").rank("ordinal").over("case", "role") == 1) & (role == "ALLOCATED")
    reason = (
        pl.when("moved").then(pl.lit("LEFTRL")).when(first).then(pl.lit("FCONTA")).otherwise(pl.lit("TSPROC"))
    )
    book.add(
        "involvements",
        holders,
        involvement_id=number("n", 600_000_000),
        child_id=person(),
        worker_id=pl.col("worker_id"),
        role=pl.when(role == "EARLY HELP").then(pl.lit("OTHER")).otherwise(role),
        role_as_written=role.replace_strict(ROLES),
        team_id=pl.col("team_id"),
        from_on=pl.col("from_on"),
        to_on=pl.col("to_on"),
        change_reason=pl.when(role == "ALLOCATED").then(reason),
        referral_id=pl.when(role.is_in(["ALLOCATED", "IRO"])).then(number("case", 3_000_000)),
    )
    fields = (
        "worker_id",
        "staff_number",
        "full_name",
        "registration_number",
        "job_title",
        "department",
        "full_time_equivalent",
        "agency",
    )
    book.add("workers", workforce.workers, **{name: pl.col(name) for name in fields}, _hired=pl.col("hired"))
    book.add(
        "teams",
        teams_table(workforce.teams),
        **{name: pl.col(name) for name in ("team_id", "team_name", "service_id", "service_name")},
    )
