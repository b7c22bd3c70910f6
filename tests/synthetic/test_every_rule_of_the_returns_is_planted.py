"""For every rule of both returns a planted weakness is found where it was planted, and nowhere else.

They are checked as a council's own would be: with the ONS's list of postcodes as it is installed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from everycase.returns import cin_census, ssda903
from everycase.returns.reference import Reference, load
from everycase.returns.rules import LAST_YEAR
from everycase.review.compared_with import cache_folder
from everycase.synthetic.council import make_council
from everycase.synthetic.places import AUTHORITY
from everycase.synthetic.planting.returns import (
    Planted,
    named_providers,
    planted_cin_census,
    planted_ssda903,
    write_ssda903_frames,
)
from everycase.synthetic.planting.returns.cin_census import WEAKNESSES as OF_CENSUS
from everycase.synthetic.planting.returns.cin_census.document import write_census
from everycase.synthetic.planting.returns.cin_census.whole import OF_ALL
from everycase.synthetic.planting.returns.plant import Frames
from everycase.synthetic.planting.returns.ssda903 import NOT_PLANTED
from everycase.synthetic.planting.returns.ssda903 import WEAKNESSES as OF_CARE
from everycase.synthetic.writers import providers_of, write_cin_census, write_providers
from everycase.synthetic.writers.ssda903.files import return_rows

CENSUS_END, CARE_END = date(2026, 3, 31), date(2027, 3, 31)
CHILDREN = 1200
CENSUS_RULES = {rule.code for rule in cin_census.RULES if rule.holds_in(CENSUS_END.year)}
CARE_RULES = {rule.code for rule in ssda903.RULES if rule.holds_in(CARE_END.year)}
UNJUST = {
    "1001": "asks for all of a care leaver's time in care, of which two years' returns hold the end",
    "1002": "asks for all of a care leaver's time in care, of which two years' returns hold the end",
}
"""Rules that flag children in a return that is right."""


@dataclass(frozen=True)
class Case:
    """What the rules find in a return: as it is right, with the children made for it, with its weaknesses."""

    planted: Planted
    children: pl.Series
    clean: pl.DataFrame
    ground: pl.DataFrame
    found: pl.DataFrame


def compared_with(tables: Frames, folder: Path) -> Reference:
    """The ONS's list that is installed, the council, and a workbook of its providers and those planted."""
    providers = providers_of(tables)
    more = named_providers(tables["placements"]["kind"].drop_nulls(), CARE_END)
    workbook = write_providers(pl.concat([providers, more]), folder / "providers.xlsx")
    reference = load([cache_folder()], providers=[workbook], authority=AUTHORITY)
    assert reference.postcodes is not None
    assert reference.postcodes.height > 2_500_000
    return reference


def care(seed: int, folder: Path) -> Case:
    council = make_council(seed=seed, children=CHILDREN, as_of=CARE_END)
    before = CARE_END.replace(year=CARE_END.year - 1)
    last = {name + LAST_YEAR: rows for name, rows in return_rows(council.tables, before).items()}
    right = {**return_rows(council.tables, CARE_END), **last}
    reference = compared_with(council.tables, folder)
    planted = planted_ssda903(council.tables, CARE_END, rules=CARE_RULES, seed=seed)

    def findings(frames: Frames, name: str) -> pl.DataFrame:
        this, before = folder / name / "2026-27", folder / name / "2025-26"
        write_ssda903_frames(frames, this, before)
        tables, previous = ssda903.read(this).tables, ssda903.read(before).tables
        result = ssda903.check(tables, collection_year=CARE_END.year, previous=previous, reference=reference)
        untold = result.rules.filter(pl.col("outcome").is_in(["cannot tell", "not run"]))
        assert set(untold["rule"]) <= {"706"}, "last year's return had no deprivation of liberty"
        return result.findings

    return case(planted, right["Header"]["CHILD"], right, findings)


