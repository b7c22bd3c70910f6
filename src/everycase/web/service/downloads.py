"""The measures on screen as files: CSV for programs, .xlsx for people."""

from __future__ import annotations

from io import BytesIO

import polars as pl
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from everycase.analysis.safe_text import defused
from everycase.analysis.service import stands
from everycase.web.people.doors import needs
from everycase.web.people.models import Team
from everycase.web.people.roles import May
from everycase.web.service.filters import chosen

BY = ("area", "aspect", "standard", "team")


def _frame(request: HttpRequest) -> tuple[str, pl.DataFrame]:
    choice = chosen(request)
    if choice is None:
        raise Http404("There is no review yet.")
    rows = stands(choice.now, choice.day, BY, choice.then, choice.before)
    names = dict(Team.objects.values_list("key", "name"))
    named = rows.with_columns(pl.col("team").replace(names))
    return f"measures-{choice.day.isoformat()}", named


@require_GET
@needs(May.SEE_MEASURES)
def as_csv(request: HttpRequest) -> HttpResponse:
    """Shares by area, aspect, standard and team, with their denominators, as CSV."""
    name, rows = _frame(request)
    answer = HttpResponse(defused(rows).write_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@require_GET
@needs(May.SEE_MEASURES)
def as_workbook(request: HttpRequest) -> FileResponse:
    """The same as an .xlsx workbook."""
    name, rows = _frame(request)
    written = BytesIO()
    rows.write_excel(written, worksheet="Measures", column_formats={"share": "0%", "change": "+0%;-0%;0%"})
    written.seek(0)
    return FileResponse(written, as_attachment=True, filename=f"{name}.xlsx")
