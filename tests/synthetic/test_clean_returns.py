"""The returns of a made-up council in which nothing is wrong pass the DfE's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from everycase.returns import cin_census, ssda903
from everycase.returns.checking import Result
from everycase.returns.reference import Reference, load
from everycase.review.compared_with import cache_folder
from everycase.synthetic.council import Council, make_council
from everycase.synthetic.places import AUTHORITY
from everycase.synthetic.writers import providers_of, write_cin_census, write_providers, write_ssda903

YEAR_END, YEAR_BEFORE = date(2026, 3, 31), date(2025, 3, 31)
TWO_YEARS_BEGIN = date(2024, 4, 1)
LARGE = 6000
"""Children enough for some in every table of the returns."""
OF_ALL_TIME_IN_CARE = ("1001", "1002")
"""Rules on all of a care leaver's time in care, which two years' returns do not hold: the DfE's message is
wrong of young people who left care earlier."""


@pytest.fixture(
    scope="module",
    # The returns as they are at the year's end, and as they are written from a record of half a year later.
    params=[(1, 800, YEAR_END), (2, 800, date(2026, 9, 30)), (3, LARGE, date(2026, 9, 30))],
    ids=lambda param: f"seed {param[0]}, {param[1]} children, {param[2]}",
)
def council(request: pytest.FixtureRequest) -> Council:
    seed, children, as_of = request.param
    return make_council(seed=seed, children=children, as_of=as_of)


def flagged(result: Result, tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Each row that a rule flags, with the rule's message."""
    return [
        f"{finding['rule']} {finding['message']} {finding['table']}: "
        f"{tables.get(finding['table'], pl.DataFrame())[finding['row'] or 0].to_dicts()}"
        for finding in result.findings.iter_rows(named=True)
    ]


def compared_with(council: Council, folder: Path) -> Reference:
    """The ONS's list as it is installed, the county that the council lies in, and its providers made up."""
    workbook = write_providers(providers_of(council.tables), folder / "providers.xlsx")
    return load([cache_folder()], providers=[workbook], authority=AUTHORITY)


def left_care_before(council: Council, day: date) -> pl.Series:
    """Children none of whose episodes of care has a day on or after `day`."""
    last = council.tables["care_episodes"].group_by("child_id").agg(pl.col("ended_on").fill_null(day).max())
    return last.filter(pl.col("ended_on") < day)["child_id"]


def assert_judged(result: Result, at_least: int) -> None:
    """That the rules were judged, but for those that compare with data from elsewhere."""
    assert result.rules.filter(outcome="not run").rows() == []
    assert result.rules.filter(pl.col("outcome").is_in(["clear", "flagged"])).height >= at_least


def test_no_rule_flags_anything_in_the_census(council: Council, tmp_path: Path) -> None:
    tables = cin_census.read(write_cin_census(council.tables, YEAR_END, tmp_path / "census.xml")).tables
    result = cin_census.check(tables, collection_year=YEAR_END.year)
    assert flagged(result, tables) == []
    assert_judged(result, at_least=100)
    assert tables["CINdetails"].height > 100


def test_no_rule_flags_anything_in_the_looked_after_return(council: Council, tmp_path: Path) -> None:
    this, last = (
        ssda903.read(write_ssda903(council.tables, day, tmp_path / str(day.year))).tables
        for day in (YEAR_END, YEAR_BEFORE)
    )
    reference = compared_with(council, tmp_path)
    result = ssda903.check(this, collection_year=YEAR_END.year, previous=last, reference=reference)
    assert result.rules.filter(pl.col("outcome") == "cannot tell").rows() == []
    long_gone = left_care_before(council, TWO_YEARS_BEGIN)
    unjust = pl.col("rule").is_in(OF_ALL_TIME_IN_CARE) & pl.col("child").is_in(long_gone.implode())
    found = Result(result.findings.filter(~unjust), result.rules)
    assert flagged(found, {**{f"{name}_last": rows for name, rows in last.items()}, **this}) == []
    assert_judged(result, at_least=300)
    if council.tables["children"].height > LARGE / 2:
        assert [name for name, rows in this.items() if rows.is_empty()] == []
