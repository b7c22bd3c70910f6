"""Supervision: found for an open case, or not, or in no file."""

import pytest
from tests.tables import given, untold, wrong

STANDARD = "supervision-note-missing"


def supervised(day, child="Amira", opened="2026-03-02", closed=""):
    return given(
        "2026-11-24",
        referrals=f"child_id | referred_on | closed_on | no_further_action\nAmira | {opened} | {closed} | no",
        events=f"child_id | kind | happened_on\n{child} | supervision | {day}",
    )


@pytest.mark.parametrize(
    ("record", "broken"),
    [
        (supervised("2026-09-24"), []),  # two months ago today
        (supervised("2026-09-23"), ["Amira"]),
        (supervised("2026-11-20", child="Ben"), ["Amira"]),
        (supervised("2026-09-23", opened="2026-09-24"), []),  # not yet open for longer than that
        (supervised("2026-09-23", opened="2026-09-23"), ["Amira"]),
        (supervised("2026-03-23", closed="2026-11-24"), []),
    ],
)
def test_an_open_case_was_discussed_in_the_last_two_months(record, broken):
    assert wrong(record, STANDARD) == broken


def test_without_a_record_of_supervision_it_cannot_be_told():
    record = given("2026-11-24", referrals="child_id | referred_on | closed_on\nAmira | 2026-03-02 |")
    assert (wrong(record, STANDARD), untold(record, STANDARD)) == ([], ["Amira"])
