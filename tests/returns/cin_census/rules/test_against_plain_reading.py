"""Every rule says of random small censuses what a reading of them row by row says."""

from __future__ import annotations

import random

import polars as pl
import pytest
from tests.returns.cin_census.rules import oracle_children, oracle_needs, oracle_plans
from tests.returns.cin_census.rules.oracle import Census

from everycase.returns import cin_census
from everycase.returns.cin_census import RULES, TABLES
from everycase.returns.tables import Column

YEAR = 2026
ORACLE = {**oracle_children.RULES, **oracle_needs.RULES, **oracle_plans.RULES}
DAYS = [
    *("2001-03-30", "2001-03-31", "2001-04-01"),  # 25 years before the census ends
    *("2013-03-31", "2013-04-01"),  # sources of referral from then on
    *("2020-08-31", "2020-09-01"),  # of school age
    *("2025-03-28", "2025-03-30", "2025-03-31", "2025-04-01", "2025-04-02"),
    *("2025-06-06", "2025-06-06", "2025-06-06", "2025-06-07", "2025-06-08"),  # a Friday and its weekend
    *("2026-01-26", "2026-01-27", "2026-01-28"),  # 45 working days before the end
    *("2026-03-09", "2026-03-10", "2026-03-11"),  # 15 working days before the end
    *("2026-02-28", "2026-03-01", "2026-12-31", "2027-01-01"),  # births that may be expected
    *("2026-03-31", "2026-04-01"),
]
KINDS = {
    "date": DAYS,
    "flag": ["true", "false", "1", "0", "FALSE"],
    "whole": ["0", "2", "-1", "1.5"],
    "list": ["21", "1A, 21", "18A", "19a;1A", "21 21", "['21']"],
}
CELLS = {
    "LAchildID": ["A1"] * 12 + ["A2"] * 4 + ["A" * 20, "A" * 21],
    "CINdetailsID": ["1", "1", "2"],
    "AssessmentID": ["1", "1", "2"],
    "CPPID": ["1", "1", "2"],
    "UPN": ["H801200001001", "A801200001001", "H80120000100A", "H80120000100S", "H999200001001", "h12", "x"],
    "FormerUPN": ["H801200001001", "H80120000100A", "H80120000100S", "8801200001001", "H1"],
    "UPNunknown": ["UN1", "UN2", "UN7", "un7", "X"],
    "Sex": ["M", "U", "u"],
    "Ethnicity": ["WBRI", "wbri"],
    "Disability": ["NONE", "none", "MOB", "MOB", "VIS", "ZZ"],
    "ReferralSource": ["1A", "10", "X"],
    "PrimaryNeedCode": ["N0", "N10"],
    "ReasonForClosure": ["RC2", "RC7", "RC8", "RC9", "RC10"],
    "AssessmentFactor": ["21", "21", "1A", "18A", "99"],
    "InitialCategoryOfAbuse": ["NEG", "neg"],
    "LatestCategoryOfAbuse": ["MUL", "X"],
}
OFTEN_BLANK = {
    "CINclosureDate",
    "AssessmentAuthorisationDate",
    "DateOfInitialCPC",
    "CINPlanEndDate",
    "CPPendDate",
    "PersonDeathDate",
    "UPN",
}
ODD = ["", " ", "x", "2025-02-30", "01/05/2025", "A-1"]


def cell(column: Column, chance: random.Random) -> str | None:
    """A cell that is usual, blank or odd."""
    drawn = chance.random()
    if drawn < (0.4 if column.name in OFTEN_BLANK else 0.06):
        return None
    if drawn > 0.97:
        return chance.choice(ODD)
    value = chance.choice(CELLS.get(column.name) or KINDS.get(column.kind) or ["x"])
    return f" {value} " if drawn > 0.95 else value


def a_census(seed: int) -> dict[str, pl.DataFrame]:
    """A census of a few rows a table, each cell by itself: columns that are all blank have no type."""
    chance = random.Random(seed)
    days = ["2026-03-31"] * 8 + ["2025-03-31", "2026-03-30", None]
    header = {"Year": ["2026"], "ReferenceDate": [chance.choice(days)]}
    tables = {"Header": pl.DataFrame(header)}
    for name in [name for name in TABLES if name != "Header"]:
        count = chance.choice([0, 1, 2, 3, 4])
        tables[name] = pl.DataFrame(
            {c.name: [cell(c, chance) for _ in range(count)] for c in TABLES[name].columns}
        )
    return tables


def told(result) -> dict[str, set[tuple[str, int | None]]]:
    """Rule → table and row of each finding."""
    found: dict[str, set[tuple[str, int | None]]] = {code: set() for code in ORACLE}
    for rule, table, row in result.findings.select("rule", "table", "row").iter_rows():
        found[rule].add((table, row))
    return found


def test_every_rule_is_read() -> None:
    assert ORACLE.keys() == {rule.code for rule in RULES}


@pytest.mark.parametrize("portion", range(4))
def test_both_readings_flag_the_same_rows(portion: int) -> None:
    for seed in range(portion * 25, portion * 25 + 25):
        tables = a_census(seed)
        found = told(cin_census.check(tables, collection_year=YEAR))
        census = Census(tables, YEAR)
        for code, judge in ORACLE.items():
            assert found[code] == judge(census), f"rule {code} in the census of seed {seed}"


def test_each_rule_finds_something_in_these_censuses() -> None:
    silent = set(ORACLE)
    for seed in range(100):
        census = Census(a_census(seed), YEAR)
        silent -= {code for code in silent if ORACLE[code](census)}
    assert silent == set()
