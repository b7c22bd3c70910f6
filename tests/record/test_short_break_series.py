"""Stays in short breaks joined into series, and the days that they fill."""

import polars as pl
from tests.tables import given

from everycase.record.derive_short_breaks import short_break_series


def series(placements: str, statuses: str) -> list[tuple[object, ...]]:
    """(child, first day, last day, counted from, day too many or end of the 12 months) of each series."""
    record = given("2026-11-24", placements=placements, legal_statuses=statuses)
    found = short_break_series(lambda table: record.scan(table).collect())
    dates = ("started_on", "ended_on", "busiest_from_on", "past_limit_or_year_on")
    named = found.select("child_id", *(pl.col(d).cast(pl.String) for d in dates))
    return named.sort("child_id", "started_on").rows()


def test_stays_more_than_six_months_apart_are_two_series():
    placements = """
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2025-01-03 | 2025-01-05
        Amira    | a2           | 2025-07-05 | 2025-07-07
        Ben      | b1           | 2025-01-03 | 2025-01-05
        Ben      | b2           | 2025-07-06 | 2025-07-07
        """
    statuses = """
        child_id | status | from_on
        Amira    | V3     | 2025-01-03
        Ben      | V3     | 2025-01-03
        """
    assert series(placements, statuses) == [
        ("Amira", "2025-01-03", "2025-07-07", "2025-01-03", "2026-01-03"),
        ("Ben", "2025-01-03", "2025-01-05", "2025-01-03", "2026-01-03"),
        ("Ben", "2025-07-06", "2025-07-07", "2025-07-06", "2026-07-06"),
    ]


def test_a_placement_under_another_status_is_no_short_break():
    placements = """
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2025-01-03 | 2025-01-05
        Amira    | a2           | 2025-01-05 | 2025-06-02
        Ben      | b1           | 2025-01-03 |
        """
    statuses = """
        child_id | status | from_on    | to_on
        Amira    | V3     | 2025-01-03 | 2025-01-05
        Amira    | V2     | 2025-01-05 |
        Ben      | V2     | 2025-01-03 |
        """
    assert series(placements, statuses) == [("Amira", "2025-01-03", "2025-01-05", "2025-01-03", "2026-01-03")]


def test_an_agreement_whose_stays_are_not_recorded_counts_no_days():
    placements = """
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2025-01-03 |
        """
    statuses = """
        child_id | status | from_on
        Amira    | V4     | 2025-01-03
        """
    assert series(placements, statuses) == [("Amira", "2025-01-03", None, None, None)]


def test_the_76th_night_within_12_months_is_the_day_too_many():
    # 17 nights in each of January, March, May and July are 68; the 8th from 1 September is the 76th.
    placements = """
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2025-01-01 | 2025-01-18
        Amira    | a2           | 2025-03-01 | 2025-03-18
        Amira    | a3           | 2025-05-01 | 2025-05-18
        Amira    | a4           | 2025-07-01 | 2025-07-18
        Amira    | a5           | 2025-09-01 | 2025-09-09
        Ben      | b1           | 2025-01-01 | 2025-01-18
        Ben      | b2           | 2025-03-01 | 2025-03-18
        Ben      | b3           | 2025-05-01 | 2025-05-18
        Ben      | b4           | 2025-07-01 | 2025-07-18
        Ben      | b5           | 2025-09-01 | 2025-09-08
        """
    statuses = """
        child_id | status | from_on
        Amira    | V3     | 2025-01-01
        Ben      | V3     | 2025-01-01
        """
    assert series(placements, statuses) == [
        ("Amira", "2025-01-01", "2025-09-09", "2025-01-01", "2025-09-08"),
        ("Ben", "2025-01-01", "2025-09-08", "2025-01-01", "2026-01-01"),
    ]


def test_the_12_months_may_begin_with_any_stay():
    # Two nights, then from June 17 a month in five months: 76 within the 12 months from 1 June 2025.
    placements = """
        child_id | placement_id | started_on | ended_on
        Amira    | a1           | 2025-02-01 | 2025-02-03
        Amira    | a2           | 2025-06-01 | 2025-06-18
        Amira    | a3           | 2025-10-01 | 2025-10-18
        Amira    | a4           | 2026-02-10 | 2026-02-27
        Amira    | a5           | 2026-03-10 | 2026-03-27
        Amira    | a6           | 2026-04-10 | 2026-04-27
        """
    statuses = """
        child_id | status | from_on
        Amira    | V3     | 2025-02-01
        """
    # 68 nights to 26 March 2026, so that the eighth from 10 April, the 17th, is the 76th.
    assert series(placements, statuses) == [("Amira", "2025-02-01", "2026-04-27", "2025-06-01", "2026-04-17")]
