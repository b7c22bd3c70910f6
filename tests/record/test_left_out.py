"""Files that a load lacks and a later one has again: what is still known of their rows, and what can't be."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.record.readings import joined, reading, rows

from everycase.record.schema import Format
from everycase.record.snapshot import open_record, save

SSD, ANNEX_A, EVENTS = Format.SSD, Format.ANNEX_A, Format.EVENTS
JANUARY, FEBRUARY, MARCH, APRIL = "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"
CHILDREN = {"children": "child_id\nAmira\nBen"}


def load(before, as_of, since="2025-01-01", **by_format):
    """The record of a day with the one before it; by_format: ssd, annex_a or events → its tables."""
    given = [(Format(name), tables) for name, tables in by_format.items()]
    return joined(*(told(fmt, as_of, since, tables) for fmt, tables in given), before=before)


def told(fmt, as_of, since, tables):
    """A reading that holds all of its tables (of events: of its kinds) from a day on."""
    names = {name for name in tables if name != "events"}
    names |= {f"events:{line.split('|')[1].strip()}" for line in tables.get("events", "").splitlines()[1:]}
    return reading(fmt, as_of, windows=[(name, since, as_of) for name in sorted(names)], **tables)


def through(*loads, **how):
    """The last record of several: (as of, by format)."""
    record = None
    for as_of, by_format in loads:
        record = load(record, as_of, **by_format, **how)
    return record


def events(*several, kind="supervision"):
    """Events of Amira, one a day given; "kind day" for another kind."""
    lines = [one.rpartition(" ") for one in several]
    return {
        "events": "\n".join(
            ["child_id | kind | happened_on", *(f"Amira | {k or kind} | {d}" for k, _, d in lines)]
        )
    }


def referrals(*days):
    lines = [f"R{n} | Amira | {day}" for n, day in enumerate(days, start=1)]
    return {**CHILDREN, "referrals": "\n".join(["referral_id | child_id | referred_on", *lines])}


def sights(record, table, day):
    """Day, first seen, and when it was not there yet ('-': nobody can tell)."""
    return rows(record, table, f"{day} first_seen unseen_on")


# -- a file that comes back --------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [1, 2, 3])
def test_rows_of_events_that_were_left_out_are_known_again(gap):
    months = [f"2026-{month:02}-28" for month in range(3, 3 + gap)]
    record = through(
        (JANUARY, {"ssd": CHILDREN, "events": events("2026-01-05")}),
        (FEBRUARY, {"ssd": CHILDREN, "events": events("2026-01-05", "2026-02-02")}),
        *((month, {"ssd": CHILDREN}) for month in months),
        ("2026-06-30", {"ssd": CHILDREN, "events": events("2026-01-05", "2026-02-02")}),
    )
    assert sights(record, "events", "happened_on") == [
        f"2026-01-05 {JANUARY} -",
        f"2026-02-02 {FEBRUARY} {JANUARY}",
    ]


def test_a_row_that_is_new_when_its_file_comes_back_may_have_been_written_at_any_time_since():
    """Of 2 February nobody can tell whether it was entered that day or on 30 April."""
    record = through(
        (JANUARY, {"ssd": CHILDREN, "events": events("2026-01-05")}),
        (FEBRUARY, {"ssd": CHILDREN}),
        (APRIL, {"ssd": CHILDREN, "events": events("2026-01-05", "2026-02-02", "2026-04-02")}),
    )
    assert sights(record, "events", "happened_on") == [
        f"2026-01-05 {JANUARY} -",
        f"2026-02-02 {APRIL} -",
        f"2026-04-02 {APRIL} -",
    ]


def test_the_extract_after_that_tells_again():
    record = through(
        (JANUARY, {"ssd": CHILDREN, "events": events("2026-01-05")}),
        (FEBRUARY, {"ssd": CHILDREN}),
        (MARCH, {"ssd": CHILDREN, "events": events("2026-01-05")}),
        (APRIL, {"ssd": CHILDREN, "events": events("2026-01-05", "2026-03-02")}),
    )
    assert sights(record, "events", "happened_on") == [
        f"2026-01-05 {JANUARY} -",
        f"2026-03-02 {APRIL} {MARCH}",
    ]


def test_one_kind_of_event_left_out_is_known_again_apart_from_others_of_that_day():
    both = events("supervision 2026-02-02", "core-group 2026-02-02")
    record = through(
        (JANUARY, {"events": events("supervision 2026-01-05", "core-group 2026-01-05")}),
        (FEBRUARY, {"events": both}),
        (MARCH, {"events": events("supervision 2026-02-02")}),
        (APRIL, {"events": both}),
    )
    assert rows(record, "events", "kind first_seen unseen_on") == [
        f"core-group {FEBRUARY} {JANUARY}",
        f"supervision {FEBRUARY} {JANUARY}",
    ]


def test_a_kind_of_event_that_is_new_has_no_day_on_which_it_was_not_there():
    record = through(
        (JANUARY, {"events": events("supervision 2026-01-05")}),
        (FEBRUARY, {"events": events("supervision 2026-01-05", "core-group 2026-01-05")}),
    )
    assert rows(record, "events", "kind first_seen unseen_on") == [
        f"core-group {FEBRUARY} -",
        f"supervision {JANUARY} -",
    ]


def test_one_table_left_out_of_the_dataset_is_known_again_with_the_date_that_it_has_now():
    record = through(
        (JANUARY, {"ssd": referrals("2026-01-05")}),
        (FEBRUARY, {"ssd": referrals("2026-01-05", "2026-02-02")}),
        (MARCH, {"ssd": CHILDREN}),
        (APRIL, {"ssd": referrals("2026-01-05", "2026-02-20")}),
    )
    assert sights(record, "referrals", "referred_on") == [
        f"2026-01-05 {JANUARY} -",
        f"2026-02-20 {FEBRUARY} {JANUARY}",
    ]
    columns = ("key", "field", "before", "after", "seen_on")
    assert record.changes.select(columns).collect().rows() == [
        ("R2", "referred_on", date(2026, 2, 2), date(2026, 2, 20), date(2026, 4, 30))
    ]


def test_rows_that_only_a_format_left_out_held_are_known_again_though_another_holds_the_table():
    annex_a = {**CHILDREN, "referrals": "child_id | referred_on\nBen | 2026-02-03"}
    record = through(
        (
            JANUARY,
            {"ssd": referrals("2026-01-05"), "annex_a": CHILDREN | {"referrals": "child_id | referred_on"}},
        ),
        (FEBRUARY, {"ssd": referrals("2026-01-05"), "annex_a": annex_a}),
        (MARCH, {"ssd": referrals("2026-01-05")}),
        (APRIL, {"ssd": referrals("2026-01-05"), "annex_a": annex_a}),
    )
    assert sights(record, "referrals", "referred_on") == [
        f"2026-01-05 {JANUARY} -",
        f"2026-02-03 {FEBRUARY} {JANUARY}",
    ]


def test_a_row_of_a_format_that_was_left_out_may_be_old_though_another_held_the_table():
    record = through(
        (JANUARY, {"ssd": referrals("2026-01-05")}),
        (
            FEBRUARY,
            {
                "ssd": referrals("2026-01-05", "2026-02-02"),
                "annex_a": {**CHILDREN, "referrals": "child_id | referred_on\nBen | 2026-01-06"},
            },
        ),
    )
    assert sights(record, "referrals", "referred_on") == [
        f"2026-01-05 {JANUARY} -",
        f"2026-01-06 {FEBRUARY} -",
        f"2026-02-02 {FEBRUARY} {JANUARY}",
    ]


def test_rows_of_a_format_are_known_again_however_its_bit_was_numbered():
    """Alone, a format is the first source; beside a more trusted one, the second."""
    annex_a = {**CHILDREN, "referrals": "child_id | referred_on\nBen | 2026-01-06"}
    record = through(
        (JANUARY, {"annex_a": annex_a}),
        (FEBRUARY, {"ssd": referrals("2026-02-05")}),
        (MARCH, {"ssd": referrals("2026-02-05"), "annex_a": annex_a}),
    )
    assert sights(record, "referrals", "referred_on") == [
        f"2026-01-06 {JANUARY} -",
        f"2026-02-05 {FEBRUARY} -",
    ]


def test_a_child_merged_while_its_file_was_left_out_is_known_again():
    old = {"referrals": "referral_id | child_id | referred_on\nR1 | OLD | 2026-02-02"}
    both = {"children": "child_id\nOLD\nNEW"}
    merged = {**both, "linked_identifiers": "child_id | value\nNEW | OLD"}
    record = through(
        (JANUARY, {"ssd": {**both, "care_visits": "child_id | visited_on\nOLD | 2026-01-05", **old}}),
        (FEBRUARY, {"ssd": merged}),
        (MARCH, {"ssd": {**both, "care_visits": "child_id | visited_on\nNEW | 2026-01-05", **old}}),
    )
    assert rows(record, "care_visits", "child_id first_seen") == [f"NEW {JANUARY}"]


# -- what is remembered, and for how long ------------------------------------------------------------


def remembered(record, table="referrals"):
    return sorted(record.seen[table].collect()["key"]) if table in record.seen else []


def test_nothing_is_remembered_beside_a_load_that_lacks_nothing():
    record = through(
        (JANUARY, {"ssd": referrals("2026-01-05")}), (FEBRUARY, {"ssd": referrals("2026-01-05")})
    )
    assert record.seen == {}


def test_a_row_that_its_own_file_lacks_was_deleted_and_is_new_if_it_is_typed_in_again():
    two = referrals("2026-01-05", "2026-01-06")
    gone = through((JANUARY, {"ssd": two}), (FEBRUARY, {"ssd": referrals("2026-01-05")}))
    assert remembered(gone) == []
    again = load(gone, MARCH, ssd=two)
    assert sights(again, "referrals", "referred_on") == [
        f"2026-01-05 {JANUARY} -",
        f"2026-01-06 {MARCH} {FEBRUARY}",
    ]


def test_what_is_remembered_is_let_go_when_its_file_comes_back():
    gone = through((JANUARY, {"ssd": referrals("2026-01-05")}), (FEBRUARY, {"ssd": CHILDREN}))
    assert remembered(gone) == ["R1"]
    assert remembered(load(gone, MARCH, ssd=referrals("2026-01-05"))) == []
    assert remembered(load(gone, MARCH, ssd=referrals())) == []


@pytest.mark.parametrize(("as_of", "kept"), [("2028-01-30", ["R1"]), ("2028-01-31", []), ("2028-02-01", [])])
def test_a_row_that_no_file_has_held_for_two_years_is_let_go(as_of, kept):
    gone = through((JANUARY, {"ssd": referrals("2026-01-05")}), (FEBRUARY, {"ssd": CHILDREN}))
    assert remembered(load(gone, as_of, ssd=CHILDREN)) == kept


def test_the_two_years_run_from_the_last_load_that_held_the_row():
    two = {"ssd": referrals("2024-01-05")}
    held = through(("2024-01-31", two), (JANUARY, two), (FEBRUARY, {"ssd": CHILDREN}))
    assert remembered(held) == ["R1"]


def test_a_row_that_another_format_holds_still_is_held_and_not_remembered():
    """Else a second row of that day would be taken for the one remembered."""
    both = {**CHILDREN, "referrals": "child_id | referred_on\nAmira | 2026-01-05"}
    held = through(
        (JANUARY, {"ssd": referrals("2026-01-05"), "annex_a": both}),
        (FEBRUARY, {"ssd": referrals("2026-01-05")}),
    )
    assert remembered(held) == []
    again = load(held, MARCH, ssd=referrals("2026-01-05", "2026-01-05"))
    assert rows(again, "referrals", "key first_seen") == [f"R1 {JANUARY}", f"R2 {MARCH}"]


def test_a_file_that_no_load_held_before_says_nothing_of_when_its_rows_were_written():
    record = through((JANUARY, {"ssd": CHILDREN}), (FEBRUARY, {"ssd": referrals("2025-06-02", "2026-02-02")}))
    assert sights(record, "referrals", "referred_on") == [
        f"2025-06-02 {FEBRUARY} -",
        f"2026-02-02 {FEBRUARY} -",
    ]


@pytest.mark.parametrize(
    ("day", "unseen"),
    [("2025-12-31", "-"), ("2026-01-01", JANUARY), ("2026-01-31", JANUARY), ("2026-02-01", JANUARY)],
)
def test_a_row_from_before_the_earlier_files_began_may_be_as_old_as_it_says(day, unseen):
    before = load(None, JANUARY, since="2026-01-01", ssd=referrals())
    record = load(before, FEBRUARY, since="2020-01-01", ssd=referrals(day))
    assert sights(record, "referrals", "referred_on") == [f"{day} {FEBRUARY} {unseen}"]


def test_a_child_s_latest_row_was_not_there_when_another_was_the_latest():
    def latest(as_of, day, before=None):
        visits = f"child_id | visited_on\nAmira | {day}"
        read = reading(ANNEX_A, as_of, latest=[("care_visits", "Amira", day)], care_visits=visits, **CHILDREN)
        return joined(read, before=before)

    record = latest(FEBRUARY, "2026-01-20", latest(JANUARY, "2026-01-05"))
    assert sights(record, "care_visits", "visited_on") == [f"2026-01-20 {FEBRUARY} {JANUARY}"]


def test_what_is_remembered_is_the_same_after_it_was_saved_and_opened(tmp_path):
    loads = [
        (JANUARY, {"ssd": referrals("2026-01-05"), "events": events("2026-01-05")}),
        (FEBRUARY, {"ssd": referrals("2026-01-05", "2026-02-02"), "events": events("2026-01-05")}),
        (MARCH, {"ssd": CHILDREN}),
        (APRIL, {"ssd": referrals("2026-01-05", "2026-02-09"), "events": events("2026-01-05")}),
    ]
    record = None
    for as_of, given in loads:
        save(load(record, as_of, **given), tmp_path / as_of)
        record = open_record(tmp_path / as_of)
    assert record is not None
    in_memory = through(*loads)
    for table in ("referrals", "events"):
        assert record.scan(table).collect().equals(in_memory.scan(table).collect())
    assert record.changes.collect().equals(in_memory.changes.collect())
    assert record.changes.select(pl.len()).collect().item() == 1
