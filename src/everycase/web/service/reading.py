"""The kept reviews as the pages of the service read them: the cube of measures, and the dates there are."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.http import Http404

from everycase.review.measures import CUBE
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
