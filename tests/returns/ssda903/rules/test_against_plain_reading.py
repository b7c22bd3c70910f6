"""Every rule says of random small returns what a reading of them row by row says."""

from __future__ import annotations

import random
from collections.abc import Mapping

import polars as pl
import pytest
from tests.returns.ssda903.rules import (
    plain_adoption,
    plain_children,
    plain_episodes,
    plain_order,
    plain_outcomes,
    plain_times,
)
from tests.returns.ssda903.rules.cases import REFERENCE
from tests.returns.ssda903.rules.plain import Return

from everycase.returns import ssda903
from everycase.returns.codes import lists
from everycase.returns.ssda903 import RULES, TABLES
from everycase.returns.ssda903.facts import FACTS
from everycase.returns.tables import Column

READ = (plain_adoption, plain_children, plain_episodes, plain_order, plain_outcomes, plain_times)
PLAIN = {code: judge for module in READ for code, judge in module.RULES.items()}
CHILDREN = ["A1"] * 4 + ["A2"] * 4 + ["A3"] * 2 + [None]
PLACES = "U6 U1 A3 A4 A5 A6 T1 T3 T3 T4 K1 K2 K3 P1 P3 R5 S1 Z1 Z11 H5 P2 A1".split()  # noqa: SIM905
ENDS = "E11 E12 E4A E2 E3 E5 E7 E17 E45 E8 E15 E1".split()  # noqa: SIM905
CELLS: dict[str, list[str | None]] = {
    "SEX": ["M", "F", "U", "1", "2"],
    "UPN": ["A123456789123", "A12345678912B", "I123456789123", "UN1", "UN2", "UN4", "UN9", None],
    "MOTHER": ["0", "1", "2", None, None],
    "UASC": ["0", "1", "2", None],
    "RNE": ["S", "S", "P", "L", "B", "T", "U", "X", None],
    "LS": ["C2", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "D1", "X", None],
    "PLACE": [
        "U6",
        "U1",
        "A3",
        "A4",
        "A5",
        "A6",
        "T1",
        "T3",
        "T3",
        "T4",
        "K1",
        "K2",
        "K3",
        "P1",
        "P3",
        "R5",
        "S1",
        "Z1",
        "Z11",
        "H5",
        "P2",
        "A1",
    ],
    "REC": [
        "X1",
        "X1",
        *["E11", "E12", "E4A", "E2", "E3", "E5", "E7", "E17", "E45", "E8", "E15", "E1"],
        None,
        None,
    ],
    "REASON_PLACE_CHANGE": ["CUSTOD", "CARPL", "X", None, None],
    "HOME_POST": ["AA1 1AA", "AA11AA", "aa1 2ab", "BB1 1BB", None],
    "PL_POST": ["AA1 1AA", "AA12AB", "BB11BB", "CC1 1CC", "ZZ1 1ZZ", None],
    "URN": ["SC000001", "SC000002", "SC000003", "SC9", "XXXXXXX", None],
    "SDQ_SCORE": ["0", "40", "41", "-1", "x", "7.5", None, None],
    "LA_PERM": ["801", "999", "WAL", "1", None],
    "IN_TOUCH": ["YES", "YES", "DIED", "RHOM", None],
    "ACTIV": ["0", "F1", None],
    "ACCOM": ["0", "T1", "Z1", "B1", None],
    "SW_ID": ["SW1", "xx2", "A1", None],
}
OFTEN_BLANK = {"DEC", "MIS_END", "DOLO_END", "SW_DEC", "DATE_PLACED_CEASED", "DUC", "MC_DOB"}
ODD = ["", " ", "x", "30/02/2026", "2026-05-01"]
SELDOM = set("164 411 454 197B 580".split())  # noqa: SIM905
"""Rules that need distances these places haven't got, or days that seldom meet: they have their own cases."""


def days(year: int) -> list[str]:
    """Days around the bounds that rules have."""
    last, this = year - 1, year
    return [
        *("13/10/1991", "30/11/2005", "01/01/2006", "31/03/2016", "01/04/2016"),
        *(f"01/05/{last - 1}", f"15/07/{last - 1}", f"31/03/{last}", f"01/04/{last}", f"02/04/{last}"),
        *(f"10/05/{last}", f"17/05/{last}", f"18/05/{last}", f"01/06/{last}", f"31/12/{last}"),
        *(f"24/03/{this}", f"26/03/{this}", f"30/03/{this}", f"31/03/{this}", f"01/04/{this}"),
    ]


def births(year: int) -> list[str | None]:
    ages = (-1, 1, 4, 5, 9, 10, 11, 12, 14, 16, 17, 18, 19, 20, 21, 25, 26)
    return [None, *(f"{day}/{year - age}" for age in ages for day in ("31/03", "01/04", "10/05"))]


def orders(year: int) -> list[str | None]:
    known = ["01/01/2010", f"01/06/{year - 1}", "ZZ/ZZ/ZZZZ", f"zz/ZZ/{year - 1}", f"ZZ/05/{year - 1}"]
    return [*known, "ZZ/13/2015", "ZZ/01", None]


