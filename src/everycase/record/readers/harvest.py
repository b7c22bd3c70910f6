"""Collecting the record's tables from the modules of a statutory return, several years together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import polars as pl

from everycase.record.readers.problems import problems_of, together
from everycase.record.readers.values import read_table
from everycase.record.reading import FileRead, Window
from everycase.record.schema import Format, Kind, Table

YEAR = "~year"
"""The year in which a row's return year ends; null in no row."""


@dataclass(frozen=True)
class Source:
    """One module (table) of one file: where it came from, which year's, and its cells as text."""

    path: str
    name: str
    sheet: str
    sha256: str
    year: int
    raw: pl.DataFrame  # text columns, and ROW


@dataclass
class Harvest:
    """What has been read so far: tables in the record's fields, problems, files."""

    frames: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    problems: list[pl.DataFrame] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    _years: dict[str, set[int]] = field(default_factory=dict)
    _filled: dict[str, dict[str, int]] = field(default_factory=dict)

    def take(
        self,
        source: Source,
        tables: Mapping[Table, Mapping[str, str]],
        spellings: Mapping[str, Mapping[str, str]],
        placeholders: Mapping[str, Collection[str]],
    ) -> None:
        """Read `source` as each of `tables` (table → field → column) and keep what comes out.

        spellings, placeholders: as read_table has them, under the name `table.field`.
        """
        counts: dict[str, Mapping[str, int]] = {}
        for table, columns in tables.items():
            read = read_table(
                table,
                source.raw,
                columns,
                file=source.name,
                sheet=source.sheet,
                file_index=len(self.files),
                spellings=_of(table, spellings),
                placeholders=_of(table, placeholders),
            )
            self.frames.setdefault(table.name, []).append(
                read.frame.with_columns(pl.lit(source.year, pl.Int32).alias(YEAR))
            )
            self._years.setdefault(table.name, set()).add(source.year)
            self.problems.append(read.problems)
            counts |= read.columns
            self._count(table, columns, read.columns, source.raw.height)
        self.files.append(FileRead(source.path, source.sheet, source.sha256, source.raw.height, counts))

    def _count(
        self,
        table: Table,
        columns: Mapping[str, str],
        counts: Mapping[str, Mapping[str, int]],
        rows: int,
    ) -> None:
        filled = self._filled.setdefault(table.name, {"": 0})
        filled[""] += rows
        for name, column in columns.items():
            filled[name] = filled.get(name, 0) + counts[column]["values"]

    def supplied(self) -> dict[str, frozenset[str]]:
        """Fields by table that some row has a value for; all that were read, where there are no rows."""
        return {
            table: frozenset(name for name, values in filled.items() if name and (values or not filled[""]))
            for table, filled in self._filled.items()
        }

    def has(self, table: Table) -> bool:
        """Whether some file holds the table, rows or none."""
        return table.name in self.frames

    def rows(self, table: Table) -> pl.DataFrame:
        """Every row read, with YEAR, those of all files."""
        return pl.concat(self.frames[table.name], how="diagonal")

    def whole(self, table: Table, same: Sequence[str], said_by: Sequence[str] = ()) -> pl.DataFrame:
        """All rows of a table, of each fact the latest year's: rows with the same `same` are one fact.

        Listed and left out: rows with nothing in one of `same`, rows that repeat another of their year,
        and rows still open in an earlier year that a later year's file no longer has. said_by: fields of
        which a row must have one to say anything.
        """
        rows = self.placed(table, _saying(self.rows(table), said_by), same)
        if rows.select(pl.struct(same).is_duplicated().any()).item():
            rows = rows.filter(pl.col(YEAR) == pl.col(YEAR).max().over(list(same)))
            rows = self._once(table, rows, same)
        return self._closed(table, rows)

    def latest_values(self, table: Table, same: Sequence[str], said_by: Sequence[str] = ()) -> pl.DataFrame:
        """One row for each `same`: of each field the latest year's value that isn't empty.

        A child twice in one list of children is listed. said_by: as in `whole`.
        """
        rows = self.placed(table, _saying(self.rows(table), said_by), ("child_id",))
        if same == ("child_id",) and rows.select(pl.struct(*same, "file").is_duplicated().any()).item():
            rows = self._once(table, rows, (*same, "file"))
        rest = [name for name in rows.columns if name not in same]
        newest = rows.sort(YEAR, descending=True, maintain_order=True)
        return (
            newest.group_by(*same, maintain_order=True)
            .agg(pl.col(name).drop_nulls().first() for name in rest)
            .select(rows.columns)
        )

    def placed(self, table: Table, rows: pl.DataFrame, needed: Sequence[str]) -> pl.DataFrame:
        """`rows` with something in each of `needed`; the others are listed."""
        for name in needed:
            if name not in rows.columns:
                rows = rows.with_columns(pl.lit(None).alias(name))
            if rows[name].null_count():
                meaning = table.fields()[name].meaning
                says = f"nothing that could be read as '{meaning}', so the row is not in the record"
                self._list(rows.filter(pl.col(name).is_null()), "not placed", says, meaning)
                rows = rows.filter(pl.col(name).is_not_null())
        return rows

    def _once(self, table: Table, rows: pl.DataFrame, same: Sequence[str]) -> pl.DataFrame:
        """`rows` without repeats; those that are the same fact and say something else are listed and kept."""
        fields = table.fields().items()
        values = [n for n, f in fields if n in rows.columns and f.kind is not Kind.FLAGS and f.unit != "key"]
        again = ~rows.select(pl.struct({*values, *same, YEAR}).is_first_distinct()).to_series()
        self._list(
            rows.filter(again), "duplicate", "the row repeats another one; it was read once", "one row"
        )
        rows = rows.filter(~again)
        words = " and ".join(name for name in same if name not in {YEAR, "file"})
        says = f"another row has the same {words} and says something else; both were kept"
        self._list(rows.filter(pl.struct(same).is_duplicated()), "duplicate", says, "one row")
        return rows

    def _closed(self, table: Table, rows: pl.DataFrame) -> pl.DataFrame:
        """`rows` without those that were open at the end of a year and aren't in the next year's file."""
        if not table.until or table.until not in rows.columns:
            return rows
        gone = pl.col(table.until).is_null() & (pl.col(YEAR) < max(self._years[table.name]))
        left = pl.lit(table.name in WHILE_IN_CARE) & (pl.col(YEAR) == pl.col(YEAR).max().over("child_id"))
        self._list(rows.filter(gone & ~left), "disagreement", f"{OPEN}: {CORRECTED}", EACH_YEAR)
        self._list(rows.filter(gone & left), "trap", f"{OPEN}, for the child isn't: {UNTOLD}", EACH_YEAR)
        return rows.filter(~gone)

    def _list(self, rows: pl.DataFrame, kind: str, says: str, expected: str) -> None:
        """Problems about `rows`, under the names of the files that hold them."""
        for (number,), part in rows.partition_by("file", as_dict=True, maintain_order=True).items():
            source = self.files[int(number)]
            name = Path(source.path).name
            self.problems.append(
                problems_of(part, kind, pl.lit(says), file=name, sheet=source.sheet, expected=expected)
            )

    def all_problems(self) -> pl.DataFrame:
        """Every problem once: a column that several tables are read from is listed a single time."""
        return together(self.problems).unique(maintain_order=True)


