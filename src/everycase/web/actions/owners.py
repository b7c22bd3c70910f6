"""Whose work it is: the account of who holds the case now, unless a manager gave it to somebody by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from everycase.web.actions.models import Action, Finding
from everycase.web.actions.notices import tell
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

    What was given by hand stays, while its owner can put things right. Gives what changed hands.
    """
    by_hand = Action.objects.filter(reassigned=True)
    able = User.objects.filter(is_active=True, role_key__in=_roles())
    by_hand.filter(Q(owner=None) | ~Q(owner__in=able)).update(reassigned=False)
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
    people = User.objects.filter(is_active=True, role_key__in=_roles()).exclude(worker_key="")
    return dict(people.values_list("worker_key", "pk"))


def _roles() -> list[str]:
    return [role.key for role in ROLES.values() if May.PUT_RIGHT in role.may]


def settle_after_change() -> None:
    """Settle whose work it is once an account was changed, and tell those concerned."""
    tell_of_moves(settle_owners())


def tell_of_moves(moves: Iterable[HandedOver]) -> None:
    """One notice a person: to who had work, to who has it now, and to the managers of what nobody has now."""
    moved = list(moves)
    gone = {move.from_owner for move in moved if move.from_owner}
    come = {move.to_owner for move in moved if move.to_owner and move.from_owner}
    loose = [move.action for move in moved if move.from_owner and not move.to_owner]
    teams = {team for some in batched(loose) for team in _teams_of(some)}
    work = reverse("my-work")
    tell(User.objects.filter(pk__in=gone), "Work of yours went to another person with the case.", work)
    tell(User.objects.filter(pk__in=come), "Work came to you with a case.", work)
    tell(
        User.objects.filter(role_key="team_manager", teams__in=teams).distinct(),
        "Work in your team is nobody’s now: give it to somebody.",
        reverse("hand-over"),
    )


def _teams_of(actions: Sequence[int]) -> Iterable[int]:
    found = Action.objects.filter(pk__in=actions, team__isnull=False).order_by()
    return found.values_list("team_id", flat=True).distinct()
