"""Who looked: at one child, and at all children of a manager; and whether the chain of looks holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from everycase.web.cases.looking import child_for, holds
from everycase.web.cases.models import Look, LookCheck
from everycase.web.cases.page import case_page
from everycase.web.cases.paging import kept_in_links, paged
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May


@require_safe
@needs(May.SEE_WHO_LOOKED)
def child_looks_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Who looked at one child, and who was refused."""
    child = child_for(request, child_id, "who has looked")
    page = paged(request, child.looks.select_related("person"))
    context = {"page": page, **_checked(page)}
    return case_page(request, child, "child-looks", "cases/child_looks.html", context)


@require_safe
@needs(May.SEE_WHO_LOOKED)
def who_looked_view(request: HttpRequest) -> HttpResponse:
    """Who looked at a manager's children, by person and by day."""
    person = person_of(request)
    asked, day = request.GET.get("person", "").strip(), _day(request.GET.get("day", ""))
    page = paged(request, looks_at(person, asked, day))
    context = {
        "page": page,
        "asked": asked,
        "day": day,
        "bad_day": bool(request.GET.get("day")) and day is None,
        "narrowed": kept_in_links(request, "person", "day"),
        **_checked(page),
    }
    return render(request, "cases/who_looked.html", context)


def looks_at(person: User, by: str = "", day: date | None = None) -> QuerySet[Look]:
    """Looks at the children whom a person may see, the newest first; by people of a name, on a day."""
    found = Look.objects.filter(child__in=visible(person)).select_related("person", "child__team")
    if by:
        found = found.filter(person__name__icontains=by)
    return found.filter(at__date=day) if day else found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _checked(looks: Iterable[Look]) -> dict[str, object]:
    """Looks shown that were changed since they were written, and what the last check of all of them found."""
    changed = [look.pk for look in looks if not holds(look)]
    return {"changed": changed, "check": LookCheck.objects.select_related("broken").first()}
