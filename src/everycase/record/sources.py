"""Which format each file that a council hands over is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from everycase.record.readers.ssd_source import SQLITE_ENDINGS, table_of
from everycase.record.reading import OtherFormatError, UnreadableError
from everycase.record.schema import STORED, Format
from everycase.returns.ssda903.tables import TABLES as RETURN_TABLES

FIRST_BYTES = 4096
DATASET_COLUMNS = {
    name.rpartition(".")[2]
    for table in STORED.values()
    for fld in table.fields().values()
    for name in fld.held.get(Format.SSD, ())
}
EVENT_COLUMNS = {"child", "event", "date"}
UNDERSTOOD = (
    "a folder of Standard Safeguarding Dataset CSVs or a database's URL, an Annex A workbook (.xlsx), "
    "a CIN census (.xml), SSDA903 files (.csv or .xml), or events.csv"
)


@dataclass(frozen=True)
class Source:
    """Files (or one folder or database) that one reader takes together."""

    format: Format
    places: tuple[Path | str, ...]


@dataclass(frozen=True)
class Sources:
    """What there is to read, and what lay in a folder beside it and is in no known format."""

    found: Sequence[Source]
    passed_over: Sequence[str]


def sources_among(given: Sequence[str]) -> Sources:
    """The sources among paths and URLs.

    Raises UnreadableError for a file that was named and is in no known format; one that only lies in a
    folder that was named is passed over, and told.
    """
    databases = [place for place in given if "://" in place]
    by_format: dict[Format, list[Path]] = {}
    passed_over: list[str] = []
    for place in (place for place in given if place not in databases):
        for path in _files(Path(place)):
            try:
                by_format.setdefault(format_of(path), []).append(path)
            except OtherFormatError as error:
                if str(path) == place:
                    raise
                passed_over.append(str(error))
    found = [Source(Format.SSD, (url,)) for url in databases]
    found += [source for fmt, paths in by_format.items() for source in _grouped(fmt, paths)]
    if not found:
        raise UnreadableError(f"nothing to read in {', '.join(given)}; expected {UNDERSTOOD}")
    return Sources(found, passed_over)


def _grouped(fmt: Format, paths: Sequence[Path]) -> list[Source]:
    """One reader's share: a folder for the dataset, all years together for the return, else a file each."""
    if fmt is Format.SSD:
        places = dict.fromkeys(
            path if path.suffix.lower() in SQLITE_ENDINGS else path.parent for path in paths
        )
        return [Source(fmt, (place,)) for place in places]
    if fmt is Format.SSDA903:
        return [Source(fmt, tuple(paths))]
    return [Source(fmt, (path,)) for path in paths]


def _files(place: Path) -> list[Path]:
    """The files at a place: itself, or those in the folder and its folders."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise UnreadableError(f"{place}: there is no such file or folder")
    found = sorted(p for p in place.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
    if not found:
        raise UnreadableError(f"{place}: the folder is empty; expected {UNDERSTOOD}")
    return found


def format_of(path: Path) -> Format:
    """The format of one file, by its ending and first bytes. Raises OtherFormatError where it is none."""
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xlsm", ".xls"}:
        return Format.ANNEX_A
    if ending in SQLITE_ENDINGS:
        return Format.SSD
    with path.open("rb") as opened:
        start = opened.read(FIRST_BYTES)
    if ending == ".xml":
        return Format.SSDA903 if b"SSDA903" in start else Format.CIN_CENSUS
    if ending in {".csv", ".txt", ".tsv"}:
        return _of_csv(path, start)
    raise OtherFormatError(f"{path}: not a file that everycase reads; expected {UNDERSTOOD}")


def _of_csv(path: Path, start: bytes) -> Format:
    """By the first row's columns, or by the name where there is none: `missing.csv` names two formats."""
    columns = _header(start)
    if columns & DATASET_COLUMNS:
        return Format.SSD
    if columns >= EVENT_COLUMNS:
        return Format.EVENTS
    if "child" in columns or len(columns & _return_columns()) > 1:
        return Format.SSDA903
    if not columns - {""} and table_of(path.stem):
        return Format.SSD
    raise OtherFormatError(f"{path}: no known columns in its first row; expected {UNDERSTOOD}")


def _return_columns() -> set[str]:
    return {name.lower() for table in RETURN_TABLES.values() for name in table.submitted}


def _header(start: bytes) -> set[str]:
    encoding = "utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    first = start.decode(encoding, errors="replace").splitlines()[:1]
    line = first[0] if first else ""
    for mark in ";\t|":
        line = line.replace(mark, ",")
    return {cell.strip().strip('"').lower() for cell in line.split(",")}
