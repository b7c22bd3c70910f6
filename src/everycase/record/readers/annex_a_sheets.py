"""Finding the eleven Annex A lists in a workbook: which sheet, which row holds the headers, which columns.

A sheet is a list by its headers first and its name second: councils rename sheets, split title rows
off above the headers, reorder columns and add their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from everycase.record.readers.annex_a_headers import (
    LISTS,
    AnnexList,
    Matched,
    annex_lists,
    distinctive,
    match,
    nearest,
    plain,
)
from everycase.record.readers.problems import problem, problems, together
from everycase.record.readers.values import ROW
from everycase.record.readers.workbook import Workbook, letters_of
from everycase.record.reading import OtherFormatError

HEADER_ROWS = 10
"""The header is looked for in so many rows from the top."""
_OTHER_NAMES = {
    "contact": 1,
    "early help": 2,
    "referral": 3,
    "sec47": 5,
    "section 47": 5,
    "s47": 5,
    "children in need": 6,
    "child in need": 6,
    "cin": 6,
    "child protection": 7,
    "cp": 7,
    "children in care": 8,
    "looked after": 8,
    "cla": 8,
    "lac": 8,
    "leaving care": 9,
    "care leaver": 9,
    "adopters": 11,
    "adopter": 11,
    "adoption": 10,
    "assessment": 4,
}


@dataclass(frozen=True)
class ListSheet:
    """One list as found in a sheet.

    cells: text columns under the headers as found, and ROW; rows with nothing in them left out.
    headers: template header → header as found. titles: what stands above the header row.
    """

    of: AnnexList
    sheet: str
    cells: pl.DataFrame
    headers: Mapping[str, str]
    titles: Sequence[str]


@dataclass(frozen=True)
class SheetsFound:
    """The lists by number, and what was odd about sheets and headers."""

    lists: Mapping[int, ListSheet]
    problems: pl.DataFrame
    notes: Sequence[str]


@dataclass(frozen=True)
class _Candidate:
    """A sheet read as a list, by a row of headers (0 first). score: columns that are this list's alone."""

    of: AnnexList
    row: int
    matched: Matched
    score: int
    named: bool

    @property
    def rank(self) -> tuple[bool, int, int]:
        return self.named and self.score > 0, self.score, len(self.matched.columns)


def find_lists(book: Workbook, *, needed: Mapping[int, Sequence[str]]) -> SheetsFound:
    """Every list in the workbook. `needed`: list → template headers that the record has a place for.

    Raises OtherFormatError where no sheet is a list.
    """
    lists: dict[int, ListSheet] = {}
    found: list[pl.DataFrame] = []
    notes: list[str] = []
    for sheet in book.sheets:
        cells = book.cells(sheet)
        best = _best(sheet, cells)
        if best is None or best.of.number in lists:
            found.append(_not_read(book.path.name, sheet, best.of if best else None, cells))
            continue
        lists[best.of.number] = _as_list(sheet, cells, best)
        as_found = _names(cells.row(best.row, named=True))
        letters = {letters_of(int(column)): header for column, header in as_found.items()}
        found.append(_headers(book.path.name, sheet, cells, best, needed[best.of.number]))
        found.append(book.problems(sheet, letters))
        if number_in(sheet) != best.of.number:
            notes.append(f"Sheet {sheet} was taken as {best.of}, by its headers.")
    if not lists:
        names = ", ".join(book.sheets)
        raise OtherFormatError(
            f"{book.path.name} has no sheet with the headers of an Annex A list. Its sheets: {names}. "
            "Expected: sheets such as 'List 1' with the headers of Ofsted's template in one of the first "
            f"{HEADER_ROWS} rows."
        )
    found.append(_missing(book.path.name, lists))
    return SheetsFound(lists, together(found), notes)


def number_in(sheet: str) -> int | None:
    """The number of the list that a sheet's name says: 'List 1', 'List_1', '1', 'Contacts'."""
    name = plain(sheet.replace("_", " "))
    numbered = re.match(r"(?:annex a )?(?:list|l|tab|sheet)? ?0*(\d{1,2})\b", name)
    if numbered and int(numbered[1]) in LISTS:
        return int(numbered[1])
    return next((number for words, number in _OTHER_NAMES.items() if f" {words}" in f" {name}"), None)


