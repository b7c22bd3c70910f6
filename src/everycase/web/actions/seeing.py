"""Which findings a person sees: those of the children they may see, and of the teams they manage."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest

from everycase.web.actions.models import Action, Finding, Transition
from everycase.web.cases.looking import child_for
from everycase.web.people.access import about_visible
from everycase.web.people.doors import person_of
from everycase.web.people.models import Team, User
from everycase.web.people.roles import May, Sees


def teams_of(person: User) -> QuerySet[Team]:
    """The teams that a person manages, by name; every team for one who sees all.

    A team that is in no service is every service manager's: else nobody would stand above it.
    """
    if not person.may(May.SEE_WORKERS):
        return Team.objects.none()
    return {
        Sees.TEAMS: Team.objects.filter(managers=person),
        Sees.SERVICES: Team.objects.filter(Q(service__managers=person) | Q(service=None)).distinct(),
        Sees.ALL: Team.objects.all(),
    }.get(person.role.sees, Team.objects.none())


def sees_to_the_rest(person: User) -> bool:
    """Whether what is no team's is this person's to see to."""
    return person.may(May.SEE_WORKERS) and person.role.sees in {Sees.SERVICES, Sees.ALL}


def visible_findings(person: User) -> QuerySet[Finding]:
    """Findings about children whom a person may see, and about the teams that they manage."""
    of_teams = Q(child=None, team__in=teams_of(person))
    if sees_to_the_rest(person):
        of_teams |= Q(child=None, team=None)
    return Finding.objects.filter(about_visible(person) | of_teams).select_related(
        "child", "team", "action__owner"
    )


def with_what_is_shown(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Findings with what lists show beside them: the child, the piece of work, and what was said last."""
    return findings.select_related("child", "team", "action__owner").annotate(
        last_verb=last_said("verb"), last_why=last_said("why"), last_by=last_said("by__name")
    )


def last_said(column: str) -> Subquery:
    """A column of a finding's last move."""
    return Subquery(Transition.objects.filter(finding=OuterRef("pk")).order_by("-pk").values(column)[:1])


def may_see_finding(person: User, finding: Finding) -> bool:
    """Whether a person sees this finding."""
    return visible_findings(person).filter(pk=finding.pk).exists()


def finding_for(request: HttpRequest, key: str, page: str) -> Finding:
    """The finding, if the person asking sees it; a look at its child is written down.

    Raises Http404 for an unknown key, PermissionDenied with the reason.
    """
    finding = Finding.objects.select_related("child", "team", "action__owner").filter(key=key).first()
    if finding is None:
        raise Http404("There is no finding with this address.")
    _let_in(request, finding.child.child_id if finding.child else None, finding, page)
    return finding


def action_for(request: HttpRequest, number: int, page: str) -> Action:
    """The action, if the person asking sees its findings; a look at its child is written down."""
    action = Action.objects.select_related("child", "team", "owner").filter(pk=number).first()
    if action is None:
        raise Http404("There is nothing to put right with this address.")
    _let_in(request, action.child.child_id if action.child else None, action, page)
    return action


def _let_in(request: HttpRequest, child_id: str | None, about: Finding | Action, page: str) -> None:
    if child_id is not None:
        child_for(request, child_id, page)
    elif not _of_own_team(person_of(request), about.team):
        raise PermissionDenied("This is about a team that you don't manage.")


def _of_own_team(person: User, team: Team | None) -> bool:
    if team is None:
        return sees_to_the_rest(person)
    return teams_of(person).filter(pk=team.pk).exists()
