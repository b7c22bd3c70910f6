"""My work: what needs a person today, what is late, what is due, what waits."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from everycase.calendar import working_days_after
from everycase.review.returns import KIND as RETURN
from everycase.web.actions.headings import Group, Heading, groups_of
from everycase.web.actions.models import Finding, State
from everycase.web.actions.seeing import last_said
from everycase.web.people.access import about_visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User, stood_in_for
from everycase.web.people.roles import May, Sees

SOON = 5
"""Working days that My work looks ahead."""
TO_DO = (State.OPEN, State.NOT_IN_RECORD)
IN_A_RETURN = Q(kind=RETURN)
"""What the DfE's rules flag in a statutory return: apart from the cases, whose lists it would drown."""


@require_GET
@needs(May.PUT_RIGHT)
def my_work(request: HttpRequest) -> HttpResponse:
    """A worker's first screen."""
    person = person_of(request)
    groups = grouped(mine_to_do(person), timezone.localdate())
    today = sum(group.count for group in groups if group.title in NEED_TODAY)
    return render(
        request, "actions/my_work.html", {"groups": groups, "today": today, "linked": _linked(person)}
    )


def _linked(person: User) -> bool:
    """Whether the record can say what is theirs: a social worker's account names the worker that they are."""
    return bool(person.worker_key) or person.role.sees is not Sees.ALLOCATED


def mine_to_do(person: User) -> QuerySet[Finding]:
    """Findings to be put right by a person, or by those for whom they stand in, of children they may see."""
    owners = [person.pk, *stood_in_for(person, timezone.localdate()).values_list("pk", flat=True)]
    mine = Finding.objects.filter(about_visible(person), action__owner__in=owners)
    return mine.annotate(last_verb=last_said("verb"))


NEED_TODAY = ("Red lines", "Sent back to you", "Signed off, and not in the record", "Late")


def grouped(mine: QuerySet[Finding], today: date) -> list[Group]:
    """Red lines first, then what came back, late, and due soon; then what waits for somebody else."""
    return groups_of(mine, headings(today))


def headings(today: date) -> list[Heading]:
    """What My work is ordered by on a day: what stands under one heading stands under none after it."""
    soon = working_days_after(today, SOON)
    week = timezone.now() - timedelta(days=7)
    to_do = Q(state__in=TO_DO)
    untold = Q(state=State.OUT_OF_REACH, in_hand=None)
    return [
        Heading(
            "Red lines", Q(red_line=True) & (to_do | untold), "A child may be unsafe. Look at these first."
        ),
        Heading("Sent back to you", to_do & Q(last_verb__in=["send back", "refuse"])),
        Heading(
            "Signed off, and not in the record",
            Q(state=State.NOT_IN_RECORD),
            "Somebody agreed that these were done, and the extract still doesn’t show it.",
        ),
        Heading("Late", Q(state=State.OPEN, action__due_on__lt=today) & ~IN_A_RETURN),
        Heading(f"Due in {SOON} working days", Q(state=State.OPEN, action__due_on__lte=soon) & ~IN_A_RETURN),
        Heading("Due later", Q(state=State.OPEN) & ~IN_A_RETURN, calm=True),
        Heading(
            "In the statutory returns",
            Q(state=State.OPEN),
            "The DfE’s own rules flag these. They are to be right before the return is sent.",
            calm=True,
        ),
        Heading("Waiting for your manager", Q(state__in=[State.WAITING_CHECK, State.ASKED]), calm=True),
        Heading(
            "Waiting for proof",
            Q(state=State.WAITING_PROOF),
            "Agreed. The next extract will show whether the record is right.",
            calm=True,
        ),
        Heading("Proved right this week", Q(state=State.PROVED, state_since__gte=week), calm=True),
    ]
