"""Checking one at a time: what was wrong, what the owner says, what the record shows today."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from everycase.web.actions.finding_page import behind, choices_of
from everycase.web.actions.models import Finding, State, Transition
from everycase.web.actions.seeing import finding_for
from everycase.web.actions.team import theirs
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

TO_CHECK = (State.WAITING_CHECK, State.ASKED)


def queue(person: User) -> QuerySet[Finding]:
    """What waits for this person to check or decide: others' work, the longest waiting first."""
    brought_here = Transition.objects.filter(finding=OuterRef("pk"), to_state=OuterRef("state")).order_by(
        "-pk"
    )
    return (
        theirs(person)
        .filter(state__in=TO_CHECK)
        .annotate(said_by=Subquery(brought_here.values("by")[:1]))
        .exclude(said_by=person.pk)
        .order_by("state_since", "pk")
    )


@require_GET
@needs(May.CHECK)
def checking(request: HttpRequest) -> HttpResponse:
    """The next one to check, or that there's none."""
    first = queue(person_of(request)).first()
    return redirect("check", key=first.key) if first else render(request, "actions/nothing_to_check.html")


@require_GET
@needs(May.CHECK)
def check(request: HttpRequest, key: str) -> HttpResponse:
    """One finding to check, side by side with what was said and what the record shows."""
    finding = finding_for(request, key, "check")
    person = person_of(request)
    waiting = list(queue(person).values_list("key", flat=True))
    return render(
        request,
        "actions/check.html",
        {
            **behind(finding),
            "said": finding.transitions.filter(to_state=finding.state).select_related("by").last(),
            "left": len(waiting),
            "skip_to": next((other for other in waiting if other != key), None),
            **choices_of(person, [finding]),
        },
    )
