"""Where a person lands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from everycase.web.people.doors import needs, person_of


@needs(None)
def home(request: HttpRequest) -> HttpResponse:
    """To the first screen of the person's role."""
    return redirect(person_of(request).role.home)
