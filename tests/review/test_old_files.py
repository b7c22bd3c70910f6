"""A return of last March can't say what is still open today: an empty end there is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import tables

from everycase.record.snapshot import Record

PLANS = """
    child_id | started_on | ended_on
    Amira    | 2026-01-05 |
    Ben      | 2026-01-05 | 2026-02-02
"""
VISITS = """
    child_id | visited_on | seen
    Ben      | 2026-01-12 | yes
    Ben      | 2026-01-26 | yes
"""


def of(day: str) -> Record:
    """The record of 24 November made from a file of another day, beside visits up to November."""
    record = tables.given("2026-11-24", child_protection_plans=PLANS, child_protection_visits=VISITS)
    manifest = record.manifest.model_copy(update={"dates": [date.fromisoformat(day)]})
    return replace(record, manifest=manifest)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-03-31", "cannot tell"), ("2026-11-23", "cannot tell"), ("2026-11-24", "overdue")],
)
def test_an_open_plan_is_open_only_in_a_file_of_the_day(day: str, state: str) -> None:
    assert tables.states(of(day), "cp-visit-every-10-working-days")["Amira"] == [state]


def test_what_an_old_file_does_say_is_told() -> None:
    assert tables.states(of("2026-03-31"), "cp-visit-every-10-working-days")["Ben"] == ["met", "met"]


def test_a_rule_about_open_plans_is_not_told_of_an_old_one() -> None:
    assert tables.wrong(of("2026-11-24"), "cp-child-never-seen") == ["Amira"]
    assert tables.wrong(of("2026-03-31"), "cp-child-never-seen") == []
    assert tables.untold(of("2026-03-31"), "cp-child-never-seen") == ["Amira"]
