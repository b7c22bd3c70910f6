"""The service: area by aspect, what holds the whole back, and from each cell to measures, teams and cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from everycase.analysis.cases_judged import CELL, DUE, shares_of_cases, standing, untold_standards
from everycase.analysis.last_year import FEW
from everycase.analysis.service import HoldsBack, holds_back, stands
from everycase.analysis.wording import number, percent, plural
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Area, Aspect
from everycase.web.actions.models import STILL_WRONG
from everycase.web.actions.seeing import teams_of, visible_findings
from everycase.web.cases.models import Child
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import Team
from everycase.web.people.roles import May
from everycase.web.service.filters import Chosen, chosen
from everycase.web.service.reading import review_days
from everycase.web.service.spreads import in_words, spread_of

EVEN = 0.005
"""A change smaller than this is none: it would show as 0."""


@dataclass(frozen=True)
class Cell:
    """One area and aspect as the page says it."""

    area: str
    aspect: str
    right: str
    of: int
    cannot_tell: int
    change: str
    weakest: bool = False
    unit: str = DUE
    untold_standards: int = 0

    @property
    def says(self) -> str:
        """'92% of 1,234'; of few '7 of 8'; or why there is no share."""
        return f"{self.right} of {number(self.of)}" if self.of else "Can’t be told"


@require_GET
@needs(May.SEE_MEASURES)
def the_service(request: HttpRequest) -> HttpResponse:
    """The first screen of those who lead the service."""
    choice = chosen(request)
    if choice is None:
        return render(request, "service/no_review.html")
    cases = choice.cases
    # Of a month there is only what fell due in it: a case is as it is now, or as it was at a review.
    weakest = holds_back(cases) if choice.month is None else None
    cells = (
        standing(cases, choice.now, choice.day, choice.cases_then)
        if choice.month is None
        else stands(choice.now, choice.day, CELL, choice.then, choice.before)
    )
    return render(
        request,
        "service/the_service.html",
        {
            "choice": choice,
            "days": review_days(),
            "weakest": weakest,
            "weakest_cases": _cases_behind(request, weakest),
            "weakest_words": _makes_up(weakest),
            "weakest_team": _weakest_team(weakest),
            "aspects": [str(aspect) for aspect in Aspect if aspect != Aspect.QUALITY],
            "rows": _grid(cells, weakest, untold_standards(choice.now, choice.day)),
            "teams": Team.objects.all(),
            "months": _months(choice),
            "own_teams": teams_of(person_of(request)),
        },
    )


def _grid(cells: pl.DataFrame, weakest: HoldsBack | None, untold: pl.DataFrame) -> list[dict[str, Any]]:
    """A row an area, a cell an aspect; None where nothing is measured there."""
    silent = {(area, aspect): count for area, aspect, count in untold.iter_rows()}
    told = {(row["area"], row["aspect"]): row for row in cells.iter_rows(named=True)}
    held = (weakest.area, weakest.aspect) if weakest else None
    rows = []
    for area in map(str, Area):
        aspects = [str(aspect) for aspect in Aspect if aspect != Aspect.QUALITY]
        here = [told.get((area, aspect)) for aspect in aspects]
        if any(here):
            places = [(area, aspect) for aspect in aspects]
            made = [
                _cell(row, weakest=place == held, untold_standards=silent.get(place, 0)) if row else None
                for place, row in zip(places, here, strict=True)
            ]
            rows.append({"area": area, "cells": list(zip(aspects, made, strict=True))})
    return rows


def _cell(row: dict[str, Any], *, weakest: bool = False, untold_standards: int = 0) -> Cell:
    """Of few, how many are right and no percentage: one child more would change it by tens."""
    few = row["denominator"] < FEW
    right = number(row["numerator"]) if few else percent(row["share"])
    return Cell(
        row.get("area", ""),
        row.get("aspect", ""),
        right,
        row["denominator"],
        row["cannot_tell"],
        "" if few else change_in_words(row["change"]),
        weakest,
        row.get("unit", DUE),
        untold_standards,
    )


def change_in_words(change: float | None) -> str:
    """'up 6', 'down 12' (in hundredths), 'the same'; nothing where it isn't known."""
    if change is None:
        return ""
    if abs(change) < EVEN:
        return "the same"
    return f"{'up' if change > 0 else 'down'} {max(1, round(abs(change) * 100))}"


