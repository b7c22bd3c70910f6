"""How each child's case stands, area by aspect, from reviews small enough to judge by eye."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from tests.analysis.council import FIRST, SECOND
from tests.analysis.council import reviewed as reviewed_on
from tests.analysis.made import NO_FACTORS, UNHELD, VISIT, made

from everycase.analysis.cases_judged import (
    CASES,
    CELL,
    cases_judged,
    cases_kept,
    shares_of_cases,
    standing,
    untold_standards,
    whole_areas,
    worked_with,
)
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Clock, Rule, Severity

INFORMATION = next(
    key for key, s in catalogue().items() if isinstance(s, Clock | Rule) and s.severity is Severity.INFO
)
WORKED_WITH = pl.DataFrame({"child_id": ["Amira", "Ben"], "team": ["T1", "T2"], "worker": ["W1", None]})


def visit(child, state, due_on=date(2026, 11, 2)):
    return {"standard": VISIT, "child_id": child, "state": state, "due_on": due_on}


def check(child, standard=NO_FACTORS, **counts):
    none = {"kept": 0, "broken": 0, "cannot_tell": 0}
    return {"standard": standard, "child_id": child, **none, **counts}


def reviewed(**rows):
    on = {row["standard"]: "1" for kind in rows.values() for row in kind}
    return replace(made(**rows).review, standards=on)


def judged(**rows):
    """child, aspect → how its case is: right, wrong or cannot_tell."""
    cases = cases_judged(reviewed(**rows), WORKED_WITH, catalogue())
    names = ("right", "wrong", "cannot_tell")
    return {
        (row["child_id"], row["aspect"]): [name for name in names if row[name]]
        for row in cases.iter_rows(named=True)
    }


@pytest.mark.parametrize(
    ("states", "case"),
    [
        (["met", "met"], ["right"]),
        (["met", "overdue"], ["wrong"]),
        (["met", "met late"], ["wrong"]),
        (["met", "not done"], ["wrong"]),
        (["met", "cannot tell"], ["cannot_tell"]),
        (["met late", "cannot tell"], ["wrong"]),
        (["met", "due"], ["right"]),
    ],
)
def test_a_case_is_right_only_where_everything_is(states, case):
    found = judged(obligations=[visit("Amira", state) for state in states])
    assert found == {("Amira", "timeliness"): case}


def test_what_isnt_due_yet_says_nothing_of_a_case():
    assert judged(obligations=[visit("Amira", "due"), visit("Ben", "met")]) == {
        ("Ben", "timeliness"): ["right"]
    }


@pytest.mark.parametrize(
    ("state", "due_on", "case"),
    [
        ("met late", date(2025, 11, 30), []),  # the last year begins on 1 December 2025
        ("met late", date(2025, 12, 1), ["wrong"]),
        ("not done", date(2025, 11, 30), []),
        ("overdue", date(2019, 1, 1), ["wrong"]),  # it waits still
        ("too soon", date(2019, 1, 1), ["wrong"]),
        ("cannot tell", None, ["cannot_tell"]),
    ],
)
def test_what_waits_counts_however_old_and_what_was_late_for_a_year(state, due_on, case):
    found = judged(obligations=[visit("Amira", state, due_on), visit("Ben", "met")])
    assert found.get(("Amira", "timeliness"), []) == case


def test_a_row_that_breaks_a_rule_makes_the_case_weak_beside_any_that_keep_it():
    rows = [check("Amira", kept=99, broken=1), check("Ben", kept=3)]
    assert judged(checks=rows) == {("Amira", "records"): ["wrong"], ("Ben", "records"): ["right"]}


def test_information_makes_no_case_weak():
    one = catalogue()[INFORMATION]
    rows = (
        {"obligations": [{**visit("Amira", "overdue"), "standard": INFORMATION}]}
        if isinstance(one, Clock)
        else {"checks": [check("Amira", INFORMATION, broken=1)]}
    )
    assert judged(**rows) == {}


def test_a_standard_that_the_files_tell_nothing_of_is_counted_apart():
    rows = [check("Amira", cannot_tell=1), check("Ben", cannot_tell=4)]
    assert judged(checks=rows) == {}
    evidence = made(checks=rows)
    told = untold_standards(evidence.review.measures, evidence.as_of)
    assert told["standards"].to_list() == [1]


def test_who_wasnt_worked_with_is_left_out_and_the_standards_are_named():
    review = reviewed(
        checks=[check("Amira", broken=1), check("Amira", UNHELD, kept=1), check("Zoe", broken=1)]
    )
    cases = cases_judged(review, WORKED_WITH, catalogue())
    assert cases.select("child_id", "aspect", "team", "worker", "weak_in").rows() == [
        ("Amira", "oversight", "T1", "W1", []),
        ("Amira", "records", "T1", "W1", [NO_FACTORS]),
    ]
    assert dict(cases.schema) == dict(CASES)


def rows_of_cases(*rows):
    """(child, aspect, right, wrong, cannot_tell) of the front door."""
    columns = dict(CASES)
    return pl.DataFrame(
        [
            dict.fromkeys(columns)
            | {"child_id": child, "area": "front door", "aspect": aspect, "waiting": 0}
            | {"right": right, "wrong": wrong, "cannot_tell": untold}
            for child, aspect, right, wrong, untold in rows
        ],
        schema=columns,
    )


def test_shares_are_of_children_that_can_be_told_and_the_change_since_before():
    now = rows_of_cases(("A", "records", 1, 0, 0), ("B", "records", 0, 1, 0), ("C", "records", 0, 0, 1))
    before = rows_of_cases(("A", "records", 0, 1, 0), ("B", "records", 0, 1, 0))
    row = shares_of_cases(now, CELL, before).row(0, named=True)
    assert (row["numerator"], row["denominator"], row["cannot_tell"]) == (1, 2, 1)
    assert (row["share"], row["change"], row["unit"]) == (0.5, 0.5, "children")


def test_an_area_is_right_for_a_child_only_where_every_aspect_is():
    cases = rows_of_cases(
        ("A", "records", 1, 0, 0),
        ("A", "plans", 0, 1, 0),
        ("A", "voice", 0, 0, 1),
        ("B", "records", 1, 0, 0),
        ("B", "plans", 0, 0, 1),
        ("C", "records", 1, 0, 0),
        ("C", "plans", 1, 0, 0),
    )
    names = ("right", "wrong", "cannot_tell")
    assert whole_areas(cases).sort("child_id").select("child_id", *names).rows() == [
        ("A", 0, 1, 0),
        ("B", 0, 0, 1),
        ("C", 1, 0, 0),
    ]


def test_a_cell_about_no_child_counts_what_fell_due():
    evidence = made(obligations=[visit("Amira", "met"), visit("Amira", "overdue")])
    cells = standing(rows_of_cases(("A", "records", 1, 0, 0)), evidence.review.measures, evidence.as_of)
    assert cells.select("area", "aspect", "denominator", "unit", "change").rows() == [
        ("child protection", "timeliness", 2, "due", None),
        ("front door", "records", 1, "children", None),
    ]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return reviewed_on(tmp_path_factory.mktemp("riverside") / "council", FIRST, SECOND)


def test_children_are_those_with_work_in_the_year_and_closed_cases_the_last_teams(kept):
    """Dev's case was closed on 2 November 2026; Esme's is open, and nobody holds it."""
    record = kept.record(SECOND)
    team = dict(worked_with(record, date(2026, 11, 2)).select("child_id", "team").iter_rows())
    assert team["Dev"] == "T2"
    assert team["Esme"] == "T1"
    assert "Dev" not in worked_with(record, date(2026, 11, 3))["child_id"].to_list()


def test_the_cases_of_a_review_are_kept_beside_it_and_worked_out_once(kept):
    first = cases_kept(kept, FIRST, catalogue())
    assert first.height
    assert cases_kept(kept, FIRST, {}).equals(first)
    with pytest.raises(FileNotFoundError):
        cases_kept(kept, date(2026, 1, 1), catalogue())
