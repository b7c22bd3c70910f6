"""The analyst's pages about the statutory returns: how they stood at each load, by rule, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from everycase.record.schema import Format
from everycase.review.return_tally import rules_that_fire, tally, unjudged_by_reason
from everycase.review.returns import KIND as RETURN
from everycase.review.returns import CheckedReturn
from everycase.review.review import open_returns
from everycase.standards.answers import FORMAT_NAMES
from everycase.web.actions.models import STILL_WRONG, Finding
from everycase.web.cases.models import Load
from everycase.web.cases.paging import paged
from everycase.web.kept import store
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

EARLIER = 12
"""Loads whose returns are set side by side."""


@dataclass(frozen=True)
class Stood:
    """How one return stood at one load: the load, the return in words, and its tally."""

    load: Load
    name: str
    told: Mapping[str, Any]


def returns_told(load: Load | None) -> list[Stood]:
    """The returns as they stood at a load; none where it held none, or was made before they were counted."""
    every: Iterable[Mapping[str, Any]] = load.told.get("returns", ()) if load else ()
    return [Stood(load, in_words(told["name"], told["collection_year"]), told) for told in every if load]


def in_words(name: str, year: int) -> str:
    """'CIN census of 2025/26'."""
    return f"{FORMAT_NAMES[Format(name)]} of {year - 1}/{year % 100:02}"


@needs(May.SEE_LOADS)
@require_safe
def load_returns(request: HttpRequest, number: int) -> HttpResponse:
    """How each return stood at a load, rule by rule, and how it stood at those before."""
    load = get_object_or_404(Load, pk=number, state=Load.State.DONE)
    checks = open_returns(store().review_folder(load.as_of)) if load.as_of else ()
    context = {
        "load": load,
        "returns": [_rule_by_rule(check) for check in checks],
        "earlier": [stood for one in _up_to(load) for stood in returns_told(one)],
        "newest": load == Load.objects.filter(state=Load.State.DONE).order_by("-as_of", "-ended_at").first(),
    }
    return render(request, "cases/load_returns.html", context)


def _rule_by_rule(check: CheckedReturn) -> dict[str, Any]:
    return {
        "name": in_words(check.name, check.collection_year),
        "told": tally(check),
        "rules": [
            {**rule, "code": rule["standard"].partition("-")[2]} for rule in rules_that_fire(check).to_dicts()
        ],
        "unjudged": unjudged_by_reason(check).to_dicts(),
    }


def _up_to(load: Load) -> QuerySet[Load]:
    """A load and those of days before it, newest first."""
    done = Load.objects.filter(state=Load.State.DONE, as_of__lte=load.as_of)
    return done.order_by("-as_of", "-ended_at")[:EARLIER]


@needs(May.SEE_LOADS)
@require_safe
def return_rule(request: HttpRequest, standard: str) -> HttpResponse:
    """Every row that one rule of a return flags now, of the children whom this person may see."""
    of_it = Finding.objects.filter(kind=RETURN, standard=standard)
    one = of_it.first()
    if one is None:
        raise Http404("No load found anything by a rule of this name.")
    flagged = of_it.filter(state__in=STILL_WRONG)
    shown = _shown_to(person_of(request), flagged)
    context = {
        "rule": standard.partition("-")[2],
        "message": one.title,
        "page": paged(request, shown.select_related("child", "team").order_by("child__child_id", "pk")),
        "hidden": flagged.count() - shown.count(),
    }
    return render(request, "cases/return_rule.html", context)


def _shown_to(person: User, flagged: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those of children whom a person may see, and those of the whole return or no child of the extract."""
    return flagged.filter(child__in=visible(person)) | flagged.filter(child=None)
