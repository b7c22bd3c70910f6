"""Sign-offs read again by a second manager, and how far managers agree."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from everycase.web.actions.models import SecondReading, Transition
from everycase.web.actions.seeing import visible_findings
from everycase.web.kept import council_settings
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

SIGN_OFF = "agree"


@dataclass(frozen=True)
class Agreement:
    """Of the sign-offs that were read again, how many the second reader agreed with."""

    agreed: int
    read: int


def sample(seed: int) -> int:
    """Choose sign-offs for a second reading, by the council's share; how many were chosen.

    seed: makes the choice one that can be repeated, so that nobody can be said to have picked.
    """
    share = council_settings().file.putting_right.second_reading_share
    unread = Transition.objects.filter(verb=SIGN_OFF, second_reading=None).order_by("pk")
    numbers = list(unread.values_list("pk", flat=True))
    chosen = [pk for pk in numbers if Random(f"{seed}-{pk}").random() < share]  # noqa: S311 - repeatable
    now = timezone.now()
    SecondReading.objects.bulk_create(SecondReading(sign_off_id=pk, sampled_at=now) for pk in chosen)
    return len(chosen)


def to_read(person: User) -> QuerySet[SecondReading]:
    """Sampled sign-offs that this person can read: of others, about children whom they may see."""
    return (
        SecondReading.objects.filter(agrees=None, sign_off__finding__in=visible_findings(person))
        .exclude(sign_off__by=person)
        .exclude(sign_off__finding__transitions__by=person, sign_off__finding__transitions__verb="done")
        .select_related("sign_off__finding__child", "sign_off__by")
        .order_by("sampled_at", "pk")
    )


def agreement() -> Agreement:
    """How far second readers agreed, over all of them: managers are not compared with each other."""
    told = SecondReading.objects.aggregate(
        read=Count("pk", filter=Q(agrees__isnull=False)), agreed=Count("pk", filter=Q(agrees=True))
    )
    return Agreement(told["agreed"], told["read"])


@require_GET
@needs(May.READ_AGAIN)
def second_readings(request: HttpRequest) -> HttpResponse:
    """Sign-offs that wait for a second reading, and how consistent they are so far."""
    waiting = to_read(person_of(request))
    return render(
        request,
        "actions/second_readings.html",
        {"waiting": waiting[:50], "count": waiting.count(), "agreement": agreement()},
    )


@require_POST
@needs(May.READ_AGAIN)
def read_again(request: HttpRequest, number: int) -> HttpResponse:
    """Say whether the sign-off was right."""
    answer, why = request.POST.get("agrees", ""), request.POST.get("why", "").strip()
    if answer not in {"yes", "no"} or (answer == "no" and not why):
        messages.error(request, "Say whether you agree, and why if you don’t.")
    else:
        read(person_of(request), number, agrees=answer == "yes", why=why)
        messages.success(request, "Your reading is kept.")
    return redirect("second-readings")


@transaction.atomic
def read(person: User, number: int, *, agrees: bool, why: str) -> None:
    """Keep a second reading. Raises PermissionDenied where this person can't give it."""
    if not person.may(May.READ_AGAIN) or not to_read(person).filter(pk=number).exists():
        raise PermissionDenied("This sign-off isn’t yours to read again.")
    SecondReading.objects.filter(pk=number, agrees=None).update(
        by=person, at=timezone.now(), agrees=agrees, why=why
    )
