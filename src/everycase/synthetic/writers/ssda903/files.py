"""The files of the return: each table of its year, under its exact headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from everycase.returns.ssda903.tables import TABLES
from everycase.synthetic.writers.ssda903 import care, children, outcomes
from everycase.synthetic.writers.ssda903.year import CareYear
from everycase.synthetic.writers.tables import Tables

MAKERS: Mapping[str, Callable[[CareYear], pl.DataFrame]] = {
    "Episodes": care.episodes,
    "Reviews": care.reviews,
    "UASC": children.unaccompanied,
    "OC2": outcomes.health,
    "OC3": outcomes.after_care,
    "AD1": children.adopted,
    "PlacedAdoption": children.placed_for_adoption,
    "PrevPerm": children.previous_permanence,
    "Missing": care.missing,
    "SWEpisodes": care.social_workers,
    "DoLo": care.deprivations_of_liberty,
}

FIRST_YEAR_OF: Mapping[str, int] = {"SWEpisodes": 2024, "DoLo": 2027}
"""The years whose returns first had these tables, by the calendar year in which they end."""


def write_ssda903(tables: Tables, year_end: date, folder: Path) -> list[Path]:
    """Write the return of the year that ends on `year_end` (a 31 March) into `folder`, a CSV a table.

    It holds children looked after on a day of the year, young people who left care, and what was
    known of them by the end. Returns the files. Raises ValueError for a day that isn't a 31 March.
    """
    return write_rows(return_rows(tables, year_end), folder)


def write_rows(frames: Mapping[str, pl.DataFrame], folder: Path) -> list[Path]:
    """Write each table, its cells as they are, into a CSV of `folder`. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, frame in frames.items():
        path = folder / TABLES[name].file
        frame.write_csv(path)
        paths.append(path)
    return paths


def return_rows(tables: Tables, year_end: date) -> dict[str, pl.DataFrame]:
    """Each table of the return by name under its exact headers, every cell text as in the file."""
    return {
        name: _as_written(frame, TABLES[name].submitted)
        for name, frame in return_tables(tables, year_end).items()
    }


def return_tables(tables: Tables, year_end: date) -> dict[str, pl.DataFrame]:
    """Each table of the return by name, Header first, with dates as dates."""
    year = CareYear.of(tables, year_end)
    born = year.children.select(CHILD="child_id", DOB="born_on")
    made = {
        name: make(year).join(born, on="CHILD", how="left", maintain_order="left")
        for name, make in MAKERS.items()
        if year_end.year >= FIRST_YEAR_OF.get(name, 0)
    }
    child_ids = pl.concat([frame["CHILD"] for frame in made.values()])
    return {"Header": children.header(year, child_ids, care.looked_after(year)), **made}


def _as_written(frame: pl.DataFrame, headers: tuple[str, ...]) -> pl.DataFrame:
    """The headers in order; one that the record has nothing for is empty."""
    text = frame.with_columns(pl.selectors.date().dt.strftime("%d/%m/%Y")).cast(pl.String)
    return text.select(
        pl.col(header) if header in text.columns else pl.lit(None, dtype=pl.String).alias(header)
        for header in headers
    )
