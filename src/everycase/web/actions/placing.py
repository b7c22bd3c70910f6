"""Cases that no team in the record holds: given to a team by a manager, until the record names one."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from everycase.analysis.wording import plural
from everycase.web.actions.models import STILL_WRONG, Action, Finding, Transition
from everycase.web.actions.notices import tell
from everycase.web.cases.models import Child
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import Team, User
from everycase.web.people.roles import May


def of_no_team(person: User) -> QuerySet[Child]:
    """Children whom a person may see, with something to put right, of whom the record names no team."""
    wrong = Finding.objects.filter(state__in=STILL_WRONG).order_by()
    unnamed = Q(team=None) | Q(team_by=Child.TeamBy.DUTY)
    return visible(person).filter(unnamed, pk__in=wrong.values("child"))


@require_POST
@needs(May.REASSIGN)
def give_to_team(request: HttpRequest) -> HttpResponse:
    """Give the ticked children's cases to a team."""
    asked = [int(text) for text in request.POST.getlist("child") if text.isdecimal() and len(text) < 19]
    team = Team.objects.filter(key=request.POST.get("team", "")).first()
    if team is None or not asked:
        messages.error(request, "Tick the cases, and choose the team.")
    else:
        given = placed(person_of(request), asked, team)
        messages.success(request, f"{plural(given, 'case')} given to {team.name}.")
    return redirect("hand-over")


@transaction.atomic
def placed(person: User, children: Collection[int], team: Team) -> int:
    """Give cases of no team, by their numbers, to a team; how many were given. Others are left as they are.

    Raises PermissionDenied where the person may not reassign.
    """
    if not person.may(May.REASSIGN):
        raise PermissionDenied("Your role doesn’t give work to others.")
    given = list(of_no_team(person).filter(pk__in=children).values_list("pk", flat=True))
    now = timezone.now()
    Transition.objects.bulk_create(
        Transition(
            finding=finding,
            from_state=finding.state,
            to_state=finding.state,
            verb="give to team",
            at=now,
            by=person,
            why=f"To {team.name}",
        )
        for finding in Finding.objects.filter(child__in=given, state__in=STILL_WRONG)
    )
    Child.objects.filter(pk__in=given).update(team=team, team_by=Child.TeamBy.HAND)
    Finding.objects.filter(child__in=given).update(team=team)
    Action.objects.filter(child__in=given).update(team=team)
    if given:
        managers = User.objects.filter(role_key="team_manager", teams=team)
        tell(managers, f"{person.name} gave your team cases that no team held.", reverse("my-team"))
    return len(given)
