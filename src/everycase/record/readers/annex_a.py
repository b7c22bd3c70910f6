"""Ofsted's Annex A workbook: eleven lists, one a sheet, as a `Reading`.

It holds what happened in the six months before its date (twelve for adoption), every case that is open
whenever it began, and of visits, reviews and health only each child's latest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from everycase import calendar
from everycase.record.readers.annex_a_children import one_a_child, with_unborn
from everycase.record.readers.annex_a_date import date_of
from everycase.record.readers.annex_a_headers import LISTS
from everycase.record.readers.annex_a_lists import NOT_HELD, needed_headers
from everycase.record.readers.annex_a_referrals import join_referrals
from everycase.record.readers.annex_a_sheets import SheetsFound, find_lists
from everycase.record.readers.annex_a_tables import (
    ListRead,
    PartRead,
    latest_rows,
    latest_since,
    read_list,
)
from everycase.record.readers.annex_a_workers import who_holds_what
from everycase.record.readers.problems import together
from everycase.record.readers.safe import LARGEST_UNPACKED
from everycase.record.readers.workbook import Workbook, open_workbook
from everycase.record.reading import LATEST, FileRead, Reading, Window
from everycase.record.schema import STORED, Format


def read(path: Path, as_of: date | None = None, *, largest_unpacked: int = LARGEST_UNPACKED) -> Reading:
    """The workbook's lists as tables of the record, and what could not be understood.

    as_of: the workbook's date; taken from its name, its title rows or its latest date where not given.
    largest_unpacked: bytes. Raises UnreadableError where it is no workbook, or none of its sheets is a list.
    """
    book = open_workbook(path, largest_unpacked)
    sheets = find_lists(book, needed=needed_headers())
    lists = _read_lists(book, sheets)
    day, dated = (as_of, f"Dated {as_of}, as given.") if as_of else _dated(book, sheets, lists)
    children, child_problems = one_a_child(lists, path.name)
    holders, held_since = who_holds_what(lists, day)
    parts, joined_problems = _tables(lists, path.name)
    tables = {"children": with_unborn(children, day), **parts, **holders}
    tables = {name: frame for name, frame in tables.items() if frame.width}
    latest = pl.concat([pl.DataFrame(schema=dict(LATEST)), *_since(lists, day), held_since])
    found = [sheets.problems, *(read.problems for read in lists), child_problems, joined_problems]
    return Reading(
        format=Format.ANNEX_A,
        as_of=day,
        tables=tables,
        supplied={name: _supplied(name, frame) for name, frame in tables.items()},
        windows=_windows(lists, day),
        latest=latest.group_by("table", "child_id", "kind", maintain_order=True).agg(pl.col("since").max()),
        # Several tables read the same column of a list; what it says wrong is said once.
        problems=together(found).unique(maintain_order=True),
        files=[_file(book, read) for read in lists],
        parts=_parts(lists),
        notes=[dated, *sheets.notes, NOT_HELD],
    )


def _read_lists(book: Workbook, sheets: SheetsFound) -> list[ListRead]:
    """The lists that have rows, in order of their numbers."""
    full = [sheets.lists[number] for number in LISTS if number in sheets.lists]
    errors = sheets.problems.filter(pl.col("kind") == "not understood")
    return [
        read_list(
            sheet,
            book.path.name,
            index,
            errors=errors.filter(pl.col("sheet") == sheet.sheet),
            from_1904=book.from_1904,
        )
        for index, sheet in enumerate(sheet for sheet in full if sheet.cells.height)
    ]


def _dated(book: Workbook, sheets: SheetsFound, lists: Sequence[ListRead]) -> tuple[date, str]:
    titles = [title for sheet in sheets.lists.values() for title in sheet.titles]
    days = [
        part.frame[name]
        for read in lists
        for part in read.parts
        for name, kind in part.frame.schema.items()
        if kind == pl.Date and not part.part.of_people
    ]
    return date_of(book.path.stem, titles, days)


def _tables(lists: Sequence[ListRead], file: str) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Every table but those of people: the parts of all lists, referrals of lists 3 and 6 joined."""
    by_table: dict[str, list[tuple[int, PartRead]]] = {}
    for read in lists:
        for part in (part for part in read.parts if not part.part.of_people):
            by_table.setdefault(part.part.table.name, []).append((read.sheet.of.number, part))
    tables = {
        name: _once(name, pl.concat([_rows(part) for _, part in parts], how="diagonal"))
        for name, parts in by_table.items()
    }
    found = together([])
    referred = dict(by_table.get("referrals", []))
    if {3, 6} <= referred.keys():
        sheet = next(read.sheet.sheet for read in lists if read.sheet.of.number == 6)
        joined = join_referrals(referred[3].rows(), referred[6].rows(), file, sheet)
        tables["referrals"], found = joined
    return tables, found


def _rows(read: PartRead) -> pl.DataFrame:
    return latest_rows(read) if read.part.latest else read.rows()


def _once(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Two enquiries can lead to one conference: each stands in list 5 with the same date."""
    if name != "initial_conferences":
        return frame
    return frame.unique(["child_id", "held_on"], keep="first", maintain_order=True)


def _supplied(name: str, frame: pl.DataFrame) -> frozenset[str]:
    """Fields that the workbook holds: those with a value in some row, or any where there are no rows.

    An end that is blank in every row says that nothing has ended.
    """
    fields = [field for field in STORED[name].fields() if field in frame.columns]
    return frozenset(
        field
        for field in fields
        if frame.is_empty() or field == STORED[name].until or frame[field].null_count() < frame.height
    )


def _parts(lists: Sequence[ListRead]) -> dict[str, list[frozenset[str]]]:
    """What lists 3 and 6 hold of a referral: both together, list 3 alone, list 6 alone."""
    held = {
        read.sheet.of.number: _supplied("referrals", part.rows())
        for read in lists
        for part in read.parts
        if part.part.table.name == "referrals" and read.sheet.of.number in {3, 6}
    }
    return {"referrals": [held[3] | held[6], held[3], held[6]]} if len(held) == 2 else {}


def _since(lists: Sequence[ListRead], as_of: date) -> list[pl.DataFrame]:
    return [latest_since(part, as_of) for read in lists for part in read.parts if part.part.latest]


def _windows(lists: Sequence[ListRead], as_of: date) -> list[Window]:
    """Six months of events, twelve of adoption. Referrals are all there only where list 3 is."""
    since = {months: calendar.months_before(as_of, months) for months in (6, 12)}
    months: Mapping[str, int] = {
        part.part.table.name: part.part.months
        for read in lists
        for part in read.parts
        if part.part.months and part.part.table.when
        if not (part.part.table.name == "referrals" and read.sheet.of.number == 6)
    }
    return [Window(name, since[count], as_of) for name, count in months.items()]


def _file(book: Workbook, read: ListRead) -> FileRead:
    return FileRead(str(book.path), read.sheet.sheet, book.sha256, read.sheet.cells.height, read.columns)
