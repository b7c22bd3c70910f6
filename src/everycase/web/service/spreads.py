"""A cell over months and between its teams: what is outside of what chance gives, drawn and in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from everycase.analysis.charts import control_chart, funnel_chart
from everycase.analysis.spread import HIGHER, LOWER, SPREAD, TOO_FEW, WITHIN, between_teams, over_months
from everycase.analysis.wording import percent
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Area, Aspect, Clock
from everycase.web.people.doors import needs
from everycase.web.people.models import Team
from everycase.web.people.roles import May
from everycase.web.service.filters import Chosen, chosen

FEWEST = 3
"""Months, or teams, fewer than which show no spread."""
SAYS: Mapping[str, str] = {
    LOWER: "Lower than chance explains",
    HIGHER: "Higher than chance explains",
    WITHIN: "Within what chance gives",
    TOO_FEW: "Too few to say",
}
ALTS = {
    "months": "Share right in each month. The table below it holds the same.",
    "teams": "Share right of each team by how many fell due. The table below it holds the same.",
}


def spread_of(choice: Chosen, area: str, aspect: str) -> dict[str, pl.DataFrame]:
    """`months` and `teams` of a cell. Rules tell of the review's day alone: they have no months."""
    here = choice.now.filter((pl.col("area") == area) & (pl.col("aspect") == aspect))
    clocks = [key for key, standard in catalogue().items() if isinstance(standard, Clock)]
    names = dict(Team.objects.values_list("key", "name"))
    teams = between_teams(here, choice.day).with_columns(pl.col("team").replace(names))
    return {
        "months": over_months(here.filter(pl.col("standard").is_in(clocks)), choice.day),
        "teams": teams.sort(pl.col("team").str.to_lowercase()),
    }


def in_words(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows as a table beside the chart says them; none where there are too few to spread."""
    if rows.height < FEWEST:
        return []
    return [
        {**row, "chance": f"{percent(row['low'])} to {percent(row['high'])}", "says": SAYS[row["stands"]]}
        for row in rows.iter_rows(named=True)
    ]


@require_GET
@needs(May.SEE_MEASURES)
def cell_chart(request: HttpRequest, area: str, aspect: str, chart: str) -> HttpResponse:
    """The chart of a cell as a file: apart from the page, which needn't wait until it is drawn."""
    choice = chosen(request)
    if choice is None or area not in map(str, Area) or aspect not in map(str, Aspect) or chart not in ALTS:
        raise Http404("There is no such chart.")
    rows = spread_of(choice, area, aspect)[chart]
    if rows.is_empty():
        raise Http404("There is nothing to draw.")
    return HttpResponse(_drawn(chart, choice.day, rows.write_json()), content_type="image/svg+xml")


@lru_cache(maxsize=200)
def _drawn(chart: str, day: Any, rows: str) -> str:  # noqa: ANN401 - a date
    """By what is drawn: the same figures are drawn once, whoever asks."""
    by: dict[str, pl.DataType] = {"month": pl.Date()} if chart == "months" else {"team": pl.String()}
    frame = pl.read_json(rows.encode(), schema={**by, **SPREAD})
    if chart == "months":
        return control_chart(frame, day, ALTS[chart])
    return funnel_chart(frame, ALTS[chart])
