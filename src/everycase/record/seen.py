"""What a record remembers of rows that its own files don't hold, because a file or a kind was left out.

Without it a row would look new when its file comes back. A load reads one record before it, not all of them:
each hands on what the ones before it knew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from everycase import calendar
from everycase.record.schema import STORED, Format, Kind, Table
from everycase.record.schema.people import ROLES_TOLD_APART, reach_of_role
from everycase.record.snapshot import Manifest, Record

FORGOTTEN_AFTER = 24
"""Months after which a row that no file has held is let go: a yearly return comes back sooner, and ids and
dates of children are not to be handed on for ever."""


def dates_of(table: Table) -> list[str]:
    """The table's dates, which are compared from extract to extract."""
    return [name for name, fld in table.fields().items() if fld.kind is Kind.DATE]


def sight_columns(table: Table) -> list[str]:
    """What is known of a row of an earlier extract."""
    child = ["child_id"] if "child_id" in table.columns() else []
    return ["key", *child, *dates_of(table), "first_seen", "unseen_on"]


def seen_columns(table: Table) -> Mapping[str, pl.DataType]:
    """What is remembered of a row that was left out.

    reach: the name under which manifests say how far its kind reaches. formats: those that held it, as bits
    in the order of Format, for each load numbers its sources anew. last_held: the last extract that held it.
    """
    types = table.columns()
    own = {name: types[name] for name in sight_columns(table)}
    return {**own, "reach": pl.String(), "formats": pl.UInt32(), "last_held": pl.Date()}


def rows_before(before: Record, name: str, moves: Mapping[str, str]) -> pl.DataFrame:
    """Every row of a table that the record before held or remembered (see `seen_columns`).

    moves: ids of records merged into others since (old id → id now).
    """
    held = before.scan(name).select(
        *sight_columns(STORED[name]),
        reach_of(name).alias("reach"),
        _formats(before.manifest).alias("formats"),
        pl.lit(before.as_of, dtype=pl.Date).alias("last_held"),
    )
    every = [held, before.seen[name]] if name in before.seen else [held]
    rows = pl.concat(frame.collect(engine="in-memory") for frame in every)
    if moves and "child_id" in rows.columns:
        rows = rows.with_columns(pl.col("child_id").replace(dict(moves)))
    return rows


def left_out(rows: pl.DataFrame, name: str, now: Manifest) -> pl.DataFrame:
    """The rows that this load couldn't hold, for a format or a kind that held them was left out of it.

    A row that its own files lack now was deleted there, and isn't remembered.
    """
    lacking = _all_formats() & ~_supplying(name, now)
    format_gone = (pl.col("formats") & pl.lit(lacking, dtype=pl.UInt32)) != 0
    kind_gone = (pl.col("reach") != name) & ~pl.col("reach").is_in(list(now.reach))
    lately = pl.col("last_held") > calendar.months_before(now.as_of, FORGOTTEN_AFTER)
    return rows.filter((format_gone | kind_gone) & lately)


def would_have_held(rows: pl.DataFrame, name: str, before: Record, now: Manifest) -> pl.Series:
    """Whether the record before would have held each of these new rows, had it been written down by then.

    Only then is a row's first sight a measure of when it was written: not where its kind comes, or comes
    back, with this load, nor where the files now reach further back than they did.
    """
    lacking = _all_formats() & ~_supplying(name, before.manifest)
    watched = (_formats(now) & pl.lit(lacking, dtype=pl.UInt32)) == 0
    reached = pl.any_horizontal(pl.lit(value=False), *_reached(name, before))
    told = rows.with_columns(reach_of(name).alias("reach")).select((watched & reached).fill_null(value=False))
    return told.to_series()


def _reached(name: str, before: Record) -> Iterator[pl.Expr]:
    """Within what the record before reached, or after its day; of tables held by the latest row, any day."""
    day = pl.col(STORED[name].when)
    stretches = {reach: s for reach, s in before.manifest.reach.items() if reach.partition(":")[0] == name}
    for reach, several in stretches.items():
        within = pl.any_horizontal(day.is_between(one.since, one.to) for one in several)
        yield (pl.col("reach") == reach) & (within | (day > before.as_of))
    if name not in stretches and name in before.latest.select("table").unique().collect()["table"]:
        yield pl.lit(value=True)


def told_apart(name: str) -> bool:
    """Whether a table holds kinds, each with a reach of its own."""
    return name in {"events", "involvements"}


def reach_of(name: str) -> pl.Expr:
    """The name under which manifests say how far a row's kind reaches."""
    if name == "events":
        return pl.concat_str(pl.lit("events:"), "kind")
    if name == "involvements":
        apart = {role: reach_of_role(role) for role in ROLES_TOLD_APART}
        return pl.col("role").replace_strict(apart, default=name, return_dtype=pl.String)
    return pl.lit(name)


def _formats(manifest: Manifest) -> pl.Expr:
    """The formats of a row's sources, as bits in the order of Format."""
    told = pl.lit(0, dtype=pl.UInt32)
    for n, fmt in enumerate(Format):
        mask = sum(1 << bit for bit, source in enumerate(manifest.sources) if source is fmt)
        holds = (pl.col("sources") & pl.lit(mask, dtype=pl.UInt32)) != 0
        told |= holds.cast(pl.UInt32) * (1 << n) if mask else pl.lit(0, dtype=pl.UInt32)
    return told


def _supplying(name: str, manifest: Manifest) -> int:
    """The formats that supply a table at all, as bits in the order of Format."""
    sources = 0
    for bits in manifest.supplied.get(name, {}).values():
        sources |= bits
    given = {fmt for bit, fmt in enumerate(manifest.sources) if sources >> bit & 1}
    return sum(1 << n for n, fmt in enumerate(Format) if fmt in given)


def _all_formats() -> int:
    return (1 << len(Format)) - 1