def _best(sheet: str, cells: pl.DataFrame) -> _Candidate | None:
    """The list that the sheet is; None where its headers are no list's."""
    said = number_in(sheet)
    columns = [name for name in cells.columns if name != ROW]
    candidates = [
        _Candidate(of, place, matched, distinctive(of, matched.columns), named=said == of.number)
        for place, row in enumerate(cells.head(HEADER_ROWS).select(columns).iter_rows())
        for of in annex_lists().values()
        if len((matched := match(of, row)).columns) >= 2
    ]
    best = max(candidates, key=lambda candidate: candidate.rank, default=None)
    return best if best and best.score else None


def _as_list(sheet: str, cells: pl.DataFrame, best: _Candidate) -> ListSheet:
    columns = [name for name in cells.columns if name != ROW]
    above = cells.head(best.row).select(columns)
    titles = [text for row in above.iter_rows() for text in row if text]
    body = cells.slice(best.row + 1).filter(pl.any_horizontal(pl.col(columns).is_not_null()))
    as_found = _names(cells.row(best.row, named=True))
    headers = {header: as_found[str(place)] for header, place in best.matched.columns.items()}
    return ListSheet(best.of, sheet, body.rename(as_found), headers, titles)


def _names(row: Mapping[str, str | None]) -> dict[str, str]:
    """Column → its header as found; told apart where two are the same, and named by place where blank."""
    names: dict[str, str] = {}
    for column, text in row.items():
        if column == ROW:
            continue
        name = text or f"column {int(column) + 1}"
        names[column] = name if name not in names.values() else f"{name} (column {int(column) + 1})"
    return names


def _headers(
    file: str, sheet: str, cells: pl.DataFrame, best: _Candidate, needed: Sequence[str]
) -> pl.DataFrame:
    """Columns that are missing, and columns that are not the template's."""
    missing = [header for header in needed if header not in best.matched.columns]
    rows = [
        problem(
            "missing column",
            f"{file}, sheet {sheet} has no column '{header}', which {best.of} has in Ofsted's template: what "
            "it would have said can't be told",
            file=file,
            sheet=sheet,
            column=header,
            expected=header,
        )
        for header in missing
    ]
    for place in best.matched.extra:
        header = str(cells[str(place)][best.row])
        meant = nearest(header, missing)
        hint = f"; if it is '{meant}', call it that" if meant else ""
        rows.append(
            problem(
                "extra column",
                f"{file}, sheet {sheet}: column '{header}' is not one of {best.of} and was not read{hint}",
                file=file,
                sheet=sheet,
                column=header,
                found=header,
                expected=meant,
            )
        )
    return problems(rows)


def _not_read(file: str, sheet: str, second: AnnexList | None, cells: pl.DataFrame) -> pl.DataFrame:
    """A sheet that is no list, or a list that another sheet already gave."""
    if second:
        why = f"it is another sheet of {second}; put all rows of a list in one sheet"
    elif number_in(sheet) and cells.height:
        why = (
            f"its name is that of {annex_lists()[number_in(sheet) or 1]} but the headers of that list "
            f"are in none of its first {HEADER_ROWS} rows"
        )
    else:
        why = "it is empty" if cells.height == 0 else "its headers are those of no Annex A list"
    says = f"{file}: sheet {sheet} was not read: {why}"
    return problems([problem("extra file", says, file=file, sheet=sheet, found=sheet)])


def _missing(file: str, lists: Mapping[int, ListSheet]) -> pl.DataFrame:
    return problems(
        problem(
            "missing file",
            f"{file} has no rows of {of}: nothing that only this list holds can be told",
            file=file,
            sheet=lists[number].sheet if number in lists else "",
            expected=str(of),
        )
        for number, of in annex_lists().items()
        if number not in lists or lists[number].cells.is_empty()
    )