def _cases_behind(request: HttpRequest, weakest: HoldsBack | None) -> str:
    """Of the open children this person sees, how many have something to put right in the weakest cell."""
    person = person_of(request)
    if weakest is None or not person.may(May.SEE_CASES):
        return ""
    mine = Child.objects.filter(pk__in=visible(person), open_now=True)
    found = visible_findings(person).filter(
        area=weakest.area, aspect=weakest.aspect, state__in=STILL_WRONG, child__in=mine
    )
    some = found.aggregate(n=Count("child", distinct=True))["n"]
    cases, verb = plural(mine.count(), "open case"), "has" if some == 1 else "have"
    return f"{number(some)} of the {cases} that you may see {verb} something still to put right here."


def _weakest_team(weakest: HoldsBack | None) -> str:
    """Where it is weakest, by the team's name, unless that is the only team there."""
    if weakest is None or weakest.team_of == weakest.of:
        return ""
    team = Team.objects.filter(key=weakest.team).first()
    where = team.name if team else "no team’s cases"
    return f"In {where} it is {number(weakest.team_right)} of {number(weakest.team_of)}."


def _makes_up(weakest: HoldsBack | None) -> str:
    """How few standards and teams make up half of what is wrong."""
    if weakest is None:
        return ""
    standards, teams = plural(len(weakest.standards), "standard"), plural(len(weakest.teams), "team")
    return f"Half or more of what is weak comes from {standards}, and half or more is in {teams}."


def _months(choice: Chosen) -> list[date]:
    """Months that the cube has, newest first, up to the review's own."""
    held = choice.narrowed(choice.day)["month"].drop_nulls().unique().sort(descending=True)
    return [month for month in held.to_list() if month <= choice.day][:24]


@require_GET
@needs(May.SEE_MEASURES)
def cell(request: HttpRequest, area: str, aspect: str) -> HttpResponse:
    """One area and aspect: its standards, and the teams in alphabetical order."""
    choice = chosen(request)
    if choice is None or area not in map(str, Area) or aspect not in map(str, Aspect):
        raise Http404("There is nothing measured here.")
    here = (pl.col("area") == area) & (pl.col("aspect") == aspect)
    now = choice.now.filter(here)
    then = choice.then.filter(here) if choice.then is not None else None
    by_standard = stands(now, choice.day, ["standard"], then, choice.before)
    by_team = _by_team(choice, here)
    spread = spread_of(choice, area, aspect)
    names = dict(Team.objects.values_list("key", "name"))
    return render(
        request,
        "service/cell.html",
        {
            "choice": choice,
            "area": area,
            "aspect": aspect,
            "months": [] if choice.month else in_words(spread["months"]),
            "spread": in_words(spread["teams"]),
            "standards": _lines(by_standard, "standard", {k: s.title for k, s in catalogue().items()}),
            "teams_caption": "By team, in alphabetical order"
            + (", of children" if _of_children(by_team) else ""),
            "teams": sorted(_lines(by_team, "team", names), key=lambda line: line["name"].casefold()),
        },
    )


def _by_team(choice: Chosen, here: pl.Expr) -> pl.DataFrame:
    """Teams by their cases; where the cell is about no child, or of one month, by what fell due."""
    cases = choice.cases.filter(here)
    if choice.month is not None or cases.is_empty():
        then = choice.then.filter(here) if choice.then is not None else None
        return stands(choice.now.filter(here), choice.day, ["team"], then, choice.before)
    before = choice.cases_then.filter(here) if choice.cases_then is not None else None
    return shares_of_cases(cases, ["team"], before)


def _of_children(shares: pl.DataFrame) -> bool:
    return "unit" in shares.columns


def _lines(rows: pl.DataFrame, by: str, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"key": row[by], "name": names.get(row[by], row[by]) if row[by] else "No team", "cell": _cell(row)}
        for row in rows.iter_rows(named=True)
    ]


@require_GET
@needs(May.SEE_CASES)
def cases(request: HttpRequest, area: str, aspect: str) -> HttpResponse:
    """The findings behind a cell, of the children whom this person may see, red lines first."""
    person = person_of(request)
    if not person.may(May.SEE_MEASURES) or area not in map(str, Area) or aspect not in map(str, Aspect):
        raise Http404("There is nothing measured here.")
    found = visible_findings(person).filter(area=area, aspect=aspect, state__in=STILL_WRONG)
    if standard := request.GET.get("standard", ""):
        found = found.filter(standard=standard)
    if team := request.GET.get("team", ""):
        found = found.filter(team__key=team)
    page = Paginator(found.order_by("-red_line", "-severity", "since", "pk"), 50).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "service/cases.html",
        {"area": area, "aspect": aspect, "page": page, "standard": catalogue().get(standard)},
    )
