"""Initial child protection conferences."""

import pytest
from tests.tables import due, given, says, states, untold, wrong


def test_an_enquiry_that_needs_no_conference_has_no_clock():
    record = given(
        "2026-05-01",
        section_47_enquiries="""
        child_id | started_on | outcomes                             | conference_not_needed
        Amira    | 2026-03-23 | CP_CONFERENCE_FLAG LEGAL_ACTION_FLAG |
        Ben      | 2026-03-23 | NFA_FLAG                             |
        Cara     | 2026-03-23 |                                      | no
        Dan      | 2026-03-23 |                                      | yes
        Ede      | 2026-03-23 |                                      |
        """,
        initial_conferences="""
        child_id | held_on
        Zoe      | 2026-01-05
        """,
    )
    assert states(record, "initial-child-protection-conference-15-working-days") == {
        "Amira": ["overdue"],
        "Cara": ["overdue"],
        "Ede": ["cannot tell"],
    }


def test_a_transfer_in_conference_is_not_the_initial_one():
    record = given(
        "2026-05-01",
        section_47_enquiries="""
        child_id | started_on | outcomes
        Amira    | 2026-03-23 | CP_CONFERENCE_FLAG
        """,
        initial_conferences="""
        child_id | held_on    | transfer_in
        Amira    | 2026-03-30 | yes
        Amira    | 2026-04-16 |
        """,
    )
    assert due(record, "initial-child-protection-conference-15-working-days") == [
        ("Amira", "2026-04-15", "2026-04-16", "met late")
    ]


# Ten weeks before 1 September 2026 is 23 June.
@pytest.mark.parametrize(
    ("as_of", "held", "state"),
    [
        ("2026-07-01", "2026-06-23", "met"),
        ("2026-07-01", "2026-06-24", "met late"),
        ("2026-06-24", "", "overdue"),
        ("2026-06-22", "", "due soon"),
    ],
)
def test_a_pre_birth_conference_is_counted_back_from_the_expected_birth(as_of, held, state):
    record = given(
        as_of,
        children="""
        child_id | born_on | expected_on
        Unborn   |         | 2026-09-01
        Known    |         | 2026-09-01
        """,
        section_47_enquiries="""
        child_id | started_on | outcomes
        Unborn   | 2026-05-05 | CP_CONFERENCE_FLAG
        Known    | 2026-05-05 | NFA_FLAG
        """,
        initial_conferences=f"""
        child_id | held_on
        Unborn   | {held}
        """,
    )
    assert states(record, "pre-birth-conference-10-weeks-before-birth") == {"Unborn": [state]}


# The conference is on Wednesday 8 April: two working days before it, over Easter, is 2 April.
@pytest.mark.parametrize(
    ("shared", "state"),
    [
        ("2026-04-02", "met"),
        ("2026-04-07", "met late"),
        ("2026-04-09", "not done"),
        ("2026-02-01", "not done"),
    ],
)
def test_the_report_is_shared_two_working_days_before_the_conference(shared, state):
    record = given(
        "2026-05-01",
        initial_conferences="""
        child_id | held_on
        Amira    | 2026-04-08
        """,
        events=f"""
        child_id | kind                     | happened_on
        Amira    | conference-report-shared | {shared}
        """,
    )
    assert states(record, "conference-report-to-parents-2-working-days-before") == {"Amira": [state]}


# 18 April 2026 is a Saturday, 20 April a Monday.
def test_a_conference_at_a_weekend():
    record = given(
        "2026-05-01",
        initial_conferences="""
        child_id | held_on    | target_on
        Amira    | 2026-04-18 | 2026-04-20
        Ben      | 2026-04-17 | 2026-04-19
        Cara     | 2026-04-17 | 2026-04-20
        Dan      | 2026-04-20 |
        Ede      |            | 2026-04-20
        """,
    )
    assert wrong(record, "conference-on-weekend") == ["Amira", "Ben"]
    assert untold(record, "conference-on-weekend") == []


def test_a_plan_begins_on_the_day_that_the_conference_decides_so():
    record = given(
        "2026-05-01",
        initial_conferences="""
        child_id | held_on    | made_plan | outcomes
        Amira    | 2026-04-15 | yes       |
        Ben      | 2026-04-15 | yes       |
        Cara     | 2026-04-15 | no        |
        Dan      | 2026-04-15 |           | CP_FLAG
        Ede      | 2026-04-15 |           |
        """,
        child_protection_plans="""
        child_id | started_on
        Amira    | 2026-04-15
        Ben      | 2026-04-16
        """,
    )
    assert wrong(record, "conference-says-plan-but-none") == ["Ben", "Dan"]
    assert untold(record, "conference-says-plan-but-none") == ["Ede"]
    assert says(record, "conference-says-plan-but-none")[0] == (
        "The conference on 15 April 2026 decided on a protection plan, and none begins that day."
    )


TWO_ENQUIRIES = """
child_id | started_on | ended_on   | outcomes
Amira    | 2026-03-02 | 2026-03-20 | CP_CONFERENCE_FLAG
Amira    | {second}   |            | CP_CONFERENCE_FLAG
"""


@pytest.mark.parametrize(
    ("second", "held", "found"),
    [
        # Fifteen working days after 2 March are 23 March; after 18 May, over the holiday of the 25th, 9 June.
        ("2026-05-18", "2026-06-09", ["not done", "met"]),
        ("2026-05-18", "2026-05-18", ["not done", "met"]),
        ("2026-05-18", "2026-05-15", ["met late", "due"]),
        ("2026-03-24", "2026-03-27", ["not done", "met"]),  # the first was overdue when the second began
        ("2026-03-23", "2026-03-27", ["met late", "met"]),  # it wasn't: the conference answers both
        ("2026-03-16", "2026-03-20", ["met", "met"]),
    ],
)
def test_a_later_enquirys_conference_does_not_answer_an_earlier_one_that_was_overdue(second, held, found):
    record = given(
        "2026-05-20" if held < "2026-05-20" else "2026-06-30",
        section_47_enquiries=TWO_ENQUIRIES.format(second=second),
        initial_conferences=f"child_id | held_on | transfer_in\nAmira | {held} | no",
    )
    assert states(record, "initial-child-protection-conference-15-working-days") == {"Amira": found}


def test_an_enquiry_that_was_overdue_stays_so_until_a_later_ones_conference_is_held():
    """A new enquiry takes no red line off the list."""
    record = given(
        "2026-05-20",
        section_47_enquiries=TWO_ENQUIRIES.format(second="2026-05-18"),
        initial_conferences="child_id | held_on | transfer_in\nBen | 2026-05-18 | no",
    )
    found = states(record, "initial-child-protection-conference-15-working-days")
    assert found == {"Amira": ["overdue", "due"]}