def _saying(rows: pl.DataFrame, said_by: Sequence[str]) -> pl.DataFrame:
    """Rows with something in one of `said_by`; all where it is empty."""
    here = [pl.col(name).is_not_null() for name in said_by if name in rows.columns]
    if not said_by:
        return rows
    return rows.filter(pl.any_horizontal(here)) if here else rows.clear()


WHILE_IN_CARE = frozenset({"involvements", "immigration_statuses"})
"""Tables of what may well go on when a child leaves care, though later returns no longer have the child."""
OPEN = "still open in its own year's return and not in a later year's"
CORRECTED = "taken as corrected there, so the row is not in the record"
UNTOLD = "when it ended is not told, so the row is not in the record"
EACH_YEAR = "the row in each year's return until it ends"

T = TypeVar("T")


def _of(table: Table, by_field: Mapping[str, T]) -> dict[str, T]:
    """What is said of a table's fields, by field."""
    start = f"{table.name}."
    return {name.removeprefix(start): said for name, said in by_field.items() if name.startswith(start)}


def columns_of(
    table: Table, source_format: Format, module: str, available: Collection[str]
) -> dict[str, str]:
    """Field → column of `module`, as the schema says where a format holds a field; best name first."""
    columns = {}
    for name, fld in table.fields().items():
        held = [place.split(".", 1) for place in fld.held.get(source_format, ())]
        own = [column for where, column in held if where == module and column in available]
        if own:
            columns[name] = own[0]
    return columns


def windows_of(held: Collection[tuple[Table, int]], as_of: date) -> list[Window]:
    """The return years (1 April to 31 March, up to `as_of`) of each table, those that touch made one."""
    windows: list[Window] = []
    for table, year in sorted(held, key=lambda pair: (pair[0].name, pair[1])):
        since, to = date(year - 1, 4, 1), min(date(year, 3, 31), as_of)
        last = windows[-1] if windows else None
        if to < since:
            continue
        if last and last.table == table.name and last.to >= since - timedelta(days=1):
            windows[-1] = Window(table.name, last.since, max(last.to, to))
        else:
            windows.append(Window(table.name, since, to))
    return windows
