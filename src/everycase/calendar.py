"""Working days and due dates, as English children's social care counts them.

The day a thing starts is day 0. Working days leave out Saturdays, Sundays and the bank holidays of
England (one-off ones too). Months go to the same day number, or to the last day of a short month.
Source: the counting rules of the regulations and of Working Together, as each standard cites them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

import holidays
import polars as pl

FIRST_YEAR, LAST_YEAR = 1985, 2110
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
"""Days that an extract can be of: from just before the Children Act 1989 was in force, to ten years before
the bank holidays run out, so that what falls due after the last of them can be counted."""


@cache
def bank_holidays() -> tuple[date, ...]:
    """England's bank holidays in order, 1985 to 2110; announced one-off days are in, later ones can't be."""
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return tuple(sorted(days))


@cache
def _closed() -> frozenset[date]:
    return frozenset(bank_holidays())


@cache
def _holiday_list() -> pl.Series:
    """The bank holidays as Polars asks for them; made anew for each of hundreds of clocks, it would cost."""
    return pl.Series([bank_holidays()], dtype=pl.List(pl.Date))


def is_working_day(day: date) -> bool:
    """Whether offices in England are open on `day`."""
    return day.weekday() < 5 and day not in _closed()


def working_days_after(start: date, count: int) -> date:
    """The day that is `count` working days after `start`; `start` itself for a count of 0.

    A negative count goes back: the last day that leaves `-count` working days before `start`.
    """
    step = timedelta(days=1 if count >= 0 else -1)
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def add_working_days(start: pl.Expr, count: int) -> pl.Expr:
    """`working_days_after` for a column of dates."""
    if count == 0:
        return start
    # From a closed day the count begins at the next open one: stand on the open day before it.
    roll: Literal["backward", "forward"] = "backward" if count > 0 else "forward"
    return start.dt.add_business_days(count, holidays=_holiday_list(), roll=roll)


def working_days_between(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Working days after `start` up to and including `end` (an integer; negative where end is earlier)."""
    day = pl.duration(days=1)
    return pl.business_day_count(start + day, end + day, holidays=_holiday_list())


def add_months(start: pl.Expr, count: int) -> pl.Expr:
    """The same day `count` months on (back, if negative), or the last day of a shorter month."""
    return start.dt.offset_by(f"{count}mo")


def months_before(day: date, count: int) -> date:
    """The same day `count` months back, or the last day of a shorter month."""
    before = pl.select(add_months(pl.lit(day), -count)).item()
    if not isinstance(before, date):
        raise TypeError(f"{count} months before {day} is no date")
    return before


def add_days(start: pl.Expr, count: int) -> pl.Expr:
    """`count` calendar days on."""
    return start + pl.duration(days=count)


def age_on(born: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Whole years of age on `day`. Somebody born on 29 February is a year older on 28 February."""
    years = day.dt.year() - born.dt.year()
    return years - (birthday_in(born, day.dt.year()) > day).cast(pl.Int32)


def birthday_in(born: pl.Expr, year: pl.Expr) -> pl.Expr:
    """The birthday in `year`; 28 February in every year for one born on the 29th."""
    leap_born = (born.dt.month() == 2) & (born.dt.day() == 29)
    day = pl.when(leap_born).then(28).otherwise(born.dt.day())
    return pl.date(year, born.dt.month(), day)
