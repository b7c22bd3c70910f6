"""Measures of the newest review, as a program asks for them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.http import Http404

from everycase.review.measures import measured
from everycase.web.api.words import Measure, Measures, MeasuresAsked
from everycase.web.kept import store
from everycase.web.people.models import Team, User
from everycase.web.people.roles import Sees


def measures_for(person: User, asked: MeasuresAsked) -> Measures:
    """Sums by what is asked, of the teams whose measures this person sees. Http404 without a review."""
    as_of, cube = newest()
    by = list(dict.fromkeys(asked.by))
    summed = measured(cube.filter(_asked(asked), _seen_by(person)), by)
    part = summed.slice(asked.offset, asked.limit).drop("share")
    items = [Measure(**row) for row in part.iter_rows(named=True)]
    return Measures(as_of=as_of, count=summed.height, items=items)


def newest() -> tuple[date, pl.DataFrame]:
    """The newest review's date and its cube of measures. Raises Http404 where there is none."""
    kept = store()
    days = kept.reviews()
    if not days:
        raise Http404("There is no review yet.")
    path = kept.review_folder(days[-1]) / "measures.parquet"
    return days[-1], _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> pl.DataFrame:
    return pl.read_parquet(path)


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


def _seen_by(person: User) -> pl.Expr:
    """Rows of the teams whose measures a person sees: their own teams', their services', or all."""
    teams = {
        Sees.TEAMS: Team.objects.filter(managers=person),
        Sees.SERVICES: Team.objects.filter(service__managers=person),
    }.get(person.role.sees)
    if teams is None:
        return pl.lit(value=person.role.sees is Sees.ALL)
    return pl.col("team").is_in(list(teams.values_list("key", flat=True)))
