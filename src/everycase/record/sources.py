"""Which format each file that a council hands over is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from everycase.record.readers.ssd_source import SQLITE_ENDINGS, table_of
from everycase.record.reading import UnreadableError
from everycase.record.schema import Format
from everycase.returns.ssda903.tables import TABLES as RETURN_TABLES

FIRST_BYTES = 4096
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


def sources_among(given: Sequence[str]) -> list[Source]:
    """The sources among paths and URLs. Raises UnreadableError for one that is none, naming it."""
    databases = [place for place in given if "://" in place]
    by_format: dict[Format, list[Path]] = {}
    for place in given:
        if place not in databases:
            for path in _files(Path(place)):
                by_format.setdefault(format_of(path), []).append(path)
    found = [Source(Format.SSD, (url,)) for url in databases]
    for fmt, paths in by_format.items():
        found += _grouped(fmt, paths)
    return found


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
    """The format of one file, by its ending and first bytes. Raises UnreadableError where it is none."""
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
    raise UnreadableError(f"{path}: not a file that everycase reads; expected {UNDERSTOOD}")


def _of_csv(path: Path, start: bytes) -> Format:
    if table_of(path.stem):
        return Format.SSD
    columns = _header(start)
    if columns >= EVENT_COLUMNS:
        return Format.EVENTS
    if any(columns >= {c.lower() for c in names} for names in _return_headers()):
        return Format.SSDA903
    if any("_" in column and len(column.split("_", 1)[0]) == 4 for column in columns):
        return Format.SSD  # the dataset's columns begin with a table's four letters
    if "child" in columns:
        return Format.SSDA903
    raise UnreadableError(f"{path}: no known columns in its first row; expected {UNDERSTOOD}")


def _return_headers() -> list[set[str]]:
    return [set(table.submitted) for table in RETURN_TABLES.values()]


def _header(start: bytes) -> set[str]:
    encoding = "utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    first = start.decode(encoding, errors="replace").splitlines()[:1]
    line = first[0] if first else ""
    for mark in ";\t|":
        line = line.replace(mark, ",")
    return {cell.strip().strip('"').lower() for cell in line.split(",")}
