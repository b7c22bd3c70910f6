"""Children with an adoption plan: intervals, averages and rules, each answer by hand."""

from typing import Any

import pytest
from tests.tables import due, given, says, states, untold, wrong

from everycase.review.averages import averages
from everycase.review.scene import Scene
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.standards.language import Clock

AS_OF = "2026-11-24"
PLACED = "child_id | placed_on | order_on | reversed_on\nAmira | 2026-03-02 | {} | {}"
REVIEWS = """
    child_id | held_on    | cancelled
    Amira    | 2026-03-20 |
    Amira    | 2026-06-22 |
"""


def test_reviews_after_placing_run_four_weeks_then_three_months_then_six():
    found = given(AS_OF, permanence=PLACED.format("", ""), care_reviews=REVIEWS)
    assert due(found, "adoption-placed-first-review-4-weeks") == [
        ("Amira", "2026-03-30", "2026-03-20", "met")
    ]
    assert due(found, "adoption-placed-second-review-3-months") == [
        ("Amira", "2026-06-20", "2026-06-22", "met late")
    ]
    assert due(found, "adoption-placed-review-every-6-months") == [("Amira", "2026-12-22", None, "due")]


def test_reviews_of_a_child_not_placed_run_three_months_then_six():
    rows = "child_id | placement_order_on | placed_on | order_on | reversed_on\nAmira | 2026-01-12 | {} | |"
    waiting = given(AS_OF, permanence=rows.format(""), care_reviews=REVIEWS)
    assert due(waiting, "adoption-not-placed-first-review-3-months") == [
        ("Amira", "2026-04-12", "2026-03-20", "met")
    ]
    assert due(waiting, "adoption-not-placed-review-every-6-months") == [
        ("Amira", "2026-09-20", "2026-06-22", "met"),
        ("Amira", "2026-12-22", None, "due"),
    ]
    placed = given(AS_OF, permanence=rows.format("2026-07-01"), care_reviews=REVIEWS)
    assert due(placed, "adoption-not-placed-review-every-6-months") == [
        ("Amira", "2026-09-20", "2026-06-22", "met")
    ]


def test_visits_are_weekly_until_the_first_review():
    visits = "child_id | visited_on\nAmira | 2026-03-09\nAmira | 2026-03-17"
    found = given(AS_OF, permanence=PLACED.format("", ""), care_visits=visits, care_reviews=REVIEWS)
    assert due(found, "adoption-placed-weekly-visits") == [("Amira", "2026-03-16", "2026-03-17", "met late")]
    october = {"care_reviews": ("2026-06-01", AS_OF)}
    short = given(
        AS_OF, permanence=PLACED.format("", ""), care_visits=visits, care_reviews=REVIEWS, reach=october
    )
    assert set(states(short, "adoption-placed-weekly-visits")["Amira"]) == {"cannot tell"}


@pytest.mark.parametrize("ended", [("2026-03-25", ""), ("", "2026-03-25")])
def test_an_order_or_another_decision_ends_the_duty(ended):
    settled = given(
        AS_OF,
        permanence=PLACED.format(*ended),
        care_reviews="child_id | held_on | cancelled\nBilal | 2026-01-05 |",
    )
    assert due(settled, "adoption-placed-first-review-4-weeks") == []


def test_a_match_in_time_makes_the_national_referral_unneeded():
    rows = "child_id | decided_on | matched_on | order_on | reversed_on\nAmira | 2026-03-02 | 2026-05-30 | |"
    referred = "child_id | kind | happened_on\nBilal | national-matching-referral | 2026-01-05"
    assert due(given(AS_OF, permanence=rows, events=referred), "adoption-link-register-3-months") == []


@pytest.mark.parametrize(
    ("standard", "start", "ended", "state"),
    [
        (
            "adoption-court-application-10-weeks",
            "placed_on",
            "adoption-application-possible 2026-05-11",
            "met",
        ),
        (
            "adoption-court-application-10-weeks",
            "placed_on",
            "adoption-application-possible 2026-05-10",
            "too soon",
        ),
        ("adoption-records-kept-100-years", "order_on", "record-destroyed 2026-11-02", "too soon"),
    ],
)
def test_least_times(standard, start, ended, state):
    kind, day = ended.split()
    found = given(
        AS_OF,
        permanence=f"child_id | {start} | order_type\nAmira | 2026-03-02 | Adoption",
        events=f"child_id | kind | happened_on\nAmira | {kind} | {day}",
    )
    assert states(found, standard) == {"Amira": [state]}


@pytest.mark.parametrize(("applied", "state"), [("2026-06-01", "too soon"), ("2026-06-02", "met")])
def test_three_months_notice_of_special_guardianship(applied, state):
    rows = f"""
        child_id | kind                     | happened_on
        Amira    | guardianship-notice      | 2026-03-02
        Amira    | guardianship-application | {applied}
    """
    assert states(given(AS_OF, events=rows), "sgo-notice-3-months") == {"Amira": [state]}


def test_support_after_special_guardianship_is_reviewed_to_eighteen():
    found = given(
        AS_OF,
        children="child_id | born_on\nAmira | 2008-03-01\nBilal | 2014-05-02",
        permanence="""
            child_id | order_on   | order_type
            Amira    | 2025-03-02 | Special Guardianship
            Bilal    | 2025-03-02 | Adoption
        """,
        events="child_id | kind | happened_on\nCarys | guardianship-support-review | 2026-01-05",
    )
    assert due(found, "sgo-support-plan-review-12-months") == []


