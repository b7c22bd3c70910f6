"""What holds for all rules of the census, whatever is in it."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everycase.returns import cin_census, pairing
from everycase.returns.cin_census import RULES, TABLES
from everycase.returns.cin_census.facts import FACTS
from everycase.returns.needs import read_by, unknown

YEAR = 2026
KEYS = ("LAchildID", "CINdetailsID", "AssessmentID", "CPPID")
DAYS = ["2025-03-31", "2025-04-01", "2025-05-10", "2025-06-07", "2025-09-01", "2026-03-31", "2026-04-01"]
ODD = [
    None,
    "",
    " ",
    "x",
    "2025-02-30",
    "0000-00-00",
    "9999-12-31",
    "01/05/2025",
    "-5",
    "99999999999999999999",
]
GOOD: dict[str, list[str | None]] = {
    "date": [*DAYS, None],
    "flag": ["true", "false", "1", "0", None],
    "whole": ["0", "2", "2026"],
    "text": ["H801200001001", "UN1", None],
}
EMPTY = {
    name: pl.DataFrame(schema=dict.fromkeys((c.name for c in table.columns), pl.String))
    for name, table in TABLES.items()
}
CODES: dict[str, list[str | None]] = {
    "Sex": ["M", "U"],
    "UPNunknown": ["UN1", "UN7", None],
    "Ethnicity": ["WBRI", None],
    "Disability": ["NONE", "MOB", "MOB", "VIS"],
    "ReasonForClosure": ["RC2", "RC7", "RC8", None],
    "AssessmentFactor": ["21", "1A", "18A"],
    "AssessmentFactors": ["21", "1A, 21", "18A", None],
    "InitialCategoryOfAbuse": ["NEG", None],
}


def values(column, *, odd: bool):
    """A strategy of cells for a column: keys that meet, dates around the year, and odd things."""
    if column.name in KEYS:
        usual: list[str | None] = ["A1", "A2", "A3"] if column.name == "LAchildID" else ["1", "2"]
    else:
        usual = CODES.get(column.name, GOOD.get(column.kind, GOOD["text"]))
    return st.sampled_from([*usual, *ODD] if odd else usual)


@st.composite
def censuses(draw, *, odd: bool, most: int = 6):
    """A census of a few rows a table, each cell drawn by itself."""
    return {
        table.name: pl.DataFrame(
            draw(
                st.lists(
                    st.fixed_dictionaries({c.name: values(c, odd=odd) for c in table.columns}),
                    max_size=1 if table.name == "Header" else most,
                )
            ),
            schema={column.name: pl.String for column in table.columns},
        )
        for table in TABLES.values()
    }


def check(tables):
    return cin_census.check(tables, collection_year=YEAR)


def told(result, tables=None) -> set[tuple[object, ...]]:
    """Every finding; where tables with a column `n` are given, by that instead of the row."""
    rows = result.findings.select("rule", "table", "row").rows()
    if tables is None:
        return set(rows)
    return {(rule, table, None if row is None else tables[table]["n"][row]) for rule, table, row in rows}


def numbered(tables):
    return {name: frame.with_row_index("n") for name, frame in tables.items()}


quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(censuses(odd=True))
def test_no_rule_stops_whatever_is_in_the_fields(tables):
    result = check(tables)
    assert set(result.rules["outcome"]) <= {"clear", "flagged"}
    assert result.rules.height == len(RULES)
    rows = {name: frame.height for name, frame in tables.items()}
    for table, row in result.findings.select("table", "row").drop_nulls().iter_rows():
        assert row < rows[table]


@quick
@given(censuses(odd=False), st.integers(0, 1000))
def test_the_order_of_rows_and_extra_columns_change_nothing(tables, seed):
    before = numbered(tables)
    after = {
        name: frame.sample(fraction=1, shuffle=True, seed=seed).with_columns(EXTRA=pl.lit("x"))
        for name, frame in before.items()
    }
    assert told(check(after), after) == told(check(before), before)


@quick
@given(censuses(odd=False), censuses(odd=False))
def test_unrelated_children_change_nothing(tables, others):
    apart = {
        name: frame.with_columns(LAchildID="B" + pl.col("LAchildID")) if name != "Header" else frame.clear()
        for name, frame in others.items()
    }
    both = {name: pl.concat([frame, apart[name]]) for name, frame in tables.items()}
    of_return = {"2883", "2886Q", "2887Q", "2888Q", "1520"}  # a UPN stands once in the whole return
    alone = {finding for finding in told(check(tables)) if finding[0] not in of_return}
    together = {
        (rule, table, row)
        for rule, table, row in told(check(both))
        if rule not in of_return and row is not None and int(str(row)) < tables[str(table)].height
    }
    assert together == alone


@quick
@given(censuses(odd=False), st.sampled_from([1, 5]))
def test_very_many_pairs_are_judged_as_few_are(tables, most):
    few = check(tables)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "MOST_PAIRS", most)
        assert check(tables).findings.equals(few.findings)


@quick
@given(censuses(odd=False))
def test_a_census_split_by_child_says_the_same_as_the_whole(tables):
    before = numbered(tables)
    of_return = {"2883", "2886Q", "2887Q", "2888Q", "1520"}
    parts = [frame["LAchildID"] for name, frame in tables.items() if name != "Header"]
    apart: set[tuple[object, ...]] = set()
    for child in pl.concat(parts).unique().to_list():
        mine = pl.col("LAchildID") == child
        own = {name: frame if name == "Header" else frame.filter(mine) for name, frame in before.items()}
        apart |= told(check(own), own)
    if not apart:
        return
    whole = told(check(before), before)
    assert {f for f in apart if f[0] not in of_return} == {f for f in whole if f[0] not in of_return}


@quick
@given(censuses(odd=True, most=1))
def test_a_census_of_one_child_stops_no_rule(tables):
    alone = {
        name: frame if name == "Header" else frame.with_columns(LAchildID=pl.lit("A1"))
        for name, frame in tables.items()
    }
    result = check(alone)
    assert set(result.rules["outcome"]) <= {"clear", "flagged"}
    assert set(result.findings["child"].drop_nulls()) <= {"A1"}


@quick
@given(censuses(odd=False))
def test_typed_tables_are_checked_as_text_is(tables):
    typed = {
        name: frame.with_columns(
            pl.col(column.name).str.to_date(strict=False)
            for column in TABLES[name].columns
            if column.kind == "date"
        )
        for name, frame in tables.items()
    }
    assert told(check(typed)) == told(check(tables))


def test_empty_tables_stop_no_rule():
    empty = {
        name: pl.DataFrame(schema={c.name: pl.String for c in table.columns})
        for name, table in TABLES.items()
    }
    result = check(empty)
    assert set(result.rules["outcome"]) == {"clear", "flagged"}
    assert result.findings["rule"].to_list() == ["2887Q"]  # fewer than 8 disability codes are used


def test_nothing_supplied_runs_no_rule():
    result = check({})
    assert set(result.rules["outcome"]) == {"not run"}
    assert all(result.rules["reason"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_runs_only_with_each_table_that_it_reads(rule):
    full = {
        name: pl.DataFrame(schema={c.name: pl.String for c in table.columns})
        for name, table in TABLES.items()
    }
    flagged_in = {table for names in read_by(rule) for table, _ in names if table in full}
    for table in flagged_in | ({"Header"} if rule.code in {"100", "4013", "8620"} else set()):
        fewer = {name: frame for name, frame in full.items() if name != table}
        result = cin_census.check(fewer, collection_year=YEAR, rules=[rule.code])
        assert result.rules["outcome"].to_list() == ["not run"]
        assert table in result.rules["reason"][0]


def test_every_rule_has_cases_by_its_code():
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    tried = set(re.findall(r'"(\d{3,4}Q?)"', text))
    assert {rule.code for rule in RULES} <= tried


def test_rules_name_only_what_there_is_and_stand_once():
    assert unknown(FACTS, RULES) == []
    assert len({rule.code for rule in RULES}) == len(RULES) == 109
    assert all(rule.message and rule.field_names for rule in RULES)


def test_rules_are_those_of_the_year():
    of_2024 = set(cin_census.check({}, collection_year=2024).rules["rule"])
    since = {"1570", "1580", "8945Q", "8950Q"}
    assert {rule.code for rule in RULES} - of_2024 == since
    assert since < set(cin_census.check({}, collection_year=2025).rules["rule"])


# ---------------------------------------------------------------------- the census year


def test_the_reference_date_of_the_return_bounds_its_year_and_the_year_asked_for_where_it_has_none():
    tables = {"CINplanDates": pl.DataFrame({"CINPlanEndDate": ["2025-03-31", "2025-04-01", "2026-04-01"]})}
    asked_for = {0, 2}
    cases = {
        "2026-03-31": asked_for,
        "2025-03-31": {1, 2},
        "2025-07-21": asked_for,
        "": asked_for,
        None: asked_for,
    }
    for day, rows in cases.items():
        header = {"Header": pl.DataFrame({"ReferenceDate": [day]}, schema={"ReferenceDate": pl.String})}
        result = cin_census.check({**tables, **header}, collection_year=YEAR, rules=["4013"])
        assert {row for _, _, row in told(result)} == rows
