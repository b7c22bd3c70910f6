"""Series of short breaks: how long, how many days, visits and reviews."""

from typing import Any

import pytest
from tests.tables import due, given, states

V3 = """
    child_id | status | from_on
    Amira    | V3     | 2026-01-05
    """


# 17 days after 5 January are 22 January.
@pytest.mark.parametrize(
    ("as_of", "ended", "state"),
    [
        ("2026-02-01", "2026-01-22", "met"),
        ("2026-02-01", "2026-01-23", "met late"),
        ("2026-01-23", "", "overdue"),
        ("2026-01-12", "", "due"),
    ],
)
def test_a_single_stay_is_17_days_at_most(as_of, ended, state):
    placements = f"""
    child_id | placement_id | started_on | ended_on
    Amira    | a1           | 2026-01-05 | {ended}
    """
    record = given(as_of, placements=placements, legal_statuses=V3)
    assert due(record, "short-breaks-single-stay-17-days") == [("Amira", "2026-01-22", ended or None, state)]


def test_a_placement_under_an_agreement_or_another_status_is_no_single_stay():
    record = given(
        "2026-06-01",
        placements="""
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2026-01-05 |
        Ben      | b1           | 2026-01-05 |
        """,
        legal_statuses="""
        child_id | status | from_on
        Amira    | V4     | 2026-01-05
        Ben      | C1     | 2026-01-05
        """,
    )
    assert due(record, "short-breaks-single-stay-17-days") == []


def test_75_days_in_12_months():
    record = given(
        "2026-06-01",
        placements="""
        child_id | placement_id | started_on | ended_on
        Over     | o1           | 2025-01-01 | 2025-03-18
        Within   | w1           | 2025-01-01 | 2025-03-17
        Running  | r1           | 2025-09-01 | 2025-09-08
        """,
        legal_statuses="""
        child_id | status | from_on
        Over     | V3     | 2025-01-01
        Within   | V3     | 2025-01-01
        Running  | V3     | 2025-09-01
        """,
    )
    # 1 January to 18 March are 76 nights, to 17 March 75. Running's 12 months are not over.
    assert states(record, "short-breaks-limit-75-days") == {"Over": ["too soon"], "Within": ["met"]}


# Visits and reviews: within 3 months of the first day, then every 6 months while the series lasts.
@pytest.mark.parametrize(
    ("first", "later", "table"),
    [
        (
            "short-breaks-first-visit-3-months",
            "short-breaks-visit-every-6-months",
            "care_visits: child_id | visited_on",
        ),
        (
            "short-breaks-first-review-3-months",
            "short-breaks-review-every-6-months",
            "care_reviews: child_id | held_on",
        ),
    ],
)
def test_visits_and_reviews(first, later, table):
    name, header = table.split(": ")
    others = {"care_visits": "child_id | visited_on\nDan | 2025-02-05"}
    done: dict[str, Any] = {**others, name: f"{header}\nAmira | 2025-04-05\nAmira | 2025-10-06"}
    record = given(
        "2026-06-01",
        placements="""
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2025-01-05 | 2025-01-08
        Amira    | a2           | 2025-06-05 | 2025-06-08
        Amira    | a3           | 2025-11-05 | 2025-11-08
        Amira    | a4           | 2026-04-05 |
        Ben      | b1           | 2025-01-05 | 2025-04-05
        Cara     | c1           | 2026-04-05 |
        """,
        legal_statuses="""
        child_id | status | from_on
        Amira    | V3     | 2025-01-05
        Ben      | V3     | 2025-01-05
        Cara     | V3     | 2026-04-05
        """,
        **done,
    )
    # Ben's only stay ended on the day that the first was due.
    assert due(record, first) == [
        ("Amira", "2025-04-05", "2025-04-05", "met"),
        ("Cara", "2026-07-05", None, "due"),
    ]
    assert due(record, later) == [
        ("Amira", "2025-10-05", "2025-10-06", "met late"),
        ("Amira", "2026-04-06", None, "overdue"),
    ]


def test_a_cancelled_review_does_not_count():
    record = given(
        "2026-06-01",
        placements="""
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2026-01-05 |
        """,
        legal_statuses=V3,
        care_reviews="""
        child_id | held_on    | cancelled
        Amira    | 2026-02-05 | yes
        """,
        care_visits="child_id | visited_on\nDan | 2026-02-05",
    )
    assert states(record, "short-breaks-first-review-3-months") == {"Amira": ["overdue"]}


def test_files_that_tell_of_no_visits_cannot_tell_that_no_review_was_held():
    # The looked-after return leaves out the reviews of children in short breaks only.
    record = given(
        "2026-12-01",
        placements="""
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2026-01-05 |
        Ben      | b1           | 2026-01-05 |
        """,
        legal_statuses="""
        child_id | status | from_on
        Amira    | V3     | 2026-01-05
        Ben      | V3     | 2026-01-05
        """,
        care_reviews="child_id | held_on\nBen | 2026-02-05",
    )
    assert states(record, "short-breaks-first-review-3-months") == {
        "Amira": ["cannot tell"],
        "Ben": ["cannot tell"],
    }


def test_a_stay_in_the_first_months_that_the_files_reach_may_not_be_the_first():
    record = given(
        "2026-06-01",
        reach={"placements": ("2025-01-01", "2026-06-01")},
        placements="""
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2025-05-05 |
        Ben      | b1           | 2025-08-04 |
        """,
        legal_statuses="""
        child_id | status | from_on
        Amira    | V3     | 2025-05-05
        Ben      | V3     | 2025-08-04
        """,
        care_reviews="child_id | held_on\nCara | 2025-02-05",
        care_visits="child_id | visited_on\nCara | 2025-02-05",
    )
    expected = {"Amira": ["cannot tell"], "Ben": ["overdue"]}
    assert states(record, "short-breaks-first-review-3-months") == expected
    assert states(record, "short-breaks-first-visit-3-months") == expected
