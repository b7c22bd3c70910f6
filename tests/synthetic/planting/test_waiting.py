"""Acts against time limits: where they can be done, and what the record looks like afterwards."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
from tests.synthetic.planting.small import AS_OF, after, places, shown, small

from everycase.record.schema.terms import calendar_days, months, weeks, working_days
from everycase.synthetic.planting.acts import Answer, answers
from everycase.synthetic.planting.waiting import Hasty, Start, Unheard, Unmet, lapsed, late, missed

REFERRALS = """
    referral_id | child_id | referred_on | closed_on
    r1          | Amira    | 2026-06-01  |
    r2          | Ben      | 2026-11-20  |
    r3          | Cleo     | 2026-06-01  | 2026-06-02
    r4          | Dev      | 2025-01-06  |
"""
DECISIONS = """
    child_id | kind              | happened_on | by
    Amira    | referral-decision | 2026-06-01  | M1
    Ben      | referral-decision | 2026-11-20  | M1
    Cleo     | referral-decision | 2026-06-01  | M1
    Dev      | referral-decision | 2025-01-06  | M1
    Dev      | supervision       | 2025-01-06  | M1
"""
DECIDED = answers("referral-decision")
REFERRAL = Start(source="referrals", ends="closed_on")


def test_an_answer_that_never_came_is_overdue_if_the_duty_goes_on_and_the_day_is_well_past() -> None:
    tables = small(referrals=REFERRALS, events=DECISIONS)
    act = missed("any", REFERRAL, DECIDED, working_days(1))
    # Ben's is not yet well past; Cleo's ended on the day that it fell due; Dev's event is the file's first.
    assert places(act, tables) == [("Amira", "overdue", "2026-06-02", None)]
    assert shown(after(act, tables), "events", "child_id", "kind") == [
        ("Ben", "referral-decision"),
        ("Cleo", "referral-decision"),
        ("Dev", "referral-decision"),
        ("Dev", "supervision"),
    ]


def test_a_late_answer_is_the_same_answer_on_a_later_day() -> None:
    tables = small(referrals=REFERRALS, events=DECISIONS)
    act = late("any", REFERRAL, DECIDED, working_days(1), by=10)
    assert places(act, tables) == [("Amira", "met late", "2026-06-02", "2026-06-12")]
    decided = [
        row
        for row in shown(after(act, tables), "events", "child_id", "happened_on", "by")
        if row[0] == "Amira"
    ]
    assert decided == [("Amira", "2026-06-12", "M1")]


def test_answers_that_stopped_were_given_before() -> None:
    tables = small(
        child_protection_plans="""
            plan_id | child_id | started_on | ended_on
            p1      | Amira    | 2026-01-05 |
            p2      | Ben      | 2026-01-05 | 2026-10-01
            p3      | Cleo     | 2026-01-05 |
        """,
        events="""
            child_id | kind            | happened_on
            Someone  | core-group-held | 2024-01-08
            Amira    | core-group-held | 2026-08-03
            Amira    | core-group-held | 2026-09-07
            Amira    | core-group-held | 2026-10-12
            Ben      | core-group-held | 2026-08-03
        """,
    )
    plan = Start(source="child_protection_plans", ends="ended_on")
    act = lapsed("any", plan, answers("core-group-held"), weeks(6))
    assert places(act, tables) == [("Amira", "overdue", "2026-10-19", None)]
    assert ("Amira", "2026-10-12") not in shown(after(act, tables), "events", "child_id", "happened_on")
    assert ("Amira", "2026-09-07") in shown(after(act, tables), "events", "child_id", "happened_on")


def test_an_answer_can_be_made_not_to_count_instead_of_being_lost() -> None:
    tables = small(
        child_protection_plans="""
            plan_id | child_id | started_on
            p1      | Amira    | 2026-01-05
        """,
        child_protection_visits="""
            visit_id | child_id | visited_on | seen | seen_alone
            v1       | Amira    | 2026-02-02 | yes  | yes
            v2       | Amira    | 2026-11-02 | yes  | yes
        """,
    )
    not_alone = (Answer(source="child_protection_visits", without={"seen_alone": False}),)
    act = lapsed("any", Start(source="child_protection_plans", ends="ended_on"), not_alone, weeks(4))
    assert shown(after(act, tables), "child_protection_visits", "visit_id", "seen", "seen_alone") == [
        ("v1", True, True),
        ("v2", True, False),
    ]


def test_what_is_lacking_between_two_dates_is_there_before_and_after() -> None:
    tables = small(
        assessments="""
            assessment_id | child_id | started_on | authorised_on
            a1            | Amira    | 2026-05-01 | 2026-06-01
        """,
        child_in_need_visits="""
            visit_id | child_id | visited_on
            v1       | Amira    | 2026-04-30
            v2       | Amira    | 2026-05-01
            v3       | Amira    | 2026-06-01
            v4       | Amira    | 2026-06-02
        """,
    )
    start = Start(source="assessments", ends="authorised_on")
    act = Unmet(standard="any", starts=start, answers=answers("child_in_need_visits"))
    assert shown(after(act, tables), "child_in_need_visits", "visit_id") == [("v1",), ("v4",)]


def test_something_happens_and_nobody_answers_and_the_kind_of_answer_is_known_of() -> None:
    tables = small(
        children="""
        child_id | born_on
        Amira    | 2012-01-01
        Ben      | 2022-01-01
    """
    )
    act = Unheard(
        standard="any",
        kind="complaint-received",
        answers=answers("complaint-stage-1-reply"),
        within=calendar_days(10),
        who=pl.col("child.age") >= 10,
        ago=20,
    )
    assert places(act, tables) == [("Amira", "overdue", str(AS_OF - timedelta(days=20)), None)]
    assert shown(after(act, tables), "events", "child_id", "kind", "happened_on") == [
        # A year before: without any reply in the file, none could be said to lack.
        ("Amira", "complaint-received", "2025-10-25"),
        ("Amira", "complaint-received", "2026-10-25"),
        ("Amira", "complaint-stage-1-reply", "2025-10-25"),
    ]


def test_something_is_done_too_soon() -> None:
    tables = small(
        children="""
        child_id | born_on
        Amira    | 2012-01-01
    """
    )
    act = Hasty(
        standard="any",
        starts="guardianship-notice",
        kind="guardianship-application",
        within=months(3),
        days=5,
    )
    assert places(act, tables) == [("Amira", "too soon", "2027-01-10", "2026-10-15")]
    assert shown(after(act, tables), "events", "kind", "happened_on") == [
        ("guardianship-application", "2026-10-15"),
        ("guardianship-notice", "2026-10-10"),
    ]
