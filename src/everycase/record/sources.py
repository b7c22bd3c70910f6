"""Which format each file that a council hands over is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from everycase.record.readers.ssd_source import SQLITE_ENDINGS, table_of
from everycase.record.reading import OtherFormatError, UnreadableError
from everycase.record.schema import STORED, Format
from everycase.returns.files import encoding_of
from everycase.returns.ssda903.tables import TABLES as RETURN_TABLES

FIRST_BYTES = 4096
DATASET_COLUMNS = {
    name.rpartition(".")[2]
    for table in STORED.values()
    for fld in table.fields().values()
    for name in fld.held.get(Format.SSD, ())
}
SIGN_OF_EVENTS = {"child", "event"}
WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xls"}
CSV_ENDINGS = {".csv", ".txt", ".tsv"}
UNDERSTOOD = (
    "a folder of Standard Safeguarding Dataset CSVs or a database's URL, an Annex A workbook (.xlsx), "
    "a CIN census (.xml), SSDA903 files (.csv or .xml), or events.csv"
)


@dataclass(frozen=True)
class Source:
    """Files (or one database) that one reader takes together."""

    format: Format
    places: tuple[Path | str, ...]


@dataclass(frozen=True)
class Sources:
    """What there is to read, and what lay in a folder beside it and is in no known format."""

    found: Sequence[Source]
    passed_over: Sequence[str]


def sources_among(given: Sequence[str]) -> Sources:
    """The sources among paths and URLs, each file once.

    Raises UnreadableError for a file that was named and is in no known format; one that only lies in a
    folder that was named is passed over, and told.
    """
    databases = [place for place in given if "://" in place]
    by_format: dict[Format, list[Path]] = {}
    passed_over: list[str] = []
    for path, named in _each_once(place for place in given if place not in databases):
        try:
            by_format.setdefault(format_of(path), []).append(path)
        except OtherFormatError as error:
            if named:
                raise
            passed_over.append(str(error))
    found = [Source(Format.SSD, (url,)) for url in dict.fromkeys(databases)]
    found += [source for fmt, paths in by_format.items() for source in _grouped(fmt, paths)]
    if not found:
        told = f" {' '.join(passed_over)}" if passed_over else ""
        raise UnreadableError(f"nothing to read in {', '.join(given)}; expected {UNDERSTOOD}.{told}")
    return Sources(found, passed_over)


def _each_once(places: Iterable[str]) -> Iterator[tuple[Path, bool]]:
    """Each file at the places, once whatever ways lead to it, and whether it was named itself."""
    seen: set[Path] = set()
    for place in places:
        for path in _files(Path(place)):
            if (whole := path.resolve()) not in seen:
                seen.add(whole)
                yield path, str(path) == str(Path(place))


def _grouped(fmt: Format, paths: Sequence[Path]) -> list[Source]:
    """One reader's share: a folder's CSVs for the dataset, all years for the return, else a file each."""
    if fmt is Format.SSDA903:
        return [Source(fmt, tuple(paths))]
    if fmt is not Format.SSD:
        return [Source(fmt, (path,)) for path in paths]
    databases = [path for path in paths if path.suffix.lower() in SQLITE_ENDINGS]
    by_folder: dict[Path, list[Path]] = {}
    for path in paths:
        if path not in databases:
            by_folder.setdefault(path.parent, []).append(path)
    shares = [(path,) for path in databases] + [tuple(together) for together in by_folder.values()]
    return [Source(fmt, share) for share in shares]


def _files(place: Path) -> list[Path]:
    """The files at a place: itself, or those in the folder and its folders."""
    try:
        if place.is_file():
            return [place]
        is_folder = place.is_dir()
    except (OSError, ValueError) as error:  # a link that leads to itself, or a name that no file can have
        raise UnreadableError(f"{place}: can't be opened: {error}") from error
    if not is_folder:
        raise UnreadableError(f"{place}: there is no such file or folder")
    found = sorted(p for p in place.rglob("*") if not p.name.startswith((".", "~$")) and p.is_file())
    if not found:
        raise UnreadableError(f"{place}: the folder has no files; expected {UNDERSTOOD}")
    return found


def format_of(path: Path) -> Format:
    """The format of one file, by its ending and first bytes. Raises OtherFormatError where it is none."""
    ending = path.suffix.lower()
    if ending in WORKBOOK_ENDINGS:
        return Format.ANNEX_A
    if ending in SQLITE_ENDINGS:
        return Format.SSD
    if ending in CSV_ENDINGS | {".xml"}:
        start = _start_of(path)
        if ending == ".xml":
            return Format.SSDA903 if b"SSDA903" in start else Format.CIN_CENSUS
        return _of_csv(path, start)
    raise OtherFormatError(f"{path.name} is not a file that everycase reads; expected {UNDERSTOOD}.")


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(FIRST_BYTES)
    except OSError as error:
        raise UnreadableError(f"{path.name} can't be opened: {error.strerror or error}.") from error


def _of_csv(path: Path, start: bytes) -> Format:
    """By a name that only the dataset has, then by the first row: `missing.csv` names two formats."""
    table = table_of(path.stem)
    if table and path.name.lower().startswith("ssd_"):
        return Format.SSD
    columns = _header(start)
    if not columns - {""} and not table:
        raise UnreadableError(f"{path.name} is empty: there is nothing in it to read.")
    if columns & DATASET_COLUMNS:
        return Format.SSD
    if columns >= SIGN_OF_EVENTS:
        return Format.EVENTS
    if "child" in columns or len(columns & _return_columns()) > 1:
        return Format.SSDA903
    if table and not columns - {""}:
        return Format.SSD
    raise OtherFormatError(f"{path.name} has no known columns in its first row; expected {UNDERSTOOD}.")


def _return_columns() -> set[str]:
    return {name.lower() for table in RETURN_TABLES.values() for name in table.submitted}


def _header(start: bytes) -> set[str]:
    """The first row's cells in lower case; the file may be cut within a letter, for it is only begun."""
    text = start.decode(encoding_of(start), errors="replace").lstrip("\r\n \ufeff")
    line = next(iter(text.splitlines()), "")
    for mark in ";\t|":
        line = line.replace(mark, ",")
    return {cell.strip().strip('"').lower() for cell in line.split(",")}
