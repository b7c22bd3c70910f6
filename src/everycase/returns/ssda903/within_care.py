"""Whether a time lies within one of the child's periods: of a time missing and care, say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.returns.facts import MadeTable
from everycase.returns.reference import Reference
from everycase.returns.ssda903.facts import FACTS

_STILL_OPEN = date(9999, 12, 31)
_NO_DAY = date(1, 1, 1)


def lies_within(
    name: str,
    times: str,
    care: str,
    *,
    dates: tuple[str, str],
    first: pl.Expr,
    last: pl.Expr | None = None,
) -> pl.Expr:
    """Whether a row of `times` lies within some one row of the child's in `care`, by `name`.

    dates: the columns of `care` with the first and last day, the last blank while it is open.
    first, last: the days of `times` that must lie within; a null `last` means one that is open. Without
    `last` only `first` must. Null where the child has no row in `care`; false where `first` is null.
    """
    until = first if last is None else last.fill_null(_STILL_OPEN)
    reads = {times: ("CHILD", *_names(first, until)), care: ("CHILD", *dates)}

    def build(tables: Mapping[str, pl.LazyFrame], _reference: Reference) -> pl.LazyFrame:
        asked = tables[times].select("CHILD", time="row", first=first.fill_null(_NO_DAY), last=until)
        periods = tables[care].select("CHILD", began=dates[0], ended=dates[1]).drop_nulls("CHILD")
        return _lies(asked.join(periods, on="CHILD", how="semi"), periods)

    made = FACTS.table(name, MadeTable(("time", "lies"), reads, build))
    return FACTS.lookup(f"lies {name}", made, pl.col("lies").first(), on={"row": "time"})


def _names(*values: pl.Expr) -> list[str]:
    return sorted({root for value in values for root in value.meta.root_names()})


def _lies(asked: pl.LazyFrame, periods: pl.LazyFrame) -> pl.LazyFrame:
    """Each time beside the last period that began by its first day, and the latest end of any so far.

    That is the same as beside every period of the child's, and doesn't grow with their square.
    """
    so_far = (
        periods.drop_nulls("began")
        .group_by("CHILD", "began")
        .agg(pl.col("ended").fill_null(_STILL_OPEN).max())
        .sort("began")
        .with_columns(pl.col("ended").cum_max().over("CHILD"))
    )
    beside = asked.sort("first").join_asof(
        so_far, left_on="first", right_on="began", by="CHILD", strategy="backward", check_sortedness=False
    )
    return beside.select("time", lies=(pl.col("ended") >= pl.col("last")).fill_null(value=False))
