"""Readings given as text tables, as a reader would hand them over, and records shown as text again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from tests.tables import parse

from everycase.record.assemble import assemble
from everycase.record.reading import LATEST, PROBLEMS, FileRead, Reading, Window
from everycase.record.schema import STORED, Format
from everycase.record.snapshot import Record

YEAR_END = "2026-03-31"


def reading(
    fmt: Format,
    as_of: str = YEAR_END,
    *,
    windows: Sequence[tuple[str, str, str]] = (),
    latest: Sequence[tuple[str, str, str]] = (),
    parts: Mapping[str, Sequence[frozenset[str]]] | None = None,
    **tables: str,
) -> Reading:
    """What a reader took. windows: table, first day, last day. latest: table, child, since."""
    frames = {name: _frame(name, text) for name, text in tables.items()}
    own = {"file", "row", "part"}
    return Reading(
        format=fmt,
        as_of=date.fromisoformat(as_of),
        tables=frames,
        supplied={name: frozenset(set(frame.columns) - own) for name, frame in frames.items()},
        windows=[Window(t, date.fromisoformat(a), date.fromisoformat(b)) for t, a, b in windows],
        latest=pl.DataFrame(
            [(t, child, None, date.fromisoformat(day)) for t, child, day in latest],
            schema=dict(LATEST),
            orient="row",
        ),
        problems=pl.DataFrame(schema=dict(PROBLEMS)),
        files=[FileRead(f"{fmt}.csv", "", "", 0, {})],
        parts=parts or {},
    )


def _frame(name: str, text: str) -> pl.DataFrame:
    header, *lines = [line for line in text.strip().splitlines() if line.strip()]
    columns = [cell.strip() for cell in header.split("|")]
    part = columns.index("part") if "part" in columns else None
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    given = [c for c in columns if c != "part"]
    rest = "\n".join(" | ".join(v for n, v in enumerate(row) if n != part) for row in [columns, *cells])
    types = STORED[name].columns()
    frame = pl.DataFrame(parse(name, rest), schema={c: types[c] for c in given})
    if part is not None:
        frame = frame.with_columns(pl.Series("part", [int(row[part]) for row in cells], dtype=pl.UInt8))
    return frame.with_columns(pl.lit(0).alias("file"), pl.int_range(1, pl.len() + 1).alias("row"))


def joined(*readings: Reading, **how: Any) -> Record:
    """The record of several readings."""
    return assemble(readings, "Test council", **how)


def rows(record: Record, table: str, columns: str) -> list[str]:
    """Some columns of a table, a line a row, blanks as '-'; in order."""
    shown = [pl.col(c).cast(pl.String).fill_null("-") for c in columns.split()]
    return sorted(record.scan(table).select(pl.concat_str(shown, separator=" ")).collect().to_series())


def said(record: Record, kind: str) -> list[str]:
    """What the load says of one kind of problem."""
    return sorted(record.problems.filter(pl.col("kind") == kind).select("says").collect().to_series())
