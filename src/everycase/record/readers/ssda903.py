"""The looked-after return (SSDA903) as part of the record: this year's and earlier years' together.

The return says everything by episodes of care, so legal statuses, placements and the way to adoption
are worked out from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from everycase.record.readers.harvest import YEAR, Harvest, Source, columns_of, windows_of
from everycase.record.readers.problems import problem, problems
from everycase.record.readers.return_years import years_of
from everycase.record.readers.safe import in_own_terms
from everycase.record.readers.ssda903_tables import (
    OF_MODULE,
    PLACEHOLDERS,
    SPELLINGS,
    supplied_by,
    tables_of,
)
from everycase.record.readers.values import ROW
from everycase.record.reading import LATEST, Reading
from everycase.record.schema import Format, Table, children, immigration_statuses, immunisations, involvements
from everycase.returns import ssda903
from everycase.returns.reading import Reading as Return

IN_PART = frozenset({immunisations, immigration_statuses, involvements})
"""Tables that the return has without dates, or of children in care only: it can't say what there wasn't."""
UPN_UNKNOWN = "UPN (reason for none)"
MAY_HAVE_NO_FILE = frozenset({"UASC", "AD1", "PlacedAdoption", "DoLo"})
"""Tables that a council may rightly have no rows for, and so no file."""


def read(paths: str | Path | Sequence[str | Path], as_of: date | None = None) -> Reading:
    """The looked-after returns in `paths`: files, or folders of them, of one year or several.

    A file's year is in its name, its folder's name ("2025-26", or "2026") or, failing both, in the dates
    inside. as_of: the 31 March that ends the latest year where not given. Raises UnreadableError.
    """
    with in_own_terms():
        found = ssda903.read(paths)
    years = years_of(found, as_of)
    # A return tells of its year: the date of the load doesn't make last March's return say what is so today.
    end = date(max(years), 3, 31)
    day = min(as_of, end) if as_of else end
    sources = _sources(found, years)
    harvest = Harvest(problems=[found.problems])
    for source in sources:
        harvest.take(source, _columns(source), SPELLINGS, PLACEHOLDERS)
    tables = tables_of(harvest)
    return Reading(
        format=Format.SSDA903,
        as_of=day,
        tables={name: frame.drop(YEAR, strict=False) for name, frame in tables.items()},
        supplied=supplied_by(harvest),
        windows=windows_of(_held_whole(sources), day),
        latest=pl.DataFrame(schema=dict(LATEST)),
        problems=pl.concat([harvest.all_problems(), _missing_files(sources)]),
        files=harvest.files,
        notes=[f"SSDA903 of {year - 1}/{year % 100:02}" for year in sorted(set(years))],
    )


def _held_whole(sources: Sequence[Source]) -> set[tuple[Table, int]]:
    """Tables and years of which the return has everything that there was."""
    held = {(table, source.year) for source in sources for table in OF_MODULE[source.sheet]}
    return {(table, year) for table, year in held if table not in IN_PART}


def _sources(found: Return, years: Sequence[int]) -> list[Source]:
    """Each table of each file, with its year, its row numbers and the columns that the record reads."""
    sources = []
    for module, frame in found.tables.items():
        numbered = frame.with_columns(found.places[module]["row"].alias(ROW))
        for number, file in enumerate(found.files):
            rows = numbered.filter(found.places[module]["file"] == number)
            if file.table != module and rows.is_empty():
                continue
            if module == "Header":
                rows = _header(rows, found, number, years)
            sources.append(Source(file.path, file.name, module, file.sha256, years[number], rows))
    return sources


def _header(rows: pl.DataFrame, found: Return, number: int, years: Sequence[int]) -> pl.DataFrame:
    """Header with the reason for no pupil number apart, and UASC by the same year's UASC table."""
    if "UPN" in rows.columns:
        reason = pl.col("UPN").str.contains(r"(?i)^\s*UN\d")
        rows = rows.with_columns(
            pl.when(reason).then("UPN").alias(UPN_UNKNOWN), pl.when(~reason).then("UPN").alias("UPN")
        )
    is_xml = not found.files[number].table
    if is_xml or "CHILD" not in rows.columns:
        return rows
    same_year = [
        n for n, file in enumerate(found.files) if file.table == "UASC" and years[n] == years[number]
    ]
    if not same_year:
        return rows.drop("UASC", strict=False)
    ids = found.tables["UASC"].filter(found.places["UASC"]["file"].is_in(same_year)).get_column("CHILD")
    here = pl.col("CHILD").is_in(ids.drop_nulls().implode())
    return rows.with_columns(pl.when(here).then(pl.lit("1")).otherwise(pl.lit("0")).alias("UASC"))


def _columns(source: Source) -> dict[Table, dict[str, str]]:
    """Field → column, for each table of the record that the source is read as."""
    available = source.raw.columns
    wanted = {}
    for table in OF_MODULE[source.sheet]:
        columns = columns_of(table, Format.SSDA903, source.sheet, available)
        if "CHILD" in available:
            columns["child_id"] = "CHILD"
        if table is children and UPN_UNKNOWN in available:
            columns["upn_unknown"] = UPN_UNKNOWN
        wanted[table] = columns
    return wanted


def _missing_files(sources: Sequence[Source]) -> pl.DataFrame:
    """A problem for each year and table that no file was supplied for."""
    here = {(source.year, source.sheet) for source in sources}
    return problems(
        problem(
            "missing file",
            f"No {module} file of {year - 1}/{year % 100:02}: what it would say is not in the record.",
            sheet=module,
            expected=", ".join(ssda903.TABLES[module].submitted),
        )
        for year in sorted({source.year for source in sources})
        for module in OF_MODULE
        if module not in MAY_HAVE_NO_FILE and (year, module) not in here
    )
