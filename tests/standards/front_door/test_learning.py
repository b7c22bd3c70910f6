"""Allegations and serious incidents, each on the days around its due date. All begin on 2 March 2026."""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial
from tests.tables import due, given

MONDAY = "2026-03-02"
INCIDENT = "serious-incident-known"

CASES = [
    Case("lado-referral-1-working-day", "allegation-known", MONDAY, "designated-officer-told", "2026-03-03"),
    Case(
        "serious-incident-notification-5-working-days",
        INCIDENT,
        MONDAY,
        "serious-incident-notified",
        "2026-03-09",
    ),
    Case("rapid-review-15-working-days", INCIDENT, MONDAY, "rapid-review-sent", "2026-03-23"),
    # Fifteen working days over Easter: Good Friday and Easter Monday are left out.
    Case("rapid-review-15-working-days", INCIDENT, "2026-03-30", "rapid-review-sent", "2026-04-22"),
    Case(
        "local-safeguarding-review-6-months",
        "safeguarding-review-started",
        MONDAY,
        "safeguarding-review-published",
        "2026-09-02",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_the_due_date(case):
    assert trial(case) == EXPECTED


@pytest.mark.parametrize(("known", "count"), [("2018-06-28", 0), ("2018-06-29", 1)])
def test_notification_to_the_panel_began_on_29_june_2018(known, count):
    record = given(
        "2026-03-02",
        events=f"""
        child_id | kind                      | happened_on
        Amira    | serious-incident-known    | {known}
        Ben      | serious-incident-notified | 2020-01-01
        """,
    )
    assert len(due(record, "serious-incident-notification-5-working-days")) == count
