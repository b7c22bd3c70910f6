"""What no single extract says: when each row was first seen, and which dates were changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.record.schema import STORED, Table
from everycase.record.seen import (
    dates_of,
    left_out,
    reach_of,
    rows_before,
    sight_columns,
    told_apart,
    would_have_held,
)
from everycase.record.snapshot import Manifest, Record

CHANGES: Mapping[str, pl.DataType] = {
    "table": pl.String(),
    "key": pl.String(),
    "child_id": pl.String(),
    "field": pl.String(),
    "before": pl.Date(),
    "after": pl.Date(),
    "seen_on": pl.Date(),  # as-of date of the extract that first showed the new date
}

FROM_BEFORE = "~before"


@dataclass(frozen=True)
class History:
    """What a load knows with the extracts before it.

    tables: with `first_seen` and `unseen_on`. changes: every change of a date up to now (CHANGES). seen: by
    table, what is remembered of rows that were left out of the load (see `seen_columns`).
    """

    tables: Mapping[str, pl.DataFrame]
    changes: pl.DataFrame
    seen: Mapping[str, pl.DataFrame]


def with_history(
    tables: Mapping[str, pl.DataFrame],
    now: Manifest,
    before: Record | None,
    moves: Mapping[str, str] | None = None,
) -> History:
    """The history of every row of a load. now: the load's own manifest.

    A row is known again by its key, or, where the system made its key anew, by child, day and rank.
    moves: ids of records merged into others since (old id → id now).
    """
    if before is None:
        return _first(tables, now.as_of)
    done, changes, seen = {}, [_earlier_changes(before)], {}
    for name in dict.fromkeys([*tables, *before.frames, *before.seen]):
        earlier = rows_before(before, name, moves or {})
        gone = left_out(earlier, name, now)
        if name in tables:
            matched = _matched(STORED[name], tables[name], earlier)
            changes += _changed(STORED[name], matched, now.as_of)
            done[name] = _with_sight(STORED[name], matched, before, now).select(tables[name].columns)
            same = _same_row(name)
            gone = gone.join(matched, left_on=same, right_on=_as_before(same), how="anti")
        if gone.height:
            seen[name] = gone
    return History(done, pl.concat(changes), seen)


def _first(tables: Mapping[str, pl.DataFrame], as_of: date) -> History:
    """Of a first extract, every row is first seen in it."""
    first = pl.lit(as_of, dtype=pl.Date).alias("first_seen")
    own = {name: frame.with_columns(first) for name, frame in tables.items()}
    return History(own, pl.DataFrame(schema=dict(CHANGES)), {})


def _earlier_changes(before: Record) -> pl.DataFrame:
    earlier = before.changes.collect()
    return earlier if earlier.columns else pl.DataFrame(schema=dict(CHANGES))


def _with_sight(table: Table, matched: pl.DataFrame, before: Record, now: Manifest) -> pl.DataFrame:
    """`first_seen` and `unseen_on` as they were known before; of a new row, by this load."""
    is_new = pl.col(f"key{FROM_BEFORE}").is_null()
    seen = pl.coalesce(f"first_seen{FROM_BEFORE}", pl.lit(now.as_of, dtype=pl.Date)).alias("first_seen")
    known = matched.with_columns(seen, pl.col(f"unseen_on{FROM_BEFORE}").alias("unseen_on")).with_row_index(
        "~n"
    )
    new = known.filter(is_new)
    if not table.when or new.is_empty():
        return known
    late = new.filter(would_have_held(new, table.name, before, now)).select("~n")
    unseen = pl.lit(before.as_of, dtype=pl.Date)
    return known.with_columns(
        pl.when(pl.col("~n").is_in(late["~n"].implode()))
        .then(unseen)
        .otherwise("unseen_on")
        .alias("unseen_on")
    )


def _same_row(name: str) -> list[str]:
    """What makes a row the same one: its key, and its kind, for a made key counts all kinds of a day."""
    return ["key", "reach"] if told_apart(name) else ["key"]


def _as_before(columns: Sequence[str]) -> list[str]:
    return [column + FROM_BEFORE for column in columns]


def _matched(table: Table, now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """`now` with the columns of the same row in the extracts before, suffixed; null where it is new."""
    same = _same_row(table.name)
    kept = [*sight_columns(table), "reach"]
    before = before.select(kept).rename({c: c + FROM_BEFORE for c in kept})
    number = now.with_row_index("~n").with_columns(reach_of(table.name).alias("reach"))
    twins = before.with_columns(pl.col(c + FROM_BEFORE).alias(c) for c in same)
    by_key = number.join(twins, on=same, how="left")
    by_key = by_key.unique("~n", keep="first", maintain_order=True)
    if not table.when or "child_id" not in now.columns:
        return by_key.drop("~n")
    is_new = pl.col(f"key{FROM_BEFORE}").is_null()
    found = by_key.filter(~is_new)
    left = before.join(found, on=_as_before(same), how="anti")
    again = _by_day(table, by_key.filter(is_new).select(number.columns), left)
    return pl.concat([found, again.select(found.columns)]).sort("~n").drop("~n")


def _by_day(table: Table, new: pl.DataFrame, left: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key is new, matched to what is left of the extracts before by child, kind, day and rank."""
    same = ["child_id", table.when, *(["reach"] if told_apart(table.name) else [])]
    rank = pl.int_range(pl.len()).over(same).alias("~rank")
    rank_before = pl.int_range(pl.len()).over(_as_before(same)).alias("~rank")
    return new.with_columns(rank).join(
        left.with_columns(rank_before, *(pl.col(c + FROM_BEFORE).alias(c) for c in same)),
        on=[*same, "~rank"],
        how="left",
    )


def _changed(table: Table, matched: pl.DataFrame, as_of: date) -> list[pl.DataFrame]:
    """A row for each date that was there before and is another now."""
    changes = []
    for name in dates_of(table):
        was = f"{name}{FROM_BEFORE}"
        rows = matched.filter(
            pl.col(was).is_not_null() & pl.col(name).is_not_null() & (pl.col(was) != pl.col(name))
        )
        if rows.height:
            child = pl.col("child_id") if "child_id" in rows.columns else pl.lit(None, dtype=pl.String)
            changes.append(
                rows.select(
                    pl.lit(table.name).alias("table"),
                    "key",
                    child.alias("child_id"),
                    pl.lit(name).alias("field"),
                    pl.col(was).alias("before"),
                    pl.col(name).alias("after"),
                    pl.lit(as_of, dtype=pl.Date).alias("seen_on"),
                )
            )
    return changes
