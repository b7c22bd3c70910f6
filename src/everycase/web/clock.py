"""What happens by the clock: the watched folder is looked at, red lines escalate, letters go out.

One process does it (`everycase serve` starts it). When each job ran last is kept in the council's folder, so
that a restart sends no letter twice.
"""

from __future__ import annotations

import json
import logging
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from everycase.calendar import is_working_day

if TYPE_CHECKING:
    from everycase.web.cases.watching import Watch

logger = logging.getLogger(__name__)
LAST_RUNS = ".jobs.json"
BETWEEN_LOOKS = 15
"""Seconds between one look at the clock and the next."""


@dataclass(frozen=True)
class Job:
    """Something to do every so often, or once a day after a time of day.

    run: given the moment. working_days: not on a weekend or bank holiday.
    """

    name: str
    run: Callable[[datetime], object]
    every: timedelta = timedelta(days=1)
    after: time | None = None
    working_days: bool = False

    def is_due(self, now: datetime, last: datetime | None) -> bool:
        """Whether it is time, by when it ran last."""
        if self.working_days and not is_working_day(now.date()):
            return False
        if self.after is None:
            return last is None or now - last >= self.every
        return now.time() >= self.after and (last is None or last.date() < now.date())


def jobs() -> Sequence[Job]:
    """Every job. A load begun again after a stop is one too: nobody may be there to ask for it."""
    from everycase.web.actions.notices import digest
    from everycase.web.actions.red_lines import escalate
    from everycase.web.cases.looking import check_chain
    from everycase.web.housekeeping import forget_old

    return (
        Job("red lines", escalate, every=timedelta(minutes=5)),
        Job("letters", digest, after=time(7), working_days=True),
        Job("looks", lambda _now: check_chain(), after=time(3)),
        Job("housekeeping", forget_old, after=time(4)),
    )


@dataclass
class LastRuns:
    """When each job ran last, kept in a file."""

    path: Path

    def read(self) -> dict[str, datetime]:
        """By the job's name; nothing where the file isn't there or can't be read."""
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            return {name: datetime.fromisoformat(text) for name, text in told.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def write(self, name: str, now: datetime) -> None:
        """Note that a job runs now."""
        told = {**self.read(), name: now}
        beside = self.path.with_suffix(".part")
        beside.write_text(json.dumps({n: t.isoformat() for n, t in told.items()}), encoding="utf-8")
        beside.replace(self.path)


def turn(now: datetime, every: Sequence[Job], last: LastRuns) -> list[str]:
    """Run what is due, and give the names. Noted before it runs: a letter missed is better than one twice."""
    ran = []
    known = last.read()
    for job in every:
        if not job.is_due(now, known.get(job.name)):
            continue
        last.write(job.name, now)
        ran.append(job.name)
        try:
            job.run(now)
        except Exception:
            logger.exception("job failed", extra={"job": job.name})
    return ran


def run(stopped: Event) -> None:
    """Look at the clock until told to stop."""
    from django.db import close_old_connections
    from django.utils import timezone

    from everycase.web.kept import store

    every, last = jobs(), LastRuns(store().folder / LAST_RUNS)
    watch = _watch()
    while not stopped.is_set():
        close_old_connections()
        now = timezone.localtime()
        turn(now, every, last)
        if watch is not None:
            _look(watch, now)
        stopped.wait(BETWEEN_LOOKS)


def _watch() -> Watch | None:
    from everycase.web.cases.watching import Watch

    folder = os.environ.get("EVERYCASE_WATCH", "")
    quiet = timedelta(minutes=float(os.environ.get("EVERYCASE_WATCH_MINUTES", "5")))
    return Watch(Path(folder), quiet) if folder else None


def _look(watch: Watch, now: datetime) -> None:
    """A folder on another machine comes and goes: that it can't be read is no reason to stop looking."""
    try:
        watch.look(now)
    except OSError:
        logger.warning("the watched folder can't be read")


def main() -> None:
    """`python -m everycase.web.clock`: the process itself."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everycase.web.settings")
    django.setup()
    stopped = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopped.set())
    run(stopped)


if __name__ == "__main__":
    main()
