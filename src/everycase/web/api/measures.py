"""Measures of the newest review, as a program asks for them: the same as the pages of the service show."""

from __future__ import annotations

import polars as pl
from django.http import Http404

from everycase.review.measures import measured
from everycase.web.api.words import Measure, Measures, MeasuresAsked
from everycase.web.service.reading import cube_of, review_days


def measures_for(asked: MeasuresAsked) -> Measures:
    """Sums by what is asked. Raises Http404 where there is no review."""
    days = review_days()
    if not days:
        raise Http404("There is no review yet.")
    by = list(dict.fromkeys(asked.by))
    summed = measured(cube_of(days[0]).filter(_asked(asked)), by)
    part = summed.slice(asked.offset, asked.limit).drop("share")
    items = [Measure(**row) for row in part.iter_rows(named=True)]
    return Measures(as_of=days[0], count=summed.height, items=items)


def _asked(asked: MeasuresAsked) -> pl.Expr:
    kept = pl.lit(value=True)
    for name in ("area", "aspect", "standard", "team"):
        if (value := getattr(asked, name)) is not None:
            kept &= pl.col(name) == value
    if asked.since is not None:
        kept &= pl.col("month") >= asked.since.replace(day=1)
    if asked.until is not None:
        kept &= pl.col("month") <= asked.until
    return kept
