"""The council's folder, as the pages read it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from everycase.record.store import Store
from everycase.standards.council import Settings, read_settings


def store() -> Store:
    """Where the council's records and reviews are kept."""
    return Store(Path(settings.COUNCIL))


def council_settings() -> Settings:
    """The council's settings; read again when the file changes, its defaults where there is none."""
    path = store().settings_path
    if not path.is_file():
        return Settings()
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, _changed: int) -> Settings:
    return read_settings(path)
