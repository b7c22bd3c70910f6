"""What a finding is: its name, its sentence, its order, and how long it has stood."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from tests.review.council import CATALOGUE, DECIDED, VISITED, of_tables

from everycase.record.schema.terms import calendar_days, working_days
from everycase.review.findings import FINDINGS
from everycase.review.review import open_review, save
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Direction, Severity, Standard

PLANS = """
    plan_id | child_id | started_on | ended_on
    P1      | Amira    | 2026-10-05 |
    """
NOBODY = "child_id | visited_on | seen\nZoe | 2020-01-01 | yes"


def found(standard=VISITED, as_of="2026-11-24", visits=NOBODY, **tables):
    given = {"child_protection_plans": PLANS, "child_protection_visits": visits, **tables}
    return of_tables(as_of, {standard.id: standard}, **given).findings


def test_an_overdue_duty_says_when_it_was_due_and_how_late_it_is():
    finding = found().row(0, named=True)
    assert finding["says"] == "Child seen: due by 15 October 2026, not done; late by 40 calendar days."
    assert (str(finding["since"]), finding["late"], finding["unit"]) == ("2026-10-15", 40, "calendar days")
    assert finding["subject"] == "child_protection_plans/P1"


@pytest.mark.parametrize(
    ("workers", "called"), [("w1 | Jo Field", "Jo Field"), ("w1 |", "w1"), ("w9 | Sam Hill", "w1")]
)
def test_a_finding_is_the_same_one_whatever_its_worker_is_called(workers, called):
    tables = {
        "assessments": """
        assessment_id | child_id | started_on | worker_id | team_id
        A1            | Amira    | 2026-10-05 | w1        |
        """,
        "workers": f"worker_id | full_name\n{workers}",
    }
    standard = catalogue()["assessment-no-worker"]
    (finding,) = of_tables("2026-11-24", {standard.id: standard}, **tables).findings.iter_rows(named=True)
    assert finding["finding"] == "F5361b86443a83cde"
    assert f"has worker {called} and team (not recorded)" in finding["says"]


@pytest.mark.parametrize(
    ("within", "as_of", "late"),
    [
        (calendar_days(10), "2026-10-16", "1 calendar day"),
        (working_days(10), "2026-10-20", "1 working day"),  # due on Monday 19 October
        (working_days(10), "2026-10-26", "5 working days"),
    ],
)
def test_one_day_is_one_day(within, as_of, late):
    says = found(replace(VISITED, within=within), as_of)["says"].item()
    assert says.endswith(f"late by {late}.")


def test_what_was_done_late_is_no_finding_now():
    late = "child_id | visited_on | seen\nAmira | 2026-11-01 | yes"
    assert found(visits=late).is_empty()


def test_what_was_done_too_soon_is_a_finding():
    minimum = replace(VISITED, direction=Direction.NOT_BEFORE, title="Not visited at once")
    early = "child_id | visited_on | seen\nAmira | 2026-10-07 | yes"
    assert found(minimum, visits=early)["says"].to_list() == [
        "Not visited at once: done on 7 October 2026, before 15 October 2026."
    ]


def test_what_can_t_be_told_is_no_finding():
    unsure = "child_id | visited_on | seen\nAmira | 2026-10-07 |"
    assert found(visits=unsure).is_empty()


def test_a_finding_s_name_is_the_same_on_every_machine_and_in_every_version():
    """Actions, sign-offs and history hang on it: it may not change when a library does."""
    assert found()["finding"].to_list() == ["F63dc723dd139cc6e"]


def test_a_finding_s_name_is_of_its_standard_child_and_row():
    names = [
        found()["finding"].item(),
        found(replace(VISITED, id="another"))["finding"].item(),
        found(child_protection_plans=PLANS.replace("P1", "P2"))["finding"].item(),
        found(child_protection_plans=PLANS.replace("Amira", "Ben  "))["finding"].item(),
    ]
    assert len(set(names)) == 4
    assert found(as_of="2026-12-31")["finding"].item() == names[0]


def test_red_lines_come_first_then_the_most_severe_then_the_longest_standing():
    rows = """
        referral_id | child_id | referred_on | primary_need
        R1          | Amira    | 2026-10-01  |
        R2          | Ben      | 2026-09-01  |
        """
    red: dict[str, Standard] = {
        "red": replace(DECIDED, id="red", red_line=True, severity=Severity.INFO),
        **CATALOGUE,
    }
    result = of_tables(
        "2026-11-24",
        red,
        child_protection_plans=PLANS,
        child_protection_visits=NOBODY,
        referrals=rows,
    )
    assert result.findings.select("standard", "child_id").rows() == [
        ("red", "Ben"),
        ("red", "Amira"),
        ("visited-10-days", "Amira"),
        ("referral-no-need", "Ben"),
        ("referral-no-need", "Amira"),
    ]


def test_a_clock_s_finding_has_its_owners_then_and_now():
    held = """
        child_id | worker_id | team_id | role      | from_on    | to_on
        Amira    | W1        | Intake  | ALLOCATED | 2026-10-01 | 2026-11-01
        Amira    | W2        | North   | ALLOCATED | 2026-11-01 |
        """
    finding = found(involvements=held)
    owners = finding.select("worker_then", "team_then", "worker_now", "team_now")
    assert owners.rows() == [("W1", "Intake", "W2", "North")]


def test_a_review_saved_is_the_review_opened(tmp_path):
    result = of_tables("2026-11-24", child_protection_plans=PLANS, child_protection_visits=NOBODY)
    save(result, tmp_path / "review")
    opened = open_review(tmp_path / "review")
    for name in ("obligations", "findings", "checks", "measures", "averages"):
        assert getattr(opened, name).equals(getattr(result, name)), name
    assert (opened.as_of, opened.council, opened.standards) == (
        result.as_of,
        result.council,
        result.standards,
    )


def test_findings_have_every_column_in_order():
    assert found().schema == pl.Schema(FINDINGS)
