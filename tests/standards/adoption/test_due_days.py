"""Time limits of adoption, each on the days around its due date.

Everything begins on Monday 7 September 2026, and no bank holiday follows before Christmas.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial

MONDAY = "2026-09-07"
DECIDED = "permanence.decided_on"
PLACED = "permanence.placed_on"
ORDERED = "permanence.placement_order_on"
REVIEWED = "care_reviews.held_on"
NOTHING_ELSE = {"order_on": "", "reversed_on": "", "matched_on": ""}
WAITING = {"order_on": "", "reversed_on": "", "placed_on": ""}
GUARDIANSHIP = {"order_type": "Special Guardianship", "placed_on": ""}
HELD = {"cancelled": ""}

CASES = [
    Case("adoption-adm-decision-7-working-days", "adoption-panel-minutes", MONDAY, DECIDED, "2026-09-16"),
    Case(
        "adoption-adm-decision-7-working-days",
        "adoption-panel-minutes",
        MONDAY,
        "permanence.matched_on",
        "2026-09-16",
    ),
    Case(
        "adoption-parents-told-orally-2-working-days",
        DECIDED,
        MONDAY,
        "parents-told-decision",
        "2026-09-09",
    ),
    Case("adoption-decision-written-5-working-days", DECIDED, MONDAY, "decision-letter-sent", "2026-09-14"),
    Case("adoption-plan-to-adm-2-months", "adoption-chosen-at-review", MONDAY, DECIDED, "2026-11-07"),
    Case("adoption-match-6-months", DECIDED, MONDAY, "permanence.matched_on", "2027-03-07", WAITING),
    Case(
        "adoption-link-register-3-months",
        DECIDED,
        MONDAY,
        "national-matching-referral",
        "2026-12-07",
        NOTHING_ELSE,
    ),
    Case(
        "adoption-placed-first-visit-1-week",
        PLACED,
        MONDAY,
        "care_visits.visited_on",
        "2026-09-14",
        NOTHING_ELSE,
    ),
    Case(
        "adoption-placed-first-review-4-weeks",
        PLACED,
        MONDAY,
        REVIEWED,
        "2026-10-05",
        NOTHING_ELSE,
        HELD,
    ),
    Case(
        "adoption-not-placed-first-review-3-months",
        ORDERED,
        MONDAY,
        REVIEWED,
        "2026-12-07",
        WAITING,
        HELD,
    ),
    Case(
        "adopter-enquiry-5-working-days",
        "adopter-enquiry",
        MONDAY,
        "adopter-information-sent",
        "2026-09-14",
    ),
    Case(
        "adopter-registration-5-working-days",
        "adopter-interest-registered",
        MONDAY,
        "adopter-registration-decided",
        "2026-09-14",
    ),
    # Monday 7 September is day 1 of the forty.
    Case(
        "adopter-representations-40-working-days",
        "adopter-refusal-proposed",
        MONDAY,
        "adopter-representations",
        "2026-10-30",
    ),
    Case(
        "adoption-life-story-book-10-working-days",
        "adoption-celebration",
        MONDAY,
        "life-story-book-given",
        "2026-09-21",
    ),
    Case(
        "sgo-support-plan-review-12-months",
        "permanence.order_on",
        MONDAY,
        "guardianship-support-review",
        "2027-09-07",
        GUARDIANSHIP,
        reopens=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_its_due_date(case):
    assert trial(case) == EXPECTED
