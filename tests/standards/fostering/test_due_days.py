"""Time limits of fostering, each on the days around its due date.

Everything begins on Monday 23 March 2026. Good Friday is 3 April and Easter Monday 6 April: seven
working days end on 1 April, ten on 8 April; with the holidays of May, 45 end on 29 May.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial

MONDAY = "2026-03-23"
NOTICE = "private-fostering-notice"
PRIVATE_VISIT = "private-fostering-visit"
APPROVED = "carer-approved"

CASES = [
    Case("private-fostering-first-visit-7-working-days", NOTICE, MONDAY, PRIVATE_VISIT, "2026-04-01"),
    Case("private-fostering-visits-6-weeks", NOTICE, MONDAY, PRIVATE_VISIT, "2026-05-04", reopens=True),
    Case(
        "private-fostering-assessment-45-working-days",
        NOTICE,
        MONDAY,
        "private-fostering-assessment",
        "2026-05-29",
    ),
    Case("foster-carer-first-review-12-months", APPROVED, MONDAY, "carer-review-held", "2027-03-23"),
    Case(
        "foster-carer-unannounced-visit-every-12-months",
        APPROVED,
        MONDAY,
        "carer-unannounced-visit",
        "2027-03-23",
        reopens=True,
    ),
    Case(
        "foster-carer-supervision-every-6-weeks",
        APPROVED,
        MONDAY,
        "carer-supervision-visit",
        "2026-05-04",
        reopens=True,
    ),
    Case("foster-tsd-standards-12-months", APPROVED, MONDAY, "carer-training-standards", "2027-03-23"),
    Case(
        "foster-panel-decision-7-working-days",
        "fostering-panel-minutes",
        MONDAY,
        "fostering-decision",
        "2026-04-01",
    ),
    Case("foster-assessment-8-months", "fostering-application", MONDAY, "fostering-panel", "2026-11-23"),
    Case(
        "foster-stage-1-notify-10-working-days",
        "fostering-stage-1-complete",
        MONDAY,
        "fostering-stage-1-told",
        "2026-04-08",
    ),
    Case(
        "emergency-foster-placement-6-working-days",
        "emergency-placement",
        MONDAY,
        "placements.ended_on",
        "2026-03-31",
    ),
    Case(
        "emergency-foster-placement-6-working-days",
        "emergency-placement",
        MONDAY,
        "emergency-placement-settled",
        "2026-03-31",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_days_around_the_due_date(case: Case):
    assert trial(case) == EXPECTED
