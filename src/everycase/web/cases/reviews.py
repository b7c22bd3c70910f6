"""My reviews: the children given to an auditor or reviewing officer, and the challenges that they made."""

from __future__ import annotations

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from everycase.web.actions.models import STILL_WRONG, Challenge
from everycase.web.cases.paging import paged
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.roles import May


@require_safe
@needs(May.READ_ASSIGNED)
def my_reviews_view(request: HttpRequest) -> HttpResponse:
    """The cases that were given to a person, with what is wrong in each, and the person's challenges."""
    person = person_of(request)
    wrong = Q(child__findings__state__in=STILL_WRONG)
    given = (
        person.assignments.filter(ended_at=None)
        .select_related("child__team", "child__restriction", "given_by")
        .annotate(
            open_findings=Count("child__findings", wrong),
            red_lines=Count("child__findings", wrong & Q(child__findings__red_line=True)),
        )
        .order_by("-red_lines", "-open_findings", "child__child_id")
    )
    mine = Challenge.objects.filter(by=person, finding__child__in=visible(person))
    challenges = mine.select_related("finding__child", "answered_by").order_by(
        F("answered_at").asc(nulls_first=True), "-at"
    )
    context = {
        "page": paged(request, given),
        "challenges": list(challenges[:100]),
        "waiting": mine.filter(answered_at=None).count(),
    }
    return render(request, "cases/my_reviews.html", context)
