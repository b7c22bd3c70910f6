"""Break-glass: a case opened for a day by one who may not see it, for a reason, told to its managers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from everycase.web.actions.notices import tell
from everycase.web.cases.looking import write_down
from everycase.web.cases.managers import holds, managers_of
from everycase.web.cases.models import BrokenGlass, Child
from everycase.web.cases.paging import paged
from everycase.web.people.access import Decision, may_see, visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

log = logging.getLogger(__name__)
OPEN_FOR = timedelta(hours=24)
SHORTEST = 10


class GlassForm(forms.Form):
    """Why a case is opened."""

    why = forms.CharField(
        label="Why do you need to open it?",
        min_length=SHORTEST,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say why you need to open the case.",
            "min_length": f"Say why you need to open the case, in at least {SHORTEST} letters.",
        },
    )


@require_POST
@needs(May.BREAK_GLASS)
def break_glass_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Open a case that was refused, and go to it."""
    person = person_of(request)
    child = Child.objects.select_related("team__service", "restriction").filter(child_id=child_id).first()
    if child is None:
        raise Http404("There is no child with this id in the record.")
    decision = may_see(person, child)
    if decision.allowed:
        return redirect(child)
    form = GlassForm(request.POST)
    if not form.is_valid():
        context = {"child": child, "says": decision.says, "form": form, "may_break": True}
        return render(request, "403.html", context, status=400)
    glass = break_glass(
        person, child, form.cleaned_data["why"], request.build_absolute_uri(reverse("glass-broken"))
    )
    told = ", ".join(manager.name for manager in glass.told.all()) or "nobody: the case has no manager here"
    until = timezone.localtime(glass.until)
    messages.warning(request, f"The case is open to you until {until:%H:%M on %-d %B}. Told: {told}.")
    return redirect(child)


@transaction.atomic
def break_glass(person: User, child: Child, why: str, address: str) -> BrokenGlass:
    """Open a case to a person for a day; its managers get a letter with `address`, and no name or id.

    Raises PermissionDenied where their role may not, and ValueError for a reason that says too little.
    """
    if not person.may(May.BREAK_GLASS):
        raise PermissionDenied("Your role can't open cases that aren't yours.")
    if len(why.strip()) < SHORTEST:
        raise ValueError(why)
    now = timezone.now()
    glass = BrokenGlass.objects.create(
        person=person,
        child=child,
        why=why.strip(),
        at=now,
        until=now + OPEN_FOR,
        was_restricted=hasattr(child, "restriction"),
    )
    told = managers_of(child, without=person)
    glass.told.set(told)
    tell(
        told,
        "A case of yours was opened with a reason by somebody who doesn’t hold it.",
        reverse("glass-broken"),
    )
    write_down(person, child, "break-glass", Decision(True, "break-glass", ""))
    transaction.on_commit(lambda: _tell(told, address))
    return glass


LETTER = """A case of yours was opened by somebody who doesn't hold it, with a reason.

Sign in to read who, which and why, and to say that you know:
{address}
"""


def _tell(managers: Sequence[User], address: str) -> None:
    """A letter to each. One that can't be sent is logged: the page says the same."""
    for manager in managers:
        try:
            send_mail("A case of yours was opened", LETTER.format(address=address), None, [manager.email])
        except OSError:
            log.exception("A letter about broken glass could not be sent to person %s", manager.pk)


@require_safe
@needs(May.SEE_WHO_LOOKED)
def glass_broken_view(request: HttpRequest) -> HttpResponse:
    """Cases of one's own that others opened by break-glass: those not read yet first."""
    person = person_of(request)
    found = (
        BrokenGlass.objects.filter(child__in=visible(person))
        .select_related("person", "child__team", "read_by")
        .prefetch_related("told")
        .order_by(F("read_at").asc(nulls_first=True), "-at")
    )
    return render(request, "cases/glass_broken.html", {"page": paged(request, found)})


@require_POST
@needs(May.SEE_WHO_LOOKED)
def glass_read_view(request: HttpRequest, number: int) -> HttpResponse:
    """Say that one knows of it."""
    person = person_of(request)
    glass = get_object_or_404(BrokenGlass.objects.filter(child__in=visible(person)), pk=number)
    read_glass(person, glass)
    messages.success(request, "You have said that you know of it.")
    return redirect("glass-broken")


def read_glass(person: User, glass: BrokenGlass) -> None:
    """Note that a manager of the case knows. The first to say so stays.

    Raises PermissionDenied for the one who opened it, and for one who isn't the case's manager.
    """
    if glass.person_id == person.pk:
        raise PermissionDenied("You opened this case yourself: another manager of the case is to read that.")
    if not holds(person, glass.child):
        raise PermissionDenied("The case is not yours to manage.")
    unread = BrokenGlass.objects.filter(pk=glass.pk, read_by=None)
    unread.update(read_by=person, read_at=timezone.now())
