"""Accounts are made by administrators only, whichever way a person signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect


class NoSelfRegistration(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Nobody makes their own account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never."""
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """The council's provider says who somebody is; whether they have an account is said here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse, with what to do, somebody who has no account here or whose account is closed."""
        person: Any = sociallogin.user
        if not sociallogin.is_existing or not person.is_active:
            messages.error(request, "You have no account here yet. Ask your everycase administrator for one.")
            raise ImmediateHttpResponse(redirect("account_login"))
