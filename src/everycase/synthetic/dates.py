"""Dates of practice: working days, due dates, and chains of events that keep to them.

All are expressions over columns of dates. Working days are England's (`everycase.calendar`).
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from everycase.calendar import bank_holidays

Day = pl.Expr
LONG_ENOUGH = 1500
"""More links than any chain has; reaching it means that a step stands still."""


def working_days_after(start: Day, count: pl.Expr | int) -> Day:
    """The day that is `count` working days after `start` (before, if negative); a count may differ by row."""
    if isinstance(count, int) and count < 0:
        return start.dt.add_business_days(count, holidays=bank_holidays(), roll="forward")
    later = start.dt.add_business_days(count, holidays=bank_holidays(), roll="backward")
    # No days after a closed day is the next open one, not the one before.
    none = count == 0
    if isinstance(none, bool):
        return at_work(start) if none else later
    return pl.when(none).then(at_work(start)).otherwise(later)


def at_work(day: Day) -> Day:
    """The day itself, or the next on which offices are open."""
    return day.dt.add_business_days(0, holidays=bank_holidays(), roll="forward")


def at_work_by(day: Day) -> Day:
    """The day itself, or the last before it on which offices are open."""
    return day.dt.add_business_days(0, holidays=bank_holidays(), roll="backward")


def days_after(start: Day, count: pl.Expr | int) -> Day:
    """Calendar days on."""
    whole = count.cast(pl.Int64) if isinstance(count, pl.Expr) else count
    return start + pl.duration(days=whole)


def months_after(start: Day, count: int) -> Day:
    """The same day number `count` months on, or the last day of a shorter month."""
    return start.dt.offset_by(f"{count}mo")


def within_days(count: int) -> Callable[[Day], Day]:
    """The rule that the next event is due so many days after the last."""
    return lambda day: days_after(day, count)


def within_working_days(count: int) -> Callable[[Day], Day]:
    """The rule that it is due so many working days after."""
    return lambda day: working_days_after(day, count)


def within_months(count: int) -> Callable[[Day], Day]:
    """The rule that it is due so many months after."""
    return lambda day: months_after(day, count)


def age_in_days(born: Day, day: Day) -> pl.Expr:
    """Days lived."""
    return (day - born).dt.total_days()


def birthday(born: Day, age: int) -> Day:
    """The day on which the age is reached; 28 February for one born on the 29th."""
    return born.dt.offset_by(f"{12 * age}mo")


def chain(
    spells: pl.DataFrame,
    start: str,
    end: str,
    due: Callable[[Day], Day],
    early: pl.Expr | int = 0,
    *,
    first_due: Callable[[Day], Day] | None = None,
) -> pl.DataFrame:
    """Events from `start` to `end`, each on a working day and no later than `due` of the one before.

    spells: one row a chain. due: the latest date for the next event after a date.
    early: how many calendar days before it is due an event is done; may read the column `link` (1, 2, …).
    first_due: another limit for the first event. Gives the rows of `spells` with `link` and `on`, those
    on or before `end`. Raises ValueError where a step doesn't move on.
    """
    done: list[pl.DataFrame] = []
    left = spells.with_columns(at_=pl.col(start)).filter(pl.col(start).is_not_null())
    link = 0
    while left.height:
        link += 1
        if link > LONG_ENOUGH:
            raise ValueError(f"A chain of events from {start} does not move on.")
        limit = (first_due if link == 1 and first_due else due)(pl.col("at_"))
        wanted = at_work_by(days_after(limit, -(early if isinstance(early, pl.Expr) else pl.lit(early))))
        # A holiday week can push a weekly event back onto the one before: go to the limit's own day then.
        next_day = pl.when(wanted > pl.col("at_")).then(wanted).otherwise(limit)
        left = left.with_columns(link=pl.lit(link, dtype=pl.Int64))
        left = left.with_columns(on=next_day).filter(pl.col("on") <= pl.col(end))
        done.append(left)
        left = left.with_columns(at_=pl.col("on"))
    none = spells.clear().with_columns(link=pl.lit(None, dtype=pl.Int64), on=pl.lit(None, dtype=pl.Date))
    return pl.concat(done).drop("at_") if done else none
