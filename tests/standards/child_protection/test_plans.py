"""Child protection plans: core groups, how long they last, and how they are recorded."""

from tests.tables import due, given, says, states, untold, wrong

AS_OF = "2026-06-01"


def test_later_core_groups_count_from_the_last_one_held():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | started_on | ended_on   | other_authority
        Amira    | 2026-01-05 |            |
        Ben      | 2026-01-05 | 2026-02-20 |
        Cara     | 2026-01-05 |            | yes
        """,
        events="""
        child_id | kind            | happened_on
        Amira    | core-group-held | 2026-01-16
        Amira    | core-group-held | 2026-02-27
        Amira    | core-group-held | 2026-04-15
        Ben      | core-group-held | 2026-01-16
        Cara     | core-group-held | 2026-01-16
        """,
    )
    # Ben's plan ended before his second was due; Cara's core groups are another authority's.
    assert due(record, "core-group-every-6-weeks") == [
        ("Amira", "2026-02-27", "2026-02-27", "met"),
        ("Amira", "2026-04-10", "2026-04-15", "met late"),
        ("Amira", "2026-05-27", None, "overdue"),
    ]


def test_nothing_is_due_of_a_plan_that_ended_first():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-03-23 | 2026-04-08
        Ben      | 2026-03-23 | 2026-04-09
        """,
        events="""
        child_id | kind            | happened_on
        Zoe      | core-group-held | 2026-01-16
        """,
    )
    assert states(record, "core-group-first-10-working-days") == {"Ben": ["not done"]}


def test_a_plan_comes_of_a_conference():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | plan_id | conference_id | started_on | other_authority
        Amira    | p1      |               | 2026-04-15 |
        Ben      | p2      | c2            | 2026-04-15 |
        Cara     | p3      |               | 2026-04-15 |
        Dan      | p4      |               | 2026-04-15 | yes
        Ede      | p5      |               | 2026-04-15 |
        Fay      | p6      | c6            | 2026-04-15 |
        """,
        initial_conferences="""
        child_id | conference_id | held_on    | transfer_in
        Amira    | c1            | 2026-04-15 |
        Ben      | c2            | 2026-03-20 |
        Cara     | c3            | 2026-03-20 |
        Ede      | c5            | 2026-05-01 | yes
        Fay      | c6            | 2026-01-02 |
        """,
    )
    # Cara's conference made no plan by its id or its day; Fay's was over a month before.
    assert wrong(record, "cp-plan-no-conference") == ["Cara", "Fay"]


def test_a_plan_has_a_first_and_a_latest_category():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | started_on | initial_category | latest_category
        Amira    | 2026-04-15 | NEG              | EMO
        Ben      | 2026-04-15 |                  | EMO
        Cara     | 2026-04-15 | NEG              |
        Dan      | 2026-04-15 | NEG              | OTHER
        """,
    )
    assert wrong(record, "cp-plan-no-category") == ["Ben", "Cara", "Dan"]


def test_two_plans_at_once():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | plan_id | started_on | ended_on
        Amira    | a1      | 2025-01-06 | 2025-07-02
        Amira    | a2      | 2025-07-01 |
        Ben      | b1      | 2025-01-06 | 2025-07-01
        Ben      | b2      | 2025-07-01 |
        Cara     | c1      | 2025-01-06 |
        Cara     | c2      | 2025-01-06 |
        """,
    )
    assert wrong(record, "cp-plans-overlap") == ["Amira", "Cara"]


def test_a_plan_lasts_beyond_its_first_day():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-04-15 | 2026-04-15
        Ben      | 2026-04-15 | 2026-04-16
        Cara     | 2026-04-15 |
        """,
    )
    assert wrong(record, "cp-plan-same-day") == ["Amira"]


