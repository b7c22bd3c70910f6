"""The children and episodes of one year's looked-after return."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from everycase import calendar
from everycase.synthetic.writers.care_periods import care_periods
from everycase.synthetic.writers.return_year import ReturnYear

SHORT_BREAKS = ("V3", "V4")


class CareYear(ReturnYear):
    """A record as it was known on the 31 March that ends a year of the looked-after return."""

    @cached_property
    def episodes(self) -> pl.DataFrame:
        """Care episodes with a day in the year."""
        return self.rows("care_episodes").filter(self.goes_on("started_on", "ended_on"))

    def of_looked_after(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Those of `rows` about a child who was looked after in the year."""
        return rows.join(self.episodes.select("child_id").unique(), on="child_id", how="semi")

    @cached_property
    def children(self) -> pl.DataFrame:
        """Every child once, with `age` in whole years at the year's end."""
        children = self.rows("children").unique("child_id", keep="first", maintain_order=True)
        return children.with_columns(age=calendar.age_on(pl.col("born_on"), pl.lit(self.end)))

    @cached_property
    def all_year(self) -> pl.DataFrame:
        """child_id and age of those looked after for the whole year, not in short breaks."""
        periods = care_periods(self.rows("care_episodes"))
        to_the_end = pl.col("ended_on").is_null() | (pl.col("ended_on") >= self.end)
        whole = periods.filter((pl.col("started_on") <= self.start) & to_the_end)
        breaks = self.rows("legal_statuses").filter(
            pl.col("status").is_in(SHORT_BREAKS) & self.goes_on("from_on", "to_on")
        )
        looked_after = whole.join(breaks, on="child_id", how="anti").unique("child_id", maintain_order=True)
        return looked_after.select("child_id").join(
            self.children.select("child_id", "age"), on="child_id", how="left", maintain_order="left"
        )
