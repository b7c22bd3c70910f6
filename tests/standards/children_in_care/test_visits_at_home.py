"""Visits where a closer interval holds: at home, with a newly found carer, or where others decide."""

import pytest
from tests.tables import due, given, states

WEEKLY_NEW = "cla-visit-connected-person-weekly"
FOUR_WEEKS = "cla-visit-connected-person-4-weeks"
WEEKLY_HOME = "cla-visit-placed-with-parents-before-assessment-weekly"
SIX_WEEKS_HOME = "cla-visit-placed-with-parents-before-assessment-6-weeks"
ORDINARY = ("cla-first-visit-1-week", "cla-visit-every-6-weeks")
NO_EVENT_OF = "child_id | kind | happened_on\nBilal | {} | 2026-01-05"


def home(kind, status, visits, *, review="", order="2026-09-07", as_of="2026-10-26", **more):
    """Amira in one placement and under one legal status since 7 September 2026, or `order`."""
    days = "\n".join(f"Amira | {day}" for day in visits.split())
    return given(
        as_of,
        care_episodes="child_id | started_on | ended_on\nAmira | 2026-09-07 |",
        placements=f"child_id | kind | started_on | ended_on\nAmira | {kind} | 2026-09-07 |",
        legal_statuses=f"child_id | status | from_on | to_on\nAmira | {status} | {order} |",
        care_visits=f"child_id | visited_on\n{days}",
        care_reviews=f"child_id | held_on | cancelled\n{f'Amira | {review} |' if review else ''}",
        **more,
    )


@pytest.mark.parametrize(
    ("kind", "status", "events"),
    [
        ("P1", "C1", ""),
        ("U3", "V2", "Amira | connected-person-temporarily-approved | 2026-09-07"),
    ],
)
def test_weekly_to_the_first_review_then_every_four_weeks(kind, status, events):
    visits = "2026-09-14 2026-09-22 2026-09-28 2026-10-30"
    told = {"events": f"child_id | kind | happened_on\n{events}"} if events else {}
    found = home(kind, status, visits, review="2026-10-02", as_of="2026-11-24", **told)
    assert due(found, WEEKLY_NEW) == [
        ("Amira", "2026-09-14", "2026-09-14", "met"),
        ("Amira", "2026-09-21", "2026-09-22", "met late"),
        ("Amira", "2026-09-29", "2026-09-28", "met"),
        # 5 October lies after the review of 2 October
    ]
    assert due(found, FOUR_WEEKS) == [
        ("Amira", "2026-10-30", "2026-10-30", "met"),
        ("Amira", "2026-11-27", None, "due soon"),
    ]
    assert [due(found, clock) for clock in ORDINARY] == [[], []]


def test_without_word_of_temporary_approval_the_ordinary_interval_holds_and_the_closer_cannot_be_told():
    found = home("U3", "V2", "2026-09-10")
    assert set(states(found, WEEKLY_NEW)["Amira"]) == {"cannot tell"}
    assert states(found, ORDINARY[0]) == {"Amira": ["met"]}
    approved = home(
        "U3", "V2", "2026-09-10", events=NO_EVENT_OF.format("connected-person-temporarily-approved")
    )
    assert due(approved, WEEKLY_NEW) == []


def test_the_closer_interval_ends_with_full_approval():
    told = """
        child_id | kind                                  | happened_on
        Amira    | connected-person-temporarily-approved | 2026-09-07
        Amira    | connected-person-approved             | 2026-09-17
    """
    assert due(home("U3", "V2", "2026-09-14", events=told), WEEKLY_NEW) == [
        ("Amira", "2026-09-14", "2026-09-14", "met")
    ]


def test_with_parents_before_their_assessment():
    unassessed = {"events": NO_EVENT_OF.format("parents-assessed-for-placement")}
    found = home("P1", "E1", "2026-09-14 2026-10-20", review="2026-09-30", as_of="2026-11-24", **unassessed)
    assert due(found, WEEKLY_HOME) == [
        ("Amira", "2026-09-14", "2026-09-14", "met"),
        ("Amira", "2026-09-21", None, "not done"),
    ]
    assert due(found, SIX_WEEKS_HOME) == [
        ("Amira", "2026-11-11", "2026-10-20", "met"),
        ("Amira", "2026-12-01", None, "due soon"),
    ]
    assert [due(found, clock) for clock in ORDINARY] == [[], []]


def test_with_parents_after_their_assessment_the_ordinary_interval_holds():
    told = "child_id | kind | happened_on\nAmira | parents-assessed-for-placement | 2026-08-20"
    found = home("P1", "E1", "2026-09-14", events=told)
    assert due(found, WEEKLY_HOME) == []
    assert states(found, ORDINARY[0]) == {"Amira": ["met"]}


def test_where_no_file_tells_of_assessments_both_are_shown():
    found = home("P1", "E1", "2026-09-14")
    assert set(states(found, WEEKLY_HOME)["Amira"]) == {"cannot tell"}
    assert states(found, ORDINARY[0]) == {"Amira": ["met"]}


def test_at_home_when_a_care_order_is_made():
    found = home("P1", "C2", "2026-09-29 2026-11-10", order="2026-09-21", as_of="2026-11-24")
    assert due(found, "cla-visit-care-order-at-home-1-week") == [
        ("Amira", "2026-09-28", "2026-09-29", "met late")
    ]
    assert due(found, "cla-visit-care-order-at-home-6-weeks") == [
        ("Amira", "2026-11-10", "2026-11-10", "met"),
        ("Amira", "2026-12-22", None, "due"),
    ]
    assert [due(found, clock) for clock in ORDINARY] == [[], []]
    elsewhere = home("U6", "C2", "2026-09-29", order="2026-09-21")
    assert due(elsewhere, "cla-visit-care-order-at-home-1-week") == []


@pytest.mark.parametrize("kind", ["R5", "R2"])
def test_in_custody_or_hospital(kind):
    standard = "cla-visit-living-arrangements-others-1-week"
    assert due(home(kind, "C2", "2026-09-15"), standard) == [
        ("Amira", "2026-09-14", "2026-09-15", "met late")
    ]
    assert due(home("K2", "C2", "2026-09-15"), standard) == []


def test_where_reviews_are_not_held_to_the_start_the_weekly_interval_cannot_be_told():
    found = home(
        "P1", "C1", "2026-09-14", review="2026-10-20", reach={"care_reviews": ("2026-10-01", "2026-10-26")}
    )
    assert set(states(found, WEEKLY_NEW)["Amira"]) == {"cannot tell"}
