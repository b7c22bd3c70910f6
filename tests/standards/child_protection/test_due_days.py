"""Time limits of child protection, each on the days around its due date.

Everything begins on Monday 23 March 2026. Good Friday is 3 April and Easter Monday 6 April, so that
ten working days end on 8 April, fifteen on 15 April and twenty on 22 April.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial

MONDAY = "2026-03-23"
PLAN = {"ended_on": ""}
SEEN = {"seen": "yes", "seen_alone": "yes", "bedroom_seen": "yes"}

ENQUIRY = "section_47_enquiries.started_on"
CONFERENCE = "initial_conferences.held_on"
REVIEW = "child_protection_reviews.held_on"
PLAN_BEGAN = "child_protection_plans.started_on"
VISIT = "child_protection_visits.visited_on"
TO_CONFERENCE = {"outcomes": "CP_CONFERENCE_FLAG"}

CASES = [
    Case("strategy-discussion-1-working-day", "harm-suspected", MONDAY, "strategy-discussion", "2026-03-24"),
    Case("strategy-discussion-1-working-day", "harm-suspected", MONDAY, ENQUIRY, "2026-03-24"),
    Case(
        "strategy-record-shared-1-working-day",
        "strategy-discussion",
        MONDAY,
        "strategy-record-shared",
        "2026-03-24",
    ),
    Case("s47-child-seen-24-hours", ENQUIRY, MONDAY, VISIT, "2026-03-24", end_row=SEEN),
    Case("s47-child-seen-24-hours", ENQUIRY, MONDAY, "child-seen", "2026-03-24"),
    Case(
        "s47-enquiry-complete-15-working-days",
        ENQUIRY,
        MONDAY,
        "section_47_enquiries.ended_on",
        "2026-04-15",
    ),
    Case(
        "initial-child-protection-conference-15-working-days",
        ENQUIRY,
        MONDAY,
        CONFERENCE,
        "2026-04-15",
        row=TO_CONFERENCE,
        end_row={"transfer_in": "no"},
    ),
    Case(
        "transfer-in-conference-15-working-days",
        "moved-in-on-plan",
        MONDAY,
        CONFERENCE,
        "2026-04-15",
        end_row={"transfer_in": "yes"},
    ),
    Case("conference-decisions-1-working-day", CONFERENCE, MONDAY, "conference-decisions-sent", "2026-03-24"),
    Case("conference-decisions-1-working-day", REVIEW, MONDAY, "conference-decisions-sent", "2026-03-24"),
    Case("conference-minutes-20-working-days", CONFERENCE, MONDAY, "conference-minutes-sent", "2026-04-22"),
    Case("conference-minutes-20-working-days", REVIEW, MONDAY, "conference-minutes-sent", "2026-04-22"),
    Case("core-group-first-10-working-days", PLAN_BEGAN, MONDAY, "core-group-held", "2026-04-08", row=PLAN),
    Case(
        "detailed-cp-plan-10-working-days",
        PLAN_BEGAN,
        MONDAY,
        "protection-plan-detailed",
        "2026-04-08",
        row=PLAN,
    ),
    Case("cp-plan-15-months-senior-review", PLAN_BEGAN, MONDAY, "senior-review", "2027-06-23", row=PLAN),
    Case("cp-plan-2-years", PLAN_BEGAN, MONDAY, "child_protection_plans.ended_on", "2028-03-23"),
    Case("cp-first-review-3-months", PLAN_BEGAN, MONDAY, REVIEW, "2026-06-23", row=PLAN),
    # Three months after 30 November is the last day of February.
    Case("cp-first-review-3-months", PLAN_BEGAN, "2025-11-30", REVIEW, "2026-02-28", row=PLAN),
    Case(
        "cp-visit-every-10-working-days",
        PLAN_BEGAN,
        MONDAY,
        VISIT,
        "2026-04-08",
        row=PLAN,
        end_row=SEEN,
        reopens=True,
    ),
    Case(
        "cp-visit-every-10-working-days",
        PLAN_BEGAN,
        MONDAY,
        "care_visits.visited_on",
        "2026-04-08",
        row=PLAN,
        end_row={"seen": "yes"},
        reopens=True,
    ),
    Case(
        "cp-child-seen-alone-every-4-weeks",
        PLAN_BEGAN,
        MONDAY,
        VISIT,
        "2026-04-20",
        row=PLAN,
        end_row=SEEN,
        reopens=True,
    ),
    Case("cp-first-visit-5-working-days", PLAN_BEGAN, MONDAY, VISIT, "2026-03-30", row=PLAN),
    Case(
        "cp-bedroom-seen-every-4-weeks",
        PLAN_BEGAN,
        MONDAY,
        VISIT,
        "2026-04-20",
        row=PLAN,
        end_row=SEEN,
        reopens=True,
    ),
    Case("cp-visit-record-2-working-days", VISIT, MONDAY, "visit-written-up", "2026-03-25"),
    Case(
        "supervision-every-month-child-protection",
        PLAN_BEGAN,
        MONDAY,
        "supervision",
        "2026-04-23",
        row=PLAN,
        reopens=True,
    ),
    Case(
        "police-protection-72-hours",
        "police-protection-began",
        MONDAY,
        "police-protection-ended",
        "2026-03-26",
    ),
    # The day of the order is day 1.
    Case(
        "emergency-protection-order-8-days",
        "legal_statuses.from_on",
        MONDAY,
        "legal_statuses.to_on",
        "2026-03-30",
        row={"status": "L2"},
    ),
    Case(
        "child-assessment-order-7-days",
        "child-assessment-order-began",
        MONDAY,
        "child-assessment-order-ended",
        "2026-03-29",
    ),
    Case(
        "pre-proceedings-meeting-10-working-days",
        "pre_proceedings.decided_on",
        MONDAY,
        "pre_proceedings.first_meeting_on",
        "2026-04-08",
    ),
    Case(
        "legal-gateway-to-letter-10-working-days",
        "pre_proceedings.decided_on",
        MONDAY,
        "pre_proceedings.letter_on",
        "2026-04-08",
    ),
    Case(
        "pre-proceedings-midpoint-review-8-weeks",
        "pre_proceedings.first_meeting_on",
        MONDAY,
        "pre-proceedings-review-held",
        "2026-05-18",
        reopens=True,
    ),
    Case(
        "issue-proceedings-after-decision-5-working-days",
        "pre_proceedings.step_decision_on",
        MONDAY,
        "proceedings-issued",
        "2026-03-30",
        row={"outcome": "Decision to Issue Care Proceedings"},
    ),
    # The day of issue is day 1: 26 weeks end on a Sunday, 18 working days on a Friday.
    Case("care-proceedings-26-weeks", "proceedings-issued", MONDAY, "final-order", "2026-09-20"),
    Case(
        "care-proceedings-26-weeks",
        "proceedings-issued",
        MONDAY,
        "legal_statuses.from_on",
        "2026-09-20",
        end_row={"status": "C2"},
    ),
    Case(
        "case-management-hearing-18-working-days",
        "proceedings-issued",
        MONDAY,
        "case-management-hearing",
        "2026-04-17",
    ),
    Case(
        "return-home-interview-72-hours",
        "missing_episodes.to_on",
        MONDAY,
        "return-interview-held",
        "2026-03-26",
        row={"interview_offered": "Y", "interview_accepted": ""},
    ),
    Case(
        "nrm-referral-2-working-days",
        "trafficking-suspected",
        MONDAY,
        "national-referral-made",
        "2026-03-25",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_days_around_the_due_date(case: Case):
    assert trial(case) == EXPECTED
