"""No page is open to somebody who signed in with a password alone.

A code from a phone counts, or a recovery code, or the council's own provider, which asks for its own
second step (decision 0016). Which it was is kept in the session, with whose it was.
"""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from allauth.mfa.signals import authenticator_used as used
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from everycase.web.people.models import User
from everycase.web.people.sessions import Answer

PASSED = "second_factor"
WITHOUT = frozenset({"mfa_activate_totp", "account_reauthenticate", "account_logout", "account_login"})
"""Pages, by name, on which somebody sets it up, or gives up."""


def passed(request: HttpRequest, person: User) -> None:
    """Write down that this person has passed a second step in this session."""
    request.session[PASSED] = person.pk


def has_passed(request: HttpRequest) -> bool:
    """Whether the person who is signed in passed a second step in this session."""
    return bool(request.session.get(PASSED) == request.user.pk)


class SecondFactor:
    """Middleware: to the page that sets up a second step, from every page but those that need none."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing before the view is known."""
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: object, _kwargs: object  # noqa: ANN401
    ) -> HttpResponseBase | None:
        """Ask, where the page asks for an account at all."""
        if not settings.MFA_REQUIRED or not request.user.is_authenticated or has_passed(request):
            return None
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (match and match.url_name in WITHOUT):
            return None
        messages.info(request, "Before you can go on, set up a second step of signing in.")
        return redirect("mfa_activate_totp")


@receiver(used)
@receiver(authenticator_added)
def note_passed(request: HttpRequest, user: User, authenticator: Authenticator, **given: Any) -> None:  # noqa: ANN401
    """A code was right, or a phone was set up with one. Recovery codes that are made prove nothing."""
    if given["signal"] is used or authenticator.type == Authenticator.Type.TOTP:
        passed(request, user)


@receiver(authenticator_removed)
def note_removed(request: HttpRequest, authenticator: Authenticator, **_: Any) -> None:  # noqa: ANN401
    """A phone was taken away: set up another before the next page."""
    if authenticator.type == Authenticator.Type.TOTP:
        request.session.pop(PASSED, None)


@receiver(user_logged_in)
def note_provider(request: HttpRequest, user: User, **given: Any) -> None:  # noqa: ANN401
    """The council's own provider asks for its own second step."""
    if "sociallogin" in given:
        passed(request, user)


@receiver(authentication_failed)
def count_wrong_code(request: HttpRequest, user: User, **_: Any) -> None:  # noqa: ANN401
    """A wrong code counts like a wrong password: both lock the account after five."""
    user_login_failed.send(sender=__name__, credentials={"email": user.email}, request=request)
