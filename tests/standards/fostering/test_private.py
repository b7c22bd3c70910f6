"""Private fostering: visits in the first year and after, notice, and children never visited."""

import pytest
from tests.tables import due, given, says, states, untold, wrong


def test_visits_are_every_6_weeks_in_the_first_year_and_every_12_after_it():
    record = given(
        "2027-07-01",
        events="""
        child_id | kind                     | happened_on
        Amira    | private-fostering-notice | 2026-03-23
        Amira    | private-fostering-visit  | 2027-02-08
        Amira    | private-fostering-visit  | 2027-03-15
        Amira    | private-fostering-visit  | 2027-06-15
        """,
    )
    # Six weeks after 15 March 2027 would fall after the first year, which ends on 23 March.
    assert due(record, "private-fostering-visits-6-weeks") == [
        ("Amira", "2026-05-04", "2027-02-08", "met late"),
        ("Amira", "2027-03-22", "2027-03-15", "met"),
    ]
    # Twelve weeks after 23 March 2027 are 15 June; after that, 7 September.
    assert due(record, "private-fostering-visits-12-weeks") == [
        ("Amira", "2027-06-15", "2027-06-15", "met"),
        ("Amira", "2027-09-07", None, "due"),
    ]


def test_nothing_is_due_once_private_fostering_has_ended():
    record = given(
        "2026-09-01",
        events="""
        child_id | kind                     | happened_on
        Amira    | private-fostering-ended  | 2026-01-05
        Amira    | private-fostering-notice | 2026-03-23
        Amira    | private-fostering-ended  | 2026-04-01
        Ben      | private-fostering-notice | 2026-03-23
        Ben      | private-fostering-ended  | 2026-04-02
        Zoe      | private-fostering-visit  | 2026-01-05
        """,
    )
    assert states(record, "private-fostering-first-visit-7-working-days") == {"Ben": ["not done"]}
    assert states(record, "private-fostering-visits-6-weeks") == {}


# Six weeks before 4 May 2026 are 23 March.
@pytest.mark.parametrize(
    ("given_on", "state"),
    [("2026-03-23", "met"), ("2026-03-24", "met late"), ("", "overdue")],
)
def test_the_carer_gives_notice_six_weeks_before(given_on, state):
    record = given(
        "2026-05-01",
        events=f"""
        child_id | kind                           | happened_on
        Amira    | private-fostering-due-to-begin | 2026-05-04
        Amira    | private-fostering-notice       | {given_on}
        """,
    )
    assert states(record, "private-fostering-notice-6-weeks-before") == {"Amira": [state]}


# Seven working days after 23 March, before Easter, are 1 April.
@pytest.mark.parametrize(
    ("as_of", "event", "broken"),
    [
        ("2026-04-02", "private-fostering-visit  | 2026-01-05", True),
        ("2026-04-01", "private-fostering-visit  | 2026-01-05", False),
        ("2026-04-02", "private-fostering-visit  | 2026-04-02", False),
        ("2026-09-01", "private-fostering-ended  | 2026-04-01", False),
        ("2026-09-01", "private-fostering-ended  | 2026-04-02", True),
    ],
)
def test_a_privately_fostered_child_is_visited(as_of, event, broken):
    record = given(
        as_of,
        events=f"""
        child_id | kind                     | happened_on
        Amira    | private-fostering-notice | 2026-03-23
        Amira    | {event}
        Zoe      | private-fostering-visit  | 2026-01-05
        """,
    )
    assert bool(wrong(record, "private-fostering-no-visit")) == broken


def test_what_is_said_of_a_child_never_visited_and_what_cannot_be_told():
    notice = """
        child_id | kind                     | happened_on
        Amira    | private-fostering-notice | 2026-03-23
        """
    visits = """
        Zoe      | private-fostering-visit  | 2026-01-05
        """
    assert says(given("2026-09-01", events=notice + visits), "private-fostering-no-visit") == [
        "Known to be privately fostered since 23 March 2026, and no visit is recorded."
    ]
    assert untold(given("2026-09-01", events=notice), "private-fostering-no-visit") == ["Amira"]
