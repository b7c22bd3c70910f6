"""Jobs run when it is time, once, and whatever the one before did. 24 November 2026 is a Tuesday."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, time, timedelta

import pytest

from everycase.web.clock import Job, LastRuns, jobs, turn

DAILY = Job("letters", lambda _now: None, after=time(7))
OFFICE = Job("letters", lambda _now: None, after=time(7), working_days=True)
OFTEN = Job("red lines", lambda _now: None, every=timedelta(minutes=5))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("job", "now", "last", "due"),
    [
        (OFTEN, "2026-11-24 06:00", None, True),
        (OFTEN, "2026-11-24 06:04", "2026-11-24 06:00", False),
        (OFTEN, "2026-11-24 06:05", "2026-11-24 06:00", True),
        (DAILY, "2026-11-24 06:59", None, False),
        (DAILY, "2026-11-24 07:00", None, True),
        (DAILY, "2026-11-24 18:00", "2026-11-23 07:00", True),  # the server was down in the morning
        (DAILY, "2026-11-24 18:00", "2026-11-24 07:00", False),
        (OFFICE, "2026-11-27 08:00", "2026-11-26 07:00", True),  # Friday
        (OFFICE, "2026-11-28 08:00", "2026-11-27 07:00", False),  # Saturday
        (OFFICE, "2026-11-30 08:00", "2026-11-27 07:00", True),  # Monday
        (OFFICE, "2026-12-25 08:00", "2026-12-24 07:00", False),
    ],
)
def test_when_a_job_is_due(job, now, last, due):
    assert job.is_due(at(now), at(last) if last else None) is due


def test_what_is_due_runs_once_even_if_the_process_is_started_again(tmp_path):
    ran: list[datetime] = []
    job = Job("letters", ran.append, after=time(7))
    for minutes in range(3):
        turn(at("2026-11-24 07:00") + timedelta(minutes=minutes), [job], LastRuns(tmp_path / "last.json"))
    assert ran == [at("2026-11-24 07:00")]


def test_a_job_that_fails_stops_no_other(tmp_path, caplog):
    ran: list[datetime] = []
    fails = Job("fails", lambda _now: 1 / 0, every=timedelta(minutes=5))
    with caplog.at_level(logging.ERROR, logger="everycase"):
        names = turn(
            at("2026-11-24 07:00"), [fails, Job("after", ran.append)], LastRuns(tmp_path / "last.json")
        )
    assert names == ["fails", "after"]
    assert len(ran) == 1
    assert caplog.records[0].job == "fails"


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"letters": 5}', '{"letters": "soon"}'])
def test_a_damaged_list_of_last_runs_is_begun_anew(tmp_path, text):
    path = tmp_path / "last.json"
    path.write_text(text)
    assert turn(at("2026-11-24 07:00"), [DAILY], LastRuns(path)) == ["letters"]


def test_every_job_can_run_on_an_empty_system(db, settings, tmp_path):
    settings.COUNCIL = tmp_path
    names = turn(at("2026-11-24 07:00"), jobs(), LastRuns(tmp_path / "last.json"))
    assert names == ["red lines", "letters", "looks", "housekeeping"]
