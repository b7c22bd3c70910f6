"""A return's year: 1 April to 31 March, and the record as it was known at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

import polars as pl

from everycase.synthetic.writers.known import known_by
from everycase.synthetic.writers.tables import Tables, months_before, rows_of, touches


@dataclass(frozen=True)
class ReturnYear:
    """A record as it was known on the 31 March that ends a return's year."""

    tables: Tables
    end: date

    @classmethod
    def of(cls, tables: Tables, end: date) -> Self:
        """The year that ends on `end`; what came later is not known in it.

        Raises ValueError for a day that isn't a 31 March.
        """
        if (end.month, end.day) != (3, 31):
            message = f"A return's year ends on 31 March, and {end:%d/%m/%Y} isn't one."
            raise ValueError(message)
        return cls(known_by(tables, end), end)

    @property
    def start(self) -> date:
        """1 April."""
        return months_before(self.end, 12) + timedelta(days=1)

    def rows(self, name: str) -> pl.DataFrame:
        """A table of the record with all its fields."""
        return rows_of(self.tables, name)

    def goes_on(self, start: str, end: str) -> pl.Expr:
        """Whether a stretch has a day in the year."""
        return touches(start, end, self.start, self.end)

    def within(self, when: str) -> pl.Expr:
        """Whether a date is in the year; no where there is none."""
        return pl.col(when).is_between(self.start, self.end).fill_null(value=False)
