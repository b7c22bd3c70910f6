"""Reading an extract of the Standard Safeguarding Dataset, from a folder of CSVs or a database.

A source is a folder (`extracts/2026-11-24`), an SQLite file (`ssd.db`) or a URL that SQLAlchemy knows:
`postgresql://reader@server/ssd`, or `mssql+pyodbc://server/ssd?driver=ODBC+Driver+18+for+SQL+Server`,
which needs the extra `everycase[sqlserver]` and Microsoft's ODBC driver. Nothing is ever written there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from everycase.record.readers.dates import read_dates
from everycase.record.readers.problems import problem, problems, together
from everycase.record.readers.ssd_columns import (
    PLACEHOLDERS,
    changed_not_reviewed,
    columns_of,
    header_of,
    slips_in,
    spellings_for,
)
from everycase.record.readers.ssd_joins import with_children, with_ehc_children, with_factors, with_worker_ids
from everycase.record.readers.ssd_reach import reach_of
from everycase.record.readers.ssd_rows import once, orphans, placed
from everycase.record.readers.ssd_source import FACTORS, VERSIONS, Found, open_source
from everycase.record.readers.ssd_traps import set_right
from everycase.record.readers.values import TableRead, as_text, read_table
from everycase.record.reading import FileRead, Reading, UnreadableError
from everycase.record.schema import STORED, Format, assessments

BY_SSD = {table.ssd: table for table in STORED.values() if table.ssd}


@dataclass(frozen=True)
class SsdSettings:
    """What a council chooses of its extract.

    months: how far back the extract goes (the published scripts take six years).
    schema: the database schema that holds the tables; empty looks in the usual one, then in all.
    """

    months: int = 72
    schema: str = ""


@dataclass(frozen=True)
class _Part:
    """One file as read: the record's table it belongs to, and its columns that a field holds."""

    table: str
    found: Found
    read: TableRead
    fields: frozenset[str]


def read(
    source: Path | str | Sequence[Path], settings: SsdSettings | None = None, *, as_of: date | None = None
) -> Reading:
    """Everything in the extract at `source`: a folder or its CSVs, or a database's URL or SQLite file.

    as_of: the extract's date; without it, the newest date in ssd_version_log. Raises UnreadableError
    where nothing can be read, or where neither says the date.
    """
    settings = settings or SsdSettings()
    opened = open_source(source, settings.schema)
    day = as_of or _date_of(opened.found)
    found = with_children([each for each in opened.found if each.ssd != VERSIONS])
    parts = [_read_file(each, index) for index, each in enumerate(found)]
    names = [each.file for each in found]

    tables = with_worker_ids(with_ehc_children(_joined(parts)))
    tables, unplaced = placed(tables, names)
    empty = frozenset(name for name, rows in tables.items() if rows.is_empty())
    tables, doubled = once(tables, names)
    tables, traps = set_right(tables, names, day)
    reach = reach_of(tables, empty, _columns(parts, tables), day, settings.months)
    listed = (
        opened.problems,
        *(each.problems for each in found),
        *(part.read.problems for part in parts),
        *(_about_columns(part) for part in parts),
        _missing_tables(tables),
        *(unplaced, doubled, traps, reach.problems, orphans(tables, names)),
    )
    return Reading(
        format=Format.SSD,
        as_of=day,
        tables=tables,
        supplied=reach.supplied,
        windows=reach.windows,
        latest=reach.latest,
        problems=together(listed),
        files=[_file_read(part) for part in parts],
        notes=_versions(opened.found),
    )


def _date_of(found: Sequence[Found]) -> date:
    """The newest date on which the extract's tables were made."""
    for each in found:
        header = header_of(each, "created_at") if each.ssd == VERSIONS else ""
        if header:
            texts = pl.DataFrame({"found": as_text(each.frame[header])})
            newest = read_dates(texts)["value"].max()
            if isinstance(newest, date):
                return newest
    raise UnreadableError(
        "The extract doesn't say of which day it is (no date in ssd_version_log, created_at). "
        "Give its date with --as-of."
    )


