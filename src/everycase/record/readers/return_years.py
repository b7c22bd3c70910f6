"""Which year each file of the looked-after return is about: its name, its folder, or the dates inside."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from everycase.record.reading import UnreadableError
from everycase.returns.reading import Reading
from everycase.returns.ssda903 import TABLES

_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)20(\d\d)\D{0,2}(?:20)?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")

NOT_IN_THE_YEAR = frozenset({"DOB", "MC_DOB", "DUC", "DATE_INT", "DATE_MATCH", "DATE_PLACED"})
"""Dates that may lie long before the return's year, or after it."""

LEAST_SHARE = 0.01
"""Share of a file's dates that must lie in a year for it to be the file's: a mistyped date is rarer."""


def year_named(text: str) -> int | None:
    """The year in which the return year named in `text` ends: 2026 for "2025-26", "2026", "2025-10-01"."""
    if day := _DAY.search(text):
        return int(day[1]) + (int(day[2]) > 3)
    for span in _SPAN.finditer(text):
        if int(span[2]) == (int(span[1]) + 1) % 100:
            return 2001 + int(span[1])
    year = _YEAR.search(text)
    return int(year[1]) if year else None


def years_of(reading: Reading, as_of: date | None) -> list[int]:
    """The year in which the return of each of `reading.files` ends.

    Files of one folder are one year's, unless one table is there more than once. Raises
    UnreadableError where neither a name nor a date says the year and there is no `as_of`.
    """
    years = [year_named(file.name) or year_named(file.year_folder) for file in reading.files]
    for folder in {Path(file.path).parent for file in reading.files}:
        here = [n for n, file in enumerate(reading.files) if Path(file.path).parent == folder]
        unnamed = [n for n in here if years[n] is None]
        if unnamed:
            for number, year in _from_dates(reading, unnamed).items():
                years[number] = year
    default = max((year for year in years if year), default=_ending(as_of))
    if default is None:
        names = ", ".join(file.name for file in reading.files)
        raise UnreadableError(f"The year of {names} can't be told: put it in a folder named 2025-26 or so.")
    return [year or default for year in years]


def _ending(as_of: date | None) -> int | None:
    return as_of.year + (as_of.month > 3) if as_of else None


def _from_dates(reading: Reading, numbers: Sequence[int]) -> Mapping[int, int | None]:
    """The year of each file by the dates in it, or in the files beside it where each table is there once."""
    tables = [reading.files[n].table for n in numbers]
    if len(set(tables)) == len(tables):
        year = year_inside(reading, numbers)
        return dict.fromkeys(numbers, year)
    return {n: year_inside(reading, [n]) for n in numbers}


def year_inside(reading: Reading, numbers: Collection[int]) -> int | None:
    """The last return year in which at least a hundredth of the files' dates lie; None without dates."""
    counted = pl.concat([_years_in(reading, name, numbers) for name in reading.tables])
    if counted.is_empty():
        return None
    by_year = counted.to_frame("year").group_by("year").len()
    enough = by_year.filter(pl.col("len") >= max(1, LEAST_SHARE * counted.len()))
    return int(enough["year"].max())  # type: ignore[arg-type]


def _years_in(reading: Reading, name: str, numbers: Collection[int]) -> pl.Series:
    """The return year of every date in one table's rows from these files."""
    dated = [c.name for c in TABLES[name].columns if c.kind == "date" and c.name not in NOT_IN_THE_YEAR]
    columns = [column for column in dated if column in reading.tables[name].columns]
    rows = reading.tables[name].filter(reading.places[name]["file"].is_in(list(numbers)))
    days = [rows[column].str.strip_chars().str.to_date("%d/%m/%Y", strict=False) for column in columns]
    days = [day.drop_nulls() for day in days]
    every = pl.concat([pl.Series("day", [], pl.Date), *(day.alias("day") for day in days)])
    return every.dt.year() + (every.dt.month() > 3).cast(pl.Int32)
