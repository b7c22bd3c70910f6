"""One referral out of list 3 (referrals) and list 6 (children in need), which both date it.

They are one where the same child has the same date in both; else where the only unmatched two of a child lie
within a week, since some councils date the case from the day work began. The referral's own date stands.
"""

from __future__ import annotations

import polars as pl

from everycase.record.readers.problems import problems, problems_of

NEAR_DAYS = 7
_SIDE = "(list 6)"
IN_BOTH, IN_3_ONLY, IN_6_ONLY = range(3)
"""Which lists a referral is in. List 3 doesn't say whether a case was closed, nor list 6 who referred."""


def join_referrals(
    referred: pl.DataFrame, in_need: pl.DataFrame, file: str, sheet: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of both lists, joined where they are one referral; a problem for each joined over different dates.

    Adds `part`: which lists a row is in. referred: list 3. in_need: list 6; `file` and `row` stay
    list 3's. sheet: list 6's.
    """
    if not {"child_id", "referred_on"} <= set(referred.columns) & set(in_need.columns):
        return pl.concat([referred, in_need], how="diagonal"), problems()
    left, right = _ranked(referred), _ranked(in_need)
    moved = _near(left, right)
    nearer = right.join(moved.select("(row 6)", "(date 3)"), left_on="row", right_on="(row 6)", how="left")
    right = _ranked(nearer.with_columns(referred_on=pl.coalesce("(date 3)", "referred_on")).drop("(date 3)"))
    same = ["child_id", "referred_on", "rank"]
    both = left.join(right, on=same, how="full", coalesce=True, nulls_equal=False, suffix=_SIDE)
    doubled = [name.removesuffix(_SIDE) for name in both.columns if name.endswith(_SIDE)]
    listed_in = (
        pl.when(pl.col("row").is_null())
        .then(IN_6_ONLY)
        .when(pl.col(f"row{_SIDE}").is_null())
        .then(IN_3_ONLY)
        .otherwise(IN_BOTH)
    )
    both = both.with_columns(part=listed_in.cast(pl.UInt8))
    joined = both.with_columns(pl.coalesce(name, f"{name}{_SIDE}").alias(name) for name in doubled)
    says = pl.format(
        "the case's start, {}, and the referral of {} in list 3 were taken as one referral, of {}",
        "(date 6)",
        "(date 3)",
        "(date 3)",
    )
    listed = problems_of(
        moved.with_columns(row=pl.col("(row 6)")),
        "merged",
        says,
        file=file,
        sheet=sheet,
        column="CIN Start Date",
        found=pl.col("(date 6)").cast(pl.String),
        expected="the date of the referral",
    )
    return joined.drop("rank", *(f"{name}{_SIDE}" for name in doubled)), listed


def _ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """Several referrals of a child on one day are told apart by their order."""
    return rows.with_columns(rank=pl.int_range(pl.len()).over("child_id", "referred_on"))


def _near(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Child → the date in each list and the row in list 6, where one unmatched row of each lies near by."""
    on = ["child_id", "referred_on", "rank"]
    if "no_further_action" in left.columns:
        left = left.filter(~pl.col("no_further_action").fill_null(value=False))
    here = left.filter(pl.col("referred_on").is_not_null()).join(right, on=on, how="anti")
    there = right.filter(pl.col("referred_on").is_not_null()).join(left, on=on, how="anti")
    alone = pl.len().over("child_id") == 1
    pairs = (
        here.filter(alone)
        .select("child_id", pl.col("referred_on").alias("(date 3)"))
        .join(
            there.filter(alone).select(
                "child_id", pl.col("referred_on").alias("(date 6)"), pl.col("row").alias("(row 6)")
            ),
            on="child_id",
            maintain_order="left",
        )
    )
    return pairs.filter((pl.col("(date 6)") - pl.col("(date 3)")).dt.total_days().abs() <= NEAR_DAYS)
