"""Strategy discussions and section 47 enquiries."""

from typing import Any

import pytest
from tests.tables import due, given, says, untold, wrong

AS_OF = "2026-04-20"


def enquiries(rows: str, **more: Any):
    """Enquiries with an id, a referral, and whatever else the rows hold."""
    return given(AS_OF, section_47_enquiries=rows, **more)


def test_a_visit_on_which_the_child_was_not_seen_does_not_stop_the_clock():
    record = enquiries(
        """
        child_id | started_on
        Amira    | 2026-03-23
        """,
        child_in_need_visits="""
        child_id | visited_on | seen
        Amira    | 2026-03-23 | no
        Amira    | 2026-03-27 | yes
        """,
    )
    assert due(record, "s47-child-seen-24-hours") == [("Amira", "2026-03-24", "2026-03-27", "met late")]


def test_an_unborn_child_cannot_be_seen_and_one_born_since_is_seen_after_the_birth():
    record = enquiries(
        """
        child_id | started_on
        Unborn   | 2026-03-23
        Newborn  | 2026-03-23
        """,
        children="""
        child_id | born_on    | expected_on
        Unborn   |            | 2026-06-01
        Newborn  | 2026-04-14 | 2026-04-20
        """,
        child_in_need_visits="""
        child_id | visited_on | seen
        Newborn  | 2026-04-15 | yes
        """,
    )
    assert due(record, "s47-child-seen-24-hours") == [("Newborn", "2026-04-15", "2026-04-15", "met")]


def test_an_enquiry_belongs_to_a_referral_with_an_assessment():
    record = enquiries(
        """
        child_id | enquiry_id | referral_id | started_on
        Amira    | e1         | r1          | 2026-03-23
        Ben      | e2         | r2          | 2026-03-23
        Cara     | e3         | r3          | 2026-03-23
        Dan      | e4         |             | 2026-03-23
        """,
        referrals="""
        child_id | referral_id | referred_on
        Amira    | r1          | 2026-03-20
        Ben      | r2          | 2026-03-20
        Cara     | r3          | 2026-03-20
        """,
        assessments="""
        child_id | referral_id | started_on
        Amira    | r1          | 2026-03-20
        Ben      | r0          | 2026-03-24
        Dan      | r4          | 2026-03-24
        """,
    )
    assert wrong(record, "s47-no-assessment") == ["Ben", "Cara"]
    assert untold(record, "s47-no-assessment") == ["Dan"]


# Fifteen working days after 23 March, over Easter, are 15 April.
@pytest.mark.parametrize(
    ("as_of", "ended", "conference", "broken"),
    [
        ("2026-04-16", "", "", True),
        ("2026-04-15", "", "", False),
        ("2026-04-16", "2026-04-16", "", False),
        ("2026-04-16", "", "2026-04-15", False),
        ("2026-04-16", "", "2026-03-20", True),
    ],
)
def test_an_enquiry_is_not_left_open_without_a_conference(as_of, ended, conference, broken):
    record = given(
        as_of,
        section_47_enquiries=f"""
        child_id | started_on | ended_on
        Amira    | 2026-03-23 | {ended}
        """,
        initial_conferences=f"""
        child_id | held_on
        Amira    | {conference}
        """,
    )
    assert bool(wrong(record, "s47-open-over-15-days-no-conference")) == broken


def test_where_no_file_says_when_an_enquiry_ended_a_conference_found_unnecessary_closes_it():
    record = enquiries(
        """
        child_id | started_on | conference_not_needed
        Amira    | 2026-03-23 | yes
        Ben      | 2026-03-23 | no
        Cara     | 2026-03-23 |
        """,
        initial_conferences="""
        child_id | held_on
        Dan      | 2026-04-01
        """,
    )
    assert wrong(record, "s47-open-over-15-days-no-conference") == ["Ben"]
    assert untold(record, "s47-open-over-15-days-no-conference") == ["Cara"]


def test_two_enquiries_at_once():
    record = enquiries(
        """
        child_id | enquiry_id | started_on | ended_on
        Amira    | a1         | 2026-01-05 | 2026-02-02
        Amira    | a2         | 2026-02-01 |
        Ben      | b1         | 2026-01-05 | 2026-02-02
        Ben      | b2         | 2026-02-02 |
        Cara     | c1         | 2026-01-05 |
        Cara     | c2         | 2026-01-05 |
        """
    )
    assert wrong(record, "s47-overlap") == ["Amira", "Cara"]


def test_an_enquiry_that_ended_has_an_outcome():
    record = enquiries(
        """
        child_id | started_on | ended_on   | outcomes            | no_further_action
        Amira    | 2026-03-23 | 2026-04-01 |                     |
        Ben      | 2026-03-23 | 2026-04-01 | CP_CONFERENCE_FLAG  |
        Cara     | 2026-03-23 | 2026-04-01 |                     | yes
        Dan      | 2026-03-23 | 2026-04-01 |                     | no
        Ede      | 2026-03-23 |            |                     |
        """
    )
    assert wrong(record, "s47-no-outcome") == ["Amira", "Dan"]
    assert says(record, "s47-no-outcome")[0] == (
        "The section 47 enquiry that ended on 1 April 2026 has no outcome."
    )


def test_outcomes_that_no_file_holds_cannot_be_told():
    record = enquiries(
        """
        child_id | started_on | ended_on
        Amira    | 2026-03-23 | 2026-04-01
        """
    )
    assert (wrong(record, "s47-no-outcome"), untold(record, "s47-no-outcome")) == ([], ["Amira"])


def test_the_strategy_discussion_names_the_police_and_health():
    record = enquiries(
        """
        child_id | started_on
        Amira    | 2026-03-23
        Ben      | 2026-03-23
        Cara     | 2026-03-23
        Dan      | 2026-03-23
        """,
        events="""
        child_id | kind                | happened_on | value
        Amira    | strategy-discussion | 2026-03-23  | Police, Health, school
        Ben      | strategy-discussion | 2026-03-23  | Police, school
        Cara     | strategy-discussion | 2026-01-05  | Police, Health
        """,
    )
    assert wrong(record, "s47-no-strategy-record") == ["Ben", "Cara", "Dan"]


def test_without_events_no_strategy_record_can_be_told():
    record = enquiries(
        """
        child_id | started_on
        Amira    | 2026-03-23
        """
    )
    assert untold(record, "s47-no-strategy-record") == ["Amira"]


def test_an_end_dated_in_the_future_has_not_completed_an_enquiry():
    record = enquiries(
        """
        child_id | started_on | ended_on
        Amira    | 2026-04-13 | 2026-04-24
        Ben      | 2026-03-16 | 2062-03-27
        Cara     | 2026-04-13 | 2026-04-20
        """
    )
    assert due(record, "s47-enquiry-complete-15-working-days") == [
        ("Amira", "2026-05-05", None, "due"),
        ("Ben", "2026-04-08", None, "overdue"),
        ("Cara", "2026-05-05", "2026-04-20", "met"),
    ]


@pytest.mark.parametrize(("ended", "broken"), [("2026-03-22", ["Amira"]), ("2026-03-23", []), ("", [])])
def test_an_enquiry_does_not_end_before_it_begins(ended, broken):
    record = given(
        "2026-11-24",
        section_47_enquiries=f"child_id | started_on | ended_on\nAmira | 2026-03-23 | {ended}",
        initial_conferences="child_id | held_on\nBen | 2026-03-24",
    )
    assert wrong(record, "s47-dates-impossible") == broken
    if broken:
        assert untold(record, "s47-open-over-15-days-no-conference") == ["Amira"]
