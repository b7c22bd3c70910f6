"""Time limits for disabled children, each on the days around its due date.

Everything begins on Monday 23 March 2026: 4 weeks later is 20 April, 6 weeks 4 May, 12 weeks 15 June.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial

MONDAY = "2026-03-23"
REQUEST = "ehc_requests.requested_on"

CASES = [
    Case(
        "ehc-decision-to-assess-6-weeks",
        REQUEST,
        MONDAY,
        "ehc_requests.decided_on",
        "2026-05-04",
        row={"outcome": ""},
    ),
    Case("ehc-social-care-advice-6-weeks", "ehc-advice-requested", MONDAY, "ehc-advice-sent", "2026-05-04"),
    Case(
        "ehc-annual-review-12-months",
        "ehc_named_plans.started_on",
        MONDAY,
        "ehc-review-decided",
        "2027-03-23",
        row={"ceased_on": ""},
        reopens=True,
    ),
    Case("ehc-review-decision-4-weeks", "ehc-review-meeting", MONDAY, "ehc-review-decided", "2026-04-20"),
    Case(
        "ehc-review-decision-4-weeks",
        "ehc-review-meeting",
        MONDAY,
        "ehc_active_plans.reviewed_on",
        "2026-04-20",
    ),
    Case(
        "ehc-amended-plan-12-weeks",
        "ehc-review-meeting",
        MONDAY,
        "ehc-plan-amended",
        "2026-06-15",
        row={"value": "to amend"},
    ),
    Case(
        "health-accommodated-3-months-notice",
        "accommodated-by-health-or-education",
        MONDAY,
        "accommodation-notice-received",
        "2026-06-23",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_days_around_the_due_date(case: Case):
    assert trial(case) == EXPECTED
