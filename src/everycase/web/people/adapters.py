"""Accounts are made by administrators only, whichever way a person signs in."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect

from everycase.web.people.models import User
from everycase.web.people.second_factor import passed_lately

NO_ACCOUNT = "You have no account here yet. Ask your everycase administrator for one."
CLOSED = "Your account here is closed. Ask your everycase administrator if you think it should be open."
NOT_TO_CONNECT = "Sign out first: a council account is not added to the one that you are signed in with."


class NoSelfRegistration(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Nobody makes their own account, and nobody tries passwords for long."""

    error_messages = {  # noqa: RUF012 - allauth's own
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password isn’t right.",
        "too_many_login_attempts": "Too many wrong tries. Wait a quarter of an hour, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's
        """Before a password is looked at: whether this account is locked here."""
        _refuse_locked(request, credentials)
        super().pre_authenticate(request, **credentials)

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:  # noqa: ANN401 - allauth's
        """Whether to ask for the password again. Before a phone is set up, there is none to take away."""
        theirs = Authenticator.objects.filter(user=context.request.user, type=Authenticator.Type.TOTP)
        asked = theirs.exists() and not passed_lately(context.request)
        return asked and super().is_reauthentication_required(app=app, **given)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, if wrong codes haven't locked the account meanwhile."""
        _refuse_locked(request, {"email": user.email})
        super().login(request, user)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """No second way in beside the council's provider for those who sign in by it alone."""
        by_provider = not user.has_usable_password() and SocialAccount.objects.filter(user=user).exists()
        if not by_provider:
            super().send_password_reset_mail(user, email, context)


def _refuse_locked(request: HttpRequest, credentials: dict[str, Any]) -> None:
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise ImmediateHttpResponse(get_lockout_response(request, None, credentials))


def username_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The email address that was tried: what tries are counted by. allauth says `email`, its form `login`."""
    given = credentials or request.POST
    return str(given.get("email") or given.get("login") or "").strip().lower()


def address_of(request: HttpRequest) -> str:
    """The machine that asks, by the proxies that are the council's own; never by what a client claims."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:  # a request that no machine sent: a command, a test
        return ""


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """The council's provider says who somebody is; whether they have an account is said here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> Any:  # noqa: ANN401 - allauth's
        """Who has a verified address of theirs. Some providers write "false", which Python takes for true."""
        for address in sociallogin.email_addresses:
            address.verified = str(address.verified).lower() == "true"
        return super().authenticate_by_email(sociallogin)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse, with what to do, somebody who has no account here or whose account is closed."""
        person: Any = sociallogin.user
        if sociallogin.state.get("process") != "login":
            _back(request, NOT_TO_CONNECT)
        if not sociallogin.is_existing:
            _back(request, NO_ACCOUNT)
        if not person.is_active:
            _back(request, CLOSED)


def _back(request: HttpRequest, why: str) -> NoReturn:
    messages.error(request, why)
    raise ImmediateHttpResponse(redirect("account_login"))
