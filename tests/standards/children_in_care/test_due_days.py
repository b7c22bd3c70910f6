"""Time limits of children in care, each on the days around its due date.

Everything begins on Monday 7 September 2026, and no bank holiday follows before Christmas: five working
days end on the 14th, ten on the 21st, fifteen on the 28th, twenty on 5 October.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial

MONDAY = "2026-09-07"
ENTERED = "care_episodes.started_on"
MOVED_IN = "placements.started_on"
MOVED_OUT = "placements.ended_on"
REVIEWED = "care_reviews.held_on"
VISITED = "care_visits.visited_on"
CHECKED = "health_checks.checked_on"
STATUS = "legal_statuses.from_on"

IN_CARE = {"ended_on": "", "start_reason": "S"}
HOME = {"kind": "K2", "ended_on": "", "change_reason": "", "distance": "31"}
WAS_HOME = {"kind": "U6", "started_on": "2026-05-04", "change_reason": "CREQB"}
SECTION_20 = {"status": "V2", "to_on": ""}
HELD = {"cancelled": ""}


def _entering(standard, end, due, **more):
    return Case(standard, ENTERED, MONDAY, end, due, IN_CARE, **more)


def _moving_in(standard, end, due, **more):
    return Case(standard, MOVED_IN, MONDAY, end, due, HOME, **more)


def _reviewed(standard, end, due, **more):
    return Case(standard, REVIEWED, MONDAY, end, due, HELD, **more)


CASES = [
    _entering("cla-care-plan-10-working-days", "care_plans.from_on", "2026-09-21"),
    _moving_in("cla-placement-plan-5-working-days", "placement-plan-recorded", "2026-09-14"),
    _moving_in("cla-placement-notification-5-working-days", "placement-notice-sent", "2026-09-14"),
    _moving_in("out-of-area-placement-decision", "distant-placement-approved", MONDAY),
    _moving_in("family-visit-agreement-first-review", "family-time-plan", "2026-09-21"),
    _moving_in("cla-first-visit-1-week", VISITED, "2026-09-14"),
    Case(
        "cla-placement-end-notice-10-working-days",
        MOVED_OUT,
        MONDAY,
        "placement-end-notice-sent",
        "2026-09-21",
        WAS_HOME,
    ),
    Case(
        "placement-disruption-meeting-20-working-days",
        MOVED_OUT,
        MONDAY,
        "disruption-meeting",
        "2026-10-05",
        WAS_HOME,
    ),
    _entering("iro-appointed-5-working-days", "reviewing-officer-appointed", "2026-09-14"),
    _entering(
        "iro-appointed-5-working-days",
        "involvements.from_on",
        "2026-09-14",
        end_row={"role": "IRO", "worker_id": "w1"},
    ),
    _entering("iro-meets-child-before-first-review", "reviewing-officer-spoke-with-child", "2026-10-05"),
    _entering("cla-review-first-20-working-days", REVIEWED, "2026-10-05", end_row=HELD),
    _reviewed("cla-review-decisions-5-working-days", "review-decisions-sent", "2026-09-14"),
    _reviewed("cla-review-decisions-agreed-10-working-days", "review-decisions-agreed", "2026-09-21"),
    _reviewed("cla-review-record-15-working-days", "review-record-finished", "2026-09-28"),
    _reviewed("cla-review-record-sent-20-working-days", "review-record-sent", "2026-10-05"),
    _reviewed("iro-midpoint-check-3-months", "midpoint-check", "2026-12-07", reopens=True),
    Case(
        "iro-dispute-20-working-days",
        "reviewing-officer-dispute-raised",
        MONDAY,
        "reviewing-officer-dispute-resolved",
        "2026-10-05",
    ),
    Case("cla-visit-record-5-working-days", VISITED, MONDAY, "visit-written-up", "2026-09-14"),
    _entering("permanence-plan-by-second-review", "permanence-plan-agreed", "2027-01-07"),
    _entering(
        "permanence-plan-by-second-review",
        "care_plans.from_on",
        "2027-01-07",
        end_row={"permanence": "LTFOST18"},
    ),
    _entering(
        "initial-health-assessment-20-working-days",
        CHECKED,
        "2026-10-05",
        end_row={"kind": "INITIAL", "status": "Completed"},
    ),
    _entering(
        "initial-health-assessment-20-working-days",
        CHECKED,
        "2026-10-05",
        end_row={"kind": "ASSESSMENT", "status": ""},
    ),
    _entering("health-referral-5-working-days", "health-referral-sent", "2026-09-14"),
    _entering(
        "dental-check-every-12-months",
        CHECKED,
        "2027-09-07",
        end_row={"kind": "DENTAL", "status": ""},
        reopens=True,
    ),
    _entering("immunisations-up-to-date-12-months", "immunisations.status_on", "2027-09-07", reopens=True),
    _entering(
        "sdq-every-12-months-age-4-to-16",
        "strengths_and_difficulties.completed_on",
        "2027-09-07",
        reopens=True,
    ),
    _entering("pep-initial-10-working-days", "education-plan-recorded", "2026-09-21"),
    Case(
        "school-place-20-school-days",
        "school-place-needed",
        MONDAY,
        "school-place-started",
        "2026-10-05",
    ),
    Case("section-20-consent-before-placement", STATUS, MONDAY, "section-20-consent", MONDAY, SECTION_20),
    Case(
        "deprivation-of-liberty-monthly-review",
        "deprivations_of_liberty.from_on",
        MONDAY,
        "liberty-review",
        "2026-10-07",
        {"to_on": ""},
        reopens=True,
    ),
    Case("secure-accommodation-72-hours", "placed-in-secure", MONDAY, "secure-ended", "2026-09-10"),
    Case(
        "secure-accommodation-review-1-month",
        "placed-in-secure",
        MONDAY,
        "secure-review-held",
        "2026-10-07",
    ),
    Case(
        "detained-former-cla-visit-10-working-days",
        "detained",
        MONDAY,
        "detention-visit",
        "2026-09-21",
    ),
    Case(
        "remand-detention-placement-plan-10-working-days",
        "remanded",
        MONDAY,
        "detention-placement-plan",
        "2026-09-21",
    ),
    Case(
        "unaccompanied-child-transfer-10-working-days",
        "transfer-scheme-referral",
        MONDAY,
        "transfer-made",
        "2026-09-21",
    ),
    Case(
        "unaccompanied-child-transfer-10-working-days",
        "transfer-scheme-referral",
        MONDAY,
        MOVED_IN,
        "2026-09-21",
    ),
    Case(
        "unaccompanied-child-status-check-3-months",
        "immigration_statuses.from_on",
        MONDAY,
        "immigration-check",
        "2026-12-07",
        {"status": "asylum claimed", "to_on": ""},
        reopens=True,
    ),
    Case("age-assessment-28-days", "age-disputed", MONDAY, "age-assessed", "2026-10-05"),
    Case(
        "contact-refusal-7-days",
        "family-contact-refused",
        MONDAY,
        "family-contact-settled",
        "2026-09-14",
    ),
    _entering("life-story-work-start-3-months", "life-story-work", "2026-12-07"),
    _entering("supervision-every-2-months-children-in-care", "supervision", "2026-11-07", reopens=True),
    _entering("advocacy-offer-10-working-days", "advocate-offered", "2026-09-21"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_its_due_date(case):
    assert trial(case) == EXPECTED
