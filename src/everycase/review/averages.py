"""Clocks that are averages over children against a threshold (the adoption scorecard's A1, A2, A10)."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.review.clocks import obligations
from everycase.review.scene import Scene
from everycase.review.states import CANNOT_TELL, MET, MET_LATE
from everycase.standards.council import Settings
from everycase.standards.language import Clock

AVERAGES: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "children": pl.UInt32(),  # that the average is over
    "days": pl.Float64(),  # the average; null where there are no children
    "threshold_days": pl.Int64(),
    "cannot_tell": pl.UInt32(),
}


def averages(scene: Scene, clocks: Mapping[str, Clock], settings: Settings) -> pl.DataFrame:
    """The average days from start to end of each such clock, over those that have ended."""
    rows = [_average(scene, clock, settings) for clock in clocks.values() if clock.average_over]
    return pl.concat(rows) if rows else pl.DataFrame(schema=dict(AVERAGES))


def _average(scene: Scene, clock: Clock, settings: Settings) -> pl.DataFrame:
    due = obligations(scene, clock, settings.timing(clock))
    ended = pl.col("state").is_in([MET, MET_LATE])
    days = (pl.col("done_on") - pl.col("started_on")).dt.total_days().clip(lower_bound=0)
    threshold = (pl.col("due_on") - pl.col("started_on")).dt.total_days()
    return due.select(
        pl.lit(clock.id).alias("standard"),
        ended.sum().alias("children"),
        days.filter(ended).mean().alias("days"),
        threshold.max().alias("threshold_days"),
        (pl.col("state") == CANNOT_TELL).sum().alias("cannot_tell"),
    ).cast(pl.Schema(AVERAGES))
