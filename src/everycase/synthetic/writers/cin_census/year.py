"""The episodes of need of one census year, and which of them a row belongs to."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from everycase.synthetic.writers.return_year import ReturnYear


class CensusYear(ReturnYear):
    """A record as it was known on the 31 March that ends a census year."""

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
