"""Both returns of a made-up council with a weakness for each rule, and the list of what was planted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from everycase.record.schema import Format
from everycase.returns import cin_census, ssda903
from everycase.returns.rules import Rule
from everycase.synthetic.planting.returns import (
    Planted,
    named_providers,
    planted_cin_census,
    planted_ssda903,
    write_ssda903_frames,
)
from everycase.synthetic.writers import providers_of, write_providers

PROVIDERS = "Ofsted providers.xlsx"
LIST = "planted.csv"
"""A row for each row that a rule must flag. `number` is the row's place in its table, the first being 1."""
Tables = Mapping[str, pl.DataFrame]


def write_planted(tables: Tables, end: date, to: Path, *, seed: int) -> tuple[list[Path], list[str]]:
    """Write both returns of the year that ends on `end`, the year before's of those in care, and LIST.

    Returns the files, and the rules of which nothing could be planted, as "SSDA903 412".
    """
    this_year, last_year = (
        to / "ssda903" / f"{year - 1}-{year % 100:02}" for year in (end.year, end.year - 1)
    )
    census = to / f"cin_census_{end.year}.xml"
    in_need = planted_cin_census(tables, end, census, rules=_in_force(cin_census.RULES, end), seed=seed)
    in_care = planted_ssda903(tables, end, rules=_in_force(ssda903.RULES, end), seed=seed)
    kinds = tables["placements"]["kind"].drop_nulls()
    providers = pl.concat([providers_of(tables), named_providers(kinds, end)])
    workbook = write_providers(providers, to / PROVIDERS)
    files = [census, *write_ssda903_frames(in_care.tables, this_year, last_year), workbook, to / LIST]
    by_format = {Format.CIN_CENSUS: (in_need, cin_census.RULES), Format.SSDA903: (in_care, ssda903.RULES)}
    listed = [_listed(name, planted, rules, end) for name, (planted, rules) in by_format.items()]
    pl.concat(listed).write_csv(to / LIST)
    untried = [f"{name} {rule}" for name, (planted, _) in by_format.items() for rule in planted.untried]
    return files, untried


def _in_force(rules: Sequence[Rule], end: date) -> dict[str, str]:
    """Code → message of the rules of the year that ends on `end`."""
    return {rule.code: rule.message for rule in rules if rule.holds_in(end.year)}


def _listed(name: Format, planted: Planted, rules: Sequence[Rule], end: date) -> pl.DataFrame:
    messages = _in_force(rules, end)
    return planted.truth.select(
        pl.lit(str(name)).alias("return"),
        "rule",
        "table",
        (pl.col("row") + 1).alias("number"),
        "child",
        "written",
        pl.col("rule").replace_strict(messages, return_dtype=pl.String).alias("message"),
    )
