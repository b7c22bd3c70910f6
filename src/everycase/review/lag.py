"""What only a history of extracts shows: how late things are written down, and dates changed later.

The recording lag of a row runs from its event to the first extract that held it, so it is never more than
the truth by more than the days between two extracts. A row has none where the extract just before wouldn't
have held it anyhow (the first of its kind, a file left out, a day not reached): nobody can tell when it was
written down.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase import calendar
from everycase.record.schema import STORED
from everycase.record.schema.terms import Span
from everycase.record.snapshot import Record
from everycase.review.owners import with_owners
from everycase.review.scene import Scene
from everycase.review.states import MET
from everycase.standards.council import Settings
from everycase.standards.language import Clock, Direction, Standard

LAG: Mapping[str, pl.DataType] = {
    "kind": pl.String(),  # the table
    "team": pl.String(),
    "rows": pl.UInt32(),
    "median": pl.Float64(),  # working days
    "nine_in_ten": pl.Float64(),  # working days within which nine rows in ten were recorded
    "over_5": pl.UInt32(),  # rows recorded more than 5 working days after
}
MADE_TIMELY: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "child_id": pl.String(),
    "subject": pl.String(),
    "due_on": pl.Date(),
    "done_on": pl.Date(),
    "field": pl.String(),  # table.field whose date was changed
    "before": pl.Date(),
    "after": pl.Date(),
    "seen_on": pl.Date(),
}
LATE_ENTRY = 5


def recording_lag(record: Record) -> pl.DataFrame:
    """Working days from event to first sight, by kind of record and team (LAG). Empty for a first extract."""
    scene = Scene(record, {}, record.as_of)
    rows = [
        _lags(scene, name) for name in STORED if STORED[name].when and "child_id" in STORED[name].columns()
    ]
    every = pl.concat([pl.DataFrame(schema={"kind": pl.String, "team": pl.String, "days": pl.Int32}), *rows])
    days = pl.col("days")
    summed = every.group_by("kind", "team").agg(
        pl.len().alias("rows"),
        days.median().alias("median"),
        days.quantile(0.9, "nearest").alias("nine_in_ten"),
        (days > LATE_ENTRY).sum().alias("over_5"),
    )
    return summed.cast(pl.Schema(LAG)).sort("kind", "team")


def _lags(scene: Scene, name: str) -> pl.DataFrame:
    when = STORED[name].when
    frame = scene.record.scan(name).select("child", "first_seen", "unseen_on", pl.col(when).alias("day"))
    told = pl.col("unseen_on").is_not_null() & (pl.col("day") <= pl.col("first_seen"))
    later = frame.filter(told).collect(engine="in-memory")
    owned = with_owners(scene, later, "day")
    lag = calendar.working_days_between(pl.col("day"), pl.col("first_seen"))
    return owned.select(
        pl.lit(name).alias("kind"), pl.col("team_then").alias("team"), lag.cast(pl.Int32).alias("days")
    )


def made_timely(
    obligations: pl.DataFrame, record: Record, catalogue: Mapping[str, Standard], settings: Settings
) -> pl.DataFrame:
    """Obligations that are met only because a date was changed after it was first recorded (MADE_TIMELY).

    For a person to judge: a correction can be right.
    """
    changes = _first_and_last(record.changes.collect())
    met = obligations.filter(pl.col("state") == MET)
    if changes.is_empty() or met.is_empty():
        return pl.DataFrame(schema=dict(MADE_TIMELY))
    parts = [pl.DataFrame(schema=dict(MADE_TIMELY))]
    for key in met["standard"].unique().sort():
        clock = catalogue[key]
        if isinstance(clock, Clock) and clock.direction is Direction.BY:
            mine = met.filter(pl.col("standard") == key)
            parts += [_end_moved(clock, mine, changes), _start_moved(clock, mine, changes, settings)]
    return pl.concat(parts).unique(maintain_order=True)


def _first_and_last(changes: pl.DataFrame) -> pl.DataFrame:
    """A change for each date: from what was written first to what is written now, steps between left out."""
    if changes.is_empty():
        return changes
    steps = changes.sort("seen_on").group_by("table", "key", "child_id", "field", maintain_order=True)
    whole = steps.agg(pl.col("before").first(), pl.col("after").last(), pl.col("seen_on").last())
    return whole.filter(pl.col("before") != pl.col("after"))


def _end_moved(clock: Clock, met: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Done in time by its date now, and late by its date before."""
    ends = [str(moment.field) for moment in clock.end_moments]
    moved = changes.with_columns(pl.format("{}.{}", "table", "field").alias("field")).filter(
        pl.col("field").is_in(ends)
    )
    joined = met.join(moved, left_on=["child_id", "done_on"], right_on=["child_id", "after"], coalesce=False)
    return _shaped(joined.filter(pl.col("before") > pl.col("due_on")))


def _start_moved(clock: Clock, met: pl.DataFrame, changes: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """In time from its start now, and late from its start before."""
    starts = [str(moment.field) for moment in clock.start_moments]
    named = changes.with_columns(
        pl.format("{}.{}", "table", "field").alias("field"),
        pl.format("{}/{}", "table", "key").alias("subject"),
    )
    joined = met.join(named.filter(pl.col("field").is_in(starts)), on=["subject", "child_id"])
    joined = joined.filter(pl.col("started_on") == pl.col("after"))
    within = settings.timing(clock).within
    if not isinstance(within, Span) or joined.is_empty():
        return pl.DataFrame(schema=dict(MADE_TIMELY))
    return _shaped(joined.filter(pl.col("done_on") > within.after(pl.col("before"))))


def _shaped(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.col(c).cast(t) for c, t in MADE_TIMELY.items())
