"""Sessions that end: half an hour after the last page, after ten hours whatever happens, with the browser.

A change of password or role, or of the count of sign-outs, ends a session too: it is part of its hash
(`User._get_session_auth_hash`). A closed account has none: Django gives nobody for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from everycase.web.people.models import User

BEGAN = "began_at"
WHOLE_DAY = timedelta(hours=10)
"""However busy a session is: a machine left signed in overnight is nobody's in the morning."""

Answer = Callable[[HttpRequest], HttpResponse]


@receiver(user_logged_in)
def note_beginning(request: HttpRequest, **_: Any) -> None:  # noqa: ANN401 - a signal's own
    """Write down when a session began."""
    request.session[BEGAN] = timezone.now().timestamp()


def sessions_end(answer: Answer) -> Answer:
    """Middleware: sign out whoever has been signed in for a whole day; keep pages out of every cache."""

    def inner(request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        if signed_in and has_run_out(request):
            logout(request)
            messages.info(request, "You were signed out because you signed in ten hours ago. Sign in again.")
        response = answer(request)
        if signed_in:
            # A shared machine's Back button must not show a child after the worker has signed out.
            patch_cache_control(response, private=True, no_store=True)
        return response

    return inner


def has_run_out(request: HttpRequest) -> bool:
    """Whether a session began too long ago. One that doesn't say when it began has run out."""
    began = request.session.get(BEGAN)
    return began is None or timezone.now().timestamp() - began >= WHOLE_DAY.total_seconds()


def end_sessions(person: User) -> None:
    """Sign a person out everywhere, from their next page on."""
    User.objects.filter(pk=person.pk).update(sign_outs=F("sign_outs") + 1)
    person.refresh_from_db(fields=["sign_outs"])
