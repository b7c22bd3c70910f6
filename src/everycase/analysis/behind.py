"""The rows of the record behind a finding: what a person needs to see to believe it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

import polars as pl

from everycase.analysis.wording import capital, day
from everycase.record.schema import STORED, Field, Kind, Table
from everycase.record.snapshot import FileTaken
from everycase.standards.language import Question, Standard

MOST_ROWS = 5
"""Rows of a table beside the one that the finding is about: the newest."""
NOT_RECORDED = "Not recorded"


@dataclass(frozen=True)
class Cell:
    """A value in words, beside its field's meaning. looked_at: whether the standard reads it."""

    meaning: str
    value: str
    looked_at: bool


@dataclass(frozen=True)
class Row:
    """A row of the record, its file's name and line, and the extract that first held it.

    about: whether the finding is about this very row.
    """

    table: str
    cells: tuple[Cell, ...]
    file: str
    line: int | None
    first_seen: date | None
    about: bool


def tables_behind(standard: Standard) -> frozenset[str]:
    """The tables whose rows show what the standard looks at."""
    return frozenset(_looked_at(standard))


def rows_behind(
    held: Mapping[str, pl.DataFrame], files: Sequence[FileTaken], standard: Standard, subject: str
) -> list[Row]:
    """The child's rows that a standard reads, the finding's own first, then each table's newest.

    held: one child's rows, by table (`Record.child`; those of `tables_behind` are enough). files: those
    of the record's manifest. subject: table and key of the finding's row, as findings carry it.
    """
    read = _looked_at(standard)
    rows = [row for name in read if name in held for row in _of_table(files, held[name], name, read, subject)]
    return sorted(rows, key=lambda row: not row.about)


def _looked_at(standard: Standard) -> Mapping[str, frozenset[str]]:
    """Table → names of the fields that the standard reads, of tables that the record stores."""
    fields = frozenset[Field]() if isinstance(standard, Question) else standard.reads
    tables = sorted({f.table.removesuffix("~other") for f in fields})
    stored = [name for name in tables if name in STORED and name != "children"]
    return {
        name: frozenset(f.name for f in fields if f.table.removesuffix("~other") == name) for name in stored
    }


def _of_table(
    files: Sequence[FileTaken],
    frame: pl.DataFrame,
    name: str,
    read: Mapping[str, frozenset[str]],
    subject: str,
) -> Iterator[Row]:
    table = STORED[name]
    own = pl.concat_str(pl.lit(f"{name}/"), pl.col("key")) == subject
    marked = frame.with_columns(own.fill_null(value=False).alias("~about"))
    newest_first = marked.sort("~about", table.when or "key", descending=True, nulls_last=True)
    for row in newest_first.head(MOST_ROWS).iter_rows(named=True):
        number = row["file"]
        yield Row(
            capital(name.replace("_", " ")),
            tuple(_cells(table, row, read[name])),
            PurePath(files[number].path).name if number is not None and number < len(files) else "",
            row["row"],
            row["first_seen"],
            row["~about"],
        )


def _cells(table: Table, row: Mapping[str, Any], read: frozenset[str]) -> Iterator[Cell]:
    """Fields that the standard reads, empty or not, and the others that say something."""
    for name, fld in table.fields().items():
        value = row.get(name)
        if name == "child_id" or (name not in read and value in (None, [])):
            continue
        yield Cell(fld.meaning, in_words(fld, value), name in read)


def in_words(fld: Field, value: Any) -> str:  # noqa: ANN401 - a cell of any kind
    """A stored value as a person reads it: dates in full, codes by their meaning, yes and no."""
    if value in (None, []):
        return NOT_RECORDED
    if fld.kind is Kind.FLAG:
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    values = value if isinstance(value, list) else [value]
    return ", ".join(fld.codes.get(v) or str(v) for v in values)
