"""Opening a council's file safely: its bytes, its encoding, and a CSV's cells as text.

A file's own words are kept as they stand: dates and codes stay text here. What had to be guessed
(the encoding, a row with too many cells) is listed; what can't be read at all is an UnreadableError
that names the file, what was found and what was expected.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from everycase.returns.problems import Problem, UnreadableError

LARGEST_FILE = 2 * 1024**3
"""Bytes. England's whole return is about 200 MB; anything larger is a mistake, or meant to do harm."""

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DELIMITERS = ",;\t|"
NOT_A_CSV = "is not a CSV, whatever its name says: expected rows of text under a row of headers."


@dataclass(frozen=True)
class Opened:
    """A file's content as text, and how it was understood."""

    name: str
    path: str
    text: str
    encoding: str
    sha256: str
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Cells:
    """A CSV's cells as text.

    frame: one column a header, all String; empty cells are null, rows with no cell filled are left out.
    rows: UInt32, the row number that a person sees for each row of `frame` (the header is usually 1).
    """

    frame: pl.DataFrame
    rows: pl.Series
    problems: Sequence[Problem]


def sha256(data: bytes) -> str:
    """The file's fingerprint in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """The file's bytes. Raises UnreadableError where it is missing, a folder, empty or too large."""
    try:
        size = path.stat().st_size
        if size > largest:
            raise UnreadableError(f"{path.name} has {size:,} bytes; files up to {largest:,} bytes are read.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path.name} can't be opened: {error.strerror or error}.") from error
    if not data.strip():
        raise UnreadableError(f"{path.name} is empty: there is nothing in it to read.")
    return data


def open_text(path: Path, largest: int = LARGEST_FILE) -> Opened:
    """A text file in UTF-8, UTF-16, UTF-32 (marked or not) or Windows-1252. Raises UnreadableError."""
    data = read_bytes(path, largest)
    encoding = encoding_of(data)
    problems = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path.name} starts like {encoding} text but breaks off or is damaged at byte {error.start:,}."
        ) from error
    if encoding in {"cp1252", "latin-1"}:
        problems.append(_guessed_windows(path.name))
    return Opened(path.name, str(path), text, encoding, sha256(data), problems)


