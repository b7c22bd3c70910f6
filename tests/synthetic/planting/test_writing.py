"""Acts against the record itself: what stands in it before and after."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
from tests.synthetic.planting.small import after, places, shown, small

from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.writing import Alike, Gone, Made, Twice, Wrong

CASES = """
    referral_id | child_id | referred_on | closed_on  | close_reason
    r1          | Amira    | 2026-06-01  |            |
    r2          | Ben      | 2026-06-01  | 2026-07-01 | RC7
"""


def test_a_field_is_emptied_only_where_it_may_be() -> None:
    tables = small(referrals=CASES)
    act = Wrong(
        standard="any",
        source="referrals",
        where=pl.col("closed_on").is_not_null(),
        values={"close_reason": None},
    )
    assert places(act, tables) == [("Ben", "wrong", None, None)]
    assert shown(after(act, tables), "referrals", "referral_id", "closed_on", "close_reason") == [
        ("r1", None, None),
        ("r2", "2026-07-01", None),
    ]


def test_a_changed_day_loses_the_time_that_was_beside_it() -> None:
    tables = dict(
        small(
            contacts="""
        contact_id | child_id | received_on
        c1         | Amira    | 2026-06-01
    """
        )
    )
    tables["contacts"] = tables["contacts"].with_columns(received_on_time=pl.datetime(2026, 6, 1, 9, 30))
    later = pl.col("received_on") + timedelta(days=3)
    act = Wrong(standard="any", source="contacts", values={"received_on": later})
    assert shown(after(act, tables), "contacts", "received_on", "received_on_time") == [("2026-06-04", None)]


def test_an_event_is_changed_and_others_of_the_day_are_not() -> None:
    tables = small(
        events="""
        child_id | kind              | happened_on | by
        Amira    | referral-decision | 2026-06-01  | M1
        Amira    | supervision       | 2026-06-01  | M1
    """
    )
    act = Wrong(standard="any", source="referral-decision", values={"by": None})
    assert shown(after(act, tables), "events", "kind", "by") == [
        ("referral-decision", None),
        ("supervision", "M1"),
    ]


def test_a_row_stands_twice_under_two_ids() -> None:
    tables = small(referrals=CASES)
    later = pl.col("referred_on") + timedelta(days=1)
    act = Twice(standard="any", source="referrals", where=child("open"), values={"referred_on": later})
    assert shown(after(act, tables), "referrals", "referral_id", "referred_on") == [
        ("r1", "2026-06-01"),
        ("r1-2", "2026-06-02"),
        ("r2", "2026-06-01"),
    ]


def test_a_row_comes_from_nowhere_counted_from_a_day_of_the_childs() -> None:
    tables = small(referrals=CASES)
    act = Made(
        standard="any",
        source="early_help",
        who=child("open"),
        day=child("opened_on"),
        values={"started_on": pl.col("~day") - timedelta(days=30), "ended_on": pl.col("~day")},
    )
    assert shown(after(act, tables), "early_help", "child_id", "started_on", "ended_on") == [
        ("Amira", "2026-05-02", "2026-06-01")
    ]


def test_every_row_since_a_day_is_gone_and_what_says_the_same_says_it_no_more() -> None:
    tables = small(
        care_leavers="""
            row_id | child_id | latest_contact_on
            l1     | Amira    | 2026-11-02
        """,
        events="""
            child_id | kind         | happened_on
            Someone  | adviser-visit | 2020-01-06
            Amira    | adviser-visit | 2026-05-04
            Amira    | adviser-visit | 2026-11-02
        """,
    )
    act = Gone(
        standard="any",
        sources=("adviser-visit",),
        who=child("leaver"),
        since=pl.col("~as_of") - timedelta(days=100),
        blank={"care_leavers": {"latest_contact_on": pl.col("~day") - timedelta(days=10)}},
    )
    after_it = after(act, tables)
    assert shown(after_it, "events", "child_id", "happened_on") == [
        ("Amira", "2026-05-04"),
        ("Someone", "2020-01-06"),
    ]
    assert shown(after_it, "care_leavers", "latest_contact_on") == [("2026-08-06",)]


def test_two_children_hold_what_only_one_can_and_an_odd_one_is_left() -> None:
    tables = small(
        children="""
        child_id | born_on    | upn
        Amira    | 2014-01-01 | U1
        Ben      | 2014-01-01 | U2
        Cleo     | 2014-01-01 | U3
    """
    )
    act = Alike(standard="any", source="children", fields=("upn",), where=pl.lit(value=True), pairs=True)
    numbers = [upn for _, upn in shown(after(act, tables), "children", "child_id", "upn")]
    assert len(set(numbers)) == 2
