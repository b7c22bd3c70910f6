"""Time limits of care leavers, each on the days around its due date.

Everything begins on Monday 7 September 2026, and no bank holiday follows before Christmas.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial
from tests.tables import due, given

MONDAY = "2026-09-07"
MOVED = "moved-to-arranged-home"
ASSESSED = "leaving-care-needs-assessed"
REVIEWED = "pathway-plan-reviewed"

CASES = [
    Case("pathway-plan-after-assessment", ASSESSED, MONDAY, "pathway-plan-written", "2026-10-05"),
    Case(
        "pathway-plan-after-assessment",
        ASSESSED,
        MONDAY,
        "care_leavers.pathway_plan_reviewed_on",
        "2026-10-05",
    ),
    Case("pathway-plan-review-28-days-after-move", MOVED, MONDAY, REVIEWED, "2026-10-05"),
    Case("personal-adviser-first-visit-7-days-after-move", MOVED, MONDAY, "adviser-visit", "2026-09-14"),
    Case(
        "personal-adviser-first-visit-7-days-after-move",
        MOVED,
        MONDAY,
        "care_leavers.latest_contact_on",
        "2026-09-14",
    ),
    Case(
        "care-leaver-accommodation-suitability-7-days",
        MOVED,
        MONDAY,
        "accommodation-judged",
        "2026-09-14",
    ),
    Case(
        "care-leaver-accommodation-suitability-7-days",
        "care-leaver-moved",
        MONDAY,
        "accommodation-judged",
        "2026-09-14",
    ),
    Case(
        "setting-up-home-grant-decision-10-working-days",
        "home-grant-requested",
        MONDAY,
        "home-grant-decided",
        "2026-09-21",
    ),
    Case(
        "staying-put-review-6-months",
        "staying-put-began",
        MONDAY,
        "staying-put-reviewed",
        "2027-03-07",
        reopens=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_its_due_date(case):
    assert trial(case) == EXPECTED


def test_of_a_young_person_whose_age_no_file_tells_nobody_knows_until_when_reviews_are_due():
    record = given(
        "2026-11-24",
        children="child_id | born_on\nAmira |\nBen | 2007-03-07",
        events="""
        child_id | kind              | happened_on
        Amira    | staying-put-began | 2016-03-07
        Ben      | staying-put-began | 2025-03-07
        Cara     | staying-put-reviewed | 2025-03-07
        """,
    )
    assert due(record, "staying-put-review-6-months") == [
        ("Amira", "2016-09-07", None, "cannot tell"),
        ("Ben", "2025-09-07", None, "overdue"),
    ]
