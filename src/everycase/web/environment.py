"""Every variable of the environment that everycase reads: what it is for, and what holds without it.

The reference page is written from this; a test finds any variable that the code reads and this doesn't name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One variable. without: what holds where it isn't given. secret: to be kept as passwords are."""

    name: str
    meaning: str
    without: str = ""
    secret: bool = False


@dataclass(frozen=True)
class Subject:
    """Variables about one thing."""

    title: str
    variables: tuple[Variable, ...]


SUBJECTS = (
    Subject(
        "Where things are",
        (
            Variable(
                "EVERYCASE_COUNCIL",
                "The council's folder: settings, records, reviews, and the SQLite database where there is "
                "no other.  "
                "The option --council of every command comes before it.",
                "everycase-data in the folder that the command is run in",
            ),
            Variable(
                "EVERYCASE_DATABASE_URL",
                "The web system's database, such as postgresql://everycase:PASSWORD@localhost/everycase; a "
                "server's  "
                "socket is given as ?host=/folder.",
                "SQLite, in the council's folder",
                secret=True,
            ),
        ),
    ),
    Subject(
        "The web system",
        (
            Variable(
                "EVERYCASE_SECRET_KEY",
                "A random text of 50 characters or more, by which sessions and links are signed.",
                "nothing is served",
                secret=True,
            ),
            Variable(
                "EVERYCASE_OLD_SECRET_KEYS",
                "Earlier keys, with commas, while sessions signed with them run out.",
                secret=True,
            ),
            Variable(
                "EVERYCASE_HOSTS",
                "The names under which people reach it, with commas, such as everycase.example.gov.uk.",
                "localhost",
            ),
            Variable(
                "EVERYCASE_PROXIES",
                "How many proxies of your own stand before it: of the addresses that a request came by, so "
                "many  "
                "are believed.",
                "1",
            ),
            Variable(
                "EVERYCASE_LOCAL",
                "yes: plain HTTP, without a secret key. Only for the made-up council, on your own machine.",
                "no",
            ),
            Variable(
                "EVERYCASE_MFA",
                "no: a password alone is enough to sign in. Only with EVERYCASE_LOCAL=yes.",
                "yes",
            ),
        ),
    ),
    Subject(
        "Loading extracts",
        (
            Variable(
                "EVERYCASE_WATCH",
                "A folder into which the case system writes its extract. When all of it has stopped "
                "changing, it is  "
                "loaded. `everycase nightly` without files loads it at once.",
                "no folder is watched",
            ),
            Variable(
                "EVERYCASE_WATCH_MINUTES", "For how long its files must not have changed, in minutes.", "5"
            ),
            Variable("EVERYCASE_UPLOAD_MB", "How much can be uploaded at once, in megabytes.", "2000"),
        ),
    ),
    Subject(
        "Letters",
        (
            Variable("EVERYCASE_EMAIL_HOST", "The mail server.", "no letters are sent"),
            Variable("EVERYCASE_EMAIL_PORT", "Its port.", "25"),
            Variable("EVERYCASE_EMAIL_USER", "The user that it knows everycase by."),
            Variable("EVERYCASE_EMAIL_PASSWORD", "That user's password.", secret=True),
            Variable("EVERYCASE_EMAIL_TLS", "yes: the connection is encrypted by STARTTLS.", "no"),
            Variable("EVERYCASE_EMAIL_FROM", "Whom letters come from.", "everycase@localhost"),
            Variable(
                "EVERYCASE_EMAIL_BACKEND",
                "Another way for letters, as a Python path; django.core.mail.backends.console.EmailBackend "
                "prints  "
                "them.",
                "by the mail server",
            ),
        ),
    ),
    Subject(
        "The council's own sign-in",
        (
            Variable("EVERYCASE_OIDC_SERVER", "The OpenID provider's address.", "people sign in by password"),
            Variable("EVERYCASE_OIDC_CLIENT_ID", "What the provider calls everycase."),
            Variable("EVERYCASE_OIDC_CLIENT_SECRET", "The secret that it gave.", secret=True),
            Variable("EVERYCASE_OIDC_NAME", "What people call it.", "Council account"),
            Variable(
                "EVERYCASE_OIDC_DOMAINS",
                "For a provider that doesn't say which addresses it verified: domains, with commas, whose "
                "addresses  "
                "the council alone gives out.",
            ),
        ),
    ),
    Subject(
        "When something goes wrong",
        (
            Variable("EVERYCASE_LOG_LEVEL", "From which level lines are logged: DEBUG to CRITICAL.", "INFO"),
            Variable(
                "EVERYCASE_DEBUG",
                "1: a command that fails shows where. What it shows may hold children's data.",
                "0",
            ),
        ),
    ),
)
VARIABLES = {variable.name: variable for subject in SUBJECTS for variable in subject.variables}
