"""Who answers for a case: its team's managers, else its service's (of none: all of them), else directors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from everycase.web.cases.models import Child
from everycase.web.people.access import grounds, may_see
from everycase.web.people.models import User


def managers_of(child: Child, without: User | None = None) -> list[User]:
    """The managers nearest to a case who may see it, but for one person. Empty where there is none.

    Of a restricted case only those who may open it are its managers: the others aren't to know of it.
    """
    for level in _levels(child):
        active = level.filter(is_active=True).distinct()
        found = [person for person in active if person != without and may_see(person, child).allowed]
        if found:
            return found
    return []


def _levels(child: Child) -> Iterator[QuerySet[User]]:
    everybody = User.objects.order_by("name")
    if child.team is not None:
        yield everybody.filter(role_key="team_manager", teams=child.team)
    managers = everybody.filter(role_key="service_manager")
    service = child.team.service if child.team else None
    yield managers.filter(services=service) if service else managers
    yield everybody.filter(role_key="director")


def holds(person: User, child: Child) -> bool:
    """Whether a case is within a person's own role: not only opened for a day, or given to them to read.

    A restriction leaves that as it is: who can't open the case for it may still be its manager.
    """
    standing = [ground for ground in grounds(person) if ground.name not in {"break-glass", "assigned"}]
    return any(Child.objects.filter(ground.children, pk=child.pk).exists() for ground in standing)


@contextmanager
def refusal_told(request: HttpRequest) -> Iterator[None]:
    """A person who may see a page, and may not do what it offers a case's manager, is told so on it."""
    try:
        yield
    except PermissionDenied as no:
        messages.error(request, str(no))
