"""What a history of extracts shows: how late things are written down, and dates that made late work met."""

from __future__ import annotations

import pytest
from tests.record.readings import joined, reading
from tests.review.council import CATALOGUE, VISITED, reviewed

from everycase.record.schema import Format
from everycase.review.lag import LAG, made_timely, recording_lag
from everycase.standards.council import Settings

JANUARY, FEBRUARY, MARCH, APRIL = "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"
WORKER = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    Amira    | W1        | Intake  | ALLOCATED | 2026-01-01 | 2026-02-10
    Amira    | W2        | North   | ALLOCATED | 2026-02-10 |
    """


def history(*extracts):
    """The record of the last of several extracts: (as of, tables)."""
    record = None
    for as_of, tables in extracts:
        windows = [(name, "2020-01-01", as_of) for name in tables]
        record = joined(reading(Format.SSD, as_of, windows=windows, **tables), before=record)
    return record


def visits(*days):
    rows = [f"V{n} | Amira | {day} | yes" for n, day in enumerate(days)]
    return {
        "child_protection_visits": "\n".join(["visit_id | child_id | visited_on | seen", *rows]),
        "involvements": WORKER,
    }


def lag_of(record, table="child_protection_visits"):
    found = recording_lag(record).filter(kind=table)
    return found.drop("kind").rows()


def test_a_first_extract_has_no_lag():
    record = history((JANUARY, visits("2026-01-05")))
    assert recording_lag(record).is_empty()
    assert list(recording_lag(record).schema) == list(LAG)


def test_the_lag_runs_in_working_days_from_the_event_to_the_extract_that_first_held_it():
    """From Monday 2 February, Tuesday 24 and Friday 27 to Saturday 28 February 2026."""
    first = ["2026-01-05"]
    record = history(
        (JANUARY, visits(*first)), (FEBRUARY, visits(*first, "2026-02-02", "2026-02-24", "2026-02-27"))
    )
    # 19, 3 and 0 working days; the first by Intake, the others by North
    assert lag_of(record) == [("Intake", 1, 19.0, 19.0, 1), ("North", 2, 1.5, 3.0, 0)]


def test_a_row_seen_in_february_keeps_its_lag_in_march():
    first, later = ["2026-01-05"], ["2026-01-05", "2026-02-24"]
    record = history((JANUARY, visits(*first)), (FEBRUARY, visits(*later)), (MARCH, visits(*later)))
    assert lag_of(record) == [("North", 1, 3.0, 3.0, 0)]


def test_what_is_written_down_before_it_happens_has_no_lag():
    record = history((JANUARY, visits("2026-01-05")), (FEBRUARY, visits("2026-01-05", "2026-03-05")))
    assert lag_of(record) == []


def test_a_table_that_came_with_a_later_file_has_no_lag_of_its_own():
    before = {"involvements": WORKER}
    record = history((JANUARY, before), (FEBRUARY, visits("2026-01-05", "2026-02-05")))
    assert lag_of(record) == []


def test_the_lag_of_rows_stays_the_same_when_their_file_is_left_out_of_a_load_and_comes_back():
    days = ["2026-01-05", "2026-02-24"]
    loads = [(JANUARY, visits(*days[:1])), (FEBRUARY, visits(*days)), (MARCH, {"involvements": WORKER})]
    assert lag_of(history(*loads)) == []
    assert lag_of(history(*loads, (APRIL, visits(*days)))) == [("North", 1, 3.0, 3.0, 0)]


def test_a_row_that_is_new_when_its_file_comes_back_has_no_lag_and_one_of_the_next_load_has():
    """One of 24 February, first held on 30 April, may have been entered on the day itself."""
    first, back = visits("2026-01-05"), visits("2026-01-05", "2026-02-24", "2026-04-29")
    loads = [(JANUARY, first), (MARCH, {"involvements": WORKER}), (APRIL, back)]
    assert lag_of(history(*loads)) == []
    after = visits("2026-01-05", "2026-02-24", "2026-04-29", "2026-05-06")
    assert lag_of(history(*loads, ("2026-05-07", after))) == [("North", 1, 1.0, 1.0, 0)]


# -- dates that were changed -------------------------------------------------------------------------


def plan(started, *days):
    return {
        "child_protection_plans": f"plan_id | child_id | started_on | ended_on\nP1 | Amira | {started} |",
        **visits(*days),
    }


def timely(*extracts):
    record = history(*extracts)
    found = made_timely(reviewed(record).obligations, record, CATALOGUE, Settings())
    return [
        " ".join(str(cell) for cell in row)
        for row in found.select("field", "before", "after", "due_on", "seen_on").rows()
    ]


def test_a_visit_moved_from_late_to_in_time_is_shown():
    assert timely(
        (JANUARY, plan("2026-01-05", "2026-01-20")), (FEBRUARY, plan("2026-01-05", "2026-01-14"))
    ) == [f"child_protection_visits.visited_on 2026-01-20 2026-01-14 2026-01-15 {FEBRUARY}"]


@pytest.mark.parametrize(
    ("first", "now"),
    [
        ("2026-01-20", "2026-01-18"),  # late before, late still
        ("2026-01-14", "2026-01-12"),  # in time before and now
        ("2026-01-15", "2026-01-14"),  # the due day itself was in time
        ("2026-01-14", "2026-01-20"),  # late now
    ],
)
def test_a_change_that_made_nothing_timely_is_not_shown(first, now):
    assert timely((JANUARY, plan("2026-01-05", first)), (FEBRUARY, plan("2026-01-05", now))) == []


def test_a_start_moved_so_that_a_late_visit_is_in_time_is_shown():
    assert timely(
        (JANUARY, plan("2026-01-05", "2026-01-20")), (FEBRUARY, plan("2026-01-12", "2026-01-20"))
    ) == [f"child_protection_plans.started_on 2026-01-05 2026-01-12 2026-01-22 {FEBRUARY}"]


def test_a_date_moved_twice_is_shown_by_what_was_written_first():
    """From late to the due day, then to before it: neither step hides that it was late once."""
    assert timely(
        (JANUARY, plan("2026-01-05", "2026-01-20")),
        (FEBRUARY, plan("2026-01-05", "2026-01-15")),
        (MARCH, plan("2026-01-05", "2026-01-12")),
    ) == [f"child_protection_visits.visited_on 2026-01-20 2026-01-12 2026-01-15 {MARCH}"]


def test_a_date_moved_while_its_file_was_left_out_is_shown():
    late, in_time = plan("2026-01-05", "2026-01-20"), plan("2026-01-05", "2026-01-14")
    assert timely((JANUARY, late), (FEBRUARY, {"involvements": WORKER}), (MARCH, in_time)) == [
        f"child_protection_visits.visited_on 2026-01-20 2026-01-14 2026-01-15 {MARCH}"
    ]


def test_a_date_moved_and_moved_back_changed_nothing():
    days = ("2026-01-14", "2026-01-20", "2026-01-14")
    extracts = [
        (as_of, plan("2026-01-05", day)) for as_of, day in zip((JANUARY, FEBRUARY, MARCH), days, strict=True)
    ]
    assert timely(*extracts) == []


def test_without_changes_nothing_was_made_timely():
    record = history((JANUARY, plan("2026-01-05", "2026-01-12")))
    found = made_timely(reviewed(record).obligations, record, {VISITED.id: VISITED}, Settings())
    assert found.is_empty()