def census(seed: int, folder: Path) -> Case:
    council = make_council(seed=seed, children=CHILDREN, as_of=CARE_END)
    written = write_cin_census(council.tables, CENSUS_END, folder / "right.xml")
    right = cin_census.read(written).tables
    planted = planted_cin_census(
        council.tables, CENSUS_END, folder / "planted.xml", rules=CENSUS_RULES, seed=seed
    )

    def findings(frames: Frames, name: str) -> pl.DataFrame:
        reading = cin_census.read(write_census(frames, folder / f"{name}.xml"))
        assert reading.problems.is_empty()
        return cin_census.check(reading.tables, collection_year=CENSUS_END.year).findings

    return case(planted, right["ChildIdentifiers"]["LAchildID"], right, findings)


def case(
    planted: Planted,
    children: pl.Series,
    right: Frames,
    findings: Callable[[Frames, str], pl.DataFrame],
) -> Case:
    return Case(
        planted,
        children,
        findings(right, "right"),
        findings(planted.ground, "ground"),
        findings(planted.tables, "planted"),
    )


def told(rows: pl.DataFrame, planted: Planted) -> str:
    """Rows as lines of a failure message, with what was written in them."""
    lines = rows.join(planted.truth, on=["rule", "table", "row"], how="left", suffix="_planted")
    return "\n" + "\n".join(str(row) for row in lines.select("rule", "table", "row", "written").rows())


def of_its_own_child(findings: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """What each rule finds on the child that was made for it."""
    children = truth.select("rule", child="of").unique()
    return findings.join(children, on=["rule", "child"], how="semi")


def test_every_rule_has_a_weakness() -> None:
    assert [one.rule for one in OF_CARE if one.rule in NOT_PLANTED] == []
    assert {one.rule for one in OF_CARE} | NOT_PLANTED.keys() == CARE_RULES
    assert {one.rule for one in OF_CENSUS} | OF_ALL.keys() == CENSUS_RULES
    assert len(OF_CARE) + len(NOT_PLANTED) == len(CARE_RULES) == 322
    assert len(OF_CENSUS) + len(OF_ALL) == len(CENSUS_RULES) == 109


@pytest.mark.slow
@pytest.mark.parametrize("made", [care, census])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_is_found_where_it_was_planted_and_nothing_is_elsewhere(
    made: Callable[[int, Path], Case], seed: int, tmp_path: Path
) -> None:
    returned = made(seed, tmp_path)
    assert returned.planted.untried == ()
    assert_found_in_its_rows_alone(returned)
    assert_not_found_before(returned)
    assert_nothing_of_other_children(returned)
    assert set(returned.clean["rule"]) <= UNJUST.keys(), "a return that is right gives none"


def assert_found_in_its_rows_alone(returned: Case) -> None:
    at, truth = ["rule", "table", "row"], returned.planted.truth
    missed = truth.join(returned.found, on=at, how="anti", nulls_equal=True)
    assert missed.is_empty(), f"planted, and not found: {told(missed, returned.planted)}"
    besides = of_its_own_child(returned.found, truth).join(truth, on=at, how="anti", nulls_equal=True)
    assert besides.is_empty(), f"found in other rows than planted: {told(besides, returned.planted)}"


def assert_not_found_before(returned: Case) -> None:
    """On the ground, which is all but the weakness itself, the rule finds nothing."""
    early = of_its_own_child(returned.ground, returned.planted.truth)
    assert early.is_empty(), f"found before it was planted: {told(early, returned.planted)}"


def assert_nothing_of_other_children(returned: Case) -> None:
    others = returned.found.filter(pl.col("child").is_in(returned.children.implode()))
    wrong = others.join(returned.clean, on=["rule", "child"], how="anti")
    assert wrong.is_empty(), f"found of children that are right: {told(wrong, returned.planted)}"


def test_the_same_seed_plants_the_same(tmp_path: Path) -> None:
    council = make_council(seed=1, children=300, as_of=CENSUS_END)
    rules = {"4015", "8840", "100"}
    first, second = (
        planted_cin_census(council.tables, CENSUS_END, tmp_path / name, rules=rules, seed=4)
        for name in ("first.xml", "second.xml")
    )
    assert first.truth.equals(second.truth)
    assert set(first.truth["rule"]) == rules
    assert (tmp_path / "first.xml").read_bytes() == (tmp_path / "second.xml").read_bytes()
