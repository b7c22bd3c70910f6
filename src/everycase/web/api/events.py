"""Events that a program notes: read by the next review."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from ninja.errors import HttpError

from everycase.web.actions.models import NotedEvent
from everycase.web.api.words import EventIn
from everycase.web.cases.looking import child_for_person
from everycase.web.people.models import User

PAGE = "API: events"
WRONG = 422
"""The request is understood, and what it says can't be."""


def noted(person: User, told: EventIn) -> NotedEvent:
    """Note an event about a child whom the person may see. The same one twice is one.

    Raises HttpError for a day ahead, Http404 and PermissionDenied for the child.
    """
    if told.happened_on > timezone.localdate():
        raise HttpError(WRONG, "happened_on: this day is yet to come")
    child = child_for_person(person, told.child_id, PAGE)
    same = {"kind": told.kind, "happened_on": told.happened_on, "by": told.by, "value": told.value}
    with transaction.atomic():
        there = NotedEvent.objects.filter(child=child, taken_back_at=None, **same).first()
        return there or NotedEvent.objects.create(child=child, noted_by=person, **same)
