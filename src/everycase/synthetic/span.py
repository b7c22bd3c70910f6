"""The stretch of time that is simulated, the same for every extract of one financial year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.chance import Chance
from everycase.synthetic.dates import at_work

FIRST_DAY = date(2013, 5, 1)
"""Nobody's case begins before it: until April 2013 there were two kinds of assessment."""
YEARS_AFTER = 2
"""Years simulated past the last whole one, so that what is open on the day has an end and a next step."""


@dataclass(frozen=True)
class Span:
    """From the first day of the history to the last day simulated, and the seed's chance."""

    chance: Chance
    began: date
    ends: date

    def arrivals(self, families: pl.DataFrame, question: str, years_before: int) -> pl.Expr:
        """A working day of first contact for each family, seasonal and rising.

        years_before: families whose cases run for years are drawn from as long before `began`, so that
        the council has children in care from the first day.
        """
        months = _months(max(FIRST_DAY, self.began.replace(year=self.began.year - years_before)), self.ends)
        upto = (months["weight"].cum_sum() / months["weight"].sum()).to_list()
        draw = families.select(self.chance.uniform(question, "family")).to_series()
        chosen = months["first"].gather(pl.Series(upto).search_sorted(draw, side="left"))
        return at_work(
            pl.lit(chosen) + pl.duration(days=self.chance.whole(question + " day", 0, 27, "family"))
        )


def span_of(as_of: date, years: int, seed: int) -> Span:
    """`years` whole financial years before the one that holds `as_of`, that one, and what comes after."""
    this_year = as_of.year if as_of >= date(as_of.year, 4, 1) else as_of.year - 1
    began = date(this_year - years, 4, 1)
    ends = date(this_year + YEARS_AFTER, 4, 1) - timedelta(days=1)
    return Span(Chance(seed), began, ends)


def _months(since: date, to: date) -> pl.DataFrame:
    """Each month's first day and how much demand it has."""
    firsts = [date(year, month, 1) for year in range(since.year, to.year + 1) for month in range(1, 13)]
    inside = [day for day in firsts if since <= day <= to]
    weights = [rates.season(day.month, day.year - since.year) for day in inside]
    return pl.DataFrame({"first": inside, "weight": weights}, schema={"first": pl.Date, "weight": pl.Float64})
