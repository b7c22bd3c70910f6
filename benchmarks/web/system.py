"""A council's web system on one of the databases: where it is, and Django started on it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True)
class System:
    """A council's folder and its database: a URL, or blank for SQLite."""

    folder: Path
    database: str = ""

    @property
    def kind(self) -> str:
        """The database's name."""
        return POSTGRESQL if self.database else SQLITE

    @property
    def environment(self) -> dict[str, str]:
        """What a process that works on it is started with."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("EVERYCASE", "DJANGO"))}
        return {**kept, **self._own}

    @property
    def _own(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "everycase.web.settings",
            "EVERYCASE_COUNCIL": str(self.folder),
            "EVERYCASE_DATABASE_URL": self.database,
            "EVERYCASE_LOCAL": "yes",
            "EVERYCASE_LOG_LEVEL": "ERROR",
            "EVERYCASE_MFA": "no",
            "EVERYCASE_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        }

    def start_django(self) -> None:
        """For a process of its own: no other may be started on another system."""
        import django

        os.environ.update(self._own)
        django.setup()
