"""Whose work it is: the account of who holds the case now, unless a manager gave it to somebody by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery

from everycase.web.actions.models import Action, Finding
from everycase.web.actions.told import STANDING
from everycase.web.bulk import batched
from everycase.web.cases.models import Child
from everycase.web.people.models import User
from everycase.web.people.roles import ROLES, May


@dataclass(frozen=True)
class HandedOver:
    """A piece of work that went from one person to another; None is the team's manager."""

    action: int
    from_owner: int | None
    to_owner: int | None


def settle_teams() -> None:
    """Give every finding about a child to the team that holds the case now, whatever became of the finding.

    So what is a team's is found by the finding alone.
    """
    held_by = Child.objects.filter(pk=OuterRef("child")).values("team")
    moved = Q(child__team__isnull=True, team__isnull=False) | Q(child__team__isnull=False) & ~Q(
        team=F("child__team")
    )
    Finding.objects.filter(moved, child__isnull=False).update(team=Subquery(held_by))


def settle_owners() -> list[HandedOver]:
    """Give every piece of open work to the account of who holds the case; to the manager where there is none.

    Also for when an account is made or closed. Gives what changed hands.
    """
    Action.objects.filter(reassigned=True, owner__is_active=False).update(reassigned=False)
    Action.objects.filter(reassigned=True, owner=None).update(reassigned=False)
    accounts = accounts_of_workers()
    moved = [
        HandedOver(action, owner, accounts.get(worker or ""))
        for action, owner, worker in Action.objects.filter(reassigned=False, findings__state__in=STANDING)
        .distinct()
        .values_list("pk", "owner_id", "child__worker_key")
        if owner != accounts.get(worker or "")
    ]
    by_owner: dict[int | None, list[int]] = {}
    for move in moved:
        by_owner.setdefault(move.to_owner, []).append(move.action)
    for owner, ids in by_owner.items():
        for some in batched(ids):
            Action.objects.filter(pk__in=some).update(owner=owner)
    return moved


def accounts_of_workers() -> dict[str, int]:
    """Worker → account, of those whose role puts things right."""
    roles = [role.key for role in ROLES.values() if May.PUT_RIGHT in role.may]
    people = User.objects.filter(is_active=True, role_key__in=roles).exclude(worker_key="")
    return dict(people.values_list("worker_key", "pk"))
