"""How the service stands: area by aspect, what changed since an earlier review, what holds it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.analysis.picture import FEW, recent
from everycase.review.measures import measured


@dataclass(frozen=True)
class HoldsBack:
    """The weakest cell, and the fewest standards and teams that make up at least half of what is wrong in it.

    teams: the record's ids; None for what no team held.
    """

    area: str
    aspect: str
    right: int
    of: int
    standards: tuple[str, ...]
    teams: tuple[str | None, ...]


def stands(
    cube: pl.DataFrame,
    as_of: date,
    by: Sequence[str],
    before: pl.DataFrame | None = None,
    before_on: date | None = None,
) -> pl.DataFrame:
    """`measured` over the last year by `by`, with `change`: the share now less the share then.

    before, before_on: an earlier review's cube and date. change is null where either share is.
    """
    now = measured(recent(cube, as_of), by)
    if before is None or before_on is None:
        return now.with_columns(pl.lit(None, dtype=pl.Float64).alias("change"))
    then = measured(recent(before, before_on), by).select(*by, pl.col("share").alias("~then"))
    joined = now.join(then, on=list(by), how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns((pl.col("share") - pl.col("~then")).alias("change")).drop("~then")


def holds_back(cube: pl.DataFrame, as_of: date) -> HoldsBack | None:
    """The weakest area and aspect; None where no cell has enough to say, or all is right.

    The weakest limits the whole: nothing is averaged, and a cell of fewer than ten says nothing.
    """
    cells = measured(recent(cube, as_of), ["area", "aspect"])
    weak = cells.filter((pl.col("denominator") >= FEW) & (pl.col("share") < 1)).sort(
        "share", "area", "aspect"
    )
    if weak.is_empty():
        return None
    row = weak.row(0, named=True)
    inside = recent(cube, as_of).filter((pl.col("area") == row["area"]) & (pl.col("aspect") == row["aspect"]))
    return HoldsBack(
        row["area"],
        row["aspect"],
        row["numerator"],
        row["denominator"],
        tuple(s for s in _most_of(inside, "standard") if s is not None),
        tuple(_most_of(inside, "team")),
    )


def _most_of(cube: pl.DataFrame, by: str) -> list[str | None]:
    """The fewest values of `by` that make up at least half of what is wrong."""
    wrong = cube.group_by(by).agg(pl.col("wrong").sum()).sort("wrong", by, descending=[True, False])
    up_to = pl.col("wrong").cum_sum() - pl.col("wrong") < pl.col("wrong").sum() / 2
    return wrong.filter(up_to & (pl.col("wrong") > 0))[by].to_list()
