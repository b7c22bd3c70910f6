"""Whose case it was on the day that something fell due, and whose it is now."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.tables import given

from everycase.review.owners import with_owners
from everycase.review.scene import Scene

AS_OF = "2026-11-24"
HELD = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    Amira    | W1        | Intake  | ALLOCATED | 2026-01-05 | 2026-03-01
    Amira    | W2        | North   | ALLOCATED | 2026-03-01 | 2026-06-01
    Amira    | W3        | South   | ALLOCATED | 2026-07-01 |
    Amira    | W9        | IRO     | IRO       | 2026-01-05 |
    Ben      | W1        | Intake  | ALLOCATED | 2026-01-05 | 2026-02-01
    Cara     | W4        | East    | ALLOCATED |            |
    """


def owners(child: str, day: str, table: str = "involvements", text: str = HELD) -> tuple[object, ...]:
    record = given(AS_OF, reach=None, **{table: text})
    numbers = dict(record.scan("children").select("child_id", "child").collect().iter_rows())
    asked = pl.DataFrame(
        {"child": [numbers.get(child)], "day": [date.fromisoformat(day) if day else None]},
        schema={"child": pl.UInt32, "day": pl.Date},
    )
    found = with_owners(Scene(record, {}, record.as_of), asked, "day")
    return found.select("worker_then", "team_then", "worker_now", "team_now").row(0)


@pytest.mark.parametrize(
    ("child", "day", "then", "now"),
    [
        ("Amira", "2026-01-04", None, "W3"),  # nobody yet
        ("Amira", "2026-01-05", "W1", "W3"),
        ("Amira", "2026-02-28", "W1", "W3"),
        ("Amira", "2026-03-01", "W2", "W3"),  # the day of handing over is the next worker's
        ("Amira", "2026-06-01", "W2", "W3"),  # the last day of a spell is still in it
        ("Amira", "2026-06-02", None, "W3"),  # a gap: nobody
        ("Amira", "2026-07-01", "W3", "W3"),
        ("Amira", "2026-12-24", "W3", "W3"),  # due next month: whoever holds it goes on holding it
        ("Amira", "", "W3", "W3"),  # no date: as of now
        ("Ben", "2026-01-20", "W1", None),
        ("Ben", "2026-02-02", None, None),
        ("Cara", "1999-01-01", "W4", "W4"),  # a spell without a start
        ("Dev", "2026-01-20", None, None),
    ],
)
def test_the_case_is_whose_spell_the_day_lies_in(child, day, then, now):
    found = owners(child, day)
    assert (found[0], found[2]) == (then, now)


def test_the_team_is_the_spell_s_own():
    assert owners("Amira", "2026-02-01") == ("W1", "Intake", "W3", "South")


def test_where_no_file_says_who_held_a_case_nobody_did():
    referral = "child_id | referred_on\nAmira | 2026-01-05"
    assert owners("Amira", "2026-02-01", "referrals", referral) == (None,) * 4


def test_rows_keep_their_order_and_number():
    record = given(AS_OF, involvements=HELD)
    asked = pl.DataFrame(
        {
            "child": pl.Series([2, 0, None, 1, 0], dtype=pl.UInt32),
            "day": [date(2026, 9, 1), date(2026, 2, 1), date(2026, 2, 1), None, date(2026, 5, 1)],
            "asked": [1, 2, 3, 4, 5],
        }
    )
    found = with_owners(Scene(record, {}, record.as_of), asked, "day")
    assert found.select("asked", "worker_then").rows() == [
        *[(1, "W4"), (2, "W1"), (3, None), (4, None), (5, "W2")]
    ]


days = st.integers(0, 30)
HEADER = "child_id | worker_id | role | from_on | to_on"


@examples(
    st.lists(
        st.tuples(st.sampled_from("ABCD"), days, st.none() | days), max_size=5, unique_by=lambda s: s[1]
    ),
    st.lists(days, min_size=1, max_size=6),
)
def test_it_agrees_with_asking_each_spell_day_by_day(spells, asked):
    """Whoever began last holds the case; when that spell is over, whoever's goes on longest."""
    first = date(2026, 1, 1)
    rows = [(a, 999 if b is None else a + b, w) for w, a, b in spells]
    text = "\n".join(
        f"Amira | {w} | ALLOCATED | {first + timedelta(a)} | {'' if b == 999 else first + timedelta(b)}"
        for a, b, w in rows
    )
    record = given(
        AS_OF,
        involvements=f"{HEADER}\n{text or 'Zoe | Z | IRO | 2026-01-01 |'}",
        referrals="child_id | referred_on\nAmira | 2026-01-01",
    )
    frame = pl.DataFrame({"child": [0] * len(asked), "day": [first + timedelta(n) for n in asked]})
    child = frame.cast({"child": pl.UInt32})
    found = with_owners(Scene(record, {}, record.as_of), child, "day")["worker_then"].to_list()
    for n, worker in zip(asked, found, strict=True):
        begun = [spell for spell in rows if spell[0] <= n]
        last = max(begun, default=None)
        going_on = [(b, a, w) for a, b, w in begun if b >= n]
        expected = max(going_on)[2] if going_on else None
        if last is not None and last[1] > n:
            expected = last[2]
        if last is not None and last[1] == n:  # a spell's last day is its own, unless another takes over
            assert worker in {last[2], expected}
        else:
            assert worker == expected
