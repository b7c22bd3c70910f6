"""One child's case in order of date: what is on record, what was due, what is wrong."""

from __future__ import annotations

from tests.review.council import CATALOGUE, reviewed
from tests.tables import given

from everycase.review.case import case_in
from everycase.review.chronology import chronology, entries, workers_in

RECORD = given(
    "2026-11-24",
    child_protection_plans="""
        plan_id | child_id | started_on | ended_on   | initial_category
        P1      | Amira    | 2026-10-05 |            | NEG
        P2      | Ben      | 2026-10-06 |            | PHY
        """,
    child_protection_visits="child_id | visited_on | seen\nAmira | 2026-10-20 | yes\nAmira | | no",
    referrals="""
        referral_id | child_id | referred_on | closed_on  | source | primary_need
        R1          | Amira    | 2026-10-01  | 2026-11-01 | 2A     |
        """,
    events="child_id | kind | happened_on\nAmira | supervision | 2026-10-12",
    workers="worker_id | full_name\nW1 | Jo Reed",
)


def lines(child="Amira", review=True):
    found = chronology(RECORD, child, case_in(reviewed(RECORD), child) if review else None, CATALOGUE)
    return [f"{e.day or '-'} {e.kind}: {e.says} ({e.detail}) {e.state}".rstrip() for e in found]


def test_a_case_is_told_in_order_of_date_and_what_has_none_comes_last():
    told = chronology(RECORD, "Amira", case_in(reviewed(RECORD), "Amira"), CATALOGUE)
    days = [entry.day for entry in told]
    dated = [day for day in days if day is not None]
    assert days == [*sorted(dated), None]


def test_a_row_s_start_and_end_are_entries_of_their_own():
    assert [line for line in lines(review=False) if "eferral" in line] == [
        "2026-10-01 record: Referral received (who referred: Schools)",
        "2026-11-01 record: Referral: case closed ()",
    ]


def test_codes_are_shown_by_their_meaning_and_flags_as_yes_or_no():
    told = "\n".join(lines(review=False))
    assert "category of abuse at the start: Neglect" in told
    assert "the child was seen: yes" in told


def test_what_was_due_stands_where_it_fell_due_with_what_became_of_it():
    (due,) = [line for line in lines() if "obligation" in line]
    assert due.startswith("2026-10-15 obligation: Due: Child seen ")
    assert due.endswith("(met late, done 20 October 2026, late by 5 calendar days) met late")


def test_one_day_late_is_one_day():
    visits = "child_id | visited_on | seen\nAmira | 2026-10-16 | yes"
    plans = "plan_id | child_id | started_on | ended_on\nP1 | Amira | 2026-10-05 |"
    record = given("2026-11-24", child_protection_plans=plans, child_protection_visits=visits)
    told = chronology(record, "Amira", case_in(reviewed(record), "Amira"), CATALOGUE)
    assert [e.detail for e in told if e.kind == "obligation"] == [
        "met late, done 16 October 2026, late by 1 calendar day"
    ]


def test_what_is_wrong_stands_since_when_it_has_been():
    (wrong,) = [line for line in lines() if "finding" in line]
    assert wrong.startswith("2026-10-01 finding: The referral of 1 October 2026 has no reason.")


def test_no_other_child_is_in_it():
    assert not [line for line in lines() if "Physical" in line or "2026-10-06" in line]
    assert any("Physical" in line for line in lines("Ben"))


def test_an_unknown_child_has_no_chronology():
    assert chronology(RECORD, "Nobody", case_in(reviewed(RECORD), "Nobody"), CATALOGUE) == []


def test_an_entry_without_a_review_is_of_the_record_alone():
    assert {entry.kind for entry in chronology(RECORD, "Amira", None, CATALOGUE)} == {"record"}


def test_what_people_wrote_is_left_out_for_those_who_may_not_read_it():
    events = (
        "child_id | kind | happened_on | by | value\nAmira | visit-note | 2026-10-12 | W1 | Amira was sad"
    )
    record = given("2026-11-24", events=events, workers="worker_id | full_name\nW1 | Jo Reed")
    rows, workers = record.child("Amira"), workers_in(record)
    (read,) = [e for e in entries(rows, workers, None, {}) if "note" in e.says]
    (unread,) = [e for e in entries(rows, workers, None, {}, written=False) if "note" in e.says]
    assert read.detail == "Amira was sad; by Jo Reed"
    assert (unread.says, unread.detail) == (read.says, "")
