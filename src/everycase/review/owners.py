"""Whose case it was on a day, and whose it is now."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.review.scene import Scene

OWNERS_NOW: Mapping[str, pl.DataType] = {"team_now": pl.String(), "worker_now": pl.String()}
OWNERS: Mapping[str, pl.DataType] = {"team_then": pl.String(), "worker_then": pl.String(), **OWNERS_NOW}


def with_owners(scene: Scene, frame: pl.DataFrame, day: str) -> pl.DataFrame:
    """`frame` (with `child` and the date column `day`) and OWNERS.

    Null where nobody held the case that day, or no supplied file says who did.
    """
    as_of = pl.lit(scene.as_of, dtype=pl.Date)
    then = _held_on(frame, _holders(scene), pl.col(day).fill_null(as_of))
    return with_owners_now(scene, then.rename({"worker": "worker_then", "team": "team_then"}))


def with_owners_now(scene: Scene, frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` (with `child`) and OWNERS_NOW."""
    children = frame.select("child").unique()
    now = _held_on(children, _holders(scene), pl.lit(scene.as_of, dtype=pl.Date))
    named = now.rename({"worker": "worker_now", "team": "team_now"})
    return frame.join(named, on="child", how="left", maintain_order="left")


def _holders(scene: Scene) -> pl.DataFrame:
    """Spells with one worker, by their start; sorted once for all that ask whose a case is."""
    return scene.once("case holders by start", lambda: _by_start(scene))


def _by_start(scene: Scene) -> pl.DataFrame:
    held = scene.table("case_holders").select(
        pl.col("case_holders.child").alias("child"),
        pl.col("case_holders.from_on").fill_null(pl.date(1900, 1, 1)).alias("~from"),
        pl.col("case_holders.to_on").alias("~to"),
        pl.col("case_holders.worker_id").alias("worker"),
        pl.col("case_holders.team_id").alias("team"),
    )
    return held.sort("~from")


def _held_on(frame: pl.DataFrame, held: pl.DataFrame, day: pl.Expr) -> pl.DataFrame:
    """Adds `worker` and `team`: the spell that had begun by the day and had not ended before it."""
    dated = frame.with_columns(day.alias("~day")).with_row_index("~order").sort("~day")
    joined = dated.join_asof(
        held, left_on="~day", right_on="~from", by="child", strategy="backward", check_sortedness=False
    )
    still = pl.col("~to").is_null() | (pl.col("~to") >= pl.col("~day"))
    return (
        joined.with_columns(
            pl.when(still).then("worker").alias("worker"), pl.when(still).then("team").alias("team")
        )
        .sort("~order")
        .drop("~order", "~day", "~from", "~to")
    )
