"""Who may see which child, and why: one table of grounds, used by every list and every page.

A list and a single page can't disagree: both are made from `grounds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from everycase.web.cases.models import Child
from everycase.web.people.models import User, stood_in_for
from everycase.web.people.roles import May, Sees


@dataclass(frozen=True)
class Ground:
    """A reason for which somebody sees children. personal: holds for a restricted case too."""

    name: str
    says: str
    children: Q
    personal: bool = False


@dataclass(frozen=True)
class Decision:
    """Whether a person may see a child, and the reason in words."""

    allowed: bool
    ground: str
    says: str


NOBODY = Q(pk__in=())


def grounds(person: User, today: date | None = None) -> list[Ground]:
    """Every ground on which a person sees children. Empty where their role sees none."""
    if not person.may(May.SEE_CASES):
        return []
    day = today or timezone.localdate()
    return [*_by_role(person), *_standing_in(person, day), *_named(person)]


def _by_role(person: User) -> list[Ground]:
    return {
        Sees.ALLOCATED: [
            Ground("allocated", "The child is allocated to you.", _allocated(person), personal=True)
        ],
        Sees.TEAMS: [Ground("team", "The child is held by a team that you manage.", _of_teams(person))],
        Sees.SERVICES: [Ground("service", "The child is held in your service.", _of_services(person))],
        Sees.ALL: [Ground("all", "Your role sees every child.", Q())],
        Sees.ASSIGNED: [],
        Sees.NONE: [],
    }[person.role.sees]


def _allocated(person: User) -> Q:
    return Q(worker_key=person.worker_key) if person.worker_key else NOBODY


def _of_teams(person: User) -> Q:
    return Q(team__in=person.teams.values("pk"))


def _of_services(person: User) -> Q:
    return Q(team__service__in=person.services.values("pk"))


SAME_REACH = {Sees.ALLOCATED: {"social_worker"}, Sees.TEAMS: {"social_worker", "team_manager"}}
"""Whom a person can stand in for: nobody sees more than their own role would, by being a deputy."""


def _standing_in(person: User, today: date) -> list[Ground]:
    """A worker stands in for a worker; a manager for either. The absent one's children are seen meanwhile."""
    roles = SAME_REACH.get(person.role.sees, set())
    absent = stood_in_for(person, today).filter(role_key__in=roles, is_active=True)
    workers = absent.filter(role_key="social_worker").exclude(worker_key="").values("worker_key")
    teams = absent.filter(role_key="team_manager").values("teams")
    says = "You stand in for the person who holds the case."
    return [Ground("deputy", says, Q(worker_key__in=workers) | Q(team__in=teams))] if roles else []


def _named(person: User) -> list[Ground]:
    now = timezone.now()
    assigned = Ground(
        "assigned",
        "The case was given to you to read.",
        Q(assignments__person=person, assignments__ended_at=None),
        personal=True,
    )
    glass = Ground(
        "break-glass",
        "You opened the case with a reason, for a day.",
        Q(glass_broken__person=person, glass_broken__until__gt=now),
        personal=True,
    )
    return [assigned, glass]


def visible(person: User, today: date | None = None) -> QuerySet[Child]:
    """The children whom a person may see now."""
    allowed = NOBODY
    for ground in grounds(person, today):
        allowed |= ground.children if ground.personal else ground.children & _not_closed_to(person)
    return Child.objects.filter(pk__in=Child.objects.filter(allowed).values("pk"))


def _not_closed_to(person: User) -> Q:
    """Not restricted, or restricted to people of whom this is one."""
    return Q(restriction=None) | Q(restriction__people=person)


def may_see(person: User, child: Child, today: date | None = None) -> Decision:
    """Whether a person may see this child now, and on what ground."""
    for ground in grounds(person, today):
        whom = ground.children if ground.personal else ground.children & _not_closed_to(person)
        if Child.objects.filter(whom, pk=child.pk).exists():
            return Decision(True, ground.name, ground.says)
    if hasattr(child, "restriction"):
        return Decision(False, "restricted", "The case is restricted to named people.")
    return Decision(
        False, "no ground", "The case is not yours: it's held by another worker, team or service."
    )
