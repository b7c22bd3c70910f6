"""The frame that rules of a return are written on, shown with rules made up for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import polars as pl
import pytest
from tests.returns.marked import flagged, outcome, parse

from everycase.returns import checking, pairing
from everycase.returns.facts import Facts, MadeTable
from everycase.returns.needs import unknown
from everycase.returns.reference import Reference
from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    FOLLOWS,
    RETURNING_AUTHORITY,
    Rule,
    Severity,
    filled,
    following,
    if_supplied,
    is_supplied,
    left_blank,
    other,
    pairs,
    previous,
    rows,
    unreadable,
    whole,
)
from everycase.returns.tables import Column, ReturnTable

col = pl.col
CHILD = Column("CHILD")
TABLES = {
    "Children": ReturnTable("Children", (CHILD, Column("BORN", "date"), Column("SCORE", "whole")), "-"),
    "Stays": ReturnTable(
        "Stays",
        (CHILD, Column("FROM", "date"), Column("TO", "date"), Column("KIND", "code"), Column("SEEN", "flag")),
        "-",
    ),
}


@pytest.fixture
def facts() -> Facts:
    return Facts(
        tables=TABLES,
        child="CHILD",
        dates="%d/%m/%Y",
        capitals=True,
        order={"Stays": ("FROM", "TO")},
        derived={"Stays": (Column("PLACE", "code", "derived"),)},
    )


def run(facts, *rules, year=2026, previous=None, reference=None, named=None, **tables):
    frames = {name: parse(table)[0] if isinstance(table, str) else table for name, table in tables.items()}
    last = {name: parse(text)[0] for name, text in (previous or {}).items()}
    return checking.check(
        facts, rules, frames, collection_year=year, previous=last, reference=reference, rules=named
    )


def rows_of(result, code="R") -> set[int | None]:
    return {row for _, row in flagged(result, code)}


STAYS = """
    | CHILD | FROM       | TO
    | b     | 01/06/2025 | 01/07/2025
    | a     | 01/05/2025 | 01/06/2025
    | b     | 01/05/2025 | 01/06/2025
    |       | 01/05/2025 | 01/06/2025
    |       | 01/06/2025 |
    | a     |            | 01/08/2025
