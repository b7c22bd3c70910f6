"""Signing off several at once: only of what was said to be done and the record already proves."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from everycase.analysis.wording import plural
from everycase.web.actions.models import Finding, State, Transition
from everycase.web.actions.proved import proved_unchecked
from everycase.web.actions.team import theirs
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

SIGNED_OFF = "sign off"
MOST_SHOWN = 100


def to_sign_off(person: User) -> QuerySet[Finding]:
    """What this person can sign off together."""
    return proved_unchecked(theirs(person), person)


@require_http_methods(["GET", "POST"])
@needs(May.CHECK)
def check_proved(request: HttpRequest) -> HttpResponse:
    """What the record proves, each with what was said of it, to sign off together."""
    person = person_of(request)
    if request.method == "POST":
        done = signed_off(person, request.POST.getlist("finding"))
        if done:
            messages.success(request, f"{plural(done, 'finding')} signed off.")
        else:
            messages.error(request, "Tick what you mean first. What isn’t listed was signed off already.")
        return redirect("check-proved")
    found = to_sign_off(person).select_related("child", "team")
    return render(
        request, "actions/check_proved.html", {"findings": found[:MOST_SHOWN], "count": found.count()}
    )


@transaction.atomic
def signed_off(person: User, keys: Collection[str]) -> int:
    """Sign off those of these findings that the record proves and this person may; how many.

    The state stays: it is the extract's to say. Raises PermissionDenied where the role doesn't check.
    """
    if not person.may(May.CHECK):
        raise PermissionDenied("Your role doesn’t check others’ work.")
    # Locked, then looked at again: of two managers who press at once, one signs off.
    asked = Finding.objects.filter(key__in=list(keys)[:MOST_SHOWN])
    locked = list(asked.select_for_update().order_by("pk").values_list("pk", flat=True))
    now = timezone.now()
    rows = [
        Transition(
            finding=finding,
            from_state=State.PROVED,
            to_state=State.PROVED,
            verb=SIGNED_OFF,
            at=now,
            by=person,
        )
        for finding in to_sign_off(person).filter(pk__in=locked)
    ]
    Transition.objects.bulk_create(rows)
    return len(rows)