def test_a_plan_ends_at_a_review_unless_the_child_died_grew_up_or_moved():
    record = given(
        AS_OF,
        children="""
        child_id | born_on    | expected_on | died_on
        Amira    | 2014-05-02 |             |
        Ben      | 2014-05-02 |             |
        Cara     | 2014-05-02 |             |
        Dan      | 2008-04-15 |             |
        Ede      | 2014-05-02 |             | 2026-04-14
        Fay      | 2014-05-02 |             |
        Gus      | 2014-05-02 |             |
        """,
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-01-05 | 2026-04-15
        Ben      | 2026-01-05 | 2026-04-15
        Cara     | 2026-01-05 | 2026-04-15
        Dan      | 2026-01-05 | 2026-04-15
        Ede      | 2026-01-05 | 2026-04-15
        Fay      | 2026-01-05 | 2026-04-15
        Gus      | 2026-01-05 | 2026-04-15
        """,
        child_protection_reviews="""
        child_id | held_on    | due_on     | plan_continues
        Amira    | 2026-04-15 |            | no
        Ben      | 2026-04-14 |            | no
        Cara     | 2026-04-15 |            | yes
        Cara     |            | 2026-09-01 |
        Gus      | 2026-04-15 |            |
        """,
        referrals="""
        child_id | referral_id | referred_on | closed_on  | close_reason
        Fay      | r6          | 2025-12-01  | 2026-04-20 | RC5
        """,
    )
    assert wrong(record, "cp-plan-ended-without-review") == ["Ben", "Cara"]
    assert untold(record, "cp-plan-ended-without-review") == ["Gus"]


def test_a_second_plan_is_known_by_the_first_or_by_the_number_of_earlier_ones():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | started_on | ended_on   | earlier_plans
        Amira    | 2024-01-08 | 2024-06-03 |
        Amira    | 2026-01-05 |            |
        Ben      | 2026-01-05 |            | 1
        Cara     | 2026-01-05 |            | 0
        Dan      | 2026-01-05 | 2026-01-05 |
        """,
    )
    assert wrong(record, "cp-plan-repeat") == ["Amira", "Ben"]


def test_a_plan_goes_on_beside_care():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2025-11-03 |
        Ben      | 2025-11-03 |
        Cara     | 2025-11-03 |
        Dan      | 2025-11-03 |
        Ede      | 2025-11-03 | 2026-05-01
        """,
        care_episodes="""
        child_id | started_on | ended_on
        Amira    | 2026-02-28 |
        Ben      | 2026-03-01 |
        Cara     | 2026-01-05 | 2026-04-01
        Dan      | 2026-01-05 |
        Ede      | 2026-01-05 |
        """,
        legal_statuses="""
        child_id | status | from_on
        Amira    | C1     | 2026-02-28
        Ben      | C1     | 2026-03-01
        Cara     | C1     | 2026-01-05
        Dan      | V4     | 2026-01-05
        Ede      | C1     | 2026-01-05
        """,
    )
    # On 1 June, Ben's care began three months ago to the day.
    assert wrong(record, "cp-plan-and-care") == ["Amira"]


def test_a_child_whose_plan_has_dates_that_cannot_be_right_may_be_on_a_plan():
    """Every red line about an open plan is untold, none is silent; a finding says which plan it is."""
    record = given(
        "2026-05-05",
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-03-23 | 2025-04-30
        Ben      | 2026-06-23 |
        Cara     | 2026-03-23 | 2026-03-23
        Dan      | 2026-03-23 |
        """,
        child_protection_visits="child_id | visited_on | seen\nDan | 2026-05-04 | yes",
        child_protection_reviews="child_id | held_on\nDan | 2026-05-04",
    )
    assert untold(record, "cp-child-never-seen") == ["Amira", "Ben"]
    assert wrong(record, "cp-plan-dates-impossible") == ["Amira", "Ben"]
    assert says(record, "cp-plan-dates-impossible")[0] == (
        "The protection plan is dated from 23 March 2026 to 30 April 2025, which can't be right."
    )
    for red_line in ("cp-visit-every-10-working-days", "cp-first-review-3-months"):
        told = states(record, red_line)
        assert told["Amira"] == told["Ben"] == ["cannot tell"]
