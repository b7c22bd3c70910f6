"""Every measure is a sum that can be done again by hand from the obligations and checks."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.review.council import CATALOGUE, of_tables
from tests.tables import given

from everycase.record.schema import permanence
from everycase.record.schema.terms import calendar_days
from everycase.review.averages import averages
from everycase.review.measures import COUNTS, CUBE, DIMENSIONS, cube, measured
from everycase.review.scene import Scene
from everycase.review.states import STATES
from everycase.standards.council import Settings
from everycase.standards.language import Area, Aspect, Clock

AS_OF = date(2026, 11, 24)
RIGHT, WRONG = {"met"}, {"met late", "overdue", "not done", "too soon"}
UNTOLD, WAITING = {"cannot tell"}, {"due", "due soon"}


def test_every_state_is_counted_in_one_place():
    assert set(STATES) == RIGHT | WRONG | UNTOLD | WAITING


obligation = st.fixed_dictionaries(
    {
        "standard": st.sampled_from(["visit", "review"]),
        "team_then": st.sampled_from([None, "North", "South"]),
        "worker_then": st.sampled_from([None, "W1"]),
        "due_on": st.none() | st.dates(date(2026, 9, 28), date(2026, 11, 3)),
        "state": st.sampled_from(sorted(STATES)),
    }
)
check = st.fixed_dictionaries(
    {
        "standard": st.sampled_from(["reason", "address"]),
        "team_now": st.sampled_from([None, "North", "South"]),
        "worker_now": st.sampled_from([None, "W1"]),
        "kept": st.integers(0, 5),
        "broken": st.integers(0, 5),
        "cannot_tell": st.integers(0, 5),
    }
)
ABOUT = {
    "visit": ("child protection", "timeliness"),
    "review": ("child protection", "plans"),
    "reason": ("front door", "records"),
    "address": ("front door", "records"),
}


def frame(rows, schema):
    full = [{**r, "area": ABOUT[r["standard"]][0], "aspect": ABOUT[r["standard"]][1]} for r in rows]
    return pl.DataFrame(full, schema={**schema, "area": pl.String, "aspect": pl.String})


def by_hand(obligations, checks, by):
    """Counts for each value of `by`, one row at a time."""
    counted: dict[tuple[object, ...], Counter[str]] = {}
    for row in obligations:
        area, aspect = ABOUT[row["standard"]]
        cell = {
            "standard": row["standard"],
            "area": area,
            "aspect": aspect,
            "team": row["team_then"],
            "worker": row["worker_then"],
            "month": row["due_on"].replace(day=1) if row["due_on"] else None,
        }
        kind = next(
            name
            for name, states in zip(COUNTS, (RIGHT, WRONG, UNTOLD, WAITING), strict=True)
            if row["state"] in states
        )
        counted.setdefault(tuple(cell[d] for d in by), Counter())[kind] += 1
    for row in checks:
        area, aspect = ABOUT[row["standard"]]
        cell = {
            "standard": row["standard"],
            "area": area,
            "aspect": aspect,
            "team": row["team_now"],
            "worker": row["worker_now"],
            "month": AS_OF.replace(day=1),
        }
        totals = counted.setdefault(tuple(cell[d] for d in by), Counter())
        totals.update(right=row["kept"], wrong=row["broken"], cannot_tell=row["cannot_tell"])
    return counted


@examples(
    st.lists(obligation, max_size=12),
    st.lists(check, max_size=6),
    st.lists(st.sampled_from(DIMENSIONS), unique=True, min_size=1),
)
def test_a_measure_by_anything_is_the_count_of_its_rows(obligations, checks, by):
    counts = cube(
        frame(
            obligations,
            {
                **dict.fromkeys(("standard", "team_then", "worker_then", "state"), pl.String),
                "due_on": pl.Date,
            },
        ),
        frame(
            checks,
            {
                **dict.fromkeys(("standard", "team_now", "worker_now"), pl.String),
                **dict.fromkeys(("kept", "broken", "cannot_tell"), pl.UInt32),
            },
        ),
        AS_OF,
    )
    expected = {
        key: (c["right"], c["right"] + c["wrong"], c["cannot_tell"], c["waiting"])
        for key, c in by_hand(obligations, checks, by).items()
    }
    found = measured(counts, by)
    rows = found.select(*by, "numerator", "denominator", "cannot_tell", "waiting").rows()
    assert {row[: len(by)]: row[len(by) :] for row in rows} == expected
    assert len(rows) == len(expected)
    for numerator, denominator, share in found.select("numerator", "denominator", "share").rows():
        assert share == (pytest.approx(numerator / denominator) if denominator else None)


def test_the_cube_s_parts_sum_to_the_whole():
    counts = pl.DataFrame(
        [
            ("visit", "cp", "time", "North", None, date(2026, 11, 1), 3, 1, 2, 4),
            ("visit", "cp", "time", "South", None, date(2026, 11, 1), 1, 3, 0, 0),
        ],
        schema=dict(CUBE),
        orient="row",
    )
    assert measured(counts).rows() == [(4, 8, 2, 4, 0.5)]


def test_a_share_of_nothing_is_no_share():
    nothing = pl.DataFrame(
        [("visit", "cp", "time", None, None, None, 0, 0, 7, 2)], schema=dict(CUBE), orient="row"
    )
    assert measured(nothing).rows() == [(0, 0, 7, 2, None)]


def test_the_measures_of_a_review_count_its_obligations_and_rows():
    plans = """
        plan_id | child_id | started_on | ended_on
        P1      | Amira    | 2026-10-05 |
        P2      | Ben      | 2026-10-05 |
        P3      | Cara     | 2026-11-20 |
        """
    result = of_tables(
        "2026-11-24",
        child_protection_plans=plans,
        child_protection_visits="child_id | visited_on | seen\nAmira | 2026-10-07 | yes",
        referrals="""
            referral_id | child_id | referred_on | primary_need
            R1          | Amira    | 2026-10-01  | N1
            R2          | Amira    | 2026-09-01  |
            R3          | Ben      | 2026-10-01  | N1
            """,
        involvements="""
            child_id | worker_id | team_id | role      | from_on    | to_on
            Amira    | W1        | Intake  | ALLOCATED | 2026-10-01 | 2026-11-01
            Amira    | W2        | North   | ALLOCATED | 2026-11-01 |
            """,
    )
    shown = ["standard", "team", "month", "right", "wrong", "cannot_tell", "waiting"]
    assert result.measures.select(shown).rows() == [
        ("referral-no-need", None, date(2026, 11, 1), 1, 0, 0, 0),
        ("referral-no-need", "North", date(2026, 11, 1), 1, 1, 0, 0),  # a rule: whose it is now
        ("visited-10-days", None, date(2026, 10, 1), 0, 1, 0, 0),
        ("visited-10-days", None, date(2026, 11, 1), 0, 0, 0, 1),
        ("visited-10-days", "Intake", date(2026, 10, 1), 1, 0, 0, 0),  # a clock: whose it was then
    ]
    assert set(result.standards) == set(CATALOGUE)


AVERAGE = Clock(
    id="average",
    title="From decision to placement",
    area=Area.ADOPTION,
    aspect=Aspect.TIMELINESS,
    starts=permanence.decided_on,
    ends=permanence.placed_on,
    within=calendar_days(100),
    average_over=True,
    source="made up",
)


def test_an_average_is_over_what_has_ended_and_makes_no_finding():
    rows = """
        child_id | decided_on | placed_on
        Amira    | 2026-01-01 | 2026-01-31
        Ben      | 2026-01-01 | 2026-09-08
        Cara     | 2026-01-01 |
        """
    record = given("2026-11-24", permanence=rows)
    found = averages(Scene(record, {}, record.as_of), {AVERAGE.id: AVERAGE}, Settings())
    assert found.rows() == [("average", 2, (30 + 250) / 2, 100, 0)]
    result = of_tables("2026-11-24", {AVERAGE.id: AVERAGE}, permanence=rows)
    assert result.averages.equals(found)
    assert result.obligations.is_empty()
    assert result.findings.is_empty()


def test_an_average_over_nobody_is_none():
    record = given("2026-11-24", referrals="child_id | referred_on\nAmira | 2026-01-01")
    found = averages(Scene(record, {}, record.as_of), {AVERAGE.id: AVERAGE}, Settings())
    assert found.rows() == [("average", 0, None, None, 0)]
