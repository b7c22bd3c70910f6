"""An .xlsx workbook as text by sheet, with what a reader can't see in the cells alone.

Dates come as `2024-03-05 00:00:00` whether the workbook counts from 1900 or 1904. A cell that holds
an Excel error, or a formula whose value was never worked out, reads as blank; both are listed here.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import fastexcel
import polars as pl
from lxml import etree

from everycase.record.readers.problems import problem, problems
from everycase.record.readers.safe import LARGEST_UNPACKED, check_workbook, sha256_of, xml_parser
from everycase.record.readers.values import ROW
from everycase.record.reading import UnreadableError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*><f\b(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>', re.DOTALL
)


@dataclass(frozen=True)
class Unseen:
    """A cell whose content can't be had: its place, what Excel shows there, and why it is blank here."""

    column: str
    row: int
    shows: str
    why: str


@dataclass(frozen=True)
class Workbook:
    """An open workbook. `sheets`: names in their order."""

    path: Path
    sha256: str
    sheets: Sequence[str]
    from_1904: bool
    _reader: fastexcel.ExcelReader
    _parts: Mapping[str, str]

    def cells(self, sheet: str) -> pl.DataFrame:
        """All cells of a sheet as text; columns `0`, `1` … and ROW, from the sheet's first row on.

        No-break spaces and runs of spaces are one space. A sheet that holds no cells (a chart) is empty.
        Raises UnreadableError where the sheet is damaged.
        """
        try:
            found = self._reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
        except fastexcel.FastExcelError as error:
            if "worksheets/" in self._parts.get(sheet, ""):
                raise UnreadableError(
                    f"{self.path.name}: sheet {sheet} is damaged. Save the workbook again in Excel and retry."
                ) from error
            return pl.DataFrame({ROW: []}, schema={ROW: pl.UInt32})
        tidy = pl.all().cast(pl.String).str.replace_all(r"[\s\u00a0\u200b\ufeff]+", " ").str.strip_chars()
        named = found.rename({name: str(place) for place, name in enumerate(found.columns)}).select(tidy)
        blank = pl.all().replace("", None)
        return named.select(blank).with_row_index(ROW, offset=1).with_columns(pl.col(ROW).cast(pl.UInt32))

    def unseen(self, sheet: str) -> Iterator[Unseen]:
        """Cells with an Excel error or a formula without a value."""
        body = self._archive.read(self._parts[sheet]) if sheet in self._parts else b""
        if b't="e"' in body:
            for letters, row, shows in _ERROR.findall(body):
                yield Unseen(letters.decode(), int(row), shows.decode(), "an Excel error")
        if b"<f" in body:
            for letters, row in _NO_VALUE.findall(body):
                yield Unseen(letters.decode(), int(row), "", "a formula whose value was never worked out")

    def problems(self, sheet: str, headers: Mapping[str, str]) -> pl.DataFrame:
        """The same as rows of `Reading.problems`, each saying what to do.

        headers: the header of each column, by the letters that Excel shows above it.
        """
        return problems(
            problem(
                "not understood",
                f"{self.path.name}, sheet {sheet}, cell {cell.column}{cell.row} has {cell.why}"
                f"{f' ({cell.shows})' if cell.shows else ''}, and was read as empty: put the value itself "
                "there, or open the workbook in Excel and save it",
                file=self.path.name,
                sheet=sheet,
                row=cell.row,
                column=headers.get(cell.column, f"column {cell.column}"),
                found=cell.shows or "formula",
                expected="a value",
            )
            for cell in self.unseen(sheet)
        )

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.path)


def letters_of(place: int) -> str:
    """The letters that Excel shows above a column (0 is A, 26 is AA)."""
    letters = ""
    place += 1
    while place:
        place, last = divmod(place - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def open_workbook(path: Path, largest: int = LARGEST_UNPACKED) -> Workbook:
    """A workbook, once it is known to be one and safe. Raises UnreadableError.

    largest: bytes that it may unpack to.
    """
    check_workbook(path, largest)
    try:
        reader = fastexcel.read_excel(path)
        with zipfile.ZipFile(path) as archive:
            book = etree.fromstring(archive.read("xl/workbook.xml"), xml_parser())
            parts = _sheet_parts(archive, book)
    except (fastexcel.FastExcelError, etree.XMLSyntaxError, KeyError) as error:
        raise UnreadableError(
            f"{path.name} is a zip file but not an Excel workbook that can be read; an .xlsx saved by Excel "
            "was expected."
        ) from error
    counting = book.find(f"{_MAIN}workbookPr")
    from_1904 = counting is not None and counting.get("date1904") in ("1", "true")
    return Workbook(path, sha256_of(path), list(reader.sheet_names), from_1904, reader, parts)


def _sheet_parts(archive: zipfile.ZipFile, book: etree._Element) -> dict[str, str]:
    """Sheet name → the part of the archive that holds its cells."""
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), xml_parser())
    targets = {link.get("Id"): link.get("Target") or "" for link in links}
    named = {
        sheet.get("name") or "": targets.get(sheet.get(f"{_RELATIONS}id"), "")
        for sheet in book.iter(f"{_MAIN}sheet")
    }
    held = set(archive.namelist())
    full = {name: posixpath.normpath(posixpath.join("/xl", target))[1:] for name, target in named.items()}
    return {name: part for name, part in full.items() if part in held}
