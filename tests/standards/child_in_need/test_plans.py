"""Child in need plans: made, reviewed, and one at a time."""

import pytest
from tests.tables import due, given, says, untold, wrong

AS_OF = "2026-11-24"
IN_PLACE = "cin-plan-10-working-days-after-assessment"
NOTHING = "2024-01-01 | 2024-06-01"


def assessed(outcomes, plan="2026-06-01 |", protection=NOTHING, care=NOTHING):
    """An assessment authorised on Monday 2 March 2026, and the plans that there are (from | to)."""
    return given(
        AS_OF,
        assessments=f"child_id | authorised_on | outcomes\nAmira | 2026-03-02 | {outcomes}",
        child_in_need_plans=f"child_id | started_on | ended_on\nAmira | {plan}",
        child_protection_plans=f"child_id | started_on | ended_on\nAmira | {protection}",
        care_episodes=f"child_id | started_on | ended_on\nAmira | {care}",
    )


@pytest.mark.parametrize(
    ("plan", "state"),
    [
        ("2026-03-16 |", ["met"]),
        ("2026-03-17 |", ["met late"]),
        ("2026-01-16 | 2026-03-02", ["overdue"]),  # a plan that ended on the day
        ("2026-01-16 |", []),  # a plan already
    ],
)
def test_a_plan_is_in_place_ten_working_days_after_the_assessment(plan, state):
    assert [s for *_, s in due(assessed("PROV_OF_SERVICES_FLAG", plan), IN_PLACE)] == state


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ("NFA_FLAG", []),
        ("PROV_OF_SERVICES_FLAG STRATEGY_DISCUSSION_FLAG", []),
        ("PROV_OF_SERVICES_FLAG CLA_REQUEST_FLAG", []),
        ("REFERRAL_TO_OTHER_AGENCY_FLAG", []),
        ("", ["cannot tell"]),
    ],
)
def test_only_an_assessment_that_led_to_services_asks_for_a_plan(outcomes, state):
    assert [s for *_, s in due(assessed(outcomes), IN_PLACE)] == state


@pytest.mark.parametrize("elsewhere", [{"protection": "2026-02-01 |"}, {"care": "2026-02-01 |"}])
def test_a_child_on_another_plan_or_in_care_needs_none(elsewhere):
    assert due(assessed("PROV_OF_SERVICES_FLAG", **elsewhere), IN_PLACE) == []


REVIEW = "cin-plan-no-review-date"


@pytest.mark.parametrize(
    ("event", "broken"),
    [
        ("child-in-need-review-held | 2026-04-13", []),
        ("child-in-need-review-held | 2026-03-01", ["Amira"]),  # the plan before's
        ("child-in-need-review-booked | 2026-03-10", []),
    ],
)
def test_a_plan_has_a_review_held_or_booked(event, broken):
    record = given(
        AS_OF,
        child_in_need_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        events=f"""
        child_id | kind                      | happened_on
        Ben      | child-in-need-review-held | 2025-01-01
        Amira    | {event}
        """,
    )
    assert wrong(record, REVIEW) == broken


def test_without_a_record_of_reviews_it_cannot_be_told():
    record = given(AS_OF, child_in_need_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |")
    assert untold(record, REVIEW) == ["Amira"]


@pytest.mark.parametrize(
    ("plan", "protection", "broken"),
    [
        ("2026-03-02 |", "2025-09-01 | 2026-03-02", []),  # one ends as the other begins
        ("2026-03-02 |", "2025-09-01 | 2026-03-03", ["Amira"]),
        ("2026-03-02 |", "2025-09-01 |", ["Amira"]),
        ("2026-03-02 | 2026-06-01", "2026-06-01 |", []),
        ("2026-03-02 | 2026-06-02", "2026-06-01 |", ["Amira"]),
        ("2026-03-02 |", "2026-06-01 | 2026-09-01", ["Amira"]),
    ],
)
def test_no_plan_beside_a_protection_plan(plan, protection, broken):
    record = given(
        AS_OF,
        child_in_need_plans=f"child_id | started_on | ended_on\nAmira | {plan}",
        child_protection_plans=f"child_id | started_on | ended_on\nAmira | {protection}",
    )
    assert wrong(record, "cin-plan-alongside-cp-plan") == broken


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        ("2026-03-02 | 2026-05-31", "2026-06-01 |", []),
        ("2026-03-02 | 2026-06-01", "2026-06-01 |", ["Amira"]),  # the census counts the day itself
        ("2026-03-02 |", "2026-06-01 | 2026-07-01", ["Amira"]),
        ("2026-03-02 |", "2026-03-02 |", ["Amira"]),
    ],
)
def test_one_plan_at_a_time(first, second, broken):
    record = given(
        AS_OF,
        child_in_need_plans=f"child_id | started_on | ended_on\nAmira | {first}\nAmira | {second}",
    )
    assert wrong(record, "cin-plans-overlap") == broken


@pytest.mark.parametrize(("ended", "broken"), [("2026-03-02", 1), ("2026-03-03", 0), ("", 0)])
def test_a_plan_lasts_longer_than_a_day(ended, broken):
    record = given(
        AS_OF, child_in_need_plans=f"child_id | started_on | ended_on\nAmira | 2026-03-02 | {ended}"
    )
    assert (
        says(record, "cin-plan-same-day")
        == ["The child in need plan begins and ends on one day, 2 March 2026."][:broken]
    )


@pytest.mark.parametrize(
    ("dates", "broken"),
    [
        ("2026-03-02 | 2026-03-01", ["Amira"]),
        ("2026-03-02 | 2026-03-02", []),
        ("2026-11-25 | ", ["Amira"]),  # the day after the record's date
        ("2026-11-24 | ", []),
    ],
)
def test_a_child_in_need_plan_has_dates_that_can_be_right(dates, broken):
    record = given("2026-11-24", child_in_need_plans=f"child_id | started_on | ended_on\nAmira | {dates}")
    assert wrong(record, "cin-plan-dates-impossible") == broken
