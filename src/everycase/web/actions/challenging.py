"""A reviewing officer questions a finding or its sign-off; a manager answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from everycase.web.actions.models import Challenge, Finding
from everycase.web.actions.seeing import finding_for, may_see_finding
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May


@require_POST
@needs(May.CHALLENGE)
def challenge(request: HttpRequest, key: str) -> HttpResponse:
    """Question a finding or its sign-off."""
    finding = finding_for(request, key, "challenge")
    says = request.POST.get("says", "").strip()
    if says:
        challenged(person_of(request), finding, says)
        messages.success(request, "The team’s manager will answer.")
    else:
        messages.error(request, "Say what you question.")
    return redirect(finding)


@transaction.atomic
def challenged(person: User, finding: Finding, says: str) -> Challenge:
    """Keep a challenge. Raises PermissionDenied where this person may not make it."""
    if not person.may(May.CHALLENGE) or not may_see_finding(person, finding):
        raise PermissionDenied("You can’t challenge this.")
    return Challenge.objects.create(finding=finding, by=person, says=says)


@require_POST
@needs(May.CHECK)
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a challenge."""
    found = Challenge.objects.select_related("finding").filter(pk=number).first()
    if found is None:
        raise Http404("There is no such challenge.")
    finding = finding_for(request, found.finding.key, "challenge")
    words = request.POST.get("answer", "").strip()
    if not words:
        messages.error(request, "Write an answer first.")
    elif answered(person_of(request), found, words):
        messages.success(request, "Answered.")
    else:
        messages.error(request, "Somebody answered before you.")
    return redirect(finding)


@transaction.atomic
def answered(person: User, challenge: Challenge, words: str) -> bool:
    """Answer a challenge; False where somebody has.

    Raises PermissionDenied for one's own, or another team's.
    """
    own = challenge.by_id == person.pk
    if own or not person.may(May.CHECK) or not may_see_finding(person, challenge.finding):
        raise PermissionDenied("A manager of the team answers, and nobody answers themselves.")
    unanswered = Challenge.objects.filter(pk=challenge.pk, answered_by=None)
    return bool(unanswered.update(answered_by=person, answered_at=timezone.now(), answer=words))
