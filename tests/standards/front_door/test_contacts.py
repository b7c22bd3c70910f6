"""Contacts: decided, triaged, and given an outcome."""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial
from tests.tables import due, given, states, untold, wrong

RECEIVED = "contacts.received_on"
FRIDAY = "2026-03-06"


@pytest.mark.parametrize(
    "case",
    [
        Case("contact-decision-1-working-day", RECEIVED, FRIDAY, "contact-decision", "2026-03-09"),
        # One received on a Saturday has until the end of Monday.
        Case("contact-decision-1-working-day", RECEIVED, "2026-03-07", "contact-decision", "2026-03-09"),
    ],
    ids=str,
)
def test_on_the_days_around_the_due_date(case):
    assert trial(case) == EXPECTED


LIMITS = {
    "red": ("front-door-red-4-hours", "2026-03-07"),
    "amber": ("front-door-amber-24-hours", "2026-03-07"),
    "green": ("front-door-green-72-hours", "2026-03-09"),
}


def triaged(rating, day):
    return given(
        "2026-04-20",
        contacts=f"child_id | received_on\nAmira | {FRIDAY}",
        events=f"child_id | kind | happened_on | value\nAmira | contact-triaged | {day} | {rating}",
    )


@pytest.mark.parametrize("rating", LIMITS)
def test_each_rating_has_its_own_limit(rating):
    standard, last = LIMITS[rating]
    assert due(triaged(rating, last), standard) == [("Amira", last, last, "met")]
    late = f"{last[:-1]}{int(last[-1]) + 1}" if last[-1] != "9" else "2026-03-10"
    assert due(triaged(rating, late), standard) == [("Amira", last, late, "met late")]
    others = [LIMITS[r][0] for r in LIMITS if r != rating]
    assert [due(triaged(rating, last), other) for other in others] == [[], []]


def test_the_rating_of_a_later_contact_is_not_an_earlier_ones():
    record = given(
        "2026-04-20",
        contacts="""
        child_id | received_on
        Amira    | 2026-03-02
        Amira    | 2026-03-06
        """,
        events="""
        child_id | kind            | happened_on | value
        Amira    | contact-triaged | 2026-03-05  | Green
        Amira    | contact-triaged | 2026-03-07  | Red
        """,
    )
    assert due(record, "front-door-green-72-hours") == [("Amira", "2026-03-05", "2026-03-05", "met")]
    assert due(record, "front-door-red-4-hours") == [("Amira", "2026-03-07", "2026-03-07", "met")]


def test_a_contact_with_no_rating_is_held_to_the_longest_limit():
    record = given(
        "2026-03-10",
        contacts=f"child_id | received_on\nAmira | {FRIDAY}",
        events="child_id | kind | happened_on | value\nBen | contact-triaged | 2026-01-01 | red",
    )
    assert states(record, "front-door-green-72-hours") == {"Amira": ["overdue"]}
    assert states(record, "front-door-red-4-hours") == {}


def test_without_a_record_of_triage_none_of_the_three_can_be_told():
    record = given("2026-03-10", contacts=f"child_id | received_on\nAmira | {FRIDAY}")
    assert [states(record, standard) for standard, _ in LIMITS.values()] == [{"Amira": ["cannot tell"]}] * 3


@pytest.mark.parametrize(
    ("as_of", "outcomes", "broken"),
    [
        ("2026-03-09", "", []),  # Monday, the working day after
        ("2026-03-10", "", ["Amira"]),
        ("2026-03-10", "NFA_FLAG", []),
    ],
)
def test_a_contact_has_an_outcome_after_one_working_day(as_of, outcomes, broken):
    record = given(as_of, contacts=f"child_id | received_on | outcomes\nAmira | {FRIDAY} | {outcomes}")
    assert wrong(record, "contact-no-outcome") == broken


def test_a_file_without_outcomes_cannot_tell():
    record = given("2026-03-10", contacts=f"child_id | received_on\nAmira | {FRIDAY}")
    assert (wrong(record, "contact-no-outcome"), untold(record, "contact-no-outcome")) == ([], ["Amira"])
