"""The record as it was known on an earlier day: what a file made then would have held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.record.schema import STORED, Field, Kind
from everycase.synthetic.writers.tables import Tables

PLANNED = frozenset(
    {
        "children.expected_on",
        "care_reviews.due_on",
        "child_protection_reviews.due_on",
        "initial_conferences.target_on",
        "assessments.internal_review_on",
        "immigration_statuses.to_on",
        "linked_identifiers.valid_to",
        "care_years.year_ending",
        "strengths_and_difficulties.year_ending",
    }
)
"""Dates that are known before they come."""

KNOWN_WITH: Mapping[str, tuple[str, ...]] = {
    "early_help.ended_on": ("end_reason",),
    "referrals.closed_on": ("close_reason",),
    "assessments.authorised_on": ("outcomes", "no_further_action", "needs_support", "factors"),
    "section_47_enquiries.ended_on": ("no_further_action", "conference_not_needed", "outcomes"),
    "pre_proceedings.step_decision_on": ("outcome",),
    "missing_episodes.to_on": ("interview_offered", "interview_accepted"),
    "care_episodes.ended_on": ("end_reason",),
    "placements.ended_on": ("change_reason",),
    "permanence.reversed_on": ("reversed_reason",),
    "permanence.order_on": ("order_type",),
    "ehc_requests.decided_on": ("outcome",),
    "ehc_named_plans.ceased_on": ("ceased_reason",),
}
"""What is recorded with a date, and so isn't known before it."""

STANDING = frozenset({"immunisations"})
"""Tables of one row a child, of how things stand: on an earlier day the row is there without its date."""

BEFORE_BIRTH: Mapping[str, str | None] = {
    "sex": "U",
    "gender": "00",
    "forename": None,
    "ethnicity": None,
    "upn": None,
    "upn_unknown": None,
    "common_id": None,
    "disabled": None,
}
"""What is written of a child not born yet in place of what is known only after the birth."""


def known_by(tables: Tables, day: date) -> dict[str, pl.DataFrame]:
    """The tables without what happened after `day`.

    Rows dated after it go; later ends and steps of other rows are emptied, with what is recorded with
    them; a child not born by then is unborn; a child with nothing left in any table goes too. A record
    with dates in the future loses them: keep this for days before the record's own.
    """
    cut = {name: _cut(frame, name, day) for name, frame in tables.items() if name in STORED}
    if "children" in cut:
        cut["children"] = _children(cut["children"], tables, cut, day)
    return cut


def _cut(frame: pl.DataFrame, name: str, day: date) -> pl.DataFrame:
    if name == "children":
        return frame
    table = STORED[name]
    dates = [
        field.name for field in _dates(name) if field.name in frame.columns and str(field) not in PLANNED
    ]
    if not dates:
        return frame
    kept = frame
    if (
        table.when in dates and name not in STANDING
    ):  # one that has none says how things stand now, not what happened when
        undated = pl.all_horizontal(pl.col(column).is_null() for column in dates)
        some_by_then = pl.any_horizontal(pl.col(column) <= day for column in dates)
        begun = (pl.col(table.when) <= day).fill_null(value=True)
        kept = frame.filter(begun & (undated | some_by_then))
    return kept.with_columns(_emptied(kept, name, dates, day))


def _emptied(frame: pl.DataFrame, name: str, dates: list[str], day: date) -> list[pl.Expr]:
    later = {column: pl.col(column) > day for column in dates}
    goes_with: dict[str, pl.Expr] = {}
    for column in dates:
        for other in (f"{column}_time", *KNOWN_WITH.get(f"{name}.{column}", ())):
            goes_with[other] = later[column]
    emptied = {**later, **goes_with}
    return [
        pl.when(~when.fill_null(value=False)).then(pl.col(column)).alias(column)
        for column, when in emptied.items()
        if column in frame.columns
    ]


def _children(
    children: pl.DataFrame, before: Tables, after: Mapping[str, pl.DataFrame], day: date
) -> pl.DataFrame:
    had, has = (_child_ids(tables) for tables in (before, after))
    gone = had.filter(~had.is_in(has.implode()))
    kept = children.filter(~pl.col("child_id").is_in(gone.implode()))
    if "died_on" in kept.columns:
        kept = kept.with_columns(pl.when(pl.col("died_on") <= day).then("died_on").alias("died_on"))
    if "born_on" not in kept.columns:
        return kept
    born = (pl.col("born_on") <= day).fill_null(value=False)
    kept = _with_only_what_is_known_before_birth(kept, day)
    expected = pl.col("expected_on") if "expected_on" in kept.columns else pl.lit(None, pl.Date)
    return kept.with_columns(
        pl.when(born).then("born_on").alias("born_on"),
        pl.when(born).then(expected).otherwise(pl.coalesce(expected, "born_on")).alias("expected_on"),
    )


def _with_only_what_is_known_before_birth(children: pl.DataFrame, day: date) -> pl.DataFrame:
    """A child born after the day has no name, number, sex or ethnicity; one of unknown birth may."""
    unborn = (pl.col("born_on") > day).fill_null(value=False)
    before = {name: pl.lit(value) for name, value in BEFORE_BIRTH.items() if name in children.columns}
    return children.with_columns(
        pl.when(unborn).then(value).otherwise(pl.col(name)).alias(name) for name, value in before.items()
    )


def _child_ids(tables: Mapping[str, pl.DataFrame]) -> pl.Series:
    ids = [
        frame["child_id"]
        for name, frame in tables.items()
        if name != "children" and name in STORED and "child_id" in frame.columns
    ]
    return pl.concat(ids).unique() if ids else pl.Series("child_id", [], dtype=pl.String)


def _dates(name: str) -> list[Field]:
    return [field for field in STORED[name].fields().values() if field.kind is Kind.DATE]