def cell(column: Column, year: int, chance: random.Random) -> str | None:
    """A cell that is usual, blank or odd."""
    drawn = chance.random()
    if drawn < (0.4 if column.name in OFTEN_BLANK else 0.06):
        return None
    if drawn > 0.97:
        return chance.choice(ODD)
    usual = CELLS.get(column.name)
    if usual is None and column.kind == "date":
        usual = [*(births(year) if column.name == "DOB" else days(year))]
    if column.name == "DATE_PERM":
        usual = orders(year)
    if usual is None and column.codes:
        usual = [*list(lists("ssda903")[column.codes])[:6], "X"]
    value = chance.choice(usual or ["0", "1", "2"])
    return f" {value.lower()} " if value and drawn > 0.95 else value


def a_return(year: int, chance: random.Random) -> dict[str, pl.DataFrame]:
    """A return of a few rows a table; a child is mostly born on one day everywhere."""
    born = {child: chance.choice(births(year)) for child in CHILDREN}
    found = {}
    for table in TABLES.values():
        count = chance.choice([0, 2, 5, 9] if table.name != "Episodes" else [3, 8, 14])
        cells = {c.name: [cell(c, year, chance) for _ in range(count)] for c in table.columns}
        cells["CHILD"] = [chance.choice(CHILDREN) for _ in range(count)]
        if "DOB" in cells:
            one = [born[child] for child in cells["CHILD"]]
            cells["DOB"] = [
                a if chance.random() < 0.85 else b for a, b in zip(one, cells["DOB"], strict=True)
            ]
        frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
        found[table.name] = in_one_order(frame, FACTS.order.get(table.name, ()))
    return found


def in_one_order(frame: pl.DataFrame, order: tuple[str, ...]) -> pl.DataFrame:
    """Without rows of a child that begin and end alike: which of those comes first is nobody's rule."""
    read = [pl.col(name).str.strip_chars() for name in order]
    keys = [text.str.to_date("%d/%m/%Y", strict=False) if order[0] != "REVIEW" else text for text in read]
    return frame.filter(pl.struct("CHILD", *keys).is_first_distinct()) if order else frame


def years_and_chances(seeds: range) -> list[tuple[int, int]]:
    return [(seed, (2024, 2025, 2026, 2027, 2027)[seed % 5]) for seed in seeds]


def drawn(seed: int, year: int) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame], Return]:
    chance = random.Random(seed)
    tables, last = a_return(year, chance), a_return(year, chance)
    return tables, last, Return(tables, last, year, REFERENCE)


def told(result) -> Mapping[str, set[tuple[str, int]]]:
    """Rule → table and row of each finding."""
    found: dict[str, set[tuple[str, int]]] = {code: set() for code in PLAIN}
    for rule, table, row in result.findings.select("rule", "table", "row").iter_rows():
        found[rule].add((table, row))
    return found


def test_every_rule_is_read() -> None:
    assert PLAIN.keys() == {rule.code for rule in RULES}


@pytest.mark.parametrize("portion", range(4))
def test_both_readings_flag_the_same_rows(portion: int) -> None:
    for seed, year in years_and_chances(range(portion * 15, portion * 15 + 15)):
        tables, last, whole = drawn(seed, year)
        result = ssda903.check(
            tables, collection_year=year, previous=last, reference=REFERENCE, rules=list(PLAIN)
        )
        found = told(result)
        for code, judge in PLAIN.items():
            plainly = {row.place for row in judge(whole)}
            assert found[code] == plainly, f"rule {code} in the return of {year}, seed {seed}"


def test_each_rule_finds_something_in_such_returns() -> None:
    silent = set(PLAIN) - SELDOM
    for seed, year in years_and_chances(range(300)):
        if not silent:
            break
        whole = drawn(seed, year)[2]
        silent -= {code for code in silent if any(True for _ in PLAIN[code](whole))}
    assert silent == set()


# ---------------------------------------------------------------------- however cells are given


def as_categories(text: pl.Series) -> pl.Series:
    return text.cast(pl.Categorical)


def as_numbers(text: pl.Series) -> pl.Series:
    """Numbers with gaps, as a spreadsheet gives a column of codes; other columns as they are."""
    numbers = text.cast(pl.Float64, strict=False)
    return numbers if numbers.null_count() == text.null_count() else text


def as_nothing(text: pl.Series) -> pl.Series:
    """A column in which nothing stands has no type."""
    return text.cast(pl.Null) if text.null_count() == text.len() else text


def in_small_letters(text: pl.Series) -> pl.Series:
    return (" " + text.str.to_lowercase() + "\t").fill_null(" ").alias(text.name)


@pytest.mark.parametrize("given_as", [as_categories, as_numbers, as_nothing, in_small_letters])
def test_however_cells_are_given_the_same_rows_are_flagged(given_as) -> None:
    for seed, year in years_and_chances(range(5)):
        tables, last, whole = drawn(seed, year)
        other = {name: frame.select(given_as(column) for column in frame) for name, frame in tables.items()}
        result = ssda903.check(
            other, collection_year=year, previous=last, reference=REFERENCE, rules=list(PLAIN)
        )
        assert told(result) == {code: {row.place for row in judge(whole)} for code, judge in PLAIN.items()}
