"""Opening files that nobody has looked at yet: sizes, encodings, zip and XML bombs, fingerprints.

A file that can't be read is an UnreadableError in one plain sentence: which file, what was found,
what was expected. Whatever can be read is read, and what was wrong with it is listed.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from lxml import etree

from everycase.record.readers.values import ROW
from everycase.record.reading import UnreadableError
from everycase.returns import files, problems

LARGEST_FILE = files.LARGEST_FILE
LARGEST_UNPACKED = 2 * 1024**3
"""Bytes that a workbook may unpack to. Annex A of the largest council is about 50 MB."""
STEEPEST = 300
"""How many times its packed size one part of a workbook may unpack to, once it is large at all."""
MOST_PARTS = 10_000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_CHUNK = 1024**2


@dataclass(frozen=True)
class SafeCsv:
    """A CSV's cells as text under its own headers, with the column ROW; its problems and fingerprint."""

    frame: pl.DataFrame
    problems: pl.DataFrame
    sha256: str

    @property
    def headers(self) -> list[str]:
        """The file's own headers."""
        return [header for header in self.frame.columns if header != ROW]


def read_csv(path: Path, largest: int = LARGEST_FILE) -> SafeCsv:
    """Every cell of a CSV as text, whatever its encoding and delimiter.

    Blank cells are null; rows too long or too short are listed. Raises UnreadableError.
    """
    with in_own_terms():
        opened = files.open_text(path, largest)
        if opened.text.startswith(("PK\x03\x04", "<?xml", "<html", "<!DOCTYPE")):
            raise UnreadableError(f"{path.name} {files.NOT_A_CSV}")
        cells = files.read_csv(opened)
    frame = cells.frame.with_columns(cells.rows.alias(ROW))
    if '="' in opened.text:  # how Excel keeps leading zeros in a CSV: ="00123"
        frame = frame.with_columns(pl.col(pl.String).str.replace(r'^="(.*)"$', "${1}"))
    return SafeCsv(frame, problems.as_frame(cells.problems), opened.sha256)


@contextmanager
def in_own_terms() -> Iterator[None]:
    """What a return's reader calls unreadable is the record's UnreadableError, in the same words."""
    try:
        yield
    except problems.UnreadableError as error:
        raise UnreadableError(str(error)) from error


def sha256_of(path: Path) -> str:
    """The file's fingerprint in hexadecimal, read a piece at a time."""
    with _opening(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_workbook(path: Path, largest: int = LARGEST_UNPACKED) -> None:
    """Refuse an .xlsx that isn't one, has a password, is damaged, or would fill the machine.

    Nothing is unpacked before the sizes that the file itself declares have been looked at, and then
    every part is unpacked into nothing, because the declared sizes can lie. Raises UnreadableError.
    """
    with _opening(path):
        _check_signature(path)
        try:
            with zipfile.ZipFile(path) as archive:
                _check_declared(path.name, archive.infolist(), largest)
                damaged = archive.testzip()
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            raise UnreadableError(
                f"{path.name} is a damaged or unfinished workbook ({error}). Save it again in Excel."
            ) from error
    if damaged:
        raise UnreadableError(
            f"{path.name} is damaged inside (at {damaged}). Save it again in Excel and retry."
        )


def _check_signature(path: Path) -> None:
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == _OLD_OFFICE:
        raise UnreadableError(
            f"{path.name} has a password or is an old .xls workbook; save it without a password as .xlsx."
        )
    if not start.startswith(_ZIP):
        found = "is empty" if not start else "is not an Excel workbook"
        raise UnreadableError(f"{path.name} {found}; an .xlsx file was expected.")


def _check_declared(name: str, parts: list[zipfile.ZipInfo], largest: int) -> None:
    total = sum(part.file_size for part in parts)
    if total > largest:
        raise UnreadableError(
            f"{name} would unpack to {total / 1e9:,.1f} GB; up to {largest / 1e9:,.1f} GB is read. A file "
            "like this is a mistake, or is meant to do harm."
        )
    if len(parts) > MOST_PARTS:
        raise UnreadableError(f"{name} has {len(parts):,} parts; a workbook has a few dozen.")
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableError(f"{name} has a password; save it without one.")
        if part.file_size > 100 * _CHUNK and part.file_size > STEEPEST * max(part.compress_size, 1):
            raise UnreadableError(
                f"{name} holds {part.filename}, which unpacks to {part.file_size / part.compress_size:,.0f} "
                "times its size; no real sheet does. It was not opened."
            )


@contextmanager
def _opening(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnreadableError(f"{path.name} can't be opened: {error.strerror or error}.") from error


def xml_parser() -> etree.XMLParser:
    """A parser that fetches nothing, expands no entities, and keeps libxml2's limits on depth and size."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
