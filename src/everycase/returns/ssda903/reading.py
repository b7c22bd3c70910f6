"""Reading the SSDA903 return: its CSVs, or its one XML, to a table each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from everycase.returns.files import Opened, open_text, read_csv
from everycase.returns.problems import Problem, UnreadableError, as_frame
from everycase.returns.reading import ReadFile, Reading, files_of, given_twice
from everycase.returns.ssda903.headers import recognise
from everycase.returns.ssda903.tables import TABLES
from everycase.returns.ssda903.xml import tables_of
from everycase.returns.xml_elements import read_elements


@dataclass(frozen=True)
class _Part:
    """One table of one file: the return's columns, `file` and `row`."""

    table: str
    frame: pl.DataFrame


def read(paths: str | Path | Iterable[str | Path]) -> Reading:
    """One year's return in `paths`: CSV or XML files, or folders that hold them.

    A CSV's table is told by its headers, never by the file's name. Values are text as it stands. A
    table that no file holds isn't there; nor is a column. Header has the derived UASC where the UASC
    table is there too. Raises UnreadableError where a file can't be read at all.
    """
    files: list[ReadFile] = []
    parts: list[_Part] = []
    problems: list[Problem] = []
    for path in files_of(paths, [".csv", ".xml", ".txt"]):
        opened = open_text(path)
        twin = next((file for file in files if file.sha256 == opened.sha256), None)
        if twin:
            problems.append(given_twice(opened.name, twin.name))
            continue
        found = _read_one(opened, len(files), problems)
        parts += found
        table = found[0].table if len(found) == 1 else ""
        files.append(
            ReadFile(opened.path, opened.name, table, opened.sha256, opened.encoding, path.parent.name)
        )
    return _together(parts, problems, files)


def _read_one(opened: Opened, file: int, problems: list[Problem]) -> list[_Part]:
    if opened.text.lstrip("\ufeff \r\n\t").startswith("<"):
        elements = read_elements(opened)
        tables, found = tables_of(opened.name, elements)
        problems += [*elements.problems, *found]
    else:
        tables = _csv_table(opened, problems)
    return [
        _Part(name, frame.with_columns(pl.lit(file, pl.UInt16).alias("file")))
        for name, frame in tables.items()
    ]


def _csv_table(opened: Opened, problems: list[Problem]) -> dict[str, pl.DataFrame]:
    """The one table of a CSV, with `row`; nothing where its headers fit none."""
    cells = read_csv(opened)
    problems += cells.problems
    table, columns, found = recognise(opened.name, cells.frame.columns)
    problems += found
    if not table:
        return {}
    frame = cells.frame.select(pl.col(header).alias(column) for column, header in columns.items())
    return {table: frame.with_columns(row=cells.rows)}


def _together(parts: Sequence[_Part], problems: Sequence[Problem], files: Sequence[ReadFile]) -> Reading:
    """The parts of each table as one frame, its columns in the return's order."""
    if not parts:
        tried = ", ".join(file.name for file in files)
        raise UnreadableError(
            f"No table of the SSDA903 return was found in {tried}. A CSV is told by its headers: "
            f"{', '.join(TABLES['Header'].submitted)} for Header, and so on."
        )
    whole = {}
    for name, table in TABLES.items():
        frames = [part.frame for part in parts if part.table == name]
        if frames:
            joined = pl.concat(frames, how="diagonal")
            order = [column.name for column in table.columns if column.name in joined.columns]
            whole[name] = joined.select(*order, "file", "row")
    tables = {name: frame.drop("file", "row") for name, frame in whole.items()}
    return Reading(
        tables=_with_uasc(tables),
        problems=as_frame(problems),
        places={name: frame.select("file", "row") for name, frame in whole.items()},
        files=files,
    )


def _with_uasc(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Header with UASC as the CSV form implies it: 1 for a child in the UASC table, 0 for the others."""
    header, uasc = tables.get("Header"), tables.get("UASC")
    if header is None or uasc is None or "UASC" in header.columns:
        return tables
    if "CHILD" not in header.columns or "CHILD" not in uasc.columns:
        return tables
    seeking = pl.col("CHILD").is_in(uasc["CHILD"].drop_nulls().implode())
    derived = pl.when(seeking).then(pl.lit("1")).otherwise(pl.lit("0")).alias("UASC")
    return {**tables, "Header": header.with_columns(derived)}
