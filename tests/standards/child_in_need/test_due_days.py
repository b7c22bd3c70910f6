"""Time limits of help for a child in need, each on the days around its due date.

Everything begins on Monday 2 March 2026. Good Friday is 3 April, Easter Monday 6 April, and the May
bank holidays are 4 and 25 May.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial
from tests.tables import due, given

MONDAY = "2026-03-02"
PLAN = "child_in_need_plans.started_on"
OPEN_PLAN = {"ended_on": ""}
CASE = "referrals.referred_on"
OPEN_CASE = {"closed_on": "", "no_further_action": "no"}
VISIT = "child_in_need_visits.visited_on"
SEEN = {"seen": "yes"}

CASES = [
    Case("cin-first-review-6-weeks", PLAN, MONDAY, "child-in-need-review-held", "2026-04-13", row=OPEN_PLAN),
    Case("cin-drift-9-months", PLAN, MONDAY, "senior-review", "2026-12-02", row=OPEN_PLAN, reopens=True),
    Case(
        "cin-visit-every-20-working-days",
        PLAN,
        MONDAY,
        VISIT,
        "2026-03-30",
        row=OPEN_PLAN,
        end_row=SEEN,
        reopens=True,
    ),
    # Seen on a visit of another kind, or wherever the council writes it down.
    Case(
        "cin-visit-every-20-working-days",
        PLAN,
        MONDAY,
        "child_protection_visits.visited_on",
        "2026-03-30",
        row=OPEN_PLAN,
        end_row=SEEN,
        reopens=True,
    ),
    Case(
        "cin-visit-every-20-working-days",
        PLAN,
        MONDAY,
        "child-seen",
        "2026-03-30",
        row=OPEN_PLAN,
        reopens=True,
    ),
    Case("cin-first-visit-5-working-days", PLAN, MONDAY, VISIT, "2026-03-09", row=OPEN_PLAN),
    Case(
        "supervision-every-2-months-child-in-need",
        PLAN,
        MONDAY,
        "supervision",
        "2026-05-02",
        row=OPEN_PLAN,
        reopens=True,
    ),
    Case(
        "supervision-record-5-working-days", "supervision", MONDAY, "supervision-note-finished", "2026-03-09"
    ),
    Case("case-note-2-working-days", VISIT, MONDAY, "case-note-entered", "2026-03-04"),
    Case("case-note-2-working-days", "contacts.received_on", "2026-03-06", "case-note-entered", "2026-03-10"),
    Case(
        "chronology-update-3-months",
        CASE,
        MONDAY,
        "chronology-updated",
        "2026-06-02",
        row=OPEN_CASE,
        reopens=True,
    ),
    Case(
        "case-summary-update-3-months",
        CASE,
        MONDAY,
        "case-summary-updated",
        "2026-06-02",
        row=OPEN_CASE,
        reopens=True,
    ),
    Case(
        "case-closure-record-10-working-days", "closure-decided", MONDAY, "referrals.closed_on", "2026-03-16"
    ),
    Case(
        "audit-actions-done-20-working-days", "audit-signed-off", MONDAY, "audit-action-closed", "2026-03-30"
    ),
    Case("audit-red-line-same-day", "audit-red-line", MONDAY, "manager-decision", "2026-03-02"),
    Case(
        "complaint-stage-1-10-working-days",
        "complaint-received",
        MONDAY,
        "complaint-stage-1-reply",
        "2026-03-16",
    ),
    Case(
        "complaint-stage-2-25-working-days",
        "complaint-stage-2-requested",
        MONDAY,
        "complaint-stage-2-reply",
        "2026-04-08",
    ),
    Case(
        "complaint-stage-2-65-working-days",
        "complaint-stage-2-requested",
        MONDAY,
        "complaint-stage-2-reply",
        "2026-06-05",
    ),
    Case(
        "complaint-stage-3-panel-30-working-days",
        "complaint-panel-requested",
        MONDAY,
        "complaint-panel-held",
        "2026-04-15",
    ),
    Case(
        "complaint-stage-3-reply-15-working-days",
        "complaint-panel-report",
        MONDAY,
        "complaint-stage-3-reply",
        "2026-03-23",
    ),
    Case("subject-access-1-month", "records-requested", MONDAY, "records-given", "2026-04-02"),
    # A month on is Good Friday: the next working day is Tuesday. A month on is a Saturday: Monday.
    Case("subject-access-1-month", "records-requested", "2026-03-03", "records-given", "2026-04-07"),
    Case("subject-access-1-month", "records-requested", "2026-01-28", "records-given", "2026-03-02"),
    # A month after 31 August is 30 September.
    Case("subject-access-1-month", "records-requested", "2026-08-31", "records-given", "2026-09-30"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_the_due_date(case):
    assert trial(case) == EXPECTED


def test_later_reviews_count_from_the_first_one_held():
    record = given(
        "2026-11-24",
        child_in_need_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 | 2026-09-30",
        events="""
        child_id | kind                      | happened_on
        Amira    | child-in-need-review-held | 2026-04-13
        Amira    | child-in-need-review-held | 2026-07-07
        """,
    )
    # Twelve weeks after 13 April is 6 July; after 7 July it is 29 September, a day before the plan ended.
    assert due(record, "cin-review-every-12-weeks") == [
        ("Amira", "2026-07-06", "2026-07-07", "met late"),
        ("Amira", "2026-09-29", None, "not done"),
    ]


def test_without_a_first_review_no_later_one_is_due():
    record = given(
        "2026-11-24",
        child_in_need_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        events="child_id | kind | happened_on\nBen | child-in-need-review-held | 2026-04-13",
    )
    assert due(record, "cin-review-every-12-weeks") == []
