"""What the record implies of short breaks: stays joined into series, and how many days they fill."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

Read = Callable[[str], pl.DataFrame]

SHORT_BREAKS = ("V3", "V4")
DAYS_ALLOWED = 75
"""Care Planning, Placement and Case Review (England) Regulations 2010 reg 48(2)(c)(iii)."""
SERIES_GAP = "6mo"
"""A stay that begins later than this after the last one ended begins a new series: no visit or review
of the old one would have fallen due in a longer gap without being missed."""
STILL_OPEN = pl.date(9000, 1, 1)


def short_break_series(read: Read) -> pl.DataFrame:
    """Each series of short breaks: first stay to last, and its busiest 12 months."""
    stays = _in_series(_stays(read("placements"), read("legal_statuses")))
    series = stays.group_by("child", "series", maintain_order=True).agg(
        pl.col("child_id").first(),
        pl.col("began").min().alias("started_on"),
        pl.when(pl.col("ended").is_not_null().all()).then(pl.col("ended").max()).alias("ended_on"),
        pl.col("recorded").any(),
        pl.col("sources").first(),
        pl.col("first_seen").min(),
    )
    counted = series.join(_past_limit(_days(stays)), on=["child", "series"], how="left")
    first = pl.when("recorded").then("started_on")
    return counted.select(
        "child",
        "child_id",
        "started_on",
        "ended_on",
        pl.coalesce("busiest", first).alias("busiest_from_on"),
        pl.coalesce("passed", first.dt.offset_by("12mo")).alias("past_limit_or_year_on"),
        pl.format("{}@{}", "child_id", "started_on").alias("key"),
        "sources",
        "first_seen",
    )


def _stays(placements: pl.DataFrame, statuses: pl.DataFrame) -> pl.DataFrame:
    """Placements that began under a short-break status; `recorded` where each stay is (V3)."""
    short = statuses.filter(pl.col("status").is_in(SHORT_BREAKS) & pl.col("from_on").is_not_null())
    began = pl.col("began")
    lasting = pl.col("to_on").is_null() | (pl.col("to_on") > began) | (pl.col("from_on") == began)
    return (
        placements.filter(pl.col("started_on").is_not_null())
        .select("child", "child_id", "sources", "first_seen", "key", began="started_on", ended="ended_on")
        .join(short.select("child", "status", "from_on", "to_on"), on="child")
        .filter((pl.col("from_on") <= began) & lasting)
        .with_columns(recorded=pl.col("status") == "V3")
        # Of two statuses, V3 first: under it each stay is recorded.
        .sort("child", "began", "key", "status")
        .unique(["child", "key"], keep="first", maintain_order=True)
    )


def _in_series(stays: pl.DataFrame) -> pl.DataFrame:
    """Adds `series`, a number within the child."""
    ordered = stays.sort("child", "began")
    so_far = pl.col("ended").fill_null(STILL_OPEN).cum_max().over("child").shift(1).over("child")
    new = (pl.col("began") > so_far.dt.offset_by(SERIES_GAP)).fill_null(value=True)
    return ordered.with_columns(new.cum_sum().over("child").alias("series"))


def _days(stays: pl.DataFrame) -> pl.DataFrame:
    """Each day that a child spent in a recorded stay: its nights, and one day for a stay without a night.

    A stay that hasn't ended counts as one day, for nothing here knows the review's date.
    """
    last = pl.max_horizontal("began", pl.col("ended").fill_null(pl.col("began")) - pl.duration(days=1))
    return (
        stays.filter("recorded")
        .select("child", "series", pl.date_ranges("began", last).alias("day"))
        .explode("day")
        .unique(["child", "day"], keep="first")
        .sort("child", "day")
    )


def _past_limit(days: pl.DataFrame) -> pl.DataFrame:
    """By series: the first day from which 12 months hold more days than are allowed, and the day too many."""
    beyond = days.with_columns(too_many=pl.col("day").shift(-DAYS_ALLOWED).over("child"))
    return (
        beyond.filter(pl.col("too_many") < pl.col("day").dt.offset_by("12mo"))
        .group_by("child", "series", maintain_order=True)
        .agg(pl.col("day").first().alias("busiest"), pl.col("too_many").first().alias("passed"))
    )
