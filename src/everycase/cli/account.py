"""`everycase account`: accounts of people, from the server itself; the first administrator's is made so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from everycase.cli.console import HERE, NOT_THERE, UNUSABLE, Folder, fail, say, say_path
from everycase.cli.pages import pages_of

if TYPE_CHECKING:
    from everycase.web.people.models import User

Email = Annotated[str, typer.Argument(help="The person's email address, with which they sign in.")]
Address = Annotated[
    str | None,
    typer.Option(help="Where people reach everycase, such as https://everycase.example.org."),
]
LASTS = "It works once, for three days. Whoever opens it becomes this person: send it to nobody else."


def add(
    *,
    email: Email,
    role: Annotated[str, typer.Option(help="The key of their role, such as administrator or social_worker.")],
    name: Annotated[str, typer.Option(help="Their full name.")],
    worker: Annotated[
        str, typer.Option(help="Their id in the case-management system, if they hold cases.")
    ] = "",
    address: Address = None,
    folder: Folder = HERE,
) -> None:
    """Make an account, and print the link with which its owner sets a password.

    Example: `everycase account add jo@example.org --role administrator --name "Jo Shaw"`
    """
    with pages_of(folder):
        from everycase.web.people import changing
        from everycase.web.people.forms import AccountForm

        form = AccountForm({"email": email, "role_key": role, "name": name, "worker_key": worker})
        if not form.is_valid():
            field, errors = next(iter(form.errors.items()))
            fail(f"{changing.FIELDS.get(field, field)}: {errors[0]}", UNUSABLE)
        account = changing.make(None, form.cleaned_data)
        say(f"{account.name} has an account as {account.role.title.lower()}.")
        _say_link(account, address)


def link(*, email: Email, address: Address = None, folder: Folder = HERE) -> None:
    """Print a new link with which somebody who has an account sets a password.

    Example: `everycase account link jo@example.org`
    """
    with pages_of(folder):
        from everycase.web.people import changing
        from everycase.web.people.models import Changed, User

        account = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if account is None:
            fail(f"there is no open account with the address {email}", NOT_THERE)
        changing.note(account, None, Changed.LINK, "printed on the server")
        _say_link(account, address)


def _say_link(account: User, address: str | None) -> None:
    from django.conf import settings

    from everycase.web.people.changing import password_path

    host = settings.ALLOWED_HOSTS[0]
    usual = f"http://{host}:8000" if settings.LOCAL else f"https://{host}"
    say_path("Set a password at:", f"{(address or usual).rstrip('/')}{password_path(account)}")
    say(LASTS)
