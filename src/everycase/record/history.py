"""What no single extract says: when each row was first seen, and which dates were changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.record.schema import STORED, Kind, Table
from everycase.record.snapshot import Record

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


def with_history(
    tables: Mapping[str, pl.DataFrame],
    before: Record | None,
    as_of: date,
    moves: Mapping[str, str] | None = None,
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The tables with `first_seen`, and every change of a date up to now.

    A row is known again by its key, or, where the system made its key anew, by child, day and rank.
    moves: ids of records merged into others since (old id → id now).
    """
    if before is None:
        first = pl.lit(as_of, dtype=pl.Date).alias("first_seen")
        return {n: f.with_columns(first) for n, f in tables.items()}, pl.DataFrame(schema=dict(CHANGES))
    done, changes = {}, [_earlier_changes(before)]
    for name, frame in tables.items():
        earlier = before.scan(name).collect()
        if moves and "child_id" in earlier.columns:
            earlier = earlier.with_columns(pl.col("child_id").replace(dict(moves)))
        matched = _matched(STORED[name], frame, earlier)
        changes += _changed(STORED[name], matched, as_of)
        seen = pl.coalesce(f"first_seen{FROM_BEFORE}", pl.lit(as_of, dtype=pl.Date))
        done[name] = matched.with_columns(seen.alias("first_seen")).select(frame.columns)
    return done, pl.concat(changes)


def _earlier_changes(before: Record) -> pl.DataFrame:
    earlier = before.changes.collect()
    return earlier if earlier.columns else pl.DataFrame(schema=dict(CHANGES))


def _matched(table: Table, now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """`now` with the columns of the same row in the extract before, suffixed; null where it is new."""
    kept = ["key", "first_seen", *_dates(table), *(["child_id"] if "child_id" in now.columns else [])]
    before = before.select(kept).rename({c: c + FROM_BEFORE for c in kept})
    number = now.with_row_index("~n")
    by_key = number.join(before.with_columns(pl.col(f"key{FROM_BEFORE}").alias("key")), on="key", how="left")
    by_key = by_key.unique("~n", keep="first", maintain_order=True)
    if not table.when or "child_id" not in now.columns:
        return by_key.drop("~n")
    new = by_key.filter(pl.col(f"key{FROM_BEFORE}").is_null()).select("~n", *now.columns)
    left = before.join(
        by_key.select(pl.col(f"key{FROM_BEFORE}").drop_nulls()), on=f"key{FROM_BEFORE}", how="anti"
    )
    again = _by_day(table, new, left)
    found = by_key.filter(pl.col(f"key{FROM_BEFORE}").is_not_null())
    return pl.concat([found, again.select(found.columns)]).sort("~n").drop("~n")


def _by_day(table: Table, new: pl.DataFrame, left: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key is new, matched to what is left of the extract before by child, day and rank."""
    day, day_before = table.when, table.when + FROM_BEFORE
    rank = pl.int_range(pl.len()).over("child_id", day).alias("~rank")
    rank_before = pl.int_range(pl.len()).over(f"child_id{FROM_BEFORE}", day_before).alias("~rank")
    return new.with_columns(rank).join(
        left.with_columns(
            rank_before, pl.col(f"child_id{FROM_BEFORE}").alias("child_id"), pl.col(day_before).alias(day)
        ),
        on=["child_id", day, "~rank"],
        how="left",
    )


def _dates(table: Table) -> list[str]:
    return [name for name, fld in table.fields().items() if fld.kind is Kind.DATE]


def _changed(table: Table, matched: pl.DataFrame, as_of: date) -> list[pl.DataFrame]:
    """A row for each date that was there before and is another now."""
    changes = []
    for name in _dates(table):
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
