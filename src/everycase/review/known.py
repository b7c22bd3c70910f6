"""A past month's measures as they were known then, and as they are known now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from everycase.review.measures import measured
from everycase.review.review import Review


def known_then_and_now(
    month: date, reviews: Sequence[Review], by: Sequence[str] = ("area", "aspect")
) -> pl.DataFrame:
    """Measures of one month with a column `known`: then (the first review after it) and now (the last).

    month: any day of it. Raises ValueError where no review is later than the month.
    """
    first = month.replace(day=1)
    after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    since = sorted((r for r in reviews if r.as_of >= after), key=lambda r: r.as_of)
    if not since:
        raise ValueError(
            f"no review yet tells of {first:%B %Y}: it takes one dated {after:%-d %B %Y} or later"
        )
    told = [
        _of_month(review, first, by).with_columns(
            pl.lit(known).alias("known"), pl.lit(review.as_of).alias("as_of")
        )
        for known, review in (("then", since[0]), ("now", since[-1]))
    ]
    return pl.concat(told).sort(*by, "known", descending=[*(False for _ in by), True])


def _of_month(review: Review, month: date, by: Sequence[str]) -> pl.DataFrame:
    """Only clocks: a rule's measure is of the review's own day."""
    timed = review.obligations["standard"].unique().implode()
    return measured(review.measures.filter((pl.col("month") == month) & pl.col("standard").is_in(timed)), by)
