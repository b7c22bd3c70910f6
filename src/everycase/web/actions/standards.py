"""The catalogue on screen: what should be true, how it's judged, whether these files can answer it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from everycase.standards.answers import Answer, answers
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Standard
from everycase.web.actions.finding_page import counting_of
from everycase.web.actions.precision import NOTHING_DECIDED, Precision, precision
from everycase.web.kept import council_settings, store
from everycase.web.people.doors import needs


@dataclass(frozen=True)
class Line:
    """A standard as the list shows it. called_out: too many of its findings were right already."""

    standard: Standard
    on: bool
    precision: Precision
    called_out: bool


@require_GET
@needs(None)
def standards(request: HttpRequest) -> HttpResponse:
    """Every standard, by area; those that are called out first."""
    lines = [line for line in every_line() if _asked_for(request, line)]
    return render(
        request,
        "actions/standards.html",
        {
            "called_out": [line for line in lines if line.called_out],
            "areas": _by_area(lines),
            "words": request.GET.get("words", ""),
            "count": len(lines),
        },
    )


def every_line() -> list[Line]:
    """Each standard of the catalogue with its precision."""
    settings, found = council_settings(), precision()
    limit = settings.file.putting_right.precision_limit
    lines = []
    for key, standard in catalogue().items():
        own = found.get(key, NOTHING_DECIDED)
        lines.append(Line(standard, settings.is_on(standard), own, own.past(limit)))
    return lines


def _asked_for(request: HttpRequest, line: Line) -> bool:
    words = request.GET.get("words", "").casefold().split()
    text = f"{line.standard.title} {line.standard.id} {line.standard.area}".casefold()
    return all(word in text for word in words)


def _by_area(lines: list[Line]) -> dict[str, list[Line]]:
    areas: dict[str, list[Line]] = {}
    for line in lines:
        areas.setdefault(str(line.standard.area), []).append(line)
    return areas


@require_GET
@needs(None)
def standard(request: HttpRequest, key: str) -> HttpResponse:
    """One standard explained."""
    if key not in catalogue():
        raise Http404("There is no standard of this name.")
    line = next(line for line in every_line() if line.standard.id == key)
    return render(
        request,
        "actions/standard.html",
        {"line": line, "counting": counting_of(line.standard), "answer": _answer(line.standard)},
    )


def _answer(standard: Standard) -> Answer | None:
    """Whether the newest record's files can answer it; None where there is no record yet."""
    if not store().records():
        return None
    return answers(store().record().manifest, {standard.id: standard})[0]
