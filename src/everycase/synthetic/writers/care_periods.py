"""Whole periods of care, joined up from their episodes."""

from __future__ import annotations

import polars as pl


def care_periods(episodes: pl.DataFrame) -> pl.DataFrame:
    """A row for each child's period: child_id, period, started_on, ended_on, end_reason, primary_need.

    episodes: the record's care_episodes. A period begins at a first episode, one whose reason is S,
    or one that starts after the last one ended; it is open while its last episode is.
    """
    ordered = episodes.drop_nulls("started_on").sort("child_id", "started_on", maintain_order=True)
    return (
        with_period(ordered)
        .group_by("child_id", "period", maintain_order=True)
        .agg(
            pl.col("started_on").first(),
            pl.col("ended_on").last(),
            pl.col("end_reason").last(),
            pl.col("primary_need").drop_nulls().first(),
            pl.col("last_reviewing_officer_contact_on").max().alias("officer_contact_on"),
            pl.col("episode_id").last().alias("last_episode_id"),
        )
    )


def with_period(ordered: pl.DataFrame) -> pl.DataFrame:
    """Episodes in order of child and start with the number of their `period` within the child, from 1."""
    before = pl.col("ended_on").shift().over("child_id")
    first = pl.int_range(pl.len()).over("child_id") == 0
    begins = first | (pl.col("start_reason") == "S").fill_null(value=False)
    begins = begins | (pl.col("started_on") > before).fill_null(value=False)
    return ordered.with_columns(period=begins.cast(pl.Int64).cum_sum().over("child_id"))
