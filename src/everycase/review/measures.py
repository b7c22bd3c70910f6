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
PARTS = ("standard", "team", "worker", "month")
"""Enough to group by: a standard is of one area and aspect, taken from any row of it."""
_ABOUT = pl.col("area", "aspect").first()
COUNTS = ("right", "wrong", "cannot_tell", "waiting")


def cube(obligations: pl.DataFrame, checks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Counts by standard, team, worker and month: the least parts that every measure is summed from."""
    month = pl.lit(as_of.replace(day=1)).alias("month")
    both = pl.concat([_of_clocks(obligations), _of_rules(checks).with_columns(month).select(*CUBE)])
    return both.sort(PARTS)


def _of_clocks(obligations: pl.DataFrame) -> pl.DataFrame:
    parts = obligations.select(
        "standard",
        "area",
        "aspect",
        pl.col("team_then").alias("team"),
        pl.col("worker_then").alias("worker"),
        pl.col("due_on").dt.truncate("1mo").alias("month"),
        pl.col("state").replace_strict(dict(BUCKET)).alias("~bucket"),
    )
    by_bucket = parts.group_by(*PARTS, "~bucket").agg(_ABOUT, pl.len())
    counts = [pl.col("len").filter(pl.col("~bucket") == name).sum().alias(name) for name in COUNTS]
    return by_bucket.group_by(PARTS).agg(_ABOUT, *counts).select(pl.col(c).cast(t) for c, t in CUBE.items())


def _of_rules(checks: pl.DataFrame) -> pl.DataFrame:
    owned = pl.col("team_now").alias("team"), pl.col("worker_now").alias("worker")
    counts = pl.col("kept").alias("right"), pl.col("broken").alias("wrong"), pl.col("cannot_tell")
    summed = checks.group_by("standard", *owned).agg(_ABOUT, *(count.sum() for count in counts))
    return summed.with_columns(pl.lit(0, dtype=pl.UInt32).alias("waiting"))


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
