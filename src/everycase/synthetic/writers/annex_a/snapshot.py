"""What every list says of a child: who they are, how old on the day, and whose case it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from everycase import calendar
from everycase.synthetic.writers.ssd_forms import either
from everycase.synthetic.writers.tables import Tables, latest, months_before, rows_of, touches

HELD_NOW = {"Allocated Team": "held_by_team", "Allocated Worker": "held_by_worker"}
"""The headers of whose case it is on the day."""

OF_THE_ROW = {"Allocated Team": "team", "Allocated Worker": "worker"}
"""The same headers where a list gives who did that piece of work."""


@dataclass(frozen=True)
class Snapshot:
    """A record on the day that the workbook is made."""

    tables: Tables
    as_of: date

    def rows(self, name: str) -> pl.DataFrame:
        """A table of the record with all its fields."""
        return rows_of(self.tables, name)

    @cached_property
    def six_months(self) -> date:
        """The first day that most lists look back to."""
        return months_before(self.as_of, 6)

    @cached_property
    def year(self) -> date:
        """The first day of the twelve months that adoption and the counts look back over."""
        return months_before(self.as_of, 12)

    def open_now(self, start: str, end: str) -> pl.Expr:
        """Whether a stretch has begun and not ended on the day."""
        return (pl.col(start) <= self.as_of) & (pl.col(end).is_null() | (pl.col(end) > self.as_of))

    def in_six_months(self, start: str, end: str) -> pl.Expr:
        """Whether a stretch has a day in the six months."""
        return touches(start, end, self.six_months, self.as_of)

    def in_year(self, when: str) -> pl.Expr:
        """Whether a date lies in the twelve months."""
        return pl.col(when).is_between(self.year, self.as_of)

    def with_child(self, rows: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
        """`rows` (of any table with child_id) under the list's headers, the child's own beside them.

        columns: header → column of `rows`, or one of those of `HELD_NOW`.
        """
        joined = rows.join(self.people, on="child_id", how="left", maintain_order="left")
        joined = joined.join(self.holders, on="child_id", how="left", maintain_order="left")
        return joined.select(pl.col(name).alias(header) for header, name in {**PERSON, **columns}.items())

    def named(self, rows: pl.DataFrame) -> pl.DataFrame:
        """`rows` with the names of their team and worker as `team` and `worker`; ids where unnamed."""
        teams = self.rows("teams").select("team_id", "team_name").unique("team_id", keep="first")
        workers = self.rows("workers").select("worker_id", "full_name").unique("worker_id", keep="first")
        both = rows.join(teams, on="team_id", how="left", maintain_order="left")
        both = both.join(workers, on="worker_id", how="left", maintain_order="left")
        return both.with_columns(
            team=pl.coalesce("team_name", "team_id"), worker=pl.coalesce("full_name", "worker_id")
        )

    @cached_property
    def holders(self) -> pl.DataFrame:
        """The allocated worker and team of each child on the day: the latest of those still open."""
        allocated = self.rows("involvements").filter(pl.col("role") == "ALLOCATED")
        now = latest(allocated.filter(self.open_now("from_on", "to_on")), "from_on")
        return self.named(now).select("child_id", held_by_team="team", held_by_worker="worker")

    @cached_property
    def people(self) -> pl.DataFrame:
        """Each child's own columns, under the names of `PERSON`."""
        children = self.rows("children").unique("child_id", keep="first", maintain_order=True)
        age = calendar.age_on(pl.col("born_on"), pl.lit(self.as_of))
        # The list has one column for both: a date still to come is when the child is expected.
        to_come = pl.when(pl.col("expected_on") > self.as_of).then("expected_on")
        return children.join(self._disabled(), on="child_id", how="left").select(
            "child_id",
            person_sex=pl.col("sex").fill_null("U"),
            person_ethnicity="ethnicity",
            person_born_on=pl.coalesce("born_on", to_come),
            person_age=age,
            person_disabled=_yes_no_or_unknown(pl.coalesce("disabled", "has_disability")),
            person_unaccompanied=_yes_no_or_unknown(pl.col("unaccompanied")),
        )

    def _disabled(self) -> pl.DataFrame:
        return (
            self.rows("disabilities")
            .drop_nulls("disability")
            .group_by("child_id")
            .agg((pl.col("disability") != "NONE").any().alias("has_disability"))
        )


PERSON: Mapping[str, str] = {
    "Child Unique ID": "child_id",
    "Gender": "person_sex",
    "Ethnicity": "person_ethnicity",
    "Date of Birth": "person_born_on",
    "Age of Child (Years)": "person_age",
    "Does the Child have a Disability": "person_disabled",
}
"""Headers of the lists about children; a list without one of them leaves it out."""


def _yes_no_or_unknown(flag: pl.Expr) -> pl.Expr:
    # These columns may not be empty: the template has a letter for not knowing.
    return either(flag, "Y", "N").fill_null("U")
