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


@pytest.mark.parametrize(
    ("day", "ended", "state"),
    [
        ("2026-03-31", "", "cannot tell"),  # whether the child left care since then
        ("2026-11-24", "", "overdue"),
        ("2026-03-31", "2026-04-09", "not done"),
        ("2026-03-31", "2026-12-31", "overdue"),  # the old file says that care goes on
    ],
)
def test_care_in_an_old_file_may_be_over_though_the_child_is_not_18(day: str, ended: str, state: str) -> None:
    record = tables.given(
        "2026-11-24",
        care_episodes=f"child_id | started_on | ended_on\nAmira | 2026-03-23 | {ended}",
        events="child_id | kind | happened_on\nBen | education-plan-recorded | 2026-01-05",
    )
    manifest = record.manifest.model_copy(update={"dates": [date.fromisoformat(day)]})
    told = tables.states(replace(record, manifest=manifest), "pep-initial-10-working-days")
    assert told["Amira"] == [state]
