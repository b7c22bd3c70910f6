"""Every way of writing a date that extracts use, and those that are no date."""

from datetime import date, datetime, time

import polars as pl
import pytest
from hypothesis import given
from hypothesis.strategies import dates, sampled_from

from everycase.record.readers.dates import read_dates

STYLES = (
    *("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y"),
    *("%Y%m%d", "%b %d %Y 12:00AM"),
)


def read(text):
    return read_dates(pl.DataFrame({"found": [text]})).select("value", "time").row(0)


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-03",
        "2024-2-3",
        "2024/02/03",
        "2024-02-03T00:00:00",
        "2024-02-03 00:00:00.000",
        "2024-02-03T00:00:00Z",
        "03/02/2024",
        "3/2/2024",
        "03-02-2024",
        "03.02.2024",
        "03/02/24",
        "03/02/2024 00:00",
        "3 Feb 2024",
        "03-FEB-2024",
        "3rd February 2024",
        "Sat 3 Feb 2024",
        "Feb  3 2024 12:00AM",
        "20240203",
        "45325",
        "45325.0",
    ],
)
def test_the_third_of_february_2024(written):
    assert read(written) == (date(2024, 2, 3), None)


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("2024-02-03 14:05:09", time(14, 5, 9)),
        ("2024-02-03T09:30", time(9, 30)),
        ("03/02/2024 14:05", time(14, 5)),
        ("Feb  3 2024  2:05PM", time(14, 5)),
        ("Feb 3 2024 12:30PM", time(12, 30)),
        ("Feb 3 2024 12:30AM", time(0, 30)),
        ("45325.5", time(12, 0)),
    ],
)
def test_a_time_is_kept_beside_the_date(written, clock):
    assert read(written) == (date(2024, 2, 3), datetime.combine(date(2024, 2, 3), clock))


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2024",
        "2024-02-30",
        "29/02/2023",
        "13/13/2024",
        "02/30/2024",
        "3 Foo 2024",
        "soon",
        "2024",
        "zz/03/2020",
    ],
)
def test_no_such_day(written):
    assert read(written) == (None, None)


def test_day_comes_before_month_even_where_the_other_way_round_is_a_date():
    assert read("04/03/2024")[0] == date(2024, 3, 4)


@pytest.mark.parametrize(("written", "year"), [("01/01/49", 2049), ("01/01/50", 1950), ("01/01/08", 2008)])
def test_two_digits_of_a_year(written, year):
    assert read(written)[0] == date(year, 1, 1)


@pytest.mark.parametrize(
    ("serial", "day"),
    # 1 March 1900 is 61 in Excel, which believes in a 29 February 1900; from then on it is right.
    [("43831", date(2020, 1, 1)), ("36526", date(2000, 1, 1)), ("40179", date(2010, 1, 1))],
)
def test_serial_numbers_of_excel(serial, day):
    assert read(serial)[0] == day


@given(dates(date(1950, 1, 1), date(2049, 12, 31)), sampled_from(STYLES))
def test_every_day_is_read_back_in_every_style(day, style):
    assert read(day.strftime(style)) == (day, None)


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("2026-06-30T22:59:59Z", "2026-06-30", "23:59:59"),
        ("2026-06-30T23:00:00Z", "2026-07-01", None),  # midnight by the clocks here, an hour ahead in summer
        ("2026-06-30T23:00:01Z", "2026-07-01", "00:00:01"),
        ("2026-07-01T00:00:00Z", "2026-07-01", None),  # a day, and no time
        ("2026-01-30T23:00:00Z", "2026-01-30", "23:00:00"),  # in winter they agree
        ("2026-07-01 00:00:00.0000000 +01:00", "2026-07-01", None),
        ("2026-07-01 09:30:00+01", "2026-07-01", "09:30:00"),
        ("2026-07-01 09:30:00+0000", "2026-07-01", "10:30:00"),
        ("2026-07-01 09:30:00 -05:00", "2026-07-01", "15:30:00"),
        ("2026-07-01 09:30:00", "2026-07-01", "09:30:00"),
    ],
)
def test_a_time_with_a_zone_is_told_as_clocks_here_showed_it(text, day, at):
    ((read_on, read_at),) = read_dates(pl.DataFrame({"found": [text]})).select("value", "time").rows()
    assert (str(read_on), read_at and f"{read_at:%H:%M:%S}") == (day, at)
