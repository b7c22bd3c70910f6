"""Checking one at a time: what was wrong, what the owner says, what the record shows today."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import Exact
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
    waiting = theirs(person).filter(state__in=TO_CHECK)
    return waiting.exclude(pk__in=_own(person)).order_by("state_since", "pk")


def _own(person: User) -> QuerySet[Finding, Any]:
    """Findings that a person brought to where they are: of all that wait, few are looked through."""
    touched = Transition.objects.filter(by=person, to_state__in=TO_CHECK).values("finding")
    brought_here = Transition.objects.filter(finding=OuterRef("pk"), to_state=OuterRef("state"))
    said_by = Subquery(brought_here.order_by("-pk").values("by")[:1])
    return Finding.objects.filter(pk__in=touched).filter(Q(Exact(said_by, person.pk))).order_by().values("pk")


@require_GET
@needs(May.CHECK)
def checking(request: HttpRequest) -> HttpResponse:
    """The next one to check, or that there's none."""
    first = queue(person_of(request)).values_list("key", flat=True).first()
    return redirect("check", key=first) if first else render(request, "actions/nothing_to_check.html")


@require_GET
@needs(May.CHECK)
def check(request: HttpRequest, key: str) -> HttpResponse:
    """One finding to check, side by side with what was said and what the record shows."""
    finding = finding_for(request, key, "check")
    person = person_of(request)
    waiting = queue(person).values_list("key", flat=True)
    return render(
        request,
        "actions/check.html",
        {
            **behind(finding),
            "said": finding.transitions.filter(to_state=finding.state).select_related("by").last(),
            "left": waiting.count(),
            "skip_to": waiting.exclude(key=key).first(),
            **choices_of(person, [finding]),
        },
    )
