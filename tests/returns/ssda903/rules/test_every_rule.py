"""What holds for all rules of the return, whatever is in it."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.returns.ssda903.rules.both_forms import as_xml, flagged, in_both_forms
from tests.returns.ssda903.rules.cases import REFERENCE, YEAR

from everycase.returns import pairing, ssda903
from everycase.returns.codes import lists
from everycase.returns.needs import unknown
from everycase.returns.ssda903 import RULES, TABLES
from everycase.returns.ssda903.facts import FACTS

DAYS = ["01/05/2025", "31/03/2026", "01/04/2026", "01/06/2026", "02/06/2026", "31/03/2027", "01/04/2027"]
BIRTHS = ["01/06/2008", "31/03/2010", "01/04/2017", "29/02/2024"]
ODD = [None, "", " ", "x", "30/02/2026", "01/04/26", "99/99/9999", "-5", "99999999999999999999"]
USUAL: dict[str, list[str | None]] = {
    "CHILD": ["A1", "A1", "A2", "A3"],
    "DOB": [*BIRTHS, None],
    "RNE": ["S", "P", "L", "B"],
    "PLACE": ["U6", "A3", "A5", "T1", "T3", "K2", "P1"],
    "LS": ["C2", "E1", "V2", "V3", "V4", "L1"],
    "REC": ["X1", "E11", "E4A", "E2", None],
    "HOME_POST": ["AA1 1AA", None],
    "PL_POST": ["AA1 1AA", "BB11BB", "ZZ1 1ZZ", None],
    "URN": ["SC000001", "SC000002", "SC9", "XXXXXXX", None],
    "DATE_PERM": ["ZZ/ZZ/ZZZZ", "ZZ/05/2026", "01/06/2026", None],
    "SW_ID": ["SW1", "SW2", None],
    "UPN": ["A123456789123", "UN1", None],
}
CODES = lists("ssda903")
OF_THE_RETURN = {"444", "UPN"}  # a UPN stands once in the whole return


def cells(column, *, odd: bool):
    """A strategy of cells for a column: ids that meet, dates around the year, codes, and odd things."""
    usual = USUAL.get(column.name)
    if usual is None and column.kind == "date":
        usual = [*DAYS, None]
    if usual is None and column.codes:
        usual = [*list(CODES[column.codes])[:5], None]
    usual = usual or ["0", "1", "12", None]
    return st.sampled_from([*usual, *ODD] if odd else usual)


@st.composite
def returns(draw, *, odd: bool, most: int = 7):
    """A return of a few rows a table, each cell drawn by itself."""
    return {
        table.name: pl.DataFrame(
            draw(
                st.lists(
                    st.fixed_dictionaries({c.name: cells(c, odd=odd) for c in table.columns}), max_size=most
                )
            ),
            schema={column.name: pl.String for column in table.columns},
        )
        for table in TABLES.values()
    }


def check(tables, last):
    return ssda903.check(tables, collection_year=YEAR, previous=last, reference=REFERENCE)


def told(result, tables) -> set[tuple[object, ...]]:
    """Every finding in this year's tables, by their column `n` instead of the row."""
    return {
        (rule, table, None if row is None else tables[table]["n"][row])
        for rule, table, row in result.findings.select("rule", "table", "row").iter_rows()
        if table in tables
    }


def numbered(tables):
    """Tables with `n`, the same for rows that are alike: which of those is flagged doesn't matter."""
    first = pl.col("n").min()
    return {
        name: frame.with_row_index("n").with_columns(first.over(frame.columns))
        for name, frame in tables.items()
    }


def shuffled(tables, seed):
    return {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in tables.items()}


quick = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@quick
@given(returns(odd=True), returns(odd=True))
def test_no_rule_stops_whatever_is_in_the_fields(tables, last):
    result = check(tables, last)
    assert set(result.rules["outcome"]) <= {"clear", "flagged"}
    for table, row in result.findings.select("table", "row").drop_nulls().iter_rows():
        assert row < {**tables, **{f"{n}_last": f for n, f in last.items()}}[table].height


@quick
@given(returns(odd=False), returns(odd=False), st.integers(0, 1000))
def test_the_order_of_rows_and_extra_columns_change_nothing(tables, last, seed):
    before = numbered(tables)
    after = {name: f.with_columns(EXTRA=pl.lit("x")) for name, f in shuffled(before, seed).items()}
    assert told(check(after, shuffled(last, seed)), after) == told(check(before, last), before)


