"""Both returns written with a weakness for each of the DfE's rules, and the list of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from everycase.returns import cin_census
from everycase.returns.rules import LAST_YEAR
from everycase.synthetic.planting.returns import cin_census as of_census
from everycase.synthetic.planting.returns import ssda903 as of_care
from everycase.synthetic.planting.returns.acts import Weakness
from everycase.synthetic.planting.returns.cin_census import document, whole
from everycase.synthetic.planting.returns.plant import TRUTH, Frames, Planted, plant
from everycase.synthetic.writers.cin_census import write_cin_census
from everycase.synthetic.writers.ssda903.files import return_rows, write_rows
from everycase.synthetic.writers.tables import Tables


def planted_ssda903(tables: Tables, year_end: date, *, rules: Collection[str], seed: int) -> Planted:
    """The looked-after return of the year that ends on `year_end`, and last year's, with weaknesses.

    rules: codes of those to plant, such as those in force.
    """
    before = year_end.replace(year=year_end.year - 1)
    last = {name + LAST_YEAR: frame for name, frame in return_rows(tables, before).items()}
    frames = {**return_rows(tables, year_end), **last}
    chosen = _of(rules, of_care.WEAKNESSES)
    return plant(of_care.FORM, frames, chosen, of_care.KINDS, year_end, seed=seed)


def write_ssda903_frames(frames: Frames, this_year: Path, last_year: Path) -> list[Path]:
    """Write this year's tables, and those with `_last`, as the CSVs of two returns."""
    now = {name: frame for name, frame in frames.items() if not name.endswith(LAST_YEAR)}
    before = {name.removesuffix(LAST_YEAR): frame for name, frame in frames.items() if name not in now}
    return write_rows(now, this_year) + write_rows(before, last_year)


def planted_cin_census(
    tables: Tables, year_end: date, path: Path, *, rules: Collection[str], seed: int
) -> Planted:
    """Write the census of the year that ends on `year_end` to `path` with weaknesses; what was planted."""
    frames = _rows(write_cin_census(tables, year_end, path))
    count = len(of_census.WEAKNESSES) + 1
    every = (*of_census.WEAKNESSES, *whole.of_the_return(frames, planted=count))
    planted = plant(
        of_census.FORM,
        whole.weakened(frames, year_end, rules, planted=count),
        _of(rules, every),
        of_census.KINDS,
        year_end,
        seed=seed,
    )
    document.write_census(planted.tables, path)
    return replace(planted, truth=pl.concat([planted.truth, _of_all(rules)]))


def _rows(census: Path) -> dict[str, pl.DataFrame]:
    """A census's tables as text; factors only where each has a row."""
    tables = cin_census.read(census).tables
    return {
        name: frame.drop("AssessmentFactors", strict=False).cast(pl.String) for name, frame in tables.items()
    }


def _of_all(rules: Collection[str]) -> pl.DataFrame:
    rows = [(rule, table, row, None, "", "") for rule, (table, row) in whole.OF_ALL.items() if rule in rules]
    return pl.DataFrame(rows, schema=dict(TRUTH), orient="row")


def _of(rules: Collection[str], weaknesses: Sequence[Weakness]) -> list[Weakness]:
    return [one for one in weaknesses if one.rule in rules]
