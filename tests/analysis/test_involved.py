"""Who works with a child, and who did."""

from __future__ import annotations

from datetime import date

from tests.tables import given

from everycase.analysis.involved import involved
from everycase.analysis.names import Names

ROWS = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    Amira    | W1        | T1      | ALLOCATED | 2026-01-05 | 2026-03-05
    Amira    | W2        | T1      | ALLOCATED | 2026-03-05 |
    Amira    |           |         |           | 2025-01-01 | 2025-02-01
    Ben      | W3        | T1      | ALLOCATED | 2026-03-05 |
    """
NAMES = Names(teams={"T1": "Intake North"}, workers={"W2": "Jo Reed"})


def of_amira(text=ROWS):
    record = given("2026-11-24", involvements=text)
    return involved(record.child("Amira"), NAMES, record.manifest.supplied["involvements"])


def test_the_newest_first_with_names_where_there_are_any():
    assert [(i.worker, i.role, i.team, i.since, i.now) for i in of_amira()] == [
        ("Jo Reed", "Allocated case holder", "Intake North", date(2026, 3, 5), True),
        ("W1", "Allocated case holder", "Intake North", date(2026, 1, 5), False),
        ("Not recorded", "Role not recorded", "", date(2025, 1, 1), False),
    ]


def test_where_no_file_holds_an_end_nobody_is_said_to_work_with_the_child_now():
    (one,) = of_amira("child_id | worker_id | role | from_on\nAmira | W1 | ALLOCATED | 2026-01-05")
    assert (one.until, one.told, one.now) == (None, False, False)


def test_with_nobody_there_is_nothing():
    record = given("2026-11-24", referrals="child_id | referred_on\nAmira | 2026-01-05")
    assert involved(record.child("Amira"), NAMES, {}) == []
