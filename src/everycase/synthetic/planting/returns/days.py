"""Days told from others: the collection year's, the child's birth, a date in a row.

END - 10                     ten days before 31 March
BORN.years(18)               the 18th birthday
of("Missing", FIRST, "MIS_START")    the date in another row of the child's
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from everycase.synthetic.planting.returns.case import Case, Row, Which

FRIDAY = 4


@dataclass(frozen=True)
class When:
    """A day, told once the child and the row are known."""

    base: Callable[[Case, Row], date]
    in_years: int = 0
    in_days: int = 0
    working: bool = False

    def __add__(self, days: int) -> When:
        """So many days later."""
        return replace(self, in_days=self.in_days + days)

    def __sub__(self, days: int) -> When:
        """So many days earlier."""
        return self + -days

    def years(self, count: int) -> When:
        """So many years later, or earlier; 28 February of a year that has no 29th."""
        return replace(self, in_years=self.in_years + count)

    @property
    def weekday(self) -> When:
        """The day itself, or the Monday after it where it is at a weekend."""
        return replace(self, working=True)

    def told(self, case: Case, row: Row) -> date:
        """The day."""
        base = self.base(case, row)
        day = base.replace(day=28) if (base.month, base.day) == (2, 29) and self.in_years else base
        day = day.replace(year=day.year + self.in_years) + timedelta(days=self.in_days)
        past_friday = day.weekday() - FRIDAY
        return day + timedelta(days=3 - past_friday) if self.working and past_friday > 0 else day

    def __call__(self, case: Case, row: Row) -> str:
        """The day as the return writes it."""
        return self.told(case, row).strftime(case.form.dates)


START = When(lambda case, _: case.start)
"""1 April of the collection year."""
END = When(lambda case, _: case.end)
"""31 March that ends it."""
BORN = When(lambda case, _: case.born)
"""The child's date of birth."""


def of(table: str, which: Which, name: str) -> When:
    """The date in a field of another row of the child's."""
    return When(lambda case, _: case.day(which(case.tables[table])[0][name]))
