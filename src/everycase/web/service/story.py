"""The story for scrutiny: totals only, small numbers suppressed, and no way to a child."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from everycase.analysis.cases_judged import CHILDREN, standing, whole_areas
from everycase.analysis.suppression import suppressed
from everycase.analysis.wording import percent
from everycase.standards.language import Area
from everycase.web.kept import council_settings
from everycase.web.people.doors import needs
from everycase.web.people.roles import May
from everycase.web.service.reading import cases_of, cube_of, review_days


@require_GET
@needs(May.SEE_TOTALS)
def the_story(request: HttpRequest) -> HttpResponse:
    """How each part of the service stands and what changed, for councillors and whoever else asks."""
    days = review_days()
    if not days:
        return render(request, "service/no_review.html")
    return render(
        request,
        "service/the_story.html",
        {
            "council": council_settings().file.council,
            "day": days[0],
            "before": days[1] if len(days) > 1 else None,
            "lines": _lines(days),
        },
    )


def _lines(days: list[date]) -> list[dict[str, Any]]:
    told = _by_area(days[0])
    earlier = _by_area(days[1]) if len(days) > 1 else {}
    return [_line(told[area], earlier.get(area)) for area in map(str, Area) if area in told]


def _by_area(day: date) -> dict[str, dict[str, Any]]:
    shares = standing(whole_areas(cases_of(day)), cube_of(day), day, by=["area"])
    return {row["area"]: row for row in suppressed(shares).iter_rows(named=True)}


FEW = {"wrong": "All but a few", "right": "A few"}


def _share(row: dict[str, Any]) -> str:
    if row["share"] is not None:
        return percent(row["share"])
    return FEW.get(row["few"], "Too few to say")


def _line(row: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    """The change is between the two shares shown, so it can't give a hidden one away."""
    return {
        "area": row["area"],
        "share": _share(row),
        # A share of children can't be set beside one of what fell due.
        "before": _share(before) if before and before["unit"] == row["unit"] else "Not known",
        "unit": "children" if row["unit"] == CHILDREN else "things due",
        "of": row["denominator"],
        "cannot_tell": row["cannot_tell"],
    }
