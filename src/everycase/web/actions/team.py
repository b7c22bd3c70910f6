"""My team: red lines not in hand, what waits for a check, what is stuck, and each worker's work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from everycase.calendar import working_days_after
from everycase.web.actions.headings import Group, Heading, groups_of
from everycase.web.actions.models import Finding, State, Transition
from everycase.web.actions.red_lines import not_in_hand, with_hours_left
from everycase.web.actions.seeing import teams_of
from everycase.web.actions.work import IN_A_RETURN, TO_DO
from everycase.web.cases.paging import paged
from everycase.web.cases.reading import last_received
from everycase.web.kept import council_settings
from everycase.web.people.access import about_visible, visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May, Sees


@dataclass(frozen=True)
class WorkerLine:
    """What one worker has in hand; None as the name stands for cases that nobody holds."""

    name: str
    children: int
    to_put_right: int
    late: int
    waiting: int


@require_GET
@needs(May.CHECK)
def my_team(request: HttpRequest) -> HttpResponse:
    """A manager's first screen."""
    person = person_of(request)
    findings, today = theirs(person), timezone.localdate()
    red = paged(request, not_in_hand(findings).select_related("child", "team"))
    return render(
        request,
        "actions/my_team.html",
        {
            "teams": teams_of(person),
            "page": red,
            "red_lines": with_hours_left(red, timezone.now()),
            **waiting(findings),
            **standing(findings, today),
            "workers": workers(person, findings, today),
            "changes": changes(findings),
        },
    )


def theirs(person: User) -> QuerySet[Finding]:
    """Findings of the teams that a person manages: about their children whom they may see, and about them.

    Without what pages show beside a finding: of thousands, only those shown are read with it.
    """
    if person.role.sees is Sees.ALL:
        return Finding.objects.filter(Q(child=None) | about_visible(person), team__isnull=False)
    teams = list(teams_of(person).values_list("pk", flat=True))
    # A finding is its child's team's: so the database looks at those teams' findings and children alone.
    seen = visible(person).filter(team__in=teams)
    return Finding.objects.filter(Q(child=None) | Q(child__in=seen), team__in=teams)


def waiting(findings: QuerySet[Finding]) -> dict[str, Any]:
    """How many wait for a check, since when the oldest; and for a decision to set them aside."""
    to_check = Q(state=State.WAITING_CHECK)
    return findings.filter(state__in=[State.WAITING_CHECK, State.ASKED]).aggregate(
        to_check=Count("pk", filter=to_check),
        oldest=Min("state_since", filter=to_check),
        to_decide=Count("pk", filter=Q(state=State.ASKED)),
    )


SHOWN = 20
"""Findings shown of what is folded away on a manager's first screen."""


def standing(findings: QuerySet[Finding], today: date) -> dict[str, list[Group]]:
    """What has stood in one state for longer than the council's limit, by why; and what nobody is to do."""
    limit = council_settings().file.putting_right.stuck_working_days
    long_ago = datetime.combine(working_days_after(today, -limit), time.min, timezone.get_current_timezone())
    still = Q(state_since__lt=long_ago)
    past_its_date = still & Q(state=State.OPEN, action__due_on__lt=today) & ~IN_A_RETURN
    unowned = Heading("Nobody’s", Q(state__in=TO_DO, action__owner=None))
    found = groups_of(
        findings,
        [
            Heading("Waiting for a check", still & Q(state=State.WAITING_CHECK)),
            Heading("Waiting for a decision to set aside", still & Q(state=State.ASKED)),
            Heading("Signed off, and not in the record", Q(state=State.NOT_IN_RECORD)),
            unowned,
            Heading("Past its date, and nobody has said anything", past_its_date),
        ],
        SHOWN,
    )
    return {
        "unowned": [group for group in found if group.heading is unowned],
        "stuck": [group for group in found if group.heading is not unowned],
    }


def workers(person: User, findings: QuerySet[Finding], today: date) -> list[WorkerLine]:
    """Each worker of the person's teams, in alphabetical order: children held, and work to do."""
    held = (
        visible(person)
        .filter(team__in=teams_of(person), open_now=True)
        .values("worker_key", "worker_name")
        .annotate(children=Count("pk"))
    )
    late = Q(state__in=TO_DO, action__due_on__lt=today)
    counted = (
        findings.filter(state__in=[*TO_DO, State.WAITING_CHECK, State.ASKED])
        .exclude(IN_A_RETURN)
        .values("worker_key")
        .annotate(
            to_do=Count("pk", filter=Q(state__in=TO_DO)),
            late=Count("pk", filter=late),
            waiting=Count("pk", filter=Q(state__in=[State.WAITING_CHECK, State.ASKED])),
        )
    )
    by_worker = {row["worker_key"]: row for row in counted.order_by()}
    nothing = {"to_do": 0, "late": 0, "waiting": 0}
    lines = []
    for row in held.order_by("worker_name", "worker_key"):
        mine = by_worker.get(row["worker_key"], nothing)
        name = row["worker_name"] or row["worker_key"] or "Nobody holds the case"
        lines.append(WorkerLine(name, row["children"], mine["to_do"], mine["late"], mine["waiting"]))
    return lines


def changes(findings: QuerySet[Finding]) -> dict[str, object]:
    """What the last extract received changed in these findings: how many moved to each state."""
    last = last_received()
    moved = Transition.objects.filter(finding__in=findings.values("pk"), by=None, extract=last)
    counts = moved.values("to_state").annotate(count=Count("pk")).order_by("to_state")
    told = [(State(row["to_state"]).label, row["count"]) for row in counts]
    return {"extract": last, "counts": told} if told else {}
