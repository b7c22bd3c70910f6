"""Red lines: a child may be unsafe. Taken in hand by a named manager, or told to those above, in hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from everycase.web.actions.models import MAYBE_UNSAFE, Escalation, Finding, InHand, State, Transition
from everycase.web.actions.notices import tell
from everycase.web.actions.seeing import finding_for, may_see_finding
from everycase.web.kept import council_settings
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

LEVELS = ("team_manager", "service_manager", "director")
"""Who is told first, next and last."""


@dataclass(frozen=True)
class RedLine:
    """A red line not in hand, and the hours left before the next level is told; below 0 once they were."""

    finding: Finding
    hours_left: int

    @property
    def says(self) -> str:
        """How much time is left, in words."""
        if self.hours_left < 0:
            return "Past the time to take it in hand: senior managers are told."
        if self.hours_left == 0:
            return "Less than an hour left to take it in hand."
        return f"{self.hours_left} hour{'s' if self.hours_left != 1 else ''} left to take it in hand."


def hours() -> tuple[int, int, int]:
    """Hours until each level is told, by the council's settings."""
    limits = council_settings().file.putting_right
    return limits.red_line_hours_manager, limits.red_line_hours_service, limits.red_line_hours_director


def open_red_lines(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Red lines not proved right that nobody has taken in hand."""
    return findings.filter(red_line=True, state__in=MAYBE_UNSAFE, in_hand=None)


def opened_at() -> Coalesce:
    """When an extract last told of a finding: the hours run from then, whatever was said of it meanwhile."""
    told = Transition.objects.filter(finding=OuterRef("pk"), to_state=State.OPEN, by=None).order_by("-pk")
    return Coalesce(Subquery(told.values("at")[:1]), F("state_since"))


def may_be_unsafe(finding: Finding) -> bool:
    """Whether it is a red line that isn't proved right."""
    return finding.red_line and finding.state in MAYBE_UNSAFE


def not_in_hand(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Red lines that nobody has taken in hand, the least time left first; opened_at: since when."""
    return open_red_lines(findings).annotate(opened_at=opened_at()).order_by("opened_at", "pk")


def with_hours_left(found: Iterable[Finding], now: datetime) -> list[RedLine]:
    """Of red lines not in hand, how much time is left."""
    allowed = timedelta(hours=hours()[1])
    opened = ((finding, vars(finding)["opened_at"]) for finding in found)
    return [RedLine(finding, int((at + allowed - now).total_seconds() // 3600)) for finding, at in opened]


@require_POST
@needs(May.ACKNOWLEDGE)
def take_in_hand(request: HttpRequest, key: str) -> HttpResponse:
    """A manager says what was done to make the child safe."""
    finding = finding_for(request, key, "red line")
    done = request.POST.get("done", "").strip()
    if len(done) < 10:
        messages.error(request, "Say what was done to make the child safe, in ten letters or more.")
    elif taken(person_of(request), finding, done):
        messages.success(request, "It’s in your hands. The finding stays until an extract proves it right.")
    else:
        messages.error(request, "Somebody took it in hand before you.")
    return redirect(finding)


@transaction.atomic
def taken(person: User, finding: Finding, done: str) -> bool:
    """Take a red line in hand; False where somebody already has.

    Raises PermissionDenied where the person may not.
    """
    if not may_be_unsafe(finding) or not person.may(May.ACKNOWLEDGE) or not may_see_finding(person, finding):
        raise PermissionDenied("You can’t take this in hand.")
    _, made = InHand.objects.get_or_create(
        finding=finding, defaults={"by": person, "at": timezone.now(), "done": done}
    )
    if made:
        Transition.objects.create(
            finding=finding,
            from_state=finding.state,
            to_state=finding.state,
            verb="take in hand",
            at=timezone.now(),
            by=person,
            why=done,
        )
    return made


def escalate(now: datetime) -> int:
    """Tell the next level of every red line whose time is up; how many were told. Run every few minutes."""
    told = 0
    waiting = open_red_lines(Finding.objects.select_related("team", "child__team"))
    for level, (role, after) in enumerate(zip(LEVELS, hours(), strict=True)):
        late = waiting.annotate(opened_at=opened_at()).filter(opened_at__lte=now - timedelta(hours=after))
        for finding in late.exclude(escalations__level=level):
            told += _tell(finding, level, role, now)
    return told


@transaction.atomic
def _tell(finding: Finding, level: int, role: str, now: datetime) -> bool:
    """Write down that a level is told, and tell them once the row is kept. Twice at once tells once.

    Where a level has nobody who may see the finding, the next is told at once. The last is told even of a
    case that is restricted: the letter says nothing of it, and they can open it with a reason.
    """
    row, made = Escalation.objects.get_or_create(finding=finding, level=level, defaults={"at": now})
    if not made:
        return False
    last = role == LEVELS[-1]
    people = [person for person in _at_level(finding, role) if last or may_see_finding(person, finding)]
    if not people and not last:
        return _tell(finding, level + 1, LEVELS[level + 1], now)
    row.told.set(people)
    tell(people, "A red line waits to be taken in hand.", finding.get_absolute_url())
    transaction.on_commit(lambda: _write_to(people, finding))
    return True


def _at_level(finding: Finding, role: str) -> QuerySet[User]:
    people = User.objects.filter(role_key=role, is_active=True)
    team = finding.team or (finding.child.team if finding.child else None)
    if role == "team_manager":
        return people.filter(teams=team)
    if role == "service_manager":
        service = team.service_id if team else None
        return people.filter(services=service) if service else people
    return people


def _write_to(people: list[User], finding: Finding) -> None:
    """A letter with no child's name and nothing of the case in it: only that something waits, and where."""
    for person in people:
        send_mail(
            "everycase: a red line waits for you",
            "A child may be unsafe, and nobody has taken it in hand yet. Sign in to everycase and open:\n\n"
            f"{reverse('finding', args=[finding.key])}\n",
            None,
            [person.email],
        )
