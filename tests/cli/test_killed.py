"""The machine stops in the middle of a load: nothing is half done, and the next start finishes it."""

from __future__ import annotations

import signal
from datetime import date

import pytest
from tests import postgresql
from tests.cli.system import System

from everycase.record.store import Store


@pytest.fixture(params=["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.postgres)])
def system(request, tmp_path):
    if request.param == "SQLite":
        yield System(tmp_path / "council")
        return
    server = postgresql.started(tmp_path / "postgres")
    yield System(tmp_path / "council", server.get_uri("postgres"))
    server.cleanup()


@pytest.mark.slow
def test_a_load_that_was_killed_is_finished_by_the_next_start(system):
    system.fill()
    ended = system.run("-m", "tests.web.small_system", "killed")
    assert ended.returncode == -signal.SIGKILL
    assert Store(system.folder).records()[-1] == date(2026, 11, 24)  # kept, and received by nobody
    told = system.told("again")
    assert told == {
        "before": ["waiting for check"],
        "queued": 1,
        "done": ["done"],
        "after": ["proved"],
        "tries": [2],
    }