def _average(record, standard):
    scene = Scene(record, Settings().values, record.as_of)
    clock = catalogue()[standard]
    assert isinstance(clock, Clock)
    rows = averages(scene, {standard: clock}, Settings())
    return rows.select("children", "days", "threshold_days").row(0)


ADOPTED = given(
    AS_OF,
    care_episodes="""
        child_id | started_on | ended_on
        Amira    | 2025-01-01 | 2026-09-01
        Bilal    | 2025-01-01 | 2026-09-01
        Carys    | 2025-01-01 |
    """,
    permanence="""
        child_id | placement_order_on | matched_on | placed_on  | placed_with_foster_carer_on | adopted_by_carer | order_on   | reversed_on
        Amira    | 2025-10-01         | 2025-10-21 | 2025-12-01 |                             | no               | 2026-09-01 |
        Bilal    | 2025-10-01         | 2025-09-20 | 2026-01-20 | 2025-03-02                  | yes              | 2026-09-01 |
    """,  # noqa: E501 - a table is read across
)


@pytest.mark.parametrize(
    ("standard", "days", "threshold"),
    [
        ("adoption-a1-426-days", (334 + 384) / 2, 426),
        ("adoption-a10-426-days", (334 + 60) / 2, 426),  # Bilal's own foster carer adopted him
        ("adoption-a2-121-days", (20 + 0) / 2, 121),  # a match before the order counts as no days
    ],
)
def test_the_national_averages(standard, days, threshold):
    assert _average(ADOPTED, standard) == (2, days, threshold)


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        ("2025-11-23 | | |", ["Amira"]),
        ("2025-11-24 | | |", []),  # twelve months to the day
        ("2025-06-01 | 2026-06-01 | |", []),
        ("2025-06-01 | | 2026-06-01 |", []),
        ("2025-06-01 | | | 2026-06-01", []),  # adopted: the match is only not written down
    ],
)
def test_a_decision_without_a_match(row, broken):
    rows = f"child_id | decided_on | matched_on | reversed_on | order_on\nAmira | {row}"
    assert wrong(given(AS_OF, permanence=rows), "adoption-decision-no-match-12-months") == broken


def test_where_no_file_holds_matches_a_decision_without_one_cannot_be_told():
    found = given(AS_OF, permanence="child_id | decided_on | reversed_on\nAmira | 2025-06-01 |")
    assert untold(found, "adoption-decision-no-match-12-months") == ["Amira"]


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        ("2026-01-05 | 2026-03-02 | 2026-04-01 | 2026-09-01", []),
        ("2026-01-05 | 2026-01-05 | 2026-01-05 | 2026-01-05", []),  # all on one day
        ("2026-01-05 | 2026-01-04 | 2026-04-01 | 2026-09-01", ["Amira"]),
        ("2026-01-05 | 2026-03-02 | 2026-03-01 | 2026-09-01", ["Amira"]),
        ("2026-01-05 | 2026-03-02 | 2026-04-01 | 2026-03-31", ["Amira"]),
        ("2026-01-05 | | 2026-04-01 |", []),  # nothing to set beside another
    ],
)
def test_dates_out_of_order(row, broken):
    rows = f"child_id | decided_on | matched_on | placed_on | order_on\nAmira | {row}"
    assert wrong(given(AS_OF, permanence=rows), "adoption-dates-out-of-order") == broken


def test_dates_out_of_order_are_said_with_what_is_missing():
    rows = "child_id | decided_on | matched_on | placed_on | order_on\nAmira | 2026-01-05 | 2026-01-04 | |"
    assert says(given(AS_OF, permanence=rows), "adoption-dates-out-of-order") == [
        (
            "Decided 5 January 2026, matched 4 January 2026, placed (not recorded), order (not recorded): "
            "not in that order."
        )
    ]


@pytest.mark.parametrize(
    ("order", "consent", "broken", "unsure"),
    [
        ("2026-02-02", None, [], []),
        ("", "Amira | adoption-consent | 2026-03-02", [], []),
        ("", "Amira | adoption-consent | 2026-03-03", ["Amira"], []),  # after moving in
        ("", "Bilal | adoption-consent | 2026-01-05", ["Amira"], []),
        ("", None, [], ["Amira"]),  # consent is in no extract
    ],
)
def test_placed_without_authority(order, consent, broken, unsure):
    tables: dict[str, Any] = {"events": f"child_id | kind | happened_on\n{consent}"} if consent else {}
    rows = f"child_id | placed_on | placement_order_on\nAmira | 2026-03-02 | {order}"
    found = given(AS_OF, permanence=rows, **tables)
    assert wrong(found, "adoption-placed-without-authority") == broken
    assert untold(found, "adoption-placed-without-authority") == unsure


@pytest.mark.parametrize(("reason", "broken"), [("", ["Amira"]), ("RD3", [])])
def test_a_decision_reversed_says_why(reason, broken):
    rows = f"child_id | reversed_on | reversed_reason\nAmira | 2026-03-02 | {reason}"
    assert wrong(given(AS_OF, permanence=rows), "adoption-reversed-no-reason") == broken


@pytest.mark.parametrize(("apart", "broken"), [("1", ["Amira"]), ("0", []), ("", [])])
def test_brothers_and_sisters_apart(apart, broken):
    rows = f"child_id | decided_on | siblings_apart\nAmira | 2026-03-02 | {apart}"
    assert wrong(given(AS_OF, permanence=rows), "sibling-group-apart") == broken