def encoding_of(data: bytes) -> str:
    """Which of the accepted encodings the bytes are in; Windows-1252 where no other fits."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    start = data[:512]
    if start.count(0) > len(start) // 4:  # UTF-16 without a mark: every second byte of English text is 0
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(data)
    return "utf-8"


def _single_byte(data: bytes) -> str:
    """Windows-1252, or Latin-1 where the file has one of the five bytes that Windows-1252 lacks."""
    return "latin-1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else "cp1252"


def _guessed_windows(name: str) -> Problem:
    return Problem(
        file=name,
        kind="trap",
        found="text that isn't UTF-8",
        expected="UTF-8",
        says="The file isn't UTF-8, so it was read as Windows text: look at accented letters in names.",
    )


def read_csv(opened: Opened) -> Cells:
    """Every cell of a CSV as text, whatever its delimiter; rows too long or too short are listed.

    Raises UnreadableError where the file has no row of headers.
    """
    # Excel for Mac may end lines with a carriage return alone.
    text = opened.text if "\n" in opened.text else opened.text.replace("\r", "\n")
    body = text.lstrip("\r\n \ufeff")
    skipped = text[: len(text) - len(body)].count("\n")
    delimiter = delimiter_of(body)
    header = _header(opened.name, body, delimiter)
    problems = list(opened.problems)
    if _is_even(body, delimiter, len(header)) and (quick := _quick(body, delimiter)) is not None:
        grid = quick
    else:
        grid, found = _careful(opened.name, body, delimiter, header, skipped)
        problems += found
    grid = grid.rename(dict(zip(grid.columns, header, strict=True)))
    rows = pl.Series("row", range(2 + skipped, 2 + skipped + grid.height), dtype=pl.UInt32)
    filled = grid.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    return Cells(grid.filter(filled), rows.filter(filled), problems)


def delimiter_of(body: str) -> str:
    """The delimiter that the first line has most of; a comma where it has none."""
    first = re.sub(r'"[^"]*"', "", body.split("\n", 1)[0])
    return max(DELIMITERS, key=first.count)


def _header(name: str, body: str, delimiter: str) -> list[str]:
    """The headers, made unique by `#2`, `#3` where one repeats, and named by place where blank."""
    try:
        cells = next(csv.reader(io.StringIO(body), delimiter=delimiter), [])
    except csv.Error as error:  # a "cell" of more than 128 KB, or a line break within one that has no quotes
        raise UnreadableError(f"{name} {NOT_A_CSV}") from error
    if not any(cell.strip() for cell in cells):
        raise UnreadableError(f"{name} has no row of headers.")
    seen: dict[str, int] = {}
    header = []
    for place, cell in enumerate(cells, start=1):
        title = cell.strip() or f"(column {place})"
        seen[title] = seen.get(title, 0) + 1
        header.append(title if seen[title] == 1 else f"{title}#{seen[title]}")
    return header


def _is_even(body: str, delimiter: str, width: int) -> bool:
    """Every line has as many cells as the header, as far as counting delimiters can say."""
    if body.count('"') % 2:
        return False
    plain = re.sub(r'"[^"]*"', "", body) if '"' in body else body
    blank = len(re.findall(r"\n[ \t]*\r?(?=\n|$)", plain))
    lines = plain.count("\n") + 1 - blank
    return plain.count(delimiter) == lines * (width - 1) and "\0" not in plain


def _quick(body: str, delimiter: str) -> pl.DataFrame | None:
    """The rows below the header by Polars' own reader; None where it meets a row that it can't place."""
    try:
        grid = pl.read_csv(
            body.encode(), separator=delimiter, has_header=False, infer_schema=False, raise_if_empty=False
        )
    except PolarsError:
        return None
    return _emptied(grid.slice(1))


def _emptied(grid: pl.DataFrame) -> pl.DataFrame:
    """Cells with nothing but spaces become null."""
    blank = pl.all().str.strip_chars() == ""
    return grid.with_columns(pl.when(~blank).then(pl.all()))


def _careful(
    name: str, body: str, delimiter: str, header: Sequence[str], skipped: int
) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows below the header, one at a time, with what doesn't fit the header listed."""
    problems = []
    odd_quotes = body.count('"') % 2 == 1
    if odd_quotes:
        problems.append(_unclosed(name))
    if "\0" in body:
        problems.append(_nothing_signs(name))
    text = io.StringIO(body.replace("\0", ""))
    try:
        lines = list(
            csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE if odd_quotes else csv.QUOTE_MINIMAL)
        )[1:]
    except csv.Error as error:
        raise UnreadableError(f"{name} {NOT_A_CSV}") from error
    width = len(header)
    for number, cells in enumerate(lines, start=2 + skipped):
        if len(cells) != width and any(cells):
            problems.append(_uneven(name, number, cells, width))
    padded = [(cells + [""] * width)[:width] for cells in lines]
    grid = pl.DataFrame(padded, schema=[f"column_{n}" for n in range(width)], orient="row")
    grid = grid.cast(pl.String)
    return _emptied(grid.with_columns(pl.all().str.strip_chars('"')) if odd_quotes else grid), problems


def _nothing_signs(name: str) -> Problem:
    return Problem(
        file=name,
        kind="not understood",
        found="signs that stand for nothing (NUL)",
        expected="text",
        says="The file holds signs that stand for nothing (NUL), as damaged files do: they were left out.",
    )


def _unclosed(name: str) -> Problem:
    return Problem(
        file=name,
        kind="not understood",
        found='an odd number of quotation marks (")',
        expected="every quotation mark closed",
        says='A quotation mark (") is opened and never closed: quotation marks were taken as plain text.',
    )


def _uneven(name: str, number: int, cells: Sequence[str], width: int) -> Problem:
    longer = len(cells) > width
    rest = "those past the last header were not read" if longer else "the missing ones were taken as empty"
    return Problem(
        file=name,
        row=number,
        kind="not understood",
        found=" | ".join(cells[width:] if longer else cells)[:200],
        expected=f"{width} cells",
        says=f"The row has {len(cells)} cells and the header has {width}: {rest}.",
    )