def _versions(found: Sequence[Found]) -> tuple[str, ...]:
    logs = [each for each in found if each.ssd == VERSIONS and header_of(each, "version_number")]
    versions = [
        v for each in logs for v in as_text(each.frame[header_of(each, "version_number")]).drop_nulls()
    ]
    return (f"Version of the dataset's scripts: {versions[-1]}.",) if versions else ()


def _read_file(found: Found, index: int) -> _Part:
    if found.ssd == FACTORS:
        return _read_factors(found, index)
    table = BY_SSD[found.ssd]
    columns = columns_of(table, found)
    own = {name for name in columns.held if f"{table.name}.{name}" in PLACEHOLDERS}
    read = read_table(
        table,
        found.frame,
        columns.held,
        file=found.file,
        file_index=index,
        first_row=1,
        spellings=spellings_for(table, found, columns),
        placeholders={name: PLACEHOLDERS[f"{table.name}.{name}"] for name in own},
    )
    return _Part(table.name, found, read, frozenset(columns.held))


def _read_factors(found: Found, index: int) -> _Part:
    """Factors stand in a table of their own; they are read as fields of the assessment they belong to."""
    wanted = {"assessment_id": "cinf_assessment_id", "factors": "cinf_assessment_factors_json"}
    held = {field: header for field, column in wanted.items() if (header := header_of(found, column))}
    if len(held) < len(wanted):
        raise UnreadableError(
            f"{found.file} lacks {' or '.join(wanted.values())}. Found: {', '.join(found.headers[:5])}."
        )
    read = read_table(assessments, found.frame, held, file=found.file, file_index=index, first_row=1)
    return _Part(FACTORS, found, read, frozenset({"factors"}))


def _joined(parts: Sequence[_Part]) -> dict[str, pl.DataFrame]:
    """Parts of one table under each other, in order, and assessments with their factors."""
    by_table: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        by_table.setdefault(part.table, []).append(part.read.frame)
    tables = {name: pl.concat(frames, how="diagonal") for name, frames in by_table.items()}
    factors = tables.pop(FACTORS, None)
    if factors is not None and "assessment_id" in tables.get("assessments", pl.DataFrame()).columns:
        tables["assessments"] = with_factors(tables["assessments"], factors)
    return tables


def _columns(parts: Sequence[_Part], tables: Mapping[str, pl.DataFrame]) -> dict[str, frozenset[str]]:
    """Table → fields that some file has a column for, or that were joined to it."""
    own = {name: set(frame.columns) for name, frame in tables.items()}
    held = {name: {f for part in parts if part.table == name for f in part.fields} for name in tables}
    joined = {"child_id", *({"factors"} if any(part.table == FACTORS for part in parts) else ())}
    return {name: frozenset(held[name] | (joined & own[name])) for name in tables}


def _about_columns(part: _Part) -> pl.DataFrame:
    """Columns that the table should have and this file lacks, and columns that no field holds."""
    if part.table == FACTORS:
        return problems()
    table, file = STORED[part.table], part.found.file
    columns = columns_of(table, part.found)
    lacks = [
        problem("missing column", f"{file} has no column {name}.", file=file, column=name, expected=name)
        for name in columns.missing
    ]
    more = [
        problem("extra column", f"{file}: the column {name} is not read.", file=file, column=name, found=name)
        for name in columns.extra
    ]
    listing = [*lacks, *more, *slips_in(table, part.found, columns), *changed_not_reviewed(part.found)]
    return problems(listing)


def _missing_tables(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return problems(
        problem(
            "missing file", f"{ssd} was not supplied: what it holds can't be told.", file=ssd, expected=ssd
        )
        for ssd, table in BY_SSD.items()
        if table.name not in tables
    )


def _file_read(part: _Part) -> FileRead:
    found = part.found
    return FileRead(found.path, "", found.sha256, found.frame.height, part.read.columns)
