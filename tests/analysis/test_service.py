"""How the service stands, from a cube small enough to count by hand."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.analysis.cases_judged import CASES
from everycase.analysis.service import holds_back, stands
from everycase.review.measures import CUBE

TODAY = date(2026, 11, 24)


def cube(*rows):
    """(standard, aspect, team, right, wrong) of the front door, all in this month."""
    return pl.DataFrame(
        [
            {
                "standard": standard,
                "area": "front door",
                "aspect": aspect,
                "team": team,
                "worker": None,
                "month": date(2026, 11, 1),
                "right": right,
                "wrong": wrong,
                "cannot_tell": 0,
                "waiting": 0,
            }
            for standard, aspect, team, right, wrong in rows
        ],
        schema=dict(CUBE),
    )


NOW = cube(
    ("a", "records", "T1", 10, 30),
    ("b", "records", "T1", 20, 5),
    ("b", "records", "T2", 20, 5),
    ("c", "timeliness", "T1", 60, 40),
    ("d", "plans", "T1", 0, 9),
)


def cases(*rows):
    """(aspect, team, children right, children weak, what makes those weak) of the front door."""
    return pl.DataFrame(
        [
            {
                "child_id": f"{aspect} {team} {n}",
                "area": "front door",
                "aspect": aspect,
                "team": team,
                "worker": None,
                "right": int(n < right),
                "wrong": int(n >= right),
                "cannot_tell": 0,
                "waiting": 0,
                "weak_in": list(weak_in) if n >= right else [],
            }
            for aspect, team, right, weak, weak_in in rows
            for n in range(right + weak)
        ],
        schema=dict(CASES),
    )


CASES_NOW = cases(
    ("records", "T1", 5, 5, "a"),
    ("records", "T1", 0, 1, "ab"),
    ("records", "T2", 40, 1, "c"),
    ("timeliness", "T2", 30, 20, "d"),
    ("plans", "T1", 0, 9, "e"),
)


def test_one_teams_weakest_cases_hold_the_whole_back_and_too_few_say_nothing():
    """Of timeliness 30 of 50 cases are right, of records 45 of 52: but 5 of 11 in one team."""
    weakest = holds_back(CASES_NOW)
    assert weakest is not None
    assert (weakest.area, weakest.aspect, weakest.right, weakest.of) == ("front door", "records", 45, 52)
    assert (weakest.team, weakest.team_right, weakest.team_of) == ("T1", 5, 11)


def test_what_makes_up_most_of_it_is_as_few_as_can_be():
    weakest = holds_back(CASES_NOW)
    assert weakest is not None
    assert (weakest.standards, weakest.teams) == (("a",), ("T1",))


def test_nothing_holds_back_a_service_in_which_all_is_right():
    assert holds_back(cases(("records", "T1", 40, 0, ""))) is None


def test_change_is_since_the_earlier_review_and_unknown_where_that_had_no_such_cell():
    before = cube(("a", "records", "T1", 45, 45))
    rows = stands(NOW, TODAY, ["area", "aspect"], before, date(2026, 10, 24))
    change = dict(rows.select("aspect", pl.col("change").round(3)).iter_rows())
    assert change == {"records": round(50 / 90 - 0.5, 3), "timeliness": None, "plans": None}
