"""Where people's work is held, and who signs people in, as the environment says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_FILE = "everycase.sqlite3"


def database_at(url: str, council: Path) -> dict[str, Any]:
    """Django's settings for a database: PostgreSQL by URL, else SQLite in the council's folder.

    Raises ImproperlyConfigured for a URL of another kind.
    """
    if not url:
        return _sqlite(council / SQLITE_FILE)
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        message = "EVERYCASE_DATABASE_URL must begin with postgresql://; without one, SQLite is used"
        raise ImproperlyConfigured(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or _socket_of(parts.query),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _socket_of(query: str) -> str:
    """The folder of a server's socket, given as ?host=/folder."""
    given = dict(part.partition("=")[::2] for part in query.split("&"))
    return unquote(given.get("host", ""))


def _sqlite(path: Path) -> dict[str, Any]:
    # IMMEDIATE: a transaction that reads and then writes waits its turn, where it would fail otherwise.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def oidc_from(environment: Mapping[str, str]) -> dict[str, Any]:
    """The council's OpenID provider, if the environment names one (EVERYCASE_OIDC_*)."""
    server = environment.get("EVERYCASE_OIDC_SERVER", "")
    if not server:
        return {}
    app = {
        "provider_id": "council",
        "name": environment.get("EVERYCASE_OIDC_NAME", "Council account"),
        "client_id": environment["EVERYCASE_OIDC_CLIENT_ID"],
        "secret": environment["EVERYCASE_OIDC_CLIENT_SECRET"],
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
