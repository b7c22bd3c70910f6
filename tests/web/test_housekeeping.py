"""What is over is taken out, and what is still wanted stays."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from everycase.web.cases.models import Load
from everycase.web.housekeeping import forget_old

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture
def uploads(settings, tmp_path):
    settings.COUNCIL = tmp_path
    return tmp_path / "uploads"


def left(folder, hours: float) -> None:
    folder.mkdir(parents=True)
    (folder / "ssd_person.csv").write_text("C1")
    then = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(folder, (then, then))


def test_files_of_loads_that_are_over_are_deleted_after_a_day(db, uploads):
    over = Load.objects.create(state=Load.State.FAILED)
    waits = Load.objects.create()
    left(uploads / str(over.pk), 25)
    left(uploads / str(waits.pk), 25)
    left(uploads / "999", 23)
    left(uploads / ".incoming-x", 25)
    forget_old(NOW)
    assert {p.name for p in uploads.iterdir()} == {str(waits.pk), "999"}


def test_sessions_that_ended_are_deleted(db, uploads):
    for key, hours in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(hours=hours))
    forget_old(NOW)
    assert [session.session_key for session in Session.objects.all()] == ["new"]
