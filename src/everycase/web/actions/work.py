"""My work: what needs a person today, what is late, what is due, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from everycase.calendar import working_days_after
from everycase.review.returns import KIND as RETURN
from everycase.web.actions.models import Action, Finding, State, Transition
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User, stood_in_for
from everycase.web.people.roles import May, Sees

MOST_SHOWN = 50
"""Findings under a heading before the rest are only counted."""
SOON = 5
"""Working days that My work looks ahead."""
TO_DO = (State.OPEN, State.NOT_IN_RECORD)
IN_A_RETURN = Q(kind=RETURN)
"""What the DfE's rules flag in a statutory return: apart from the cases, whose lists it would drown."""


@dataclass(frozen=True)
class Piece:
    """One action with those of its findings that stand under one heading."""

    action: Action
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Group:
    """What stands under one heading: how many findings in all, and the pieces shown.

    calm: folded at first.
    """

    title: str
    count: int
    pieces: Sequence[Piece]
    hint: str = ""
    calm: bool = False


@require_GET
@needs(May.PUT_RIGHT)
def my_work(request: HttpRequest) -> HttpResponse:
    """A worker's first screen."""
    person = person_of(request)
    groups = [group for group in grouped(mine_to_do(person), timezone.localdate()) if group.count]
    today = sum(group.count for group in groups if group.title in NEED_TODAY)
    return render(
        request, "actions/my_work.html", {"groups": groups, "today": today, "linked": _linked(person)}
    )


def _linked(person: User) -> bool:
    """Whether the record can say what is theirs: a social worker's account names the worker that they are."""
    return bool(person.worker_key) or person.role.sees is not Sees.ALLOCATED


def mine_to_do(person: User) -> QuerySet[Finding]:
    """Findings to be put right by a person, or by those for whom they stand in, of children they may see."""
    whose = Q(action__owner=person) | Q(action__owner__in=stood_in_for(person, timezone.localdate()))
    sent_back = Transition.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    return (
        Finding.objects.filter(whose, child__in=visible(person))
        .select_related("child", "action")
        .annotate(
            last_verb=Coalesce(Subquery(sent_back.values("verb")[:1]), Value("")),
            last_why=Subquery(sent_back.values("why")[:1]),
            last_by=Subquery(sent_back.values("by__name")[:1]),
        )
    )


NEED_TODAY = ("Red lines", "Sent back to you", "Signed off, and not in the record", "Late")


def grouped(mine: QuerySet[Finding], today: date) -> list[Group]:
    """Red lines first, then what came back, late, and due soon; then what waits for somebody else."""
    to_do = mine.filter(state__in=TO_DO)
    untold = Q(state=State.OUT_OF_REACH, in_hand=None)
    came_back = Q(last_verb__in=["send back", "refuse"])
    not_begun = to_do.filter(red_line=False).exclude(came_back).filter(state=State.OPEN)
    calm = not_begun.exclude(IN_A_RETURN)
    week = timezone.now() - timedelta(days=7)
    soon = working_days_after(today, SOON)
    return [
        group_of(
            "Red lines",
            mine.filter(Q(state__in=TO_DO) | untold, red_line=True),
            "A child may be unsafe. Look at these first.",
        ),
        group_of("Sent back to you", to_do.filter(came_back, red_line=False)),
        group_of(
            "Signed off, and not in the record",
            to_do.filter(state=State.NOT_IN_RECORD, red_line=False).exclude(came_back),
            "Somebody agreed that these were done, and the extract still doesn’t show it.",
        ),
        group_of("Late", calm.filter(action__due_on__lt=today)),
        group_of(f"Due in {SOON} working days", calm.filter(action__due_on__range=(today, soon))),
        group_of("Due later", calm.filter(Q(action__due_on__gt=soon) | Q(action__due_on=None)), calm=True),
        group_of(
            "In the statutory returns",
            not_begun.filter(IN_A_RETURN),
            "The DfE’s own rules flag these. They are to be right before the return is sent.",
            calm=True,
        ),
        group_of(
            "Waiting for your manager", mine.filter(state__in=[State.WAITING_CHECK, State.ASKED]), calm=True
        ),
        group_of(
            "Waiting for proof",
            mine.filter(state=State.WAITING_PROOF),
            "Agreed. The next extract will show whether the record is right.",
            calm=True,
        ),
        group_of("Proved right this week", mine.filter(state=State.PROVED, state_since__gte=week), calm=True),
    ]


def group_of(title: str, findings: QuerySet[Finding], hint: str = "", *, calm: bool = False) -> Group:
    """A heading with its findings by action: red lines, then the soonest due."""
    ordered = findings.order_by(
        "-red_line", F("action__due_on").asc(nulls_last=True), "action", "-severity", "pk"
    )
    shown = list(ordered[: MOST_SHOWN + 1])
    count = len(shown) if len(shown) <= MOST_SHOWN else ordered.count()
    return Group(title, count, pieces_of(shown[:MOST_SHOWN]), hint, calm)


def pieces_of(findings: Iterable[Finding]) -> list[Piece]:
    """Findings in their order, those of one action together."""
    return [Piece(action, list(theirs)) for action, theirs in groupby(findings, key=lambda f: f.action)]
