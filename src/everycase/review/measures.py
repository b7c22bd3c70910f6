"""Measures: how much is right, of how many, and how many can't be told; summed from one cube."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from everycase.review.states import CANNOT_TELL, DUE, DUE_SOON, MET, MET_LATE, NOT_DONE, OVERDUE, TOO_SOON

CUBE: Mapping[str, pl.DataType] = {
    "standard": pl.String(),
    "area": pl.String(),
    "aspect": pl.String(),
    "team": pl.String(),
    "worker": pl.String(),
    "month": pl.Date(),  # first day of the month in which it fell due; the review's month for a rule
    "right": pl.UInt32(),
    "wrong": pl.UInt32(),
    "cannot_tell": pl.UInt32(),
    "waiting": pl.UInt32(),  # not yet due: in neither
}

BUCKET: Mapping[str, str] = {
    MET: "right",
    MET_LATE: "wrong",
    OVERDUE: "wrong",
    NOT_DONE: "wrong",
    TOO_SOON: "wrong",
    CANNOT_TELL: "cannot_tell",
    DUE: "waiting",
    DUE_SOON: "waiting",
}
DIMENSIONS = ("standard", "area", "aspect", "team", "worker", "month")
COUNTS = ("right", "wrong", "cannot_tell", "waiting")


def cube(obligations: pl.DataFrame, checks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Counts by standard, team, worker and month: the least parts that every measure is summed from."""
    bucket = pl.col("state").replace_strict(dict(BUCKET))
    of_clocks = obligations.select(
        "standard",
        "area",
        "aspect",
        pl.col("team_then").alias("team"),
        pl.col("worker_then").alias("worker"),
        pl.col("due_on").dt.truncate("1mo").alias("month"),
        *((bucket == name).alias(name) for name in COUNTS),
    )
    of_rules = checks.select(
        "standard",
        "area",
        "aspect",
        pl.col("team_now").alias("team"),
        pl.col("worker_now").alias("worker"),
        pl.lit(as_of.replace(day=1)).alias("month"),
        pl.col("kept").alias("right"),
        pl.col("broken").alias("wrong"),
        "cannot_tell",
        pl.lit(0).alias("waiting"),
    )
    types = dict.fromkeys(COUNTS, pl.UInt32)
    both = pl.concat([of_clocks.cast(pl.Schema(types)), of_rules.cast(pl.Schema(types))])
    # Words are grouped by their numbers: five columns of text take four times as long.
    words = both.with_columns(pl.col(pl.String).cast(pl.Categorical))
    summed = words.group_by(DIMENSIONS).agg(pl.col(name).sum() for name in COUNTS)
    return summed.cast(pl.Schema(CUBE)).sort(DIMENSIONS)


def measured(counts: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """numerator, denominator, cannot_tell, waiting and share, for each value of `by`.

    The denominator is what can be told and has fallen due; the share is null where that is nothing.
    """
    summed = counts.group_by(by, maintain_order=True) if by else counts.group_by(pl.lit(1).alias("~all"))
    whole = summed.agg(pl.col(name).sum() for name in COUNTS)
    denominator = pl.col("right") + pl.col("wrong")
    told = whole.select(
        *by,
        pl.col("right").alias("numerator"),
        denominator.alias("denominator"),
        "cannot_tell",
        "waiting",
        pl.when(denominator > 0).then(pl.col("right") / denominator).alias("share"),
    )
    return told.sort(by) if by else told
