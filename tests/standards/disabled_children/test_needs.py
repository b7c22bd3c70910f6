"""A disabled child's plan and visits, the move to adulthood, and how a disability is recorded."""

import pytest
from tests.tables import due, given, says, states, untold, wrong

DISABILITIES = """
    child_id | disability
    Amira    | AUT
    Ben      | NONE
    """


def test_a_disabled_childs_plan_is_reviewed_and_the_child_visited():
    record = given(
        "2026-09-24",
        disabilities=DISABILITIES,
        child_in_need_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-03-23 |
        Ben      | 2026-03-23 |
        """,
        child_in_need_visits="""
        child_id | visited_on
        Amira    | 2026-06-15
        """,
        events="""
        child_id | kind                      | happened_on
        Zoe      | child-in-need-review-held | 2026-01-05
        """,
    )
    assert due(record, "disabled-child-cin-review-6-months") == [("Amira", "2026-09-23", None, "overdue")]
    # Twelve weeks after 23 March are 15 June, and after that 7 September.
    assert due(record, "disabled-child-visit-every-12-weeks") == [
        ("Amira", "2026-06-15", "2026-06-15", "met"),
        ("Amira", "2026-09-07", None, "overdue"),
    ]


def test_a_file_that_only_says_yes_or_no_is_enough_to_know_of_a_disability():
    record = given(
        "2026-09-24",
        children="""
        child_id | born_on    | disabled
        Amira    | 2014-05-02 | yes
        Ben      | 2014-05-02 | no
        Cara     | 2014-05-02 |
        """,
        child_in_need_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-03-23 |
        Ben      | 2026-03-23 |
        Cara     | 2026-03-23 |
        """,
        child_in_need_visits="""
        child_id | visited_on
        Zoe      | 2026-06-15
        """,
    )
    assert states(record, "disabled-child-visit-every-12-weeks") == {
        "Amira": ["overdue"],
        "Cara": ["cannot tell"],
    }


# Year 9 of a child born in September 2011 to August 2012 ends on 31 August 2026.
@pytest.mark.parametrize(
    ("born", "as_of", "planned", "expected"),
    [
        ("2011-09-01", "2026-10-01", "2026-08-31", [("Amira", "2026-08-31", "2026-08-31", "met")]),
        ("2012-08-31", "2026-10-01", "2026-09-01", [("Amira", "2026-08-31", "2026-09-01", "met late")]),
        ("2012-08-31", "2026-10-01", "2025-02-03", [("Amira", "2026-08-31", "2025-02-03", "met")]),
        ("2012-08-31", "2026-10-01", "", [("Amira", "2026-08-31", None, "overdue")]),
        ("2012-08-31", "2026-08-31", "", [("Amira", "2026-08-31", None, "due soon")]),
        ("2012-09-01", "2026-10-01", "", [("Amira", "2027-08-31", None, "due")]),
        ("2011-08-31", "2026-10-01", "", [("Amira", "2025-08-31", None, "overdue")]),
    ],
)
def test_transition_is_planned_by_the_end_of_year_9(born, as_of, planned, expected):
    record = given(
        as_of,
        children=f"""
        child_id | born_on
        Amira    | {born}
        Ben      | {born}
        """,
        disabilities=DISABILITIES,
        referrals="""
        child_id | referral_id | referred_on | closed_on
        Amira    | r1          | 2024-01-08  |
        Ben      | r2          | 2024-01-08  |
        """,
        events=f"""
        child_id | kind            | happened_on
        Amira    | transition-plan | {planned}
        """,
    )
    assert due(record, "transition-plan-by-14") == expected


def test_no_disability_and_a_disability():
    record = given(
        "2026-09-24",
        disabilities="""
        child_id | disability_id | disability
        Amira    | a1            | NONE
        Amira    | a2            | AUT
        Ben      | b1            | NONE
        Cara     | c1            | LD
        Cara     | c2            | LD
        Dan      | d1            | LD
        Dan      | d2            | AUT
        """,
    )
    assert wrong(record, "disability-none-with-others") == ["Amira"]
    assert wrong(record, "disability-duplicate") == ["Cara"]
    assert says(record, "disability-duplicate") == ["The disability is recorded twice: Learning."]


def test_a_disabled_child_of_two_or_older_with_an_open_case_is_linked_to_the_send_record():
    record = given(
        "2026-09-24",
        children="""
        child_id | born_on
        Amira    | 2014-05-02
        Ben      | 2014-05-02
        Cara     | 2024-09-25
        Dan      | 2024-09-24
        Ede      | 2014-05-02
        Fay      | 2014-05-02
        """,
        disabilities="""
        child_id | disability
        Amira    | AUT
        Ben      | NONE
        Cara     | AUT
        Dan      | AUT
        Ede      | AUT
        Fay      | AUT
        """,
        referrals="""
        child_id | referral_id | referred_on | closed_on
        Amira    | r1          | 2024-01-08  |
        Ben      | r2          | 2024-01-08  |
        Cara     | r3          | 2025-01-08  |
        Dan      | r4          | 2025-01-08  |
        Ede      | r5          | 2024-01-08  | 2025-01-08
        Fay      | r6          | 2024-01-08  |
        """,
        special_educational_needs="""
        child_id | row_id
        Fay      | s1
        """,
    )
    assert wrong(record, "disabled-child-no-ehc-link") == ["Amira", "Dan"]


def test_without_the_send_record_no_link_can_be_told():
    record = given(
        "2026-09-24",
        disabilities=DISABILITIES,
        referrals="""
        child_id | referral_id | referred_on | closed_on
        Amira    | r1          | 2024-01-08  |
        """,
    )
    assert untold(record, "disabled-child-no-ehc-link") == ["Amira"]
