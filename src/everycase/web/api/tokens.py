"""Tokens: made once and shown once, found by what they hash to, revoked; each change is written down."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from everycase.web.api.models import SCOPES, ApiToken
from everycase.web.people.changing import note
from everycase.web.people.models import Changed, User
from everycase.web.people.roles import May

MARK = "everycase_"
"""What a secret begins with, so that whoever finds one in a file knows what it is."""
SELDOM = timedelta(minutes=1)
"""How exactly the last use is known: a row isn't written at each request."""


def may_have(person: User, scope: str) -> bool:
    """Whether a token that acts for this person can have this scope."""
    return person.may(SCOPES[scope][1])


@transaction.atomic
def make(
    by: User, name: str, person: User, scopes: Sequence[str], expires_at: datetime
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is nowhere else. The person for whom it acts is told by email.

    Raises PermissionDenied for a scope that the person's own role doesn't include.
    """
    if not by.may(May.MANAGE_ACCOUNTS):
        raise PermissionDenied("Only an administrator makes tokens.")
    if not scopes or not all(may_have(person, scope) for scope in scopes):
        raise PermissionDenied("A token does nothing that the person for whom it acts may not do.")
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name,
        person=person,
        digest=digest_of(secret),
        scopes=sorted(scopes),
        made_by=by,
        expires_at=expires_at,
    )
    note(person, by, Changed.TOKEN_MADE, f"{name}: {', '.join(token.scopes_in_words())}")
    transaction.on_commit(lambda: _tell(token))
    return token, secret


def _tell(token: ApiToken) -> None:
    if settings.EMAIL_IS_SET_UP:
        text = (
            f"An API token called “{token.name}” was made for a program that reads or writes in your name: "
            f"{', '.join(token.scopes_in_words()).lower()}. If you don’t know of it, tell your administrator."
        )
        send_mail("A program acts in your name in everycase", text, None, [token.person.email])


@transaction.atomic
def revoke(by: User, token: ApiToken) -> None:
    """It opens nothing from now on."""
    if not by.may(May.MANAGE_ACCOUNTS):
        raise PermissionDenied("Only an administrator revokes tokens.")
    done = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if done.update(revoked_at=timezone.now(), revoked_by=by):
        note(token.person, by, Changed.TOKEN_REVOKED, token.name)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so a plain hash can't be turned back."""
    return sha256(secret.encode()).hexdigest()


def found(secret: str) -> ApiToken | None:
    """The token with this secret, if it works now; its use is written down."""
    now = timezone.now()
    token = ApiToken.objects.select_related("person").filter(digest=digest_of(secret)).first()
    if token is None or not token.works(now):
        return None
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - SELDOM)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token
