"""What people are told, on screen and by a daily letter: never a child's name, nothing of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from everycase.analysis.wording import plural
from everycase.web.actions.models import Finding, Notice, State
from everycase.web.actions.work import IN_A_RETURN, TO_DO
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

MOST_SHOWN = 100


def tell(people: Iterable[User | None], says: str, link: str) -> None:
    """Tell people something, once each. None among them is passed over: nobody holds the work."""
    now = timezone.now()
    told = {person.pk: person for person in people if person is not None and person.is_active}
    Notice.objects.bulk_create(Notice(person=p, says=says, link=link, at=now) for p in told.values())


@require_GET
@needs(None)
def notices(request: HttpRequest) -> HttpResponse:
    """What one is told, newest first. Opening the page is seeing them."""
    person = person_of(request)
    shown = list(person.notices.all()[:MOST_SHOWN])
    person.notices.filter(seen_at=None).update(seen_at=timezone.now())
    return render(request, "actions/notices.html", {"notices": shown})


def digest(now: datetime) -> int:
    """Send each person one letter of what waits for them; how many were sent. Run once a working day.

    Nobody gets a letter that says nothing.
    """
    sent = 0
    for person in User.objects.filter(is_active=True):
        lines = _lines(person)
        if lines:
            _send(person, lines, now)
            sent += 1
    return sent


def _lines(person: User) -> list[str]:
    new = list(person.notices.filter(seen_at=None, sent_at=None).values_list("says", flat=True))
    return [*_to_do(person), *dict.fromkeys(new)]


def _to_do(person: User) -> list[str]:
    """Counts of what needs this person today."""
    if not person.may(May.PUT_RIGHT):
        return []
    today = timezone.localdate()
    mine = Finding.objects.filter(action__owner=person, child__in=visible(person), state__in=TO_DO)
    red = mine.filter(red_line=True).count()
    past = Q(action__due_on__lt=today) & ~IN_A_RETURN | Q(state=State.NOT_IN_RECORD)
    late = mine.filter(past, red_line=False).count()
    lines = []
    if red:
        lines.append(f"{plural(red, 'red line')}: a child may be unsafe.")
    if late:
        lines.append(f"{plural(late, 'thing')} to put right, past the date.")
    return lines


@transaction.atomic
def _send(person: User, lines: list[str], now: datetime) -> None:
    person.notices.filter(seen_at=None, sent_at=None).update(sent_at=now)
    body = "\n".join(
        ["What waits for you in everycase:", "", *(f"- {line}" for line in lines), "", "Sign in to see more."]
    )
    transaction.on_commit(lambda: send_mail("everycase: what waits for you", body, None, [person.email]))
