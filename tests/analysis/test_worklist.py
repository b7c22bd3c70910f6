"""Who gets which finding, in which order; what is due next; what can't be told."""

from datetime import date

import pytest
from tests.analysis.made import CONFERENCE, NO_FACTORS, UNHELD, VISIT, made

from everycase.analysis.names import Names
from everycase.analysis.worklist import Worklist, worklists
from everycase.standards.answers import Answer

NAMES = Names(teams={"T1": "Duty", "T2": "assessment"}, workers={"W1": "Jo Field"})


def of(lists: list[Worklist], team: str) -> Worklist:
    return next(one for one in lists if one.team == team)


def test_red_lines_come_first_then_severity_then_the_longest_standing():
    findings = [
        {"child_id": "low", "severity": 1, "since": date(2020, 1, 1)},
        {"child_id": "high, lately", "severity": 3, "since": date(2026, 11, 1)},
        {"child_id": "high, no date", "severity": 3, "since": None},
        {"child_id": "high, long since", "severity": 3, "since": date(2026, 1, 1)},
        {"child_id": "red", "severity": 2, "red_line": True},
        {"child_id": "for information", "severity": 0, "since": date(2019, 1, 1)},
    ]
    only = worklists(made(findings=findings))[0]
    assert only.to_put_right["Child"].to_list() == [
        "red",
        "high, long since",
        "high, lately",
        "high, no date",
        "low",
        "for information",
    ]
    assert only.to_put_right["Red line"].to_list() == ["Red line", "", "", "", "", ""]
    assert only.to_put_right["Severity"].to_list()[-2:] == ["low", "for information"]
    assert only.red_lines == 1


def test_teams_are_in_the_order_of_their_names_and_no_team_is_last():
    findings = [{"team_now": team} for team in (None, "T1", "T2", "T9")]
    lists = worklists(made(findings=findings, names=NAMES))
    assert [one.team for one in lists] == ["assessment", "Duty", "T9", "No team"]


@pytest.mark.parametrize(
    ("subject", "team"),
    [
        ("assessment_paces/T2", "assessment"),  # about a team
        ("caseloads/W1", "Duty"),  # about a worker, who holds a case of that team
        ("caseloads/W9", "No team"),  # about a worker who holds none
    ],
)
def test_a_finding_about_a_team_or_worker_is_on_that_teams_list(subject, team):
    held = [{"worker_now": "W1", "team_now": "T1"}]
    finding = {"child_id": None, "subject": subject, "since": None}
    lists = worklists(made(findings=[finding], obligations=held, names=NAMES))
    assert of(lists, team).to_put_right.height == 1


def test_a_row_shows_names_dates_and_how_late():
    row = {
        "standard": UNHELD,
        "team_now": "T1",
        "team_then": "T2",
        "worker_now": "W1",
        "since": date(2026, 11, 2),
        "due_on": date(2026, 11, 2),
        "late": 16,
        "unit": "working days",
        "severity": 4,
        "says": "Nobody holds it.",
    }
    shown = of(worklists(made(findings=[row], names=NAMES)), "Duty").to_put_right.row(0, named=True)
    assert shown == {
        "Red line": "",
        "Child": "Amira",
        "What is wrong": "Nobody holds it.",
        "Standard": "Open case with no allocated worker",
        "Since": date(2026, 11, 2),
        "Late by": 16,
        "Counted in": "working days",
        "Due": date(2026, 11, 2),
        "Worker now": "Jo Field",
        "Team then": "assessment",
        "Area": "assessment and child in need",
        "Aspect": shown["Aspect"],
        "Severity": "critical",
        "Standard id": UNHELD,
        "Finding": "F0",
    }


def test_due_next_reaches_ten_working_days_and_no_further():
    # From Tuesday 24 November 2026, the tenth working day is Tuesday 8 December.
    obligations = [
        {"child_id": "today", "state": "due soon", "due_on": date(2026, 11, 24)},
        {"child_id": "tenth", "state": "due", "due_on": date(2026, 12, 8)},
        {"child_id": "eleventh", "state": "due", "due_on": date(2026, 12, 9)},
        {"child_id": "overdue", "state": "overdue", "due_on": date(2026, 11, 20)},
        {"child_id": "done", "state": "met", "due_on": date(2026, 12, 1)},
    ]
    only = worklists(made(obligations=obligations))[0]
    assert only.due_next.select("Child", "Working days left").rows() == [("today", 0), ("tenth", 10)]


def test_what_is_due_says_how_it_is_counted():
    obligations = [
        {"standard": CONFERENCE, "state": "due", "due_on": date(2026, 12, 1)},
        {"standard": CONFERENCE, "state": "due", "due_on": date(2026, 12, 2), "approximate": True},
    ]
    exact, near = worklists(made(obligations=obligations))[0].due_next["How it is counted"].to_list()
    assert exact.startswith("15 working days")
    assert near == f"Only near the real date. {exact}"


def test_what_cannot_be_told_is_counted_once_a_time_and_once_a_child():
    outside = "it lies outside what the supplied files reach"
    unsaid = "something was recorded, but not whether it counts"
    obligations = [
        {"child_id": "Amira", "state": "cannot tell", "reason": outside},
        {"child_id": "Amira", "state": "cannot tell", "reason": outside},
        {"child_id": "Ben", "state": "cannot tell", "reason": unsaid},
        {"child_id": "Cora", "state": "met"},
    ]
    told = worklists(made(obligations=obligations))[0].cannot_tell.row(0, named=True)
    assert (told["Standard id"], told["Children"], told["Times"]) == (VISIT, 2, 3)
    assert told["Why it can't be told"] == f"{outside}; {unsaid}"
    assert told["What would supply it"] == (
        "an extract that goes further back, or to a later date; "
        "the rest of that entry, recorded (whether the child was seen, or the like)"
    )


def test_what_the_files_lack_is_named_with_what_holds_it():
    checks = [{"standard": NO_FACTORS, "child_id": "Amira", "kept": 0, "broken": 0, "cannot_tell": 2}]
    evidence = made(checks=checks)
    lacks = Answer(NO_FACTORS, "no", ("assessments: factors found",), ("Annex A workbook", "CIN census"))
    answered = type(evidence)(**{**evidence.__dict__, "answers": {NO_FACTORS: lacks}})
    told = worklists(answered)[0].cannot_tell.row(0, named=True)
    assert (told["Children"], told["Times"]) == (1, 2)
    assert told["What would supply it"] == (
        "assessments: factors found (held by: Annex A workbook, CIN census)"
    )


def test_the_lists_of_a_reviewed_record(evidence):
    lists = worklists(evidence)
    assert [one.team for one in lists] == ["+Safeguarding", "Duty & Assessment", "No team"]
    unheld = of(lists, "No team").to_put_right.row(0, named=True)
    assert (unheld["Red line"], unheld["Child"], unheld["Since"]) == (
        "Red line",
        "Esme",
        date(2026, 6, 1),
    )
    soon = of(lists, "Duty & Assessment").due_next
    # Ben's second assessment began on 28 September: 45 working days later is 30 November.
    assert soon.select("Child", "Due", "Working days left").rows() == [("Ben", date(2026, 11, 30), 4)]
