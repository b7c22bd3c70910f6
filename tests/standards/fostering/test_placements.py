"""Children placed with a connected person whose approval is temporary."""

import pytest
from tests.tables import due, given, states

# Sixteen weeks after 23 March are 13 July, and eight more 7 September.
LIMIT = "connected-person-temporary-approval-16-weeks"
EXTENSION = "connected-person-extension-8-weeks"
NONE_OF_AMIRAS = "Zoe | connected-person-approved | 2026-01-05"


def record(as_of: str, ended: str, *events: str):
    """Amira with a connected person since 23 March, and what events tell."""
    rows = "\n".join((NONE_OF_AMIRAS, "Zoe | temporary-approval-extended | 2026-01-05", *events))
    return given(
        as_of,
        placements=f"""
        child_id | started_on | ended_on | kind
        Amira    | 2026-03-23 | {ended}  | U3
        Ben      | 2026-03-23 |          | U6
        """,
        events=f"child_id | kind | happened_on\n{rows}",
    )


def _approval(day: str) -> list[str]:
    return [f"Amira | connected-person-approved | {day}"] if day else []


@pytest.mark.parametrize(
    ("as_of", "ended", "approved", "state"),
    [
        ("2026-08-01", "2026-07-13", "", "met"),
        ("2026-08-01", "2026-07-14", "", "met late"),
        ("2026-08-01", "", "2026-07-13", "met"),
        ("2026-08-01", "", "2026-07-14", "met late"),
        ("2026-07-14", "", "", "overdue"),
        ("2026-07-13", "", "", "due soon"),
    ],
)
def test_temporary_approval_ends_or_becomes_full_in_16_weeks(as_of, ended, approved, state):
    given_ = record(as_of, ended, *_approval(approved))
    assert due(given_, LIMIT) == [("Amira", "2026-07-13", ended or approved or None, state)]


@pytest.mark.parametrize(
    ("as_of", "ended", "approved", "state"),
    [
        ("2026-10-01", "2026-09-07", "", "met"),
        ("2026-10-01", "2026-09-08", "", "met late"),
        ("2026-10-01", "", "2026-09-07", "met"),
        ("2026-09-08", "", "", "overdue"),
        ("2026-08-03", "", "", "due"),
    ],
)
def test_an_extension_adds_8_weeks_from_the_end_of_the_16(as_of, ended, approved, state):
    extended = "Amira | temporary-approval-extended | 2026-07-01"
    given_ = record(as_of, ended, extended, *_approval(approved))
    assert due(given_, EXTENSION) == [("Amira", "2026-09-07", ended or approved or None, state)]
    assert due(given_, LIMIT) == []


def test_an_extension_that_was_never_reached_is_not_judged():
    extended = "Amira | temporary-approval-extended | 2026-07-01"
    assert due(record("2026-10-01", "2026-07-10", extended), EXTENSION) == []
    approved = "Amira | connected-person-approved | 2026-07-10"
    assert due(record("2026-10-01", "", extended, approved), EXTENSION) == []


def test_a_person_approved_before_the_placement_has_no_temporary_limit():
    approved = "Amira | connected-person-approved | 2026-03-20"
    assert due(record("2026-10-01", "", approved), LIMIT) == []


def test_files_without_approvals_can_tell_only_of_short_placements():
    alone = given(
        "2026-10-01",
        placements="""
        child_id | started_on | ended_on   | kind
        Amira    | 2026-03-23 |            | U3
        Ben      | 2026-03-23 | 2026-07-01 | U3
        """,
    )
    assert states(alone, LIMIT) == {"Amira": ["cannot tell"], "Ben": ["met"]}
