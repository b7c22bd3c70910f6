"""What of a record belongs to one census year, and to which episode of need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from everycase.synthetic.writers.known import known_by
from everycase.synthetic.writers.tables import Tables, months_before, rows_of, touches


@dataclass(frozen=True)
class CensusYear:
    """A record as it was known on the 31 March that ends a census year."""

    tables: Tables
    end: date

    @classmethod
    def of(cls, tables: Tables, end: date) -> CensusYear:
        """The year that ends on `end`; what came later is not known in it."""
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
        """Whether a date is in the year."""
        return pl.col(when).is_between(self.start, self.end)

    @cached_property
    def episodes(self) -> pl.DataFrame:
        """Referrals whose case was open on a day of the year, each with its number `episode`."""
        open_in_year = self.rows("referrals").filter(self.goes_on("referred_on", "closed_on"))
        return open_in_year.sort("child_id", "referred_on", maintain_order=True).with_row_index("episode")

    def with_episode(self, rows: pl.DataFrame, when: str) -> pl.DataFrame:
        """`rows` of the episodes, with `episode`.

        A row goes to the referral that it names, or where it names none (or its table can't) to the
        child's latest referral by the day `when`. Rows of other episodes are left out.
        """
        if "referral_id" not in rows.columns:
            rows = rows.with_columns(referral_id=pl.lit(None, dtype=pl.String))
        ids = self.episodes.select("episode", "child_id", "referral_id").drop_nulls("referral_id")
        ids = ids.unique(["child_id", "referral_id"], keep="first", maintain_order=True)
        named = rows.join(ids, on=["child_id", "referral_id"], maintain_order="left")
        unnamed = rows.filter(pl.col("referral_id").is_null()).drop_nulls(when).sort(when)
        begun = self.episodes.select("episode", "child_id", begun="referred_on").sort("begun")
        dated = unnamed.join_asof(
            begun, left_on=when, right_on="begun", by="child_id", check_sortedness=False
        )
        return pl.concat([named, dated.drop_nulls("episode")], how="diagonal")
