"""Where a person lands, and the partner's first screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from everycase.web.people.doors import needs, person_of
from everycase.web.people.roles import May


@needs(None)
def home(request: HttpRequest) -> HttpResponse:
    """To the first screen of the person's role."""
    return redirect(person_of(request).role.home)


@require_GET
@needs(May.ANSWER_REQUESTS)
def requests(request: HttpRequest) -> HttpResponse:
    """What is asked of a partner. Nothing can be asked of one yet, so nothing waits."""
    return render(request, "people/requests.html")
