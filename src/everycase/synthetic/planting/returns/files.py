"""Both returns written with a weakness for each of the DfE's rules, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from everycase.returns import cin_census, ssda903
from everycase.returns.rules import LAST_YEAR, Rule
from everycase.synthetic.planting.returns import cin_census as of_census
from everycase.synthetic.planting.returns import ssda903 as of_care
from everycase.synthetic.planting.returns.acts import Weakness
from everycase.synthetic.planting.returns.cin_census import document, whole
from everycase.synthetic.planting.returns.plant import TRUTH, Planted, plant
from everycase.synthetic.writers.cin_census import write_cin_census
from everycase.synthetic.writers.ssda903.files import return_rows, write_rows
from everycase.synthetic.writers.tables import Tables


def planted_ssda903(tables: Tables, year_end: date, *, seed: int) -> Planted:
    """The looked-after return of the year that ends on `year_end`, and last year's, with weaknesses."""
    before = year_end.replace(year=year_end.year - 1)
    last = {name + LAST_YEAR: frame for name, frame in return_rows(tables, before).items()}
    frames = {**return_rows(tables, year_end), **last}
    chosen = _in_force(of_care.WEAKNESSES, ssda903.RULES, year_end)
    return plant(of_care.FORM, frames, chosen, of_care.KINDS, year_end, seed=seed)


def write_planted_ssda903(planted: Planted, this_year: Path, last_year: Path) -> list[Path]:
    """Both years' CSVs, each year in its folder; the files."""
    return write_ssda903_frames(planted.tables, this_year, last_year)


def write_ssda903_frames(frames: of_care.Frames, this_year: Path, last_year: Path) -> list[Path]:
    """Write this year's tables, and those with `_last`, as the CSVs of two returns."""
    now = {name: frame for name, frame in frames.items() if not name.endswith(LAST_YEAR)}
    before = {name.removesuffix(LAST_YEAR): frame for name, frame in frames.items() if name not in now}
    return write_rows(now, this_year) + write_rows(before, last_year)


def planted_cin_census(tables: Tables, year_end: date, path: Path, *, seed: int) -> Planted:
    """Write the census of the year that ends on `year_end` to `path` with weaknesses; what was planted."""
    clean = cin_census.read(write_cin_census(tables, year_end, path)).tables
    frames = {name: frame.drop("AssessmentFactors", strict=False).cast(pl.String) for name, frame in clean.items()}
    count = len(of_census.WEAKNESSES) + 1
    weak = whole.weakened(frames, year_end, planted=count)
    chosen = _in_force(
        (*of_census.WEAKNESSES, *whole.of_the_return(frames, planted=count)), cin_census.RULES, year_end
    )
    planted = plant(of_census.FORM, weak, chosen, of_census.KINDS, year_end, seed=seed)
    rows = [(rule, table, row, None, "", "") for rule, (table, row) in whole.OF_ALL.items()]
    of_all = pl.DataFrame(rows, schema=dict(TRUTH), orient="row")
    document.write_census(planted.tables, path)
    return Planted(planted.tables, planted.ground, pl.concat([planted.truth, of_all]), planted.untried)


def _in_force(weaknesses: Sequence[Weakness], rules: Sequence[Rule], end: date) -> list[Weakness]:
    codes = {rule.code for rule in rules if rule.holds_in(end.year)}
    return [one for one in weaknesses if one.rule in codes]
