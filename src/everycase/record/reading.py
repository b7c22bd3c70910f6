"""What a reader gives back: tables in the record's own fields, and what could not be understood.

Each reader is `read(paths_or_url, settings) -> Reading`. A reader never drops anything silently:
a value that it can't understand becomes null in the table and a row of `problems`, with what was
found and what was expected; a row that it can't place becomes a problem too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from everycase.record.schema import Format
from everycase.returns.problems import UnreadableError

PROBLEMS: Mapping[str, pl.DataType] = {
    "file": pl.String(),  # name of the file (or table of the database)
    "sheet": pl.String(),  # sheet of a workbook, module of an XML; empty elsewhere
    "row": pl.UInt32(),  # 1-based row in the file as a person sees it; null where it is about the whole file
    "column": pl.String(),  # header as found; empty where it is about the row or file
    "child_id": pl.String(),  # null where not known
    "kind": pl.String(),  # one of PROBLEM_KINDS
    "found": pl.String(),  # the value as found
    "expected": pl.String(),  # what would have been understood, in words
    "says": pl.String(),  # the problem in one plain sentence, that an analyst can act on
}

PROBLEM_KINDS: Mapping[str, str] = {
    "not understood": "a value that could not be read; kept here, empty in the record",
    "placeholder": "a value that the case system writes where it has nothing (1900-01-01, SSD_PH, -1)",
    "trap": "a known way in which this kind of extract misleads",
    "duplicate": "the same row or id more than once",
    "missing column": "a column that the format has and this file lacks",
    "extra column": "a column that the format lacks; not read",
    "missing file": "a table that the format has and that was not supplied",
    "extra file": "a file or sheet that is not part of the format; not read",
    "orphan": "a row whose child or parent is in no supplied file",
    "disagreement": "two files say different things of the same fact",
    "merged": "rows of two tables or files that are one event, joined",
    "one file only": "a child in one file and not in another",
    "not placed": "a row with no child id, or no date where one is needed; kept here, not in the record",
}


class OtherFormatError(UnreadableError):
    """A sound file in no format that everycase reads, such as another workbook in the same folder."""


@dataclass(frozen=True)
class Window:
    """A stretch of time in which a source holds every row of a table, for all its children."""

    table: str
    since: date
    to: date


@dataclass(frozen=True)
class FileRead:
    """One file (or database table, sheet, module) as taken: how many rows and values, by column."""

    path: str
    sheet: str
    sha256: str
    rows: int
    columns: Mapping[str, Mapping[str, int]]
    """column as found → {"values": n not empty, "understood": n}"""


@dataclass(frozen=True)
class Reading:
    """What one reader took from one set of files.

    tables: table name → frame with columns of the schema's fields (any subset, stored types), and
        `file` (index into `files`) and `row` (1-based data row). With child_id where the table has one.
    supplied: table name → fields that this source holds at all (a column that is empty in every
        row of a table with rows is not supplied; nor is one that the format lacks).
    windows: stretches in which the source holds every row of a table.
    latest: (table, child_id, since): for tables of which the source holds only each child's latest
        row: nothing happened after `since` but what is in the table (since = date of that row, or
        1900-01-01 where the source says there is none). For health_checks also `kind`.
    """

    format: Format
    as_of: date
    tables: Mapping[str, pl.DataFrame]
    supplied: Mapping[str, frozenset[str]]
    windows: Sequence[Window]
    latest: pl.DataFrame
    problems: pl.DataFrame
    files: Sequence[FileRead]
    parts: Mapping[str, Sequence[frozenset[str]]] = field(default_factory=dict)
    """Where rows of one table come from lists that hold different fields: table → the fields of each list.
    The table has a column `part`, which of them a row came from."""
    notes: Sequence[str] = field(default_factory=tuple)


LATEST: Mapping[str, pl.DataType] = {
    "table": pl.String(),
    "child_id": pl.String(),
    "kind": pl.String(),
    "since": pl.Date(),
}

__all__ = [
    "LATEST",
    "PROBLEMS",
    "PROBLEM_KINDS",
    "FileRead",
    "OtherFormatError",
    "Reading",
    "UnreadableError",
    "Window",
]
