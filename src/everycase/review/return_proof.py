"""Two checks of a return compared: what the later one proves right, and what it can't tell.

As in any comparison, only a row that is there, and that a rule which ran now finds right, is proved right.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from everycase.returns.rules import RETURN
from everycase.review.compare import (
    BACK,
    CHANGED,
    CHILD_GONE,
    COMPARISON,
    NEW,
    OUT_OF_REACH,
    PROVED,
    ROW_GONE,
    STILL_OPEN,
)
from everycase.review.findings import identities
from everycase.review.returns import CheckedReturn


def compare_returns(
    before: CheckedReturn, after: CheckedReturn, *, once_proved: Collection[str] = ()
) -> pl.DataFrame:
    """Every finding of either check of one return, once, with its status (COMPARISON).

    once_proved: identities proved right by some earlier comparison. Raises ValueError where the two are not
    of the same return. Of another year's return, what isn't in it says nothing of this one's.
    """
    if before.name != after.name:
        raise ValueError("The two checks are not of the same return.")
    same_year = before.collection_year == after.collection_year
    # Another year's one row of a table is most likely another row.
    old = _moved(before.findings, before.rows if same_year else before.rows.clear(), after.rows)
    pairs = old.join(after.findings.select("finding"), left_on="~now", right_on="finding", how="semi")
    known = pairs.select("~now", pl.col("finding").alias("finding_before"), "matched")
    found = after.findings.join(known, left_on="finding", right_on="~now", how="left").with_columns(
        pl.when(pl.col("finding_before").is_not_null())
        .then(pl.lit(STILL_OPEN))
        .when(pl.col("finding").is_in(list(once_proved)))
        .then(pl.lit(BACK))
        .otherwise(pl.lit(NEW))
        .alias("status")
    )
    there = after.rows.select("child_id", pl.col("subject").alias("~subject")).unique()
    gone = (
        old.join(pairs, on="finding", how="anti")
        .join(
            there.with_columns(pl.lit(value=True).alias("~there")),
            on=["child_id", "~subject"],
            how="left",
            nulls_equal=True,
        )
        .with_columns(_no_longer(before, after).alias("status"), pl.col("finding").alias("finding_before"))
    )
    parts = [part.select(pl.col(c).cast(t) for c, t in COMPARISON.items()) for part in (found, gone)]
    return pl.concat(parts).sort("severity", "finding", descending=[True, False])


def _moved(findings: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Findings with `~subject`, what their row is called now, `~now`, their identity by that, and `matched`.

    A row whose date was corrected is known again only where the child has one row of that table that went
    and one that came: with more, which is which can't be told.
    """
    key = ["table", "child_id"]
    went = _alone(before.join(after, on=["child_id", "subject"], how="anti", nulls_equal=True))
    came = _alone(after.join(before, on=["child_id", "subject"], how="anti", nulls_equal=True))
    moved = went.join(came, on=key, how="inner", suffix="~2").select(
        "child_id", "subject", pl.col("subject~2").alias("~moved")
    )
    told = findings.join(moved, on=["child_id", "subject"], how="left", maintain_order="left").with_columns(
        pl.coalesce("~moved", "subject").alias("~subject"),
        pl.when(pl.col("~moved").is_not_null())
        .then(pl.lit("by the one row that changed"))
        .otherwise(pl.lit("exactly"))
        .alias("matched"),
    )
    now = identities(told["standard"], told["child_id"], told["~subject"])
    return told.with_columns(now.alias("~now"))


def _alone(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a child who has no other among them of the same table."""
    return rows.filter(pl.col("child_id").is_not_null() & (pl.len().over("table", "child_id") == 1))


def _no_longer(before: CheckedReturn, after: CheckedReturn) -> pl.Expr:
    """What became of a finding that is not found now; `~there`: whether its row is in the later files."""
    same = before.rules.join(after.rules, on=["standard", "version"], how="semi")["standard"]
    ran = after.rules.filter(pl.col("outcome").is_in(["clear", "flagged"]))["standard"]
    same_year = before.collection_year == after.collection_year
    child, rows = pl.col("child_id"), after.rows
    table = pl.col("~subject").str.split("@").list.first()
    there = pl.col("~there").fill_null(value=False) | ((table == RETURN) & same_year)
    return (
        pl.when(~there & (not same_year))
        .then(pl.lit(OUT_OF_REACH))
        .when(~pl.col("standard").is_in(same.implode()))
        .then(pl.lit(CHANGED))
        .when(~pl.col("standard").is_in(ran.implode()))
        .then(pl.lit(OUT_OF_REACH))
        .when(there)
        .then(pl.lit(PROVED))
        .when(child.is_not_null() & ~child.is_in(rows["child_id"].drop_nulls().unique().implode()))
        .then(pl.lit(CHILD_GONE))
        .when(~table.is_in(rows["table"].unique().implode()))
        .then(pl.lit(OUT_OF_REACH))
        .otherwise(pl.lit(ROW_GONE))
    )
