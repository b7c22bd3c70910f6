"""How the service stands: area by aspect, what changed since an earlier review, what holds it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.analysis.cases_judged import CELL
from everycase.analysis.last_year import FEW, recent
from everycase.review.measures import measured


@dataclass(frozen=True)
class HoldsBack:
    """The cell in which one team's cases are weakest, and what makes up at least half of what is weak in it.

    right, of: of the cell's children. team, team_right, team_of: the team in which it is weakest. standards,
    teams: as few as can be. Teams are the record's ids; None for what no team held.
    """

    area: str
    aspect: str
    right: int
    of: int
    team: str | None
    team_right: int
    team_of: int
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


def holds_back(cases: pl.DataFrame) -> HoldsBack | None:
    """The area and aspect in which some team's cases are weakest; None where all is right, or too few to say.

    The weakest limits the whole: nothing is averaged, not even a weak team with the good ones beside it, and
    a team of fewer than ten children says nothing. cases: CASES.
    """
    by_team = measured(cases, [*CELL, "team"])
    weak = by_team.filter((pl.col("denominator") >= FEW) & (pl.col("share") < 1))
    if weak.is_empty():
        return None
    row = weak.sort("share", *CELL, "team").row(0, named=True)
    inside = cases.filter((pl.col("area") == row["area"]) & (pl.col("aspect") == row["aspect"]))
    whole = measured(inside).row(0, named=True)
    return HoldsBack(
        row["area"],
        row["aspect"],
        whole["numerator"],
        whole["denominator"],
        row["team"],
        row["numerator"],
        row["denominator"],
        tuple(s for s in _most_of(inside.explode("weak_in"), "weak_in") if s is not None),
        tuple(_most_of(inside, "team")),
    )


def _most_of(cases: pl.DataFrame, by: str) -> list[str | None]:
    """The fewest values of `by` that make up at least half of what is weak."""
    weak = cases.group_by(by).agg(pl.col("wrong").sum()).sort("wrong", by, descending=[True, False])
    up_to = pl.col("wrong").cum_sum() - pl.col("wrong") < pl.col("wrong").sum() / 2
    return weak.filter(up_to & (pl.col("wrong") > 0))[by].to_list()
