"""Each child whom the service worked with in the last year, area by aspect: right, weak, or can't be told.

A case is checked a hundred times, so ninety-nine checks in a hundred can be right while every second case
has something weak in it. Here a case is right in an area and aspect only where everything there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from uuid import uuid4

import polars as pl

from everycase.analysis.children_now import children_now
from everycase.analysis.last_year import first_month, recent
from everycase.record.snapshot import Record
from everycase.record.store import Store
from everycase.review.measures import BUCKET, measured
from everycase.review.review import Review, open_review
from everycase.review.scene import Scene
from everycase.review.states import OVERDUE, TOO_SOON
from everycase.standards.language import Question, Severity, Standard

CASES: Mapping[str, pl.DataType] = {
    "child_id": pl.String(),
    "area": pl.String(),
    "aspect": pl.String(),
    "team": pl.String(),  # that holds the case now, else the one that worked with the child last
    "worker": pl.String(),  # who holds the case now
    "right": pl.UInt32(),  # 1 in one of these three, 0 in the others
    "wrong": pl.UInt32(),
    "cannot_tell": pl.UInt32(),
    "waiting": pl.UInt32(),  # always 0: what isn't due yet makes no case weak
    "weak_in": pl.List(pl.String()),  # the standards that make it weak
}
GOES_ON = (("open_cases", "opened_on", "closed_on"), ("early_help", "started_on", "ended_on"))
"""Tables of work that goes on, with the columns of its first and last day."""
KEPT = "cases.parquet"
CHILDREN, DUE = "children", "due"
"""What a cell counts: children worked with in the last year, or what fell due in it."""
CELL = ("area", "aspect")


def cases_judged(result: Review, children: pl.DataFrame, standards: Mapping[str, Standard]) -> pl.DataFrame:
    """A row for each child worked with and each area and aspect that anything is told of (CASES).

    children: child_id, team, worker, as `worked_with` has them. Weak is what waits to be put right, however
    old, and what was done late, or never, in the last year; what is for information makes no case weak. A
    standard of which these files tell nothing in any case is left out: `untold_standards` counts it.
    """
    told = pl.concat([_of_clocks(result), _of_rules(result)])
    weighty = told.filter(pl.col("standard").is_in(_weighty(result, standards)))
    answered = weighty.filter((pl.col("right") | pl.col("wrong")).any().over("standard"))
    by_case = (
        answered.join(children, on="child_id")
        .group_by("child_id", *CELL)
        .agg(
            pl.col("team", "worker").first(),
            pl.col("right", "wrong", "untold").any(),
            pl.col("standard").filter("wrong").unique().sort().alias("weak_in"),
        )
    )
    untold = ~pl.col("wrong") & pl.col("untold")
    return (
        by_case.filter(pl.any_horizontal("right", "wrong", "untold"))
        .with_columns(
            (~pl.col("wrong") & ~pl.col("untold")).alias("right"),
            untold.alias("cannot_tell"),
            pl.lit(0).alias("waiting"),
        )
        .select(pl.col(name).cast(kind) for name, kind in CASES.items())
        .sort("child_id", *CELL)
    )


def worked_with(record: Record, since: date) -> pl.DataFrame:
    """child_id, team, worker of the children with whom some work went on since a day, or who were referred.

    A contact that led to nothing is work: what became of it is what the front door is asked.
    """
    scene = Scene(record, {}, record.as_of)
    went_on = [
        scene.plain(table).filter(
            (pl.col(begun) <= record.as_of) & (pl.col(over).is_null() | (pl.col(over) >= since))
        )
        for table, begun, over in GOES_ON
    ]
    contacts = scene.plain("contacts").filter(pl.col("received_on").is_between(since, record.as_of))
    some = pl.concat(rows.select("child_id") for rows in (*went_on, contacts)).unique()
    children = children_now(record)
    found = children.filter(pl.col("open_now") | pl.col("child_id").is_in(some["child_id"].implode()))
    return found.select("child_id", pl.col("team_last").alias("team"), pl.col("worker_key").alias("worker"))


def _weighty(result: Review, standards: Mapping[str, Standard]) -> list[str]:
    """The standards that were on and are more than information."""
    return [
        key
        for key, one in standards.items()
        if key in result.standards and not isinstance(one, Question) and one.severity > Severity.INFO
    ]


def _of_clocks(result: Review) -> pl.DataFrame:
    """child_id, standard, area, aspect, and whether it is right, wrong or untold, of each link."""
    due = pl.col("due_on")
    waits = pl.col("state").is_in([OVERDUE, TOO_SOON])  # to be put right, however long ago it fell due
    counts = result.obligations.filter(due.is_null() | (due >= first_month(result.as_of)) | waits)
    bucket = pl.col("state").replace_strict(dict(BUCKET))
    return counts.select(
        "child_id",
        "standard",
        *CELL,
        (bucket == "right").alias("right"),
        (bucket == "wrong").alias("wrong"),
        (bucket == "cannot_tell").alias("untold"),
    )


def _of_rules(result: Review) -> pl.DataFrame:
    return result.checks.select(
        "child_id",
        "standard",
        *CELL,
        (pl.col("kept") > 0).alias("right"),
        (pl.col("broken") > 0).alias("wrong"),
        (pl.col("cannot_tell") > 0).alias("untold"),
    )


def whole_areas(cases: pl.DataFrame) -> pl.DataFrame:
    """A row for each child and area (CASES less aspect and weak_in): right only where every aspect is."""
    wrong, untold = pl.col("wrong").max(), pl.col("cannot_tell").max()
    return (
        cases.group_by("child_id", "area")
        .agg(pl.col("team", "worker").first(), wrong, untold, pl.col("waiting").max())
        .with_columns(pl.when(pl.col("wrong") == 0).then("cannot_tell").otherwise(0).alias("cannot_tell"))
        .with_columns((1 - pl.col("wrong") - pl.col("cannot_tell")).alias("right"))
        .cast(dict.fromkeys(("right", "wrong", "cannot_tell"), pl.UInt32))
    )


def standing(
    cases: pl.DataFrame,
    cube: pl.DataFrame,
    as_of: date,
    before: pl.DataFrame | None = None,
    by: Sequence[str] = CELL,
) -> pl.DataFrame:
    """`shares_of_cases` by cell (or area), and of what fell due where one is about no child of theirs.

    Such a cell (of carers, adopters, teams) tells of the last year, with no change. `unit` says which.
    """
    children = shares_of_cases(cases, by, before)
    due = measured(recent(cube, as_of), by).join(children, on=list(by), how="anti")
    of_none = due.with_columns(pl.lit(DUE).alias("unit"), pl.lit(None, dtype=pl.Float64).alias("change"))
    return pl.concat([children, of_none]).sort(by)


def shares_of_cases(
    cases: pl.DataFrame, by: Sequence[str], before: pl.DataFrame | None = None
) -> pl.DataFrame:
    """`measured` of children, with `unit`, and `change`: the share now less the share then.

    before: CASES of an earlier review. change is null where either share is.
    """
    now = measured(cases, by).with_columns(pl.lit(CHILDREN).alias("unit"))
    then = measured(cases.clear() if before is None else before, by)
    joined = now.join(
        then.select(*by, pl.col("share").alias("~then")),
        on=list(by),
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return joined.with_columns((pl.col("share") - pl.col("~then")).alias("change")).drop("~then")


def untold_standards(cube: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """area, aspect, standards: how many standards these files tell nothing of, though they are asked."""
    rows = measured(recent(cube, as_of), [*CELL, "standard"])
    nothing = rows.filter((pl.col("denominator") == 0) & (pl.col("cannot_tell") > 0))
    return nothing.group_by(CELL).agg(pl.len().alias("standards")).sort(CELL)


def cases_kept(store: Store, day: date, standards: Mapping[str, Standard]) -> pl.DataFrame:
    """The cases of a kept review (CASES): worked out when first asked for, and kept beside it.

    Raises FileNotFoundError where there is no review of that day.
    """
    place = store.review_folder(day) / KEPT
    if place.is_file():
        return pl.read_parquet(place)
    children = worked_with(store.record(day), first_month(day))
    cases = cases_judged(open_review(place.parent), children, standards)
    with suppress(OSError):  # where the folder may only be read, they are worked out each time
        part = place.with_name(f".{KEPT}.{uuid4()}")
        cases.write_parquet(part)
        part.replace(place)  # whole or not at all: another may be reading it
    return cases
