"""Every view of a child is allowed on a ground or refused, and written down either way."""

from __future__ import annotations

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from everycase.web.cases.models import Child, Look, LookChain
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
    if not isinstance(person, User) or not person.may(May.SEE_CASES):
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
    """Add a look to the end of the chain. One at a time: the end of the chain is locked meanwhile."""
    with transaction.atomic():
        end, _ = LookChain.objects.select_for_update().get_or_create(pk=1, defaults={"last": FIRST})
        look = Look(
            at=timezone.now(),
            person=person,
            child=child,
            page=page,
            ground=decision.ground,
            allowed=decision.allowed,
            before=end.last,
        )
        look.hash = hash_of(look)
        look.save(force_insert=True)
        end.last = look.hash
        end.save()
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


def broken_at() -> Look | None:
    """The first look whose hash is wrong, or whose predecessor is missing; None if all hold."""
    before = FIRST
    for look in Look.objects.order_by("pk").iterator():
        if look.before != before or look.hash != hash_of(look):
            return look
        before = look.hash
    return None
