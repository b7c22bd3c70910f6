"""The workbook itself: a sheet for each list, headers in the first row, real dates and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]

from everycase.synthetic.writers.annex_a import adoption, care, need, protection
from everycase.synthetic.writers.annex_a.columns import as_written
from everycase.synthetic.writers.annex_a.snapshot import Snapshot
from everycase.synthetic.writers.tables import Tables

LISTS: Mapping[int, Callable[[Snapshot], pl.DataFrame]] = {
    1: need.contacts,
    2: need.early_help,
    3: need.referrals,
    4: need.assessments,
    5: need.section_47,
    6: need.children_in_need,
    7: protection.children_on_plans,
    8: care.children_in_care,
    9: care.leaving_care,
    10: adoption.children_to_adopt,
    11: adoption.adopters,
}

OPTIONS: Mapping[str, Any] = {
    "constant_memory": True,  # one row at a time: a big council's workbook is not held in memory
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,  # a child's id that looks like a number is still text
    "default_date_format": "dd/mm/yyyy",
}


class Sheet(Protocol):
    """What is used of a worksheet: xlsxwriter carries no types of its own."""

    def write_row(self, row: int, column: int, data: list[str]) -> object:
        """Write a row of text."""

    def write_string(self, row: int, column: int, value: str) -> object:
        """Write text as text."""

    def write_number(self, row: int, column: int, value: float) -> object:
        """Write a number."""

    def write_datetime(self, row: int, column: int, value: date) -> object:
        """Write a date."""


def write_annex_a(tables: Tables, as_of: date, path: Path) -> Path:
    """Write the workbook of lists 1 to 11 to `path`, with sheets `List 1` to `List 11`.

    tables: the record as it stood on `as_of`; nothing later is cut away (`known_by` does that).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), dict(OPTIONS)) as workbook:
        for number, frame in annex_a_lists(tables, as_of).items():
            _write_sheet(workbook.add_worksheet(f"List {number}"), frame)
    return path


def annex_a_lists(tables: Tables, as_of: date) -> dict[int, pl.DataFrame]:
    """Each list by its number, under its own headers, with the values as written."""
    now = Snapshot(tables, as_of)
    return {number: as_written(number, make(now)) for number, make in LISTS.items()}


def _write_sheet(sheet: Sheet, frame: pl.DataFrame) -> None:
    sheet.write_row(0, 0, frame.columns)
    # An empty cell is left out of the file; every other goes by its column's type.
    write = [_writer(sheet, kind) for kind in frame.dtypes]
    for number, row in enumerate(frame.iter_rows(), start=1):
        for place, value in enumerate(row):
            if value is not None:
                write[place](number, place, value)


def _writer(sheet: Sheet, kind: pl.DataType) -> Callable[[int, int, Any], object]:
    if kind == pl.Date():
        return sheet.write_datetime
    return sheet.write_number if kind == pl.Int64() else sheet.write_string
