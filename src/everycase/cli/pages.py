"""What commands about the pages share: Django, started on the council's folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from everycase.cli.console import NOT_THERE, UNUSABLE, fail

NO_TABLES = "holds no accounts yet: run `python -m everycase.web migrate` first, with the same settings"


@contextmanager
def pages_of(folder: Path) -> Iterator[None]:
    """Django on this council's folder. Exits in words where settings aren't given, or tables not made."""
    os.environ["EVERYCASE_COUNCIL"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everycase.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        django.setup()
        yield
    except ImproperlyConfigured as error:
        fail(str(error), UNUSABLE)
    except DatabaseError:
        fail(f"{folder} {NO_TABLES}", NOT_THERE)
