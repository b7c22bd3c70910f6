"""Every view of a child is allowed on a ground or refused, and written down either way."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from everycase.web.cases.models import Child, Look, LookChain, LookCheck
from everycase.web.people.access import Decision, may_see
from everycase.web.people.models import User
from everycase.web.people.roles import May

FIRST = "0" * 64
"""What stands before the first look."""


def child_for(request: HttpRequest, child_id: str, page: str) -> Child:
    """The child, if the person asking may see them now; the view is written down, and so is a refusal.

    Raises PermissionDenied with the reason; Http404 for one whose role sees cases, and no such child.
    """
    person = request.user
    if not isinstance(person, User):
        raise PermissionDenied("Sign in first.")
    return child_for_person(person, child_id, page)


def child_for_person(person: User, child_id: str, page: str) -> Child:
    """As `child_for`, for a person who doesn't ask by themselves: a program does, in their name."""
    if not person.may(May.SEE_CASES):
        raise PermissionDenied("Your role doesn't see cases.")
    child = Child.objects.select_related("team__service", "restriction").filter(child_id=child_id).first()
    if child is None:
        raise Http404("There is no child with this id in the record.")
    decision = may_see(person, child)
    write_down(person, child, page, decision)
    if not decision.allowed:
        refusal = PermissionDenied(decision.says)
        refusal.child = child  # type: ignore[attr-defined]
        raise refusal
    return child


def write_down(person: User, child: Child, page: str, decision: Decision) -> Look:
    """Add a look to the end of the chain."""
    return write_down_all(person, {child.pk: decision}, page)[0]


def write_down_all(person: User, looked_at: Mapping[int, Decision], page: str) -> list[Look]:
    """Add looks to the end of the chain: at children, by number, each on its own ground.

    One person at a time: the end of the chain is locked meanwhile.
    """
    with transaction.atomic():
        end, _ = LookChain.objects.select_for_update().get_or_create(pk=1, defaults={"last": FIRST})
        looks = []
        for child, decision in looked_at.items():
            looks.append(_linked(person, child, page, decision, end.last))
            end.last = looks[-1].hash
        Look.objects.bulk_create(looks)
        end.save()
    return looks


def _linked(person: User, child: int, page: str, decision: Decision, before: str) -> Look:
    look = Look(
        at=timezone.now(),
        person=person,
        child_id=child,
        page=page,
        ground=decision.ground,
        allowed=decision.allowed,
        before=before,
    )
    look.hash = hash_of(look)
    return look


def hash_of(look: Look) -> str:
    """The hash of a look's values and of the look before."""
    values = (
        look.before,
        look.at.isoformat(),
        look.person_id,
        look.child_id,
        look.page,
        look.ground,
        look.allowed,
    )
    return sha256("|".join(str(value) for value in values).encode()).hexdigest()


def check_chain() -> LookCheck:
    """Read the whole chain of looks through, and keep what was found.

    Looks added meanwhile are read too. That the newest were taken out shows by the end that was kept.
    """
    end = LookChain.objects.values_list("last", flat=True).first() or FIRST
    before, count, reached, broken = FIRST, 0, end == FIRST, None
    for look in Look.objects.order_by("pk").iterator():
        if broken is None and not (look.before == before and holds(look)):
            broken = look
        before, count = look.hash, count + 1
        reached = reached or look.hash == end
    return LookCheck.objects.create(looks=count, broken=broken, cut_short=not reached)


def holds(look: Look) -> bool:
    """Whether a look's hash is that of its values: it says what it said when it was written."""
    return look.hash == hash_of(look)