"""


# ---------------------------------------------------------------------- what a finding says


def test_a_finding_names_rule_row_child_fields_and_message(facts):
    rule = Rule("R", "Born too late.", rows("Children", col("BORN") > COLLECTION_END), "BORN FROM")
    result = run(facts, rule, Children="| CHILD | BORN\n| a1 | 01/01/2026\n| b2 | 01/04/2026")
    assert result.findings.to_dicts() == [
        {
            "rule": "R",
            "severity": "error",
            "table": "Children",
            "row": 1,
            "child": "b2",
            "fields": ["BORN"],
            "message": "Born too late.",
        }
    ]
    assert result.rules.to_dicts() == [{"rule": "R", "outcome": "flagged", "flagged": 1, "reason": ""}]


def test_a_table_without_the_childs_id_gives_findings_without_child(facts):
    rule = Rule("R", "m", rows("Children", col("BORN").is_null()), severity=Severity.QUERY)
    result = run(facts, rule, Children="| BORN\n|")
    assert result.findings.select("severity", "row", "child").rows() == [("query", 0, None)]


def test_findings_are_in_order_of_the_rules_then_rows(facts):
    result = run(
        facts,
        Rule("Z", "m", rows("Stays", col("KIND") == "A")),
        Rule("B", "m", rows("Stays", col("KIND").is_not_null())),
        Stays="| KIND\n| A\n| B\n| A",
    )
    assert result.findings.select("rule", "row").rows() == [("Z", 0), ("Z", 2), ("B", 0), ("B", 1), ("B", 2)]


def test_a_null_condition_does_not_flag(facts):
    result = run(facts, Rule("R", "m", rows("Stays", col("KIND") != "A")), Stays="| KIND\n|\n| B")
    assert rows_of(result) == {1}


# ---------------------------------------------------------------------- what isn't supplied


def test_a_missing_column_table_or_year_is_not_run_and_says_which(facts):
    last = facts.of_child("last score", "Children_last", col("SCORE").max())
    result = run(
        facts,
        Rule("1", "m", rows("Stays", col("KIND") == "A")),
        Rule("2", "m", rows("Children", col("SCORE") != last)),
        Rule("3", "m", (rows("Stays", col("FROM") > col("TO")), rows("Children", col("BORN").is_null()))),
        Stays="| CHILD | FROM | TO\n| a | 02/01/2026 | 01/01/2026",
        Children="| CHILD | SCORE\n| a | 1",
    )
    assert result.rules.select("rule", "outcome", "reason").rows() == [
        ("1", "not run", "Stays has no column KIND."),
        ("2", "not run", "Last year's Children isn't supplied."),
        ("3", "not run", "Children has no column BORN."),
    ]
    assert result.findings.is_empty()


def test_missing_reference_data_is_cannot_tell_and_missing_columns_come_first(facts):
    rule = Rule("R", "m", rows("Stays", col("PLACE") == RETURNING_AUTHORITY))
    places = "| PLACE\n| E10000011\n| E10000012"
    nowhere = run(facts, rule, Stays=places)
    assert outcome(nowhere, "R") == "cannot tell"
    assert (
        nowhere.rules.item(0, "reason") == "The council that the return is from isn't named by its ONS code."
    )
    assert outcome(run(facts, rule, Stays="| KIND"), "R") == "not run"
    assert rows_of(run(facts, rule, Stays=places, reference=Reference(authority="E10000011"))) == {0}


def test_flags_judged_apart_run_on_the_tables_that_are_there(facts):
    rule = Rule(
        "R",
        "m",
        (rows("Stays", col("CHILD").is_null()), rows("Children", col("CHILD").is_null())),
        apart=True,
    )
    assert flagged(run(facts, rule, Children="| CHILD\n|"), "R") == {("Children", 0)}
    assert outcome(run(facts, rule), "R") == "not run"


def test_a_rule_may_need_one_of_several(facts):
    rule = Rule("R", "m", rows("Children", col("CHILD").is_null()), any_of=(("Stays.KIND", "Stays_last"),))
    without = run(facts, rule, Children="| CHILD\n|", Stays="| CHILD")
    assert outcome(without, "R") == "not run"
    assert "Stays.KIND or Stays of last year" in without.rules.item(0, "reason")
    assert rows_of(run(facts, rule, Children="| CHILD\n|", Stays="| KIND")) == {0}
    assert rows_of(run(facts, rule, Children="| CHILD\n|", previous={"Stays": "| CHILD"})) == {0}


def test_a_rule_may_need_one_of_each_of_several_groups(facts):
    rule = Rule(
        "R", "m", rows("Children", col("CHILD").is_null()), any_of=(("Stays",), ("Children_last.CHILD",))
    )
    assert outcome(run(facts, rule, Children="| CHILD\n|", Stays="| KIND"), "R") == "not run"
    last = {"Children": "| CHILD"}
    without = run(facts, rule, Children="| CHILD\n|", previous=last)
    assert (outcome(without, "R"), without.rules.item(0, "reason")) == (
        "not run",
        "None of Stays is supplied.",
    )
    assert rows_of(run(facts, rule, Children="| CHILD\n|", Stays="| KIND", previous=last)) == {0}
    apart = replace(rule, apart=True)
    assert outcome(run(facts, apart, Children="| CHILD\n|", previous=last), "R") == "not run"


def test_a_rule_may_ask_whether_a_column_is_supplied(facts):
    rule = Rule("R", "m", rows("Stays", ~is_supplied("KIND") & col("CHILD").is_not_null()))
    assert rows_of(run(facts, rule, Stays="| CHILD\n| a\n|")) == {0}
    assert rows_of(run(facts, rule, Stays="| CHILD | KIND\n| a |")) == set()


def test_an_optional_lookup_is_its_default_where_its_source_is_not_there(facts):
    stays = facts.of_child("stays", "Stays", pl.len(), default=0, optional=True)
    rule = Rule("R", "m", rows("Children", stays == 0))
    assert rows_of(run(facts, rule, Children="| CHILD\n| a")) == {0}
    assert rows_of(run(facts, rule, Children="| CHILD\n| a\n| b", Stays="| CHILD\n| A")) == {1}


def test_a_column_that_a_rule_can_do_without(facts):
    rule = Rule("R", "m", rows("Stays", if_supplied("KIND").is_null()))
    assert rows_of(run(facts, rule, Stays="| CHILD\n| a")) == {0}
    assert rows_of(run(facts, rule, Stays="| CHILD | KIND\n| a | X\n| a |")) == {1}


def test_an_unknown_name_is_found_and_an_unknown_rule_refused(facts):
    wrong = Rule(
        "R",
        "m",
        (rows("Stays", col("FORM") == col("TO")), pairs("Stays", "Children", ["CHILD"], other("X") > 1)),
    )
    assert unknown(facts, [wrong]) == [
        "R names FORM in Stays, which is no column or fact.",
        "R names X in Children, which is no column or fact.",
    ]
    with pytest.raises(ValueError, match="no rule 999"):
        run(facts, wrong, named=["999"])


def test_two_facts_cannot_have_one_name(facts):
    facts.of_child("stays", "Stays", pl.len())
    with pytest.raises(ValueError, match="stays"):
        facts.of_row("stays", "Stays", pl.lit(1))


# ---------------------------------------------------------------------- years


@pytest.mark.parametrize(
    ("year", "flags"), [(2023, []), (2024, ["old"]), (2025, ["old"]), (2026, ["new"]), (2030, ["new"])]
)
def test_a_rule_holds_from_and_until_a_collection_year(facts, year, flags):
    everyone = rows("Children", pl.lit(value=True))
    old = Rule("R", "old", everyone, since=2024, until=2025)
    new = Rule("R", "new", everyone, since=2026)
    result = run(facts, old, new, Children="| CHILD\n| a", year=year)
    assert result.findings.get_column("message").to_list() == flags
    assert result.rules.height == len(flags)


def test_a_rule_that_is_named_runs_whatever_the_year(facts):
    everyone = rows("Children", pl.lit(value=True))
    old = Rule("R", "old", everyone, since=2024, until=2025)
    new = Rule("R", "new", everyone, since=2026)
    for year, message in ((2020, "new"), (2025, "old")):
        result = run(facts, old, new, Children="| CHILD\n| a", year=year, named=["R"])
        assert result.findings.get_column("message").to_list() == [message]


def test_the_year_runs_from_april_to_march(facts):
    rule = Rule("R", "m", rows("Stays", (col("FROM") == COLLECTION_START) & (col("TO") == COLLECTION_END)))
    result = run(
        facts, rule, year=2027, Stays="| FROM | TO\n| 01/04/2026 | 31/03/2027\n| 01/04/2025 | 31/03/2026"
    )
    assert rows_of(result) == {0}


# ---------------------------------------------------------------------- values as they are read


def test_dates_that_cannot_be_read_are_missing_but_known_to_be_written(facts):
    days = "| FROM\n| 29/02/2024\n| 29/02/2025\n| 01/04/26\n| 2025-04-01\n|\n| x"
    missing = Rule("R", "m", rows("Stays", col("FROM").is_null()))
    written = Rule("W", "m", rows("Stays", unreadable("FROM")))
    there = Rule("F", "m", rows("Stays", filled("FROM")))
    result = run(facts, missing, written, there, Stays=days)
    assert rows_of(result, "R") == {1, 2, 3, 4, 5}
    assert rows_of(result, "W") == {1, 2, 3, 5}
    assert rows_of(result, "F") == {0, 1, 2, 3, 5}


def test_text_is_trimmed_in_capitals_and_null_where_blank(facts):
    kinds = pl.DataFrame({"KIND": [" a ", "A", "", "  ", None]})
    result = run(
        facts,
        Rule("R", "m", rows("Stays", col("KIND") == "A")),
        Rule("N", "m", rows("Stays", col("KIND").is_null())),
        Stays=kinds,
    )
    assert (rows_of(result, "R"), rows_of(result, "N")) == ({0, 1}, {2, 3, 4})


@pytest.mark.parametrize(
    "days",
    [
        ["01/05/2025", None],
        [date(2025, 5, 1), None],
        [datetime(2025, 5, 1, 9, 30), None],  # noqa: DTZ001
    ],
)
def test_dates_may_be_typed_already(facts, days):
    rule = Rule("R", "m", rows("Stays", col("FROM") == pl.date(2025, 5, 1)))
    assert rows_of(run(facts, rule, Stays=pl.DataFrame({"FROM": days}))) == {0}


def test_a_pair_of_one_table_that_flags_one_row_takes_no_row_for_its_own_other(facts):
    """Both begin on one day; only what begins while another lasts is flagged, few pairs or many."""
    begins_while = (other("FROM") <= col("FROM")) & (col("FROM") <= other("TO"))
    rule = Rule("R", "m", pairs("Stays", "Stays", ["CHILD"], begins_while, flag_right=False))
    stays = """
        | CHILD | FROM       | TO
        | a     | 01/06/2025 | 01/07/2025
        | a     | 01/06/2025 | 01/05/2025
        | a     | 01/06/2025 | 01/05/2025
    """
    assert rows_of(run(facts, rule, Stays=stays)) == {1, 2}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "MOST_PAIRS", 1)
        assert rows_of(run(facts, rule, Stays=stays)) == {1, 2}


def test_a_column_more_changes_nothing_whatever_it_is_called(facts):
    first = Rule("R", "m", rows("Stays", ~FOLLOWS & (col("FROM") >= COLLECTION_START)))
    stays = parse(STAYS)[0]
    names = (
        "row",
        "follows",
        "collection start",
        "index",
        "CHILD tie",
        "key 0",
        "FROM as written",
        "literal",
    )
    more = stays.with_columns(pl.lit("x").alias(name) for name in names)
    assert rows_of(run(facts, first, Stays=more)) == rows_of(run(facts, first, Stays=stays)) != set()


def test_a_time_of_day_in_summer_is_on_the_day_that_it_was_here(facts):
    midnight = pl.Series([datetime(2025, 5, 1)]).dt.replace_time_zone("Europe/London")  # noqa: DTZ001
    rule = Rule("R", "m", rows("Stays", col("FROM") == pl.date(2025, 5, 1)))
    stays = pl.DataFrame({"CHILD": midnight, "FROM": midnight})
    result = run(facts, rule, Stays=stays)
    assert result.findings.select("row", "child").rows() == [(0, "01/05/2025")]


@pytest.mark.parametrize(
    "written",
    [
        pl.Series([date(2025, 5, 1), "01/05/2025", 7, None], dtype=pl.Object),
        pl.Series([b"01/05/2025", b"01/05/2025", b"\xff", None]),
        pl.Series(["01/05/2025", "01/05/2025", "7", None], dtype=pl.Categorical),
    ],
)
def test_whatever_type_a_column_has_stops_no_rule(facts, written):
    result = run(
        facts,
        Rule("R", "m", rows("Stays", col("FROM") == pl.date(2025, 5, 1))),
        Rule("U", "m", rows("Stays", unreadable("FROM"))),
        Stays=pl.DataFrame({"FROM": written}),
    )
    assert (rows_of(result), rows_of(result, "U")) == ({0, 1}, {2})


@pytest.mark.parametrize(
    "odd",
    [
        [time(9), None],
        [timedelta(days=1), None],
        [[1, 2], None],
        [{"day": 1}, None],
        pl.Series([[1, 2], None], dtype=pl.Array(pl.Int64, 2)),
    ],
)
def test_what_no_date_is_written_as_is_no_date(facts, odd):
    result = run(facts, Rule("U", "m", rows("Stays", unreadable("FROM"))), Stays=pl.DataFrame({"FROM": odd}))
    assert 0 in rows_of(result, "U")


@pytest.mark.parametrize(
    "codes", [["1", "2"], [1, 2], [1.0, 2.0], [True, False], [Decimal("1.00"), Decimal("2.00")]]
)
def test_codes_and_ids_may_be_numbers(facts, codes):
    stays = facts.of_child("stays", "Stays", pl.len(), default=0)
    result = run(
        facts,
        Rule("R", "m", rows("Stays", col("KIND") == "1")),
        Rule("L", "m", rows("Children", stays == 1)),
        Stays=pl.DataFrame({"CHILD": codes, "KIND": codes}),
        Children=pl.DataFrame({"CHILD": ["1", "3"]}),
    )
    assert (rows_of(result), rows_of(result, "L")) == ({0}, {0})


def test_flags_are_true_false_1_and_0_in_any_case(facts):
    seen = "| SEEN\n| true\n| TRUE\n| 1\n| false\n| 0\n| yes\n|"
    result = run(
        facts,
        Rule("T", "m", rows("Stays", col("SEEN"))),
        Rule("F", "m", rows("Stays", ~col("SEEN"))),
        Rule("N", "m", rows("Stays", col("SEEN").is_null())),
        Stays=seen,
    )
    assert [rows_of(result, code) for code in "TFN"] == [{0, 1, 2}, {3, 4}, {5, 6}]


@pytest.mark.parametrize("scores", [["7", "7.5", "x", None], [7.0, 7.5, None, None]])
def test_a_number_that_is_not_whole_is_missing(facts, scores):
    result = run(
        facts,
        Rule("R", "m", rows("Children", col("SCORE").is_null())),
        Children=pl.DataFrame({"SCORE": scores}),
    )
    assert rows_of(result) == {1, 2, 3}


def test_a_column_of_nothing_but_nulls_is_read(facts):
    empty = pl.DataFrame({"CHILD": [None, None], "FROM": [None, None], "SEEN": [None, None]})
    result = run(
        facts, Rule("R", "m", rows("Stays", col("FROM").is_null() & col("SEEN").is_null())), Stays=empty
    )
    assert rows_of(result) == {0, 1}


# ---------------------------------------------------------------------- order within a child


def test_previous_and_following_are_the_childs_own_in_order_of_date(facts):
    result = run(
        facts,
        Rule("P", "m", rows("Stays", previous(col("TO")) == col("FROM"))),
        Rule("N", "m", rows("Stays", following(col("FROM")) == col("TO"))),
        Rule("F", "m", rows("Stays", FOLLOWS)),
        Stays=STAYS,
    )
    assert (rows_of(result, "P"), rows_of(result, "N"), rows_of(result, "F")) == ({0}, {2}, {0})


def test_the_order_of_rows_with_one_date_does_not_depend_on_the_file(facts):
    rule = Rule("R", "m", rows("Stays", FOLLOWS))
    one = pl.DataFrame(
        {"CHILD": ["a", "a"], "FROM": ["01/05/2025"] * 2, "TO": [None] * 2, "KIND": ["X", "Y"]}
    )
    kinds = {
        frame.get_column("KIND")[row]
        for frame in (one, one.reverse())
        for row in rows_of(run(facts, rule, Stays=frame))
        if row is not None
    }
    assert kinds == {"Y"}


# ---------------------------------------------------------------------- values of other tables


def test_a_lookup_takes_the_childs_rows_and_a_blank_child_has_none(facts):
    latest = facts.of_child("latest end", "Stays", col("TO").max())
    result = run(
        facts,
        Rule("R", "m", rows("Children", latest == pl.date(2025, 7, 1))),
        Rule("N", "m", rows("Children", latest.is_null())),
        Stays=STAYS,
        Children="| CHILD\n| a\n| b\n|",
    )
    assert (rows_of(result), rows_of(result, "N")) == ({1}, {2})


def test_lookups_stand_on_facts_and_facts_on_lookups(facts):
    gap = facts.of_row("gap", "Stays", (col("FROM") > previous(col("TO"))).fill_null(value=False))
    gaps = facts.of_child("gaps", "Stays", gap.sum(), default=0)
    many = facts.of_row("many gaps", "Children", gaps > 1)
    most = facts.of_return("most gaps", "Children", gaps.max())
    result = run(
        facts,
        Rule("R", "m", rows("Children", many)),
        Rule("M", "m", rows("Stays", gap & (most > 1))),
        Children="| CHILD\n| a\n| b",
        Stays="""
            | CHILD | FROM       | TO
            | a     | 01/01/2025 | 02/01/2025
            | a     | 03/01/2025 | 04/01/2025
            | a     | 05/01/2025 | 06/01/2025
            | b     | 01/01/2025 | 02/01/2025
            | b     | 02/01/2025 | 04/01/2025
        """,
    )
    assert (rows_of(result), rows_of(result, "M")) == ({0}, {1, 2})


def test_a_lookup_on_other_columns_and_a_fact_of_last_years_rows(facts):
    first = facts.of_row("first", "Stays", ~FOLLOWS & col("FROM").is_not_null())
    start = facts.of_child("start last year", "Stays_last", col("FROM").filter(first).min())
    same_day = facts.lookup("born that day", "Children", pl.len(), on={"FROM": "BORN"}, default=0)
    result = run(
        facts,
        Rule("R", "m", rows("Stays", col("FROM") == start)),
        Rule("D", "m", rows("Stays", same_day == 2)),
        Stays="| CHILD | FROM\n| a | 01/05/2024\n| a | 01/06/2024",
        Children="| CHILD | BORN\n| x | 01/06/2024\n| y | 01/06/2024",
        previous={"Stays": "| CHILD | FROM | TO\n| a | 01/06/2024 |\n| a | 01/05/2024 |"},
    )
    assert (rows_of(result), rows_of(result, "D")) == ({0}, {1})


def test_a_column_to_match_on_where_both_have_it(facts):
    same = {"CHILD": "CHILD", "BORN": "FROM"}
    stays = facts.lookup("stays", "Stays", pl.len(), on=same, default=0, where_both=["BORN"])
    rule = Rule("R", "m", rows("Children", stays == 0))
    children = "| CHILD | BORN\n| a | 01/05/2025\n| b | 02/05/2025"
    cases = {
        (children, "| CHILD | FROM\n| a | 02/05/2025\n| b | 02/05/2025"): {0},
        (children, "| CHILD\n| a"): {1},
        ("| CHILD\n| a\n| b", "| CHILD | FROM\n| a | 02/05/2025"): {1},
    }
    for (here, there), expected in cases.items():
        assert rows_of(run(facts, rule, Children=here, Stays=there)) == expected
    assert outcome(run(facts, rule, Children="| BORN\n| 01/05/2025", Stays="| CHILD\n| a"), "R") == "not run"


def test_a_cell_left_blank_is_told_from_a_column_not_supplied(facts):
    rule = Rule("R", "m", rows("Stays", ~left_blank("KIND")))
    assert rows_of(run(facts, rule, Stays="| CHILD | KIND\n| a | x\n| b |")) == {0}
    assert rows_of(run(facts, rule, Stays="| CHILD\n| a\n| b")) == {0, 1}
    assert outcome(run(facts, rule), "R") == "not run"


def test_a_made_table_is_looked_up_and_paired_like_any_other(facts):
    def spans(tables, _reference):
        return tables["Stays"].group_by("CHILD").agg(start=col("FROM").min(), end=col("TO").max())

    made = facts.table(
        "Spans", MadeTable(("CHILD", "start", "end"), {"Stays": ("CHILD", "FROM", "TO")}, spans)
    )
    days = facts.of_child("days", made, (col("end") - col("start")).dt.total_days().max())
    result = run(
        facts,
        Rule("R", "m", rows("Children", days == 61)),
        Rule("P", "m", pairs("Children", made, ["CHILD"], col("BORN") > other("start"), flag_right=False)),
        Stays=STAYS,
        Children="| CHILD | BORN\n| a | 30/04/2025\n| b | 02/05/2025",
    )
    assert (rows_of(result), rows_of(result, "P")) == ({1}, {1})


def test_a_supplied_column_is_used_before_a_fact_of_its_name(facts):
    facts.of_row("PLACE", "Stays", col("KIND") + "!")
    rule = Rule("R", "m", rows("Stays", col("PLACE") == "X!"))
    assert rows_of(run(facts, rule, Stays="| KIND\n| x\n| y")) == {0}
    assert rows_of(run(facts, rule, Stays="| KIND | PLACE\n| x | z\n| y | x!")) == {1}


# ---------------------------------------------------------------------- pairs and the whole return


def test_a_pair_flags_both_rows_and_a_row_is_never_its_own_pair(facts):
    overlap = (col("FROM") >= other("FROM")) & (col("FROM") <= other("TO"))
    result = run(
        facts,
        Rule("R", "m", pairs("Stays", "Stays", ["CHILD"], overlap)),
        Rule("L", "m", pairs("Stays", "Stays", ["CHILD"], overlap, flag_right=False)),
        Stays=STAYS,
    )
    assert (rows_of(result), rows_of(result, "L")) == ({0, 2}, {0})


def test_a_rule_about_the_whole_return_gives_one_finding_without_row(facts):
    count = facts.of_return("stays in all", "Stays", pl.len())
    rule = Rule("R", "m", whole("Stays", count > 1), "FROM")
    result = run(facts, rule, Stays=STAYS)
    assert result.findings.select("table", "row", "child", "fields").rows() == [
        ("Stays", None, None, ["FROM"])
    ]
    assert outcome(run(facts, rule, Stays="| CHILD | FROM | TO"), "R") == "clear"


def test_nothing_to_check_gives_an_empty_result(facts):
    result = run(facts)
    assert (result.findings.height, result.rules.height) == (0, 0)
    assert result.findings.schema == dict(checking.FINDINGS)


def test_pairs_of_a_child_with_very_many_rows_are_judged_in_parts(facts, monkeypatch):
    monkeypatch.setattr(pairing, "MOST_PAIRS", 5)
    overlap = (col("FROM") >= other("FROM")) & (col("FROM") <= other("TO"))
    rule = Rule("R", "m", pairs("Stays", "Stays", ["CHILD"], overlap))
    assert rows_of(run(facts, rule, Stays=STAYS)) == {0, 2}
    assert outcome(run(facts, rule, Stays=STAYS.replace("b ", "  ")), "R") == "clear"
