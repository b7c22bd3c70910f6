"""What no extract holds (a supervision, a core group, a decision), noted here and read by the next review."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from everycase.record.schema.events import event_kinds
from everycase.web.actions.models import NotedEvent
from everycase.web.cases.looking import child_for
from everycase.web.cases.models import Child
from everycase.web.cases.noted import read_with
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

LONGEST_AGO = 366
"""Days back that an event can be noted: older ones belong in the record."""


def kinds() -> dict[str, str]:
    """Kinds of event about a child, by name, with their meaning."""
    return {key: kind.meaning for key, kind in event_kinds().items() if kind.about == "child"}


class NoteForm(forms.Form):
    """What happened, and when."""

    kind = forms.ChoiceField(label="What happened?", choices=lambda: [("", "Choose"), *kinds().items()])
    happened_on = forms.DateField(label="When?", widget=forms.DateInput(attrs={"type": "date"}))
    value = forms.CharField(
        label="What more there is to say (optional)",
        help_text="One word or number where the kind asks for it. No story: that belongs in the record.",
        required=False,
        max_length=200,
    )

    def clean_happened_on(self) -> date:
        """A day that has come, and not longer than a year ago."""
        day: Any = self.cleaned_data["happened_on"]
        today = timezone.localdate()
        if day > today:
            raise forms.ValidationError("Give a date that has come.")
        if (today - day).days > LONGEST_AGO:
            raise forms.ValidationError("Longer than a year ago: it’s to be put in the case system.")
        return date.fromisoformat(day.isoformat())


@require_http_methods(["GET", "POST"])
@needs(May.NOTE_EVENTS)
def note(request: HttpRequest, child_id: str) -> HttpResponse:
    """Note an event about a child."""
    child = child_for(request, child_id, "note")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        noted(person_of(request), child, **form.cleaned_data)
        messages.success(request, "Noted. The next review reads it.")
        return redirect("note", child_id=child.child_id)
    noted_so_far = list(child.noted_events.select_related("noted_by"))
    read, words = read_with(noted_so_far), kinds()
    events = [(event, words.get(event.kind, event.kind), read.get(event.pk)) for event in noted_so_far]
    return render(request, "actions/note.html", {"child": child, "form": form, "events": events})


@transaction.atomic
def noted(person: User, child: Child, kind: str, happened_on: date, value: str) -> NotedEvent:
    """Keep a noted event. Raises PermissionDenied where this person may not note it."""
    if not person.may(May.NOTE_EVENTS) or not visible(person).filter(pk=child.pk).exists():
        raise PermissionDenied("You can’t note events about this child.")
    return NotedEvent.objects.create(
        child=child, kind=kind, happened_on=happened_on, value=value, by=person.worker_key, noted_by=person
    )


@require_POST
@needs(May.NOTE_EVENTS)
def take_back(request: HttpRequest, child_id: str, number: int) -> HttpResponse:
    """Take back an event that was noted by mistake; it stays on the page, crossed out."""
    child = child_for(request, child_id, "note")
    mine = child.noted_events.filter(pk=number, noted_by=person_of(request), taken_back_at=None)
    if mine.update(taken_back_at=timezone.now()):
        messages.success(request, "Taken back. The next review leaves it out.")
    else:
        messages.error(request, "Only the person who noted it can take it back.")
    return redirect("note", child_id=child.child_id)
