"""The last part of `everycase demo`: the council's people in the web system, served on this machine."""

from __future__ import annotations

import os
import secrets
from datetime import date
from typing import TYPE_CHECKING

from everycase.cli import serve as serving
from everycase.cli.console import out, say, say_path, settings_of, steps, table
from everycase.cli.pages import pages_of
from everycase.record.store import Store

if TYPE_CHECKING:
    from everycase.web.demo_people import Cast

ADDRESS = "127.0.0.1"
HERE_ONLY = {
    serving.LOCAL: "yes",
    "EVERYCASE_MFA": "no",
    "EVERYCASE_LOG_LEVEL": "ERROR",
    "EVERYCASE_DATABASE_URL": "",
    "EVERYCASE_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
}
"""Plain HTTP, a password alone, and no letters: only this machine reaches it, and nobody in it is real."""


def pages(store: Store, days: tuple[date, date], *, port: int, serve: bool) -> None:
    """Fill the web system with the story of both days, print the sign-ins, and serve it if asked to."""
    os.environ |= HERE_ONLY
    password = secrets.token_urlsafe(12)
    with steps() as tell, pages_of(store.folder.resolve()):
        from everycase.web.demo import fill

        cast = fill(store, settings_of(store), days, password, tell)
        _say_sign_ins(cast, password)
    missing = serving.what_is_missing()
    if missing or not serve:
        say(
            " ".join(missing) or "Not served: run `make demo` at a terminal.",
            lead="The web system is filled.",
        )
        return
    if serving.is_taken(ADDRESS, port):
        say(f"Port {port} is taken by another program: run it with another --port.", lead="Not served.")
        return
    say("Ctrl-C stops it.")
    serving.run(store.folder.resolve(), ADDRESS, port, workers=1)


def _say_sign_ins(cast: Cast, password: str) -> None:
    """Who can sign in, and as what."""
    out.print()
    rows = [(person.role.title, person.email, person.name) for person in cast.by_role.values()]
    table("One sign-in for each role", ("Role", "Email", "Name"), rows, whole=("Email",))
    say_path("Password of all of them:", password)
