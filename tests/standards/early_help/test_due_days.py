"""Time limits of early help, each on the days around its due date.

Everything begins on Monday 2 March 2026. Good Friday is 3 April and Easter Monday 6 April.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial
from tests.tables import due, given

MONDAY = "2026-03-02"
SPELL = "early_help.started_on"
OPEN = {"ended_on": ""}
OPEN_SPELL = {"early_help": "child_id | started_on | ended_on\nAmira | 2026-02-02 |"}

CASES = [
    Case(
        "early-help-contact-to-allocation-5-working-days",
        SPELL,
        MONDAY,
        "early-help-worker-named",
        "2026-03-09",
        row=OPEN,
    ),
    Case(
        "early-help-first-visit-10-working-days",
        SPELL,
        MONDAY,
        "early-help-first-visit",
        "2026-03-16",
        row=OPEN,
    ),
    Case(
        "early-help-assessment-30-working-days",
        SPELL,
        MONDAY,
        "early-help-assessment-completed",
        "2026-04-15",
        row=OPEN,
    ),
    Case(
        "early-help-plan-10-working-days-after-assessment",
        "early-help-assessment-completed",
        MONDAY,
        "early-help-plan-agreed",
        "2026-03-16",
        beside=OPEN_SPELL,
    ),
    # Twelve weeks end on the spring bank holiday, and do not move.
    Case(
        "early-help-review-every-12-weeks",
        "early-help-plan-agreed",
        MONDAY,
        "early-help-review-held",
        "2026-05-25",
        beside=OPEN_SPELL,
        reopens=True,
    ),
    Case(
        "early-help-supervision-every-month",
        SPELL,
        MONDAY,
        "supervision",
        "2026-04-02",
        row=OPEN,
        reopens=True,
    ),
    # A month after 31 January is the last day of February.
    Case(
        "early-help-supervision-every-month",
        SPELL,
        "2026-01-31",
        "supervision",
        "2026-02-28",
        row=OPEN,
        reopens=True,
    ),
    Case(
        "early-help-drift-12-months",
        SPELL,
        MONDAY,
        "early-help-manager-review",
        "2027-03-02",
        row=OPEN,
        reopens=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_the_due_date(case):
    assert trial(case) == EXPECTED


def test_nothing_falls_due_after_early_help_has_ended():
    record = given(
        "2026-11-24",
        early_help="""
        child_id | started_on | ended_on
        Amira    | 2026-03-02 | 2026-03-13
        """,
        events="""
        child_id | kind                            | happened_on
        Amira    | early-help-assessment-completed | 2026-03-11
        Ben      | early-help-first-visit          | 2026-01-01
        Ben      | early-help-plan-agreed          | 2026-01-01
        """,
    )
    assert due(record, "early-help-first-visit-10-working-days") == []  # would be due on 16 March
    plans = due(record, "early-help-plan-10-working-days-after-assessment")
    assert [child for child, *_ in plans] == []  # would be due on 25 March


def test_a_late_review_moves_the_next_one():
    record = given(
        "2026-09-01",
        reach=None,
        events="""
        child_id | kind                   | happened_on
        Amira    | early-help-plan-agreed | 2026-03-02
        Amira    | early-help-review-held | 2026-06-01
        """,
        **OPEN_SPELL,
    )
    assert due(record, "early-help-review-every-12-weeks") == [
        ("Amira", "2026-05-25", "2026-06-01", "met late"),
        ("Amira", "2026-08-24", None, "overdue"),
    ]


def test_of_a_spell_that_the_files_lack_nobody_can_tell_whether_reviews_were_still_due():
    record = given(
        "2026-11-24",
        early_help="""
        child_id | started_on | ended_on
        Amira    | 2026-09-01 |
        """,
        events="""
        child_id | kind                   | happened_on
        Amira    | early-help-plan-agreed | 2020-03-02
        Amira    | early-help-plan-agreed | 2026-10-01
        Ben      | early-help-review-held | 2020-03-02
        """,
    )
    assert due(record, "early-help-review-every-12-weeks") == [
        ("Amira", "2020-05-25", None, "cannot tell"),
        ("Amira", "2026-12-24", None, "due"),
    ]


HANDOVER = "step-down-to-early-help-handover-10-working-days"


def stepped_back(help_from, met="", reason="RC9"):
    return given(
        "2026-04-20",
        referrals=f"""
        child_id | referred_on | closed_on  | close_reason
        Amira    | 2025-06-02  | 2026-03-02 | {reason}
        """,
        early_help=f"""
        child_id | started_on  | ended_on
        Amira    | {help_from} |
        """,
        events=f"""
        child_id | kind                | happened_on
        Amira    | early-help-handover | {met or "2024-01-01"}
        """,
    )


@pytest.mark.parametrize(
    ("help_from", "met", "state"),
    [
        ("2026-03-16", "", ["met"]),
        ("2026-03-17", "", ["met late"]),
        ("2026-04-01", "2026-03-16", ["met"]),  # the meeting is a handover too
        ("2026-02-20", "", []),  # early help was there already
    ],
)
def test_early_help_begins_or_meets_within_ten_working_days(help_from, met, state):
    assert [s for *_, s in due(stepped_back(help_from, met), HANDOVER)] == state


@pytest.mark.parametrize(("reason", "state"), [("RC8", []), ("", ["cannot tell"])])
def test_only_a_case_that_closed_towards_early_help_is_handed_over(reason, state):
    assert [s for *_, s in due(stepped_back("2026-03-16", reason=reason), HANDOVER)] == state
