"""Find a child, inside what one may see: by id, name, worker or team.

What was asked for is kept in the session and not in the address: addresses with names in them would stay in
browsers' histories and servers' logs.
"""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from everycase.web.cases.models import Child
from everycase.web.cases.naming import by_name
from everycase.web.cases.paging import paged
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

ASKED = "asked for"
LONGEST = 200
A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs(May.SEE_CASES)
def search_view(request: HttpRequest) -> HttpResponse:
    """Ask, and what was found."""
    if request.method == "POST":
        request.session[ASKED] = request.POST.get("asked", "").strip()[:LONGEST]
        return redirect("search")
    person, asked = person_of(request), request.session.get(ASKED, "")
    context = {"asked": asked, "may_read": person.may(May.SEE_NAMES), "by_name": by_name(person)}
    if asked:
        context["page"] = paged(request, found(person, asked), A_PAGE)
        context["address"] = reverse("child", args=[asked]) if person.may(May.BREAK_GLASS) else ""
    return render(request, "cases/search.html", context)


def found(person: User, asked: str) -> QuerySet[Child]:
    """The children whom a person may see and who fit every word asked for; the very id first.

    One who may not know names finds children by id alone: else a name would find its id.
    """
    fits = Q(child_id__iexact=asked) | Q(child_id__istartswith=asked)
    if person.may(May.SEE_NAMES):
        fits |= _each_word_fits(asked)
    exactly = Case(When(child_id__iexact=asked, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        visible(person)
        .filter(fits)
        .select_related("team", "restriction")
        .order_by(exactly, "-open_now", "name", "child_id")
    )


def _each_word_fits(asked: str) -> Q:
    """Every word is somewhere in the name, the worker's or the team's: 'khan north'."""
    fits = Q()
    for word in asked.split():
        fits &= Q(name__icontains=word) | Q(worker_name__icontains=word) | Q(team__name__icontains=word)
    return fits
