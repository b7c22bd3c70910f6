"""A past month as it was known then, and as it is known now."""

from __future__ import annotations

from datetime import date

import pytest
from tests.review.council import of_tables

from everycase.review.known import known_then_and_now

PLANS = """
    plan_id | child_id | started_on | ended_on
    P1      | Amira    | 2026-01-05 |
    P2      | Ben      | 2026-01-06 |
    P3      | Cara     | 2026-02-06 |
    """
REFERRALS = "referral_id | child_id | referred_on | primary_need\nR1 | Amira | 2026-01-05 |"


def review(as_of, *visits):
    rows = [f"{child} | {day} | yes" for child, day in visits]
    return of_tables(
        as_of,
        child_protection_plans=PLANS,
        child_protection_visits="\n".join(["child_id | visited_on | seen", "Zoe | 2020-01-01 | yes", *rows]),
        referrals=REFERRALS,
    )


JANUARY = review("2026-01-31", ("Amira", "2026-01-10"))
FIRST_OF_FEBRUARY = review("2026-02-01", ("Amira", "2026-01-10"))
MARCH = review("2026-03-15", ("Amira", "2026-01-10"), ("Ben", "2026-01-12"))  # recorded late
EVERY = (MARCH, JANUARY, FIRST_OF_FEBRUARY)


def told(month, reviews, by=("area",)):
    shown = ["known", "as_of", "numerator", "denominator"]
    return known_then_and_now(date.fromisoformat(month), reviews, by).select(*by, *shown).rows()


def test_then_is_the_first_review_after_the_month_and_now_the_last():
    assert told("2026-01-20", EVERY) == [
        ("child protection", "then", date(2026, 2, 1), 1, 2),
        ("child protection", "now", date(2026, 3, 15), 2, 2),
    ]


def test_a_review_of_the_month_s_own_days_is_not_yet_its_measure():
    with pytest.raises(
        ValueError, match="no review yet tells of January 2026: it takes one dated 1 February 2026"
    ):
        told("2026-01-20", (JANUARY,))


def test_one_review_is_both_then_and_now():
    assert told("2026-01-20", (JANUARY, FIRST_OF_FEBRUARY)) == [
        ("child protection", "then", date(2026, 2, 1), 1, 2),
        ("child protection", "now", date(2026, 2, 1), 1, 2),
    ]


def test_december_is_followed_by_january():
    with pytest.raises(ValueError, match="dated 1 January 2027"):
        told("2026-12-31", EVERY)


def test_rules_are_of_a_review_s_day_and_so_of_no_month_past():
    assert [row[0] for row in told("2026-02-28", (MARCH,), by=("standard",))] == ["visited-10-days"] * 2


def test_a_month_in_which_nothing_fell_due_has_no_rows():
    assert told("2025-06-01", EVERY) == []
