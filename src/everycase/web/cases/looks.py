"""Who looked: at one child, and at all children of a manager; and whether the chain of looks holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from everycase.web.cases.looking import child_for, holds
from everycase.web.cases.models import Look, LookCheck
from everycase.web.cases.page import case_page
from everycase.web.cases.paging import kept_in_links, newest_first
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

FEW = 500
"""Children of whom a list of all looks is soon made, though there were a million looks."""


@require_safe
@needs(May.SEE_WHO_LOOKED)
def child_looks_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Who looked at one child, and who was refused."""
    child = child_for(request, child_id, "who has looked")
    some = newest_first(request, child.looks.select_related("person"))
    context = {"some": some, **_checked(some.rows)}
    return case_page(request, child, "child-looks", "cases/child_looks.html", context)


@require_safe
@needs(May.SEE_WHO_LOOKED)
def who_looked_view(request: HttpRequest) -> HttpResponse:
    """Who looked at a manager's children, by person and by day."""
    person = person_of(request)
    asked, day = request.GET.get("person", "").strip(), _day(request.GET.get("day", ""))
    some = newest_first(request, looks_at(person, asked, day))
    context = {
        "some": some,
        "asked": asked,
        "day": day,
        "bad_day": bool(request.GET.get("day")) and day is None,
        "narrowed": kept_in_links(request, "person", "day"),
        **_checked(some.rows),
    }
    return render(request, "cases/who_looked.html", context)


def looks_at(person: User, by: str = "", day: date | None = None) -> QuerySet[Look]:
    """Looks at the children whom a person may see; by people of a name, on a day by the clock on the wall."""
    mine = visible(person)
    # Of few children the database finds all looks; of many it goes back through looks until it has enough.
    few = mine.count() <= FEW
    at_them = Q(child__in=mine) if few else Q(Exists(mine.filter(pk=OuterRef("child_id"))))
    found = Look.objects.filter(at_them).select_related("person", "child")
    if by:
        found = found.filter(
            person__in=list(User.objects.filter(name__icontains=by).values_list("pk", flat=True))
        )
    if day:
        start = timezone.make_aware(datetime.combine(day, time.min))
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
        found = found.filter(at__gte=start, at__lt=end)
    return found


def _day(text: str) -> date | None:
    """A day written as 2026-11-24; None for anything else, and for days before there were computers."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 <= day.year <= 2200 else None


def _checked(looks: Iterable[Look]) -> dict[str, object]:
    """Looks shown that were changed since they were written, and what the last check of all of them found."""
    changed = [look.pk for look in looks if not holds(look)]
    return {"changed": changed, "check": LookCheck.objects.select_related("broken").first()}
