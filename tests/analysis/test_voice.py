"""What a child says: answers, part in reviews, visits alone, with what can't be told kept apart."""

from __future__ import annotations

from datetime import date

import pytest
from tests.tables import given

from everycase.analysis.voice import HEARD_IN, voice
from everycase.review.scene import Scene


def heard(reach=None, **tables):
    record = given("2026-11-24", reach=reach, **tables)
    return voice(record.child("Amira", HEARD_IN), record.as_of, Scene(record, {}, record.as_of).stretches)


def test_visits_alone_are_said_of_those_that_tell_with_those_that_do_not():
    visits = """
        child_id | visited_on | seen | seen_alone
        Amira    | 2026-10-01 | yes  | yes
        Amira    | 2026-10-02 | yes  | no
        Amira    | 2026-10-03 | no   |
        Amira    | 2026-10-04 | no   | yes
        Amira    | 2026-10-05 | yes  |
        Ben      | 2026-10-05 | yes  | yes
        """
    seen = heard(child_protection_visits=visits).seen_alone
    assert (seen.alone, seen.told, seen.untold) == (1, 4, 1)
    assert seen.words == "1 of 4 visits (1 can’t be told)"


def test_one_visit_in_two_tables_is_one_visit():
    visit = "child_id | visited_on | seen | seen_alone\nAmira | 2026-10-01 | yes | yes"
    assert heard(child_protection_visits=visit, child_in_need_visits=visit).seen_alone.words == "1 of 1 visit"


@pytest.mark.parametrize(
    ("day", "counted"), [("2025-11-24", 0), ("2025-11-25", 1), ("2026-11-24", 1), ("2026-11-25", 0)]
)
def test_visits_of_the_last_twelve_months_count(day, counted):
    visit = f"child_id | visited_on | seen | seen_alone\nAmira | {day} | yes | yes"
    assert heard(care_visits=visit).seen_alone.told == counted


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2025-11-25", "No visit is on record"),
        ("2025-11-26", "Can’t tell: these files don’t hold every visit"),
        ("", "Can’t tell: these files don’t hold every visit"),
    ],
)
def test_no_visit_is_told_only_where_the_files_would_hold_it(since, words):
    tables = ("child_protection_visits", "care_visits", "child_in_need_visits")
    reach = dict.fromkeys(tables, (since, "2026-11-24"))
    assert heard(reach, referrals="child_id | referred_on\nAmira | 2026-01-01").seen_alone.words == words


def test_part_in_reviews_is_in_words_the_newest_first_and_a_cancelled_review_is_none():
    found = heard(
        child_protection_reviews="child_id | held_on | participation\nAmira | 2026-03-01 | PN1",
        care_reviews="""
            child_id | held_on    | participation | cancelled
            Amira    | 2026-06-01 |               | no
            Amira    | 2026-09-01 | PN7           | yes
            """,
    )
    assert [(r.day, r.what, r.how) for r in found.reviews] == [
        (date(2026, 6, 1), "Review of the child in care", ""),
        (date(2026, 3, 1), "Review conference", "Attended and spoke for self"),
    ]


def test_answers_stand_with_their_questions_and_none_is_made_up():
    found = heard(
        childrens_views="view_id | child_id | agrees_with_worker | plan_keeps_safe\nV1 | Amira | A bit |"
    )
    assert [view.answers for view in found.views] == [(("Agrees with the worker", "A bit"),)]


def test_of_events_only_those_about_being_heard_are_told():
    events = """
        child_id | kind                              | happened_on
        Amira    | reviewing-officer-spoke-with-child | 2026-05-01
        Amira    | supervision                        | 2026-05-02
        """
    assert [e.what for e in heard(events=events).events] == [
        "Independent reviewing officer spoke with the child"
    ]
