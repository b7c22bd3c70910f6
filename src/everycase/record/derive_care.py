"""What the record implies of care: days without a legal status, and how many children an officer holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

Read = Callable[[str], pl.DataFrame]

DISTANT = date(2999, 12, 31)
"""Stands for "not ended"."""
ONE_DAY = pl.duration(days=1)


def legal_cover(read: Read) -> pl.DataFrame:
    """Each period of care with its first day without a legal status.

    The day of leaving needs none. Days up to today in care that goes on are left to the rule about a
    child with no status now, so that one weakness is one finding.
    """
    periods = read("care_periods").select(
        "child", "child_id", "started_on", "ended_on", "key", "sources", "first_seen"
    )
    statuses = _statuses_within(periods, read("legal_statuses"))
    free = pl.concat([_before_a_status(statuses), _after_the_last(statuses), _without_any(periods, statuses)])
    first = free.group_by("key").agg(pl.col("uncovered_on").min())
    return periods.join(first, on="key", how="left")


def _statuses_within(periods: pl.DataFrame, statuses: pl.DataFrame) -> pl.DataFrame:
    """The legal statuses of each period in order: key, started_on, ended_on, from_on, to."""
    known = statuses.filter(pl.col("status").is_not_null() & pl.col("from_on").is_not_null()).select(
        "child", "from_on", pl.col("to_on").fill_null(DISTANT).alias("to")
    )
    return (
        periods.select("child", "key", "started_on", "ended_on")
        .join(known, on="child")
        .filter(
            (pl.col("to") >= pl.col("started_on"))
            & (pl.col("from_on") <= pl.col("ended_on").fill_null(DISTANT))
        )
        .sort("key", "from_on")
    )


def _before_a_status(statuses: pl.DataFrame) -> pl.DataFrame:
    """Days between one status (or the start of care) and the next."""
    covered_to = pl.col("to").cum_max().shift(1).over("key").fill_null(pl.col("started_on") - ONE_DAY)
    free = statuses.select("key", "from_on", (covered_to + ONE_DAY).alias("uncovered_on"))
    return free.filter(pl.col("uncovered_on") < pl.col("from_on")).select("key", "uncovered_on")


def _after_the_last(statuses: pl.DataFrame) -> pl.DataFrame:
    """Days between the last status and leaving care."""
    last = statuses.group_by("key").agg(
        (pl.col("to").max() + ONE_DAY).alias("uncovered_on"), pl.col("ended_on").first()
    )
    return last.filter(pl.col("uncovered_on") < pl.col("ended_on")).select("key", "uncovered_on")


def _without_any(periods: pl.DataFrame, statuses: pl.DataFrame) -> pl.DataFrame:
    """Ended periods that no status falls in."""
    none = periods.filter(pl.col("ended_on").is_not_null()).join(statuses, on="key", how="anti")
    return none.select("key", pl.col("started_on").alias("uncovered_on"))


def reviewing_officer_caseloads(read: Read) -> pl.DataFrame:
    """A row for each reviewing officer named, with no end, for a child whose care goes on."""
    named = (
        read("involvements")
        .filter((pl.col("role") == "IRO") & pl.col("worker_id").is_not_null() & pl.col("to_on").is_null())
        .select("child", "worker_id")
    )
    in_care = read("care_periods").filter(pl.col("ended_on").is_null()).select("child").unique()
    held = named.join(in_care, on="child").group_by("worker_id").agg(pl.col("child").n_unique())
    workers = read("workers").select("worker_id", "full_time_equivalent").unique("worker_id", keep="first")
    return held.join(workers, on="worker_id", how="left").select(
        "worker_id",
        pl.col("child").cast(pl.Int64).alias("children_held"),
        "full_time_equivalent",
        pl.col("worker_id").alias("key"),
        pl.lit(1, dtype=pl.UInt32).alias("sources"),
        pl.lit(None, dtype=pl.Date).alias("first_seen"),
    )
