"""Pages of signing in that are allauth's, with what everycase asks before them."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from allauth.account import views as accounts
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from everycase.web.people.doors import needs, person_of
from everycase.web.people.second_factor import passed

COUNCIL_PASSWORD = "You sign in with your council account: change your password where you change that one."  # noqa: S105


@needs(None)
def change_password(request: HttpRequest) -> HttpResponseBase:
    """A new password, for those who have one here."""
    if not person_of(request).has_usable_password():
        messages.info(request, COUNCIL_PASSWORD)
        return redirect("your-account")
    answer: HttpResponseBase = accounts.password_change(request)
    return answer


@needs(None)
def set_up_second_factor(request: HttpRequest) -> HttpResponseBase:
    """A phone that shows codes, for those who have none set up."""
    person = person_of(request)
    theirs = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP)
    if theirs.exists():
        return redirect("your-account")
    answer: HttpResponseBase = totp.activate_totp(request)
    if theirs.exists():  # the first code was right: that is a second step passed
        passed(request, person)
    return answer


@login_not_required
@needs(None)
def to_council(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the council's own provider."""
    return _or_words(request, lambda: openid.login(request, provider_id))


@login_not_required
@needs(None)
def from_council(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the council's own provider, with who it says this is."""
    return _or_words(request, lambda: openid.callback(request, provider_id))


def _or_words(request: HttpRequest, ask: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What allauth answers; words where the provider is down, or says what none should."""
    try:
        return ask()
    except (OSError, ValueError, KeyError):  # OSError: no answer, or one with an error's status
        return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.BAD_GATEWAY)
