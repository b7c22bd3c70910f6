"""Changes of accounts: each with the row that says who changed what, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from everycase.web.actions.owners import settle_after_change
from everycase.web.people.models import AccountChange, Changed, User
from everycase.web.people.roles import May
from everycase.web.people.sessions import end_sessions

FIELDS: Mapping[str, str] = {
    "name": "name",
    "email": "email",
    "role_key": "role",
    "worker_key": "worker",
    "teams": "teams",
    "services": "services",
}
"""What an administrator changes of an account, and what each is called."""


class LettersNotSetUpError(Exception):
    """everycase can't send letters here."""


def state_of(account: User) -> dict[str, str]:
    """What an account says, in words, for comparing before with after."""
    return {
        "name": account.name,
        "email": account.email,
        "role_key": account.role.title,
        "worker_key": account.worker_key,
        "teams": _names(account.teams.all()),
        "services": _names(account.services.all()),
    }


def _names(of: Iterable[object]) -> str:
    return ", ".join(sorted(str(one) for one in of))


def note(account: User, by: User | None, what: Changed, says: str = "") -> AccountChange:
    """The row that says who did what to an account. by: None on the server itself."""
    return AccountChange.objects.create(account=account, by=by, what=what, says=says)


def _may(by: User | None) -> None:
    if by is not None and not by.may(May.MANAGE_ACCOUNTS):
        raise PermissionDenied("Only an administrator changes accounts.")


def _not_oneself(account: User, by: User | None) -> None:
    if account == by:
        raise PermissionDenied("Ask another administrator: nobody does this to their own account.")


@transaction.atomic
def make(by: User | None, values: Mapping[str, Any]) -> User:
    """A new account, without a password: a link is sent, or the council's provider signs it in.

    values: those of FIELDS; teams and services as lists of rows.
    """
    _may(by)
    plain = {key: values[key] for key in ("name", "role_key", "worker_key") if key in values}
    account = User.objects.create_user(values["email"], **plain)
    account.teams.set(values.get("teams", ()))
    account.services.set(values.get("services", ()))
    note(account, by, Changed.MADE, f"{account.role.title}, {account.email}")
    settle_after_change()
    return account


@transaction.atomic
def change(by: User | None, account: User, values: Mapping[str, Any]) -> None:
    """Change an account to `values` (those of FIELDS). Nobody changes their own role.

    A new role ends every session. So does a new address, which the provider's identity and links to set a
    password must not outlive: the next person to have it would find the door open.
    """
    _may(by)
    if values["role_key"] != account.role_key:
        _not_oneself(account, by)
    before, address = state_of(User.objects.get(pk=account.pk)), account.email
    for key in ("name", "role_key", "worker_key"):
        setattr(account, key, values[key])
    account.email = values["email"].lower()
    account.save()
    account.teams.set(values["teams"])
    account.services.set(values["services"])
    if account.email != address:
        _forget_address(account)
    after = state_of(account)
    told = [f"{FIELDS[key]}: {before[key] or 'none'} → {after[key] or 'none'}" for key in FIELDS]
    says = "; ".join(line for key, line in zip(FIELDS, told, strict=True) if before[key] != after[key])
    if says:
        note(account, by, Changed.CHANGED, says)
        settle_after_change()


def _forget_address(account: User) -> None:
    EmailAddress.objects.filter(user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
    end_sessions(account)


@transaction.atomic
def close(by: User | None, account: User) -> None:
    """Nobody signs in with it any more, whoever is signed in is signed out. Their work is settled anew."""
    _may(by)
    _not_oneself(account, by)
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account)
    note(account, by, Changed.CLOSED)
    settle_after_change()


@transaction.atomic
def open_again(by: User | None, account: User) -> None:
    """It can be signed in with again, with the role and password that it had."""
    _may(by)
    account.is_active = True
    account.save(update_fields=["is_active"])
    note(account, by, Changed.OPENED)
    settle_after_change()


@transaction.atomic
def reset_second_factor(by: User | None, account: User) -> None:
    """Forget a lost phone and its recovery codes; whoever holds the phone is signed out."""
    _may(by)
    _not_oneself(account, by)
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account)
    note(account, by, Changed.SECOND_FACTOR)


def password_path(account: User) -> str:
    """The address, from the host on, at which this account's password is set: once, for three days."""
    whose, key = user_pk_to_url_str(account), default_token_generator.make_token(account)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": whose, "key": key})


def send_link(by: User | None, account: User, host: str) -> None:
    """Send a link to set a password. Only its owner reads it: an administrator never sees it.

    host: such as https://everycase.council.gov.uk. Raises LettersNotSetUpError.
    """
    _may(by)
    if not settings.EMAIL_IS_SET_UP:
        raise LettersNotSetUpError
    words = {"password_reset_url": host + password_path(account)}
    subject = render_to_string("account/email/password_reset_key_subject.txt", words).strip()
    text = render_to_string("account/email/password_reset_key_message.txt", words)
    send_mail(subject, text, None, [account.email])
    note(account, by, Changed.LINK)
