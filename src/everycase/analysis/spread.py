"""How shares spread about their whole: over months, or between teams, and what chance alone would not give.

The limits are those of a control chart of proportions (Shewhart's p chart: three standard deviations either
way of the share of the whole), and of a funnel plot between teams (Spiegelhalter 2005), with the same width.
A share of few moves by itself, and is not called out: neither good nor bad is read into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.analysis.last_year import FEW, recent
from everycase.review.measures import measured

SIGMAS = 3
"""Standard deviations either way: of what chance alone gives, some 997 of 1,000 lie within."""
LOWER, HIGHER, WITHIN, TOO_FEW = "lower", "higher", "within", "too few"
SPREAD: Mapping[str, pl.DataType] = {
    "numerator": pl.Float64(),
    "denominator": pl.Int64(),
    "cannot_tell": pl.Int64(),
    "share": pl.Float64(),
    "whole": pl.Float64(),  # the share of all rows together
    "low": pl.Float64(),  # between these two chance alone would put a share of so many
    "high": pl.Float64(),
    "stands": pl.String(),  # lower, higher, within, or too few
}


def over_months(cube: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """SPREAD by `month`, of the last year's months in which something fell due, the oldest first.

    A rule tells of the review's own day alone: only clocks have months.
    """
    dated = recent(cube, as_of).filter(pl.col("month").is_not_null() & (pl.col("month") <= as_of))
    return _spread(measured(dated, ["month"]), "month")


def between_teams(cube: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """SPREAD by `team`, of those with something that fell due in the last year."""
    return _spread(measured(recent(cube, as_of).filter(pl.col("team").is_not_null()), ["team"]), "team")


def _spread(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    told = rows.filter(pl.col("denominator") > 0)
    whole = pl.col("numerator").sum() / pl.col("denominator").sum()
    return (
        told.with_columns(whole.alias("whole"))
        .with_columns(low=limit(-SIGMAS), high=limit(SIGMAS))
        .with_columns(_stands().alias("stands"))
        .select(by, *(pl.col(name).cast(dtype) for name, dtype in SPREAD.items()))
    )


def limit(sigmas: int) -> pl.Expr:
    """The share so many standard deviations from `whole` for each row's denominator, between none and all."""
    whole = pl.col("whole")
    deviation = (whole * (1 - whole) / pl.col("denominator")).sqrt()
    return (whole + sigmas * deviation).clip(0, 1)


def _stands() -> pl.Expr:
    return (
        pl.when(pl.col("denominator") < FEW)
        .then(pl.lit(TOO_FEW))
        .when(pl.col("share") < pl.col("low"))
        .then(pl.lit(LOWER))
        .when(pl.col("share") > pl.col("high"))
        .then(pl.lit(HIGHER))
        .otherwise(pl.lit(WITHIN))
    )
