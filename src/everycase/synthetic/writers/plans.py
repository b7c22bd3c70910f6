"""Child protection plans: what happened under each, and how many came before."""

from __future__ import annotations

import polars as pl


def under_plans(plans: pl.DataFrame, happened: pl.DataFrame, when: str) -> pl.DataFrame:
    """Visits or reviews with the number of the plan that each was under, as `plan`.

    plans: protection plans with a row number `plan`. A row that names its plan goes by that;
    one that doesn't goes to the child's plan that was running on its day.
    """
    rows = happened.select(pl.exclude("child", "key"))
    spans = plans.select("plan", "child_id", "plan_id", since="started_on", to="ended_on")
    known = spans.drop_nulls("plan_id").unique(["child_id", "plan_id"], keep="first", maintain_order=True)
    named = rows.drop_nulls("plan_id").join(known, on=["child_id", "plan_id"], maintain_order="left")
    unnamed = rows.filter(pl.col("plan_id").is_null()).drop("plan_id")
    running = (pl.col(when) >= pl.col("since")) & (pl.col("to").is_null() | (pl.col(when) <= pl.col("to")))
    dated = unnamed.join(spans, on="child_id", maintain_order="left").filter(running)
    return pl.concat([named, dated], how="diagonal").drop("since", "to")


def with_earlier_plans(plans: pl.DataFrame, everyone: pl.DataFrame) -> pl.DataFrame:
    """`plans` with `earlier`: the child's plans before each, as recorded or else counted in `everyone`."""
    order = pl.col("started_on").rank("min").over("child_id").cast(pl.Int64) - 1
    counted = everyone.select("child_id", "started_on", before=order).unique(["child_id", "started_on"])
    joined = plans.join(counted, on=["child_id", "started_on"], how="left", maintain_order="left")
    return joined.with_columns(earlier=pl.coalesce("earlier_plans", "before"))
