"""Working days, months and ages, against a day-by-day count and published dates."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everycase import calendar

# England's bank holidays as gov.uk/bank-holidays lists them, one-off days among them.
PUBLISHED = {
    date(2020, 5, 8): "Early May, moved to VE Day",
    date(2022, 6, 2): "Spring, moved",
    date(2022, 6, 3): "Platinum Jubilee",
    date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Coronation of King Charles III",
    date(2026, 4, 3): "Good Friday",
    date(2026, 4, 6): "Easter Monday",
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day, moved",
    date(2027, 3, 26): "Good Friday",
}
NOT_IN_ENGLAND = {
    date(2026, 3, 17): "St Patrick's Day is Northern Ireland's",
    date(2026, 1, 2): "2 January is Scotland's",
    date(2026, 11, 30): "St Andrew's Day is Scotland's",
    date(2026, 4, 2): "Maundy Thursday is nobody's",
}
days = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize("day", PUBLISHED)
def test_published_bank_holidays_are_not_working_days(day: date) -> None:
    assert not calendar.is_working_day(day)


@pytest.mark.parametrize("day", NOT_IN_ENGLAND)
def test_other_nations_holidays_are_working_days_in_england(day: date) -> None:
    assert calendar.is_working_day(day)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-24", 10, "2026-12-08"),  # Tuesday to Tuesday, no holiday between
        ("2026-11-21", 1, "2026-11-23"),  # a start on a Saturday: Monday is day 1
        ("2026-11-22", 1, "2026-11-23"),  # on a Sunday: Monday is day 1
        ("2026-12-24", 1, "2026-12-29"),  # over Christmas: the 25th and 28th are holidays
        ("2026-04-02", 10, "2026-04-20"),  # ten working days over Easter are eighteen days
        ("2026-12-08", -10, "2026-11-24"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_working_days_after(start: str, count: int, due: str) -> None:
    found = calendar.working_days_after(date.fromisoformat(start), count)
    assert found == date.fromisoformat(due)


@given(days, st.integers(1, 60))
def test_the_column_counts_as_one_day_at_a_time_does(start: date, count: int) -> None:
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in calendar.bank_holidays()
    found = pl.select(calendar.add_working_days(pl.lit(start), count)).item()
    assert found == day
    assert pl.select(calendar.working_days_between(pl.lit(start), pl.lit(day))).item() == count


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2025-08-31", 6, "2026-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-11-24", 3, "2027-02-24"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_keep_the_day_or_take_the_last(start: str, months: int, due: str) -> None:
    found = pl.select(calendar.add_months(pl.lit(date.fromisoformat(start)), months)).item()
    assert found == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2014-05-02", "2026-05-01", 11),
        ("2014-05-02", "2026-05-02", 12),
        ("2014-05-02", "2026-05-03", 12),
        ("2020-02-29", "2025-02-27", 4),
        ("2020-02-29", "2025-02-28", 5),
        ("2026-11-24", "2026-11-24", 0),
    ],
)
def test_age_changes_on_the_birthday(born: str, day: str, age: int) -> None:
    dates = [pl.lit(date.fromisoformat(text)) for text in (born, day)]
    assert pl.select(calendar.age_on(*dates)).item() == age
