"""What a watcher of the server is told: without sign-in, by any name, and nothing of anybody."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from tests.web.cases.extracts import write_extract

from everycase.record.loading import load
from everycase.record.store import Store

DAY = date(2026, 11, 24)


@pytest.fixture
def kept(settings, tmp_path) -> Store:
    settings.COUNCIL = tmp_path / "council"
    settings.COUNCIL.mkdir()
    return Store(settings.COUNCIL)


def test_the_process_is_there(client):
    answer = client.get("/healthz", headers={"host": "10.1.2.3"})
    assert (answer.status_code, answer.json()) == (200, {"process": "good"})


def test_before_the_first_load_it_can_do_its_work(db, client, kept):
    answer = client.get("/readyz", headers={"host": "10.1.2.3"})
    assert (answer.status_code, answer.json()) == (200, {"database": "good", "record": "good"})


def test_with_a_record_that_can_be_read(db, client, kept, tmp_path):
    load(kept, [str(write_extract(tmp_path / "extract"))], "Test council", as_of=DAY)
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("name", ["manifest.json", "children.parquet"])
def test_a_record_that_is_damaged_is_told(db, client, kept, tmp_path, name):
    record = load(kept, [str(write_extract(tmp_path / "extract"))], "Test council", as_of=DAY)
    (kept.record_folder(record.as_of) / name).write_text("{")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["record"]) == (503, "can't be read")


def test_a_database_that_cannot_be_reached_is_told(client, kept, monkeypatch):
    def refused(*_args):
        raise DatabaseError("password authentication failed for user 'everycase'")

    monkeypatch.setattr("everycase.web.health.MigrationExecutor", refused)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "can't be reached")
    assert "password" not in answer.content.decode()


def test_a_database_of_another_version_is_told(db, client, kept, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [("people", "0099")])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"][:18]) == (503, "is of another vers")
