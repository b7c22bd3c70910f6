"""My work: what needs a person today, what is late, what is due, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from everycase.calendar import working_days_after
from everycase.web.actions.models import Finding, State
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May


@dataclass(frozen=True)
class Group:
    """Findings under one heading, in the order in which they need somebody."""

    title: str
    findings: Sequence[Finding]


@needs(May.PUT_RIGHT)
def my_work(request: HttpRequest) -> HttpResponse:
    """A worker's first screen."""
    person = person_of(request)
    mine = mine_to_do(person)
    groups = [group for group in grouped(mine, timezone.localdate()) if group.findings]
    return render(request, "actions/my_work.html", {"groups": groups})


def mine_to_do(person: User) -> QuerySet[Finding]:
    """Findings whose action is this person's, about children whom they may see."""
    return Finding.objects.filter(action__owner=person, child__in=visible(person)).select_related(
        "child", "action"
    )


def grouped(mine: QuerySet[Finding], today: date) -> list[Group]:
    """Red lines first, then what was sent back, late, and due in five working days."""
    to_do = Q(state__in=[State.OPEN, State.NOT_IN_RECORD])
    soon = working_days_after(today, 5)
    calm = mine.filter(to_do, red_line=False)
    return [
        Group("Red lines", list(mine.filter(to_do, red_line=True))),
        Group("Late", list(calm.filter(action__due_on__lt=today))),
        Group("Due in 5 working days", list(calm.filter(action__due_on__range=(today, soon)))),
        Group("Waiting for your manager", list(mine.filter(state=State.WAITING_CHECK))),
    ]