@quick
@given(returns(odd=False), returns(odd=False))
def test_unrelated_children_change_nothing(tables, others):
    before, apart = numbered(tables), numbered(others)
    apart = {
        name: frame.with_columns(pl.col("n") + 1000, CHILD="B" + pl.col("CHILD"))
        for name, frame in apart.items()
    }
    both = {name: pl.concat([frame, apart[name]]) for name, frame in before.items()}
    alone = {finding for finding in told(check(before, others), before) if finding[0] not in OF_THE_RETURN}
    together = {
        (rule, table, n)
        for rule, table, n in told(check(both, others), both)
        if rule not in OF_THE_RETURN and n is not None and int(str(n)) < 1000
    }
    assert together == alone


@quick
@given(returns(odd=False), returns(odd=False))
def test_a_return_split_by_child_says_the_same_as_the_whole(tables, last):
    before = numbered(tables)
    children = pl.concat(frame["CHILD"] for frame in (*tables.values(), *last.values())).unique().to_list()
    apart: set[tuple[object, ...]] = set()
    for child in children:
        own, earlier = (
            {name: frame.filter(pl.col("CHILD") == child) for name, frame in of.items()}
            for of in (before, last)
        )
        apart |= told(check(own, earlier), own)
    whole = told(check(before, last), before)
    assert {f for f in apart if f[0] not in OF_THE_RETURN} == {f for f in whole if f[0] not in OF_THE_RETURN}


@quick
@given(returns(odd=True, most=1), returns(odd=True, most=1))
def test_a_return_of_one_child_stops_no_rule(tables, last):
    alone = [
        {name: frame.with_columns(CHILD=pl.lit("A1")) for name, frame in of.items()} for of in (tables, last)
    ]
    result = check(*alone)
    assert set(result.rules["outcome"]) <= {"clear", "flagged"}
    assert set(result.findings["child"].drop_nulls()) <= {"A1"}


@quick
@given(returns(odd=False))
def test_the_same_return_as_csv_and_as_xml_is_flagged_alike(tables):
    whole = in_both_forms(tables)
    with TemporaryDirectory() as folder:
        csv, xml = Path(folder) / "csv", Path(folder) / "return.xml"
        csv.mkdir()
        for name, frame in whole.items():
            frame.select(TABLES[name].submitted).write_csv(csv / f"{name}.csv")
        xml.write_text(as_xml(whole), encoding="utf-8")
        read = [ssda903.read(path).tables for path in (csv, xml)]
    found = []
    for of in read:
        held = {name: of[name] for name in whole}
        found.append(flagged(check(held, None), held))
    assert found[0] == found[1]


@quick
@given(returns(odd=False), returns(odd=False))
def test_typed_tables_are_checked_as_text_is(tables, last):
    typed = {
        name: frame.with_columns(
            pl.col(column.name).str.to_date("%d/%m/%Y", strict=False)
            for column in TABLES[name].columns
            if column.kind == "date"
        )
        for name, frame in numbered(tables).items()
    }
    assert told(check(typed, last), typed) == told(check(numbered(tables), last), numbered(tables))


@quick
@given(returns(odd=False), returns(odd=False), st.sampled_from([1, 5]))
def test_very_many_pairs_are_judged_as_few_are(tables, last, most):
    few = check(tables, last)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "MOST_PAIRS", most)
        assert check(tables, last).findings.equals(few.findings)


def test_empty_tables_stop_no_rule():
    empty = {
        name: pl.DataFrame(schema={c.name: pl.String for c in table.columns})
        for name, table in TABLES.items()
    }
    result = check(empty, empty)
    assert set(result.rules["outcome"]) == {"clear"}


def test_nothing_supplied_runs_no_rule():
    result = ssda903.check({}, collection_year=YEAR)
    assert set(result.rules["outcome"]) == {"not run"}
    assert all(result.rules["reason"])


def test_every_rule_has_cases_by_its_code():
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    tried = set(re.findall(r'"([A-Za-z0-9]+)"', text)) | {f"503{letter}" for letter in "ABCDEFGHJ"}
    assert {rule.code for rule in RULES} - tried == set()


def test_rules_name_only_what_there_is():
    assert unknown(FACTS, RULES) == []
    assert all(rule.message and rule.field_names for rule in RULES)


def test_rules_are_those_of_the_year():
    of_2027 = ssda903.check({}, collection_year=2027).rules["rule"].to_list()
    of_2026 = ssda903.check({}, collection_year=2026).rules["rule"].to_list()
    assert len(of_2027) == len(set(of_2027)) == 322
    assert len(of_2026) == len(set(of_2026)) == 311
    assert set(of_2027) - set(of_2026) == {str(code) for code in range(700, 711)}
