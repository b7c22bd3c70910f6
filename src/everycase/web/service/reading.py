"""The kept reviews as the pages of the service read them: the cube of measures, and the dates there are."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.http import Http404

from everycase.analysis.cases_judged import cases_kept
from everycase.review.measures import CUBE
from everycase.standards.catalogue import catalogue
from everycase.web.kept import store


def review_days() -> list[date]:
    """Dates of which there is a review, newest first."""
    return store().reviews()[::-1]


def cube_of(day: date) -> pl.DataFrame:
    """The measures of a kept review. Raises Http404 where there is none of that date."""
    place = store().review_folder(day) / "measures.parquet"
    if not place.is_file():
        raise Http404("There is no review of this date.")
    return _cube(place, place.stat().st_mtime_ns)


@lru_cache(maxsize=6)
def _cube(place: Path, _changed: int) -> pl.DataFrame:
    """Totals only: no child is in it. A review that is done again changes its file's time."""
    return pl.read_parquet(place, columns=list(CUBE))


def cases_of(day: date) -> pl.DataFrame:
    """Each child worked with in the year before a kept review, area by aspect (CASES)."""
    place = store().review_folder(day) / "review.json"
    if not place.is_file():
        raise Http404("There is no review of this date.")
    return _cases(day, place, place.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _cases(day: date, _place: Path, _changed: int) -> pl.DataFrame:
    return cases_kept(store(), day, catalogue())
