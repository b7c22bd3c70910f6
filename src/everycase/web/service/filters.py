"""What a person chose to look at: which review, compared with which, which team, worker and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import polars as pl
from django.http import Http404, HttpRequest

from everycase.web.actions.seeing import teams_of
from everycase.web.people.doors import person_of
from everycase.web.people.models import Team, User
from everycase.web.service.reading import cases_of, cube_of, review_days


@dataclass(frozen=True)
class Chosen:
    """A choice, each part checked against what there is. before: None where there is no earlier review."""

    day: date
    before: date | None
    team: Team | None
    worker: str
    month: date | None

    def narrowed(self, day: date) -> pl.DataFrame:
        """The cube of a day, of the team, worker and month chosen."""
        cube = self._of_whom(cube_of(day))
        return cube if self.month is None else cube.filter(pl.col("month") == self.month)

    def _of_whom(self, rows: pl.DataFrame) -> pl.DataFrame:
        if self.team is not None:
            rows = rows.filter(pl.col("team") == self.team.key)
        return rows.filter(pl.col("worker") == self.worker) if self.worker else rows

    @property
    def cases(self) -> pl.DataFrame:
        """The cases chosen, of the last year."""
        return self._of_whom(cases_of(self.day))

    @property
    def cases_then(self) -> pl.DataFrame | None:
        """The cases to compare with."""
        return self._of_whom(cases_of(self.before)) if self.before else None

    @property
    def now(self) -> pl.DataFrame:
        """The cube chosen."""
        return self.narrowed(self.day)

    @property
    def then(self) -> pl.DataFrame | None:
        """The cube to compare with."""
        return self.narrowed(self.before) if self.before else None

    @property
    def query(self) -> str:
        """The choice as the end of an address."""
        parts: Mapping[str, object] = {
            "as_of": self.day,
            "since": self.before,
            "team": self.team.key if self.team else None,
            "worker": self.worker,
            "month": self.month,
        }
        return urlencode({name: str(value) for name, value in parts.items() if value})


def chosen(request: HttpRequest) -> Chosen | None:
    """What the address asks for; None where there is no review at all.

    Raises Http404 for a date, team or worker that there isn't, or that this person can't ask for.
    """
    days = review_days()
    if not days:
        return None
    day = _day(request.GET.get("as_of")) or days[0]
    earlier = [other for other in days if other < day]
    before = _day(request.GET.get("since")) or (earlier[0] if earlier else None)
    for asked in (day, before):
        if asked is not None and asked not in days:
            raise Http404("There is no review of this date.")
    person = person_of(request)
    team = _team(request.GET.get("team", ""))
    return Chosen(
        day,
        before,
        team,
        _worker(person, team, request.GET.get("worker", "")),
        _day(request.GET.get("month")),
    )


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404("There is no review of this date.") from None


def _team(key: str) -> Team | None:
    """A team by its key: any team's totals, as every manager sees the whole service."""
    if not key:
        return None
    found = Team.objects.filter(key=key).first()
    if found is None:
        raise Http404("There is no team of this name.")
    return found


def _worker(person: User, team: Team | None, key: str) -> str:
    """A worker's figures are for those who manage the worker's team, and inside that team only."""
    if not key:
        return ""
    if team is None or not teams_of(person).filter(pk=team.pk).exists():
        raise Http404("You can look at a worker’s figures in a team that you manage.")
    return key
