"""Made-up workbooks, as odd as the ones that arrive."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from everycase.record.readers import annex_a
from everycase.record.reading import Reading

WHO = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth"]
CONTACTS = ["Child Unique ID", "Date of Contact", "Contact Source"]
REFERRALS = ["Child Unique ID", "Date of referral", "Referral Source", "Referral NFA?"]
IN_NEED = ["Child Unique ID", "CIN Start Date", "Date Child Was Last Seen", "CIN Closure Date", "Case Status"]
HOLDER = ["Allocated Team", "Allocated Worker"]


def write(path: Path, sheets: Mapping[str, Any], *, from_1904: bool = False) -> Path:
    """An .xlsx with those sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    book.close()
    return path


def read(folder: Path, sheets: Mapping[str, Any], *, from_1904: bool = False) -> Reading:
    """What is read of a workbook with those sheets, dated by its name to 31 March 2024."""
    return annex_a.read(write(folder / "Annex A 2024-03-31.xlsx", sheets, from_1904=from_1904))


def rows(reading: Reading, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Those columns of a table, with dates as text."""
    frame = reading.tables[table].select(columns)
    return [tuple(str(v) if hasattr(v, "year") else v for v in row) for row in frame.iter_rows()]


def says(reading: Reading, kind: str) -> list[str]:
    """The sentences of the problems of one kind."""
    return reading.problems.filter(kind=kind)["says"].to_list()


def since(reading: Reading, table: str) -> dict[tuple[str, str | None], str]:
    """Child and kind → since when nothing happened but what is in the table."""
    found = reading.latest.filter(table=table)
    return {(child, kind): str(day) for _, child, kind, day in found.iter_rows()}
