"""No page is open to somebody who signed in with a password alone.

A code from a phone counts, or a recovery code, or the council's own provider, which asks for its own
second step (decision 0018). Which it was is kept in the session, with whose it was.
"""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_removed, authenticator_used
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from everycase.web.people.models import User
from everycase.web.people.sessions import Answer

PASSED = "second_factor"
LATELY = 5 * 60
"""Seconds for which a code, or a password that was confirmed, needn't be asked for again."""
WITHOUT = frozenset({"mfa_activate_totp", "account_reauthenticate", "account_logout", "account_login"})
"""Pages, by name, on which somebody sets it up, or gives up."""


def passed(request: HttpRequest, person: User) -> None:
    """Write down that this person has passed a second step in this session, and when."""
    request.session[PASSED] = {"person": person.pk, "at": timezone.now().timestamp()}


def has_passed(request: HttpRequest) -> bool:
    """Whether the person who is signed in passed a second step in this session."""
    return bool(request.session.get(PASSED, {}).get("person") == request.user.pk)


def may_go_on(request: HttpRequest) -> bool:
    """Whether the pages are open to the person who is signed in."""
    return not settings.MFA_REQUIRED or has_passed(request)


def passed_lately(request: HttpRequest) -> bool:
    """Whether they did so minutes ago: to ask them who they are again would tell nothing."""
    return has_passed(request) and timezone.now().timestamp() - request.session[PASSED]["at"] < LATELY


class SecondFactor:
    """Middleware: to the page that sets up a second step, from every page but those that need none."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing before the view is known."""
        return self.answer(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        _args: object,
        _kwargs: object,
    ) -> HttpResponseBase | None:
        """Ask, where the page asks for an account at all."""
        if not request.user.is_authenticated or may_go_on(request):
            return None
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (match and match.url_name in WITHOUT):
            return None
        messages.info(request, "Before you can go on, set up a second step of signing in.")
        return redirect("mfa_activate_totp")


@receiver(authenticator_used)
def note_passed(request: HttpRequest, user: User, **_: Any) -> None:  # noqa: ANN401 - a signal's own
    """A code was right. That of a phone being set up is noted by the page that sets it up."""
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
