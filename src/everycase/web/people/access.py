"""Who may see which child, and why: one table of grounds, used by every list and every page.

A list and a single page can't disagree: both are made from `grounds`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.utils import timezone

from everycase.web.actions.models import STILL_WRONG, Finding, State
from everycase.web.cases.models import Assignment, BrokenGlass, Child, Restriction
from everycase.web.people.models import Team, User, stood_in_for
from everycase.web.people.roles import May, Sees


@dataclass(frozen=True)
class Ground:
    """A reason for which somebody sees children. personal: holds for a restricted case too.

    children: by columns of the child alone. A join would give a child as often as it has assignments, and
    make every list that asks for a person's children slow.
    """

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
        Sees.SERVICES: [
            Ground("service", "The child is held in your service.", _of_services(person)),
            Ground(
                "no service", "No service holds the child, and something is to be put right.", _of_nobody()
            ),
        ],
        Sees.ALL: [Ground("all", "Your role sees every child.", Q())],
        Sees.ASSIGNED: [],
        Sees.NONE: [],
    }[person.role.sees]


def _allocated(person: User) -> Q:
    return Q(worker_key=person.worker_key) if person.worker_key else NOBODY


def _of_teams(person: User) -> Q:
    return Q(team__in=person.teams.values("pk"))


def _of_services(person: User) -> Q:
    return Q(team__in=Team.objects.filter(service__in=person.services.values("pk")).values("pk"))


def _of_nobody() -> Q:
    """Children in no service with something to put right: every service manager's, so that none is missed."""
    untold = Q(red_line=True, state=State.OUT_OF_REACH, in_hand=None)
    wrong = Finding.objects.filter(Q(state__in=STILL_WRONG) | untold).order_by()
    return Q(team__service=None, pk__in=wrong.values("child"))


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
        Q(pk__in=Assignment.objects.filter(person=person, ended_at=None).values("child")),
        personal=True,
    )
    glass = Ground(
        "break-glass",
        "You opened the case with a reason, for a day.",
        Q(pk__in=BrokenGlass.objects.filter(person=person, until__gt=now).values("child")),
        personal=True,
    )
    return [assigned, glass]


def decisions(person: User, children: Collection[int], today: date | None = None) -> dict[int, Decision]:
    """On what ground a person sees each of these children, by number, without those they don't see.

    As `may_see`, for a page of a list: a query a ground, however many children.
    """
    found: dict[int, Decision] = {}
    for ground in grounds(person, today):
        whom = ground.children if ground.personal else ground.children & _not_closed_to(person)
        rest = set(children) - set(found)
        seen = Child.objects.filter(whom, pk__in=rest).values_list("pk", flat=True)
        found |= dict.fromkeys(seen, Decision(True, ground.name, ground.says))
    return found


def visible(person: User, today: date | None = None) -> QuerySet[Child]:
    """The children whom a person may see now."""
    return Child.objects.filter(_allowed(person, today))


def _allowed(person: User, today: date | None = None) -> Q:
    allowed = NOBODY
    for ground in grounds(person, today):
        allowed |= ground.children if ground.personal else ground.children & _not_closed_to(person)
    return allowed


def about_visible(person: User) -> Q:
    """Of rows that name a child in their column `child`, those about children whom a person may see now.

    The same grounds as `visible`. Of one who sees every child, the rows alone are asked; else the children.
    """
    if person.role.sees is not Sees.ALL:
        return Q(child__in=visible(person))
    return Q(child__isnull=False) & _of_child(_allowed(person))


def _of_child(about: Q) -> Q:
    """A condition on children, as one on rows that name a child."""
    told = []
    for one in about.children:
        if isinstance(one, Q):
            told.append(_of_child(one))
        else:
            name, value = cast("tuple[str, Any]", one)
            told.append(Q(**{f"child__{name}": value}))
    return Q(*told, _connector=about.connector, _negated=about.negated)


def _not_closed_to(person: User) -> Q:
    """Not restricted, or restricted to people of whom this is one."""
    return ~Q(pk__in=Restriction.objects.exclude(people=person).values("child"))


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
