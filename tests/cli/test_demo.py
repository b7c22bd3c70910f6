"""`everycase demo`, as it is run where nobody is at the terminal: everything but serving."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

STATES = {
    "open",
    "waiting for check",
    "waiting for proof",
    "asked to set aside",
    "set aside",
    "signed off, not in the record",
    "proved",
    "out of reach",
    "ended",
}
ROLES = 10


def demo(folder: Path, *options: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EVERYCASE", "DJANGO"))}
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            "from everycase.cli.main import main; main()",
            "demo",
            "--folder",
            str(folder),
            *options,
        ],
        env={**kept, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def asked(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "council" / "everycase.sqlite3") as database:
        return database.execute(query).fetchall()


@pytest.mark.slow
def test_every_state_shows_and_each_role_has_a_sign_in(tmp_path):
    printed = demo(tmp_path / "demo")
    assert {
        state for (state,) in asked(tmp_path / "demo", "SELECT DISTINCT state FROM actions_finding")
    } == STATES
    can = "SELECT email FROM people_user WHERE password NOT LIKE '!%'"
    emails = {str(email) for (email,) in asked(tmp_path / "demo", can)}
    assert set(re.findall(r"[a-z-]+@demo\.example", printed)) == emails
    assert len(emails) == ROLES
    assert re.search(r"Password of all of them: \S{16}", printed)
    assert "The web system is filled." in printed
    loads = asked(tmp_path / "demo", "SELECT as_of FROM cases_load WHERE state = 'done' ORDER BY as_of")
    assert loads == [("2026-10-24",), ("2026-11-24",)]
    nobodys = """
        SELECT u.email FROM people_user u WHERE u.role_key = 'social_worker' AND u.password NOT LIKE '!%'
        AND NOT EXISTS (SELECT 1 FROM cases_child c WHERE c.worker_key = u.worker_key)
    """
    assert asked(tmp_path / "demo", nobodys) == []


@pytest.mark.slow
def test_a_tiny_council_has_its_people_too(tmp_path):
    assert demo(tmp_path / "demo", "--children", "50", "--no-serve").count("@demo.example") == ROLES
