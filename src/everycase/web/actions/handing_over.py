"""Giving what is to be put right to another person, one action or all that somebody has."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from everycase.web.actions.models import STILL_WRONG, Action, Finding, Transition
from everycase.web.actions.notices import tell
from everycase.web.actions.placing import of_no_team
from everycase.web.actions.seeing import teams_of
from everycase.web.actions.team import theirs
from everycase.web.cases.paging import paged
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import Team, User
from everycase.web.people.roles import May

EACH_PAGE = 100
"""Pieces of work to tick on one page."""


def can_take(person: User) -> QuerySet[User]:
    """Whom this manager can give work to: who holds children of their teams, or manages one."""
    children = visible(person).filter(team__in=teams_of(person))
    workers = Q(worker_key__in=children.exclude(worker_key="").values("worker_key"))
    return User.objects.filter(
        workers | Q(pk=person.pk) | Q(teams__in=teams_of(person)), is_active=True
    ).distinct()


@require_http_methods(["GET", "POST"])
@needs(May.REASSIGN)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Choose whose work goes to whom; the ticked actions move."""
    person = person_of(request)
    if request.method == "POST":
        taker = can_take(person).filter(pk=_number(request.POST.get("to", "")) or 0).first()
        numbers = [n for n in map(_number, request.POST.getlist("action")) if n is not None]
        if taker is None or not numbers:
            messages.error(request, "Tick what is to move, and choose who takes it.")
        else:
            moved, kept = handed_over(person, Action.objects.filter(pk__in=numbers), taker)
            _say(request, moved, kept, taker)
        return redirect("hand-over")
    return render(
        request,
        "actions/hand_over.html",
        {
            "people": can_take(person),
            "page": paged(request, to_hand_over(person), EACH_PAGE),
            "of_no_team": of_no_team(person).select_related("team"),
            "teams": Team.objects.all(),
        },
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def to_hand_over(person: User) -> QuerySet[Action]:
    """Actions of this manager's teams with something to put right, by owner; nobody's and leavers' first."""
    open_now = theirs(person).filter(state__in=STILL_WRONG).values("action")
    return (
        Action.objects.filter(pk__in=open_now)
        .select_related("owner", "child", "team")
        .order_by("owner__is_active", "owner__name", "due_on", "pk")
    )


def _say(request: HttpRequest, moved: int, kept: int, taker: User) -> None:
    if moved:
        messages.success(request, f"{moved} given to {taker.name}.")
    if kept:
        messages.error(
            request, f"{kept} not moved: {taker.name} may not see the child, or it isn’t your team’s."
        )


@transaction.atomic
def handed_over(person: User, actions: QuerySet[Action], taker: User) -> tuple[int, int]:
    """Give actions to a person who may see the children. How many moved, and how many couldn't.

    Raises PermissionDenied where the person may not reassign.
    """
    if not person.may(May.REASSIGN):
        raise PermissionDenied("Your role doesn’t give work to others.")
    asked = actions.count()
    mine = Finding.objects.filter(pk__in=theirs(person)).values("action")
    movable = actions.filter(pk__in=mine).filter(Q(child__in=visible(taker)) | Q(child=None))
    moved = list(movable.values_list("pk", flat=True))
    now = timezone.now()
    findings = Finding.objects.filter(action__in=moved, state__in=STILL_WRONG)
    Transition.objects.bulk_create(
        Transition(
            finding=finding,
            from_state=finding.state,
            to_state=finding.state,
            verb="hand over",
            at=now,
            by=person,
            why=f"To {taker.name}",
        )
        for finding in findings
    )
    tell(
        User.objects.filter(actions__in=moved).exclude(pk=taker.pk).distinct(),
        f"{person.name} gave some of your work to {taker.name}.",
        reverse("my-work"),
    )
    Action.objects.filter(pk__in=moved).update(owner=taker, reassigned=True)
    if moved:
        tell([taker], f"{person.name} gave you something to put right.", reverse("my-work"))
    return len(moved), asked - len(moved)
