"""Children who go missing, and children at risk of exploitation."""

import pytest
from tests.tables import due, given, says, states, untold, wrong


def test_a_child_who_declines_has_no_interview_to_wait_for():
    record = given(
        "2026-05-01",
        missing_episodes="""
        child_id | to_on      | interview_offered | interview_accepted
        Amira    | 2026-03-23 | Y                 | N
        Ben      | 2026-03-23 | Y                 | Y
        Cara     | 2026-03-23 | Y                 |
        Dan      | 2026-03-23 | N                 | N
        """,
        events="""
        child_id | kind                  | happened_on
        Zoe      | return-interview-held | 2026-01-05
        """,
    )
    assert states(record, "return-home-interview-72-hours") == {
        "Ben": ["overdue"],
        "Cara": ["overdue"],
        "Dan": ["overdue"],
    }


def test_each_return_has_its_own_interview():
    record = given(
        "2026-05-01",
        missing_episodes="""
        child_id | to_on      | interview_offered | interview_accepted
        Amira    | 2026-03-23 | Y                 | Y
        Amira    | 2026-03-30 | Y                 | Y
        """,
        events="""
        child_id | kind                  | happened_on
        Amira    | return-interview-held | 2026-03-24
        Amira    | return-interview-held | 2026-04-03
        """,
    )
    assert due(record, "return-home-interview-72-hours") == [
        ("Amira", "2026-03-26", "2026-03-24", "met"),
        ("Amira", "2026-04-02", "2026-04-03", "met late"),
    ]


def test_a_meeting_follows_the_third_episode_in_90_days_but_not_the_next_one():
    record = given(
        "2026-05-01",
        missing_episodes="""
        child_id | from_on
        Amira    | 2026-01-12
        Amira    | 2026-02-02
        Amira    | 2026-04-12
        Ben      | 2026-01-12
        Ben      | 2026-02-02
        Ben      | 2026-04-13
        Cara     | 2026-03-02
        Cara     | 2026-03-09
        Cara     | 2026-03-23
        Cara     | 2026-03-23
        Cara     | 2026-03-30
        """,
        events="""
        child_id | kind                     | happened_on
        Amira    | missing-strategy-meeting | 2026-04-17
        """,
    )
    # 12 January to 12 April are 90 days, to 13 April 91. Five working days after 12 April are 17 April.
    assert due(record, "missing-strategy-meeting-3-episodes-90-days") == [
        ("Amira", "2026-04-17", "2026-04-17", "met"),
        ("Cara", "2026-03-30", None, "overdue"),
        ("Cara", "2026-03-30", None, "overdue"),
    ]


def test_exploitation_is_reviewed_from_the_last_review_until_the_case_closes():
    record = given(
        "2026-09-01",
        events="""
        child_id | kind                       | happened_on
        Amira    | exploitation-risk-assessed | 2026-01-30
        Amira    | exploitation-risk-assessed | 2026-04-30
        Ben      | exploitation-risk-assessed | 2026-01-30
        Cara     | exploitation-risk-assessed | 2016-01-30
        """,
        referrals="""
        child_id | referral_id | referred_on | closed_on
        Amira    | r1          | 2025-12-01  |
        Ben      | r2          | 2025-12-01  | 2026-04-30
        """,
    )
    assert due(record, "exploitation-risk-review-3-months") == [
        ("Amira", "2026-04-30", "2026-04-30", "met"),
        ("Amira", "2026-07-30", None, "overdue"),
        ("Cara", "2016-04-30", None, "cannot tell"),  # her case is not in the files, nor when it closed
    ]


def test_a_missing_episode_that_does_not_end():
    record = given(
        "2026-04-20",
        missing_episodes="""
        child_id | from_on    | to_on
        Amira    | 2026-04-16 |
        Ben      | 2026-04-17 |
        Cara     | 2026-04-16 | 2026-04-19
        """,
    )
    assert wrong(record, "missing-episode-no-end") == ["Amira"]
    assert says(record, "missing-episode-no-end") == [
        "Missing since 16 April 2026: still missing, or the return was not recorded."
    ]


def test_a_return_dated_in_the_future_does_not_say_that_the_child_is_back():
    record = given(
        "2026-11-24",
        missing_episodes="""
            child_id | from_on    | to_on
            Amira    | 2026-11-16 | 2026-11-25
            Ben      | 2026-11-16 | 2026-11-24
            Cai      | 2026-11-16 | 2062-11-18
            """,
    )
    assert wrong(record, "missing-episode-no-end") == ["Amira", "Cai"]


def test_a_child_who_came_back_was_offered_an_interview():
    record = given(
        "2026-04-20",
        missing_episodes="""
        child_id | from_on    | to_on      | interview_offered
        Amira    | 2026-04-10 | 2026-04-11 | N
        Ben      | 2026-04-10 | 2026-04-11 |
        Cara     | 2026-04-10 | 2026-04-11 | Y
        Dan      | 2026-04-10 | 2026-04-11 | NA
        Ede      | 2026-04-10 |            |
        """,
    )
    assert wrong(record, "missing-no-return-interview-offer") == ["Amira", "Ben"]


def test_offers_that_no_file_holds_cannot_be_told():
    record = given(
        "2026-04-20",
        missing_episodes="""
        child_id | from_on    | to_on
        Amira    | 2026-04-10 | 2026-04-11
        """,
    )
    assert untold(record, "missing-no-return-interview-offer") == ["Amira"]


@pytest.mark.parametrize(("back", "broken"), [("2026-05-31", ["Amira"]), ("2026-06-01", []), ("", [])])
def test_nobody_comes_back_before_going(back, broken):
    record = given("2026-06-10", missing_episodes=f"child_id | from_on | to_on\nAmira | 2026-06-01 | {back}")
    assert wrong(record, "missing-dates-impossible") == broken
    if broken:  # whether the child is still missing nobody can tell, and that is said
        assert untold(record, "missing-episode-no-end") == ["Amira"]


@pytest.mark.parametrize(
    ("interview", "found"),
    [
        ("2026-06-10", ["met", "overdue"]),
        ("2026-06-11", ["met late", "overdue"]),
        ("2026-06-20", ["not done", "met"]),  # of the second time, and no proof of the first
    ],
)
def test_each_missing_episode_has_an_interview_of_its_own(interview, found):
    record = given(
        "2026-06-30",
        missing_episodes="""
        child_id | from_on    | to_on      | interview_offered | interview_accepted
        Amira    | 2026-06-06 | 2026-06-07 | Y                 | Y
        Amira    | 2026-06-18 | 2026-06-19 | Y                 | Y
        """,
        events=f"child_id | kind | happened_on\nAmira | return-interview-held | {interview}",
    )
    assert states(record, "return-home-interview-72-hours") == {"Amira": found}
