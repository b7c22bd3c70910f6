"""The processes of the web system: the pages, the worker that loads extracts, and the clock.

Started together, watched, and stopped together. One that ends by itself is started again, unless it does so
over and over.
"""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

HERE = Path(__file__).parent
logger = logging.getLogger(__name__)
SERVING = ".serving"
TIME_TO_STOP = 20.0
"""Seconds that a process has to finish. A load that isn't done then is taken up by the next start."""
TOO_OFTEN, SHORT_WHILE = 5, 60.0
"""That many ends within so many seconds, and starting again is no use."""


@dataclass(frozen=True)
class Program:
    """A process that the web system is made of."""

    name: str
    command: Sequence[str]


def programs(address: str, port: int, workers: int) -> list[Program]:
    """The pages on an address and port; the worker; the clock."""
    python = sys.executable
    pages = (
        "granian",
        "--interface",
        "wsgi",
        "--host",
        address,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--no-ws",
        "--respawn-failed-workers",
        "--log-level",
        "warning",
        "--log-config",
        str(HERE / "granian_log.json"),
        "everycase.web.wsgi:application",
    )
    return [
        Program("pages", (python, "-m", *pages)),
        Program("loads", (python, "-m", "everycase.web", "db_worker", "--interval", "1")),
        Program("clock", (python, "-m", "everycase.web.clock")),
    ]


@dataclass
class Running:
    """One program's process, and when it ended by itself."""

    program: Program
    process: subprocess.Popen[bytes]
    ends: list[float] = field(default_factory=list)


class GaveUpError(Exception):
    """A program ends by itself again and again; the message names it."""


class Supervisor:
    """Starts programs, keeps them running, and stops them."""

    def __init__(self) -> None:
        self.running: list[Running] = []

    def start(self, every: Sequence[Program]) -> None:
        """Start each, one after the other."""
        for program in every:
            self.running.append(Running(program, _started(program)))

    def look(self, now: float) -> None:
        """Start again what has ended. Raises GaveUpError where that is no use."""
        for one in self.running:
            if one.process.poll() is None:
                continue
            logger.error(
                "process ended", extra={"program": one.program.name, "status": one.process.returncode}
            )
            one.ends = [then for then in one.ends if now - then < SHORT_WHILE] + [now]
            if len(one.ends) >= TOO_OFTEN:
                raise GaveUpError(one.program.name)
            one.process = _started(one.program)

    def stop(self, patience: float = TIME_TO_STOP) -> None:
        """Ask every program to stop, insist, and end what still runs."""
        for sign in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
            self._tell(sign)
            if self._all_ended_within(patience):
                return

    def _tell(self, sign: signal.Signals) -> None:
        for one in self.running:
            if one.process.poll() is None:
                one.process.send_signal(sign)

    def _all_ended_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if all(one.process.poll() is not None for one in self.running):
                return True
            time.sleep(0.1)
        return False


def _started(program: Program) -> subprocess.Popen[bytes]:
    """A session of its own: Ctrl-C reaches this program alone, which tells the others in order."""
    logger.info("process starts", extra={"program": program.name})
    return subprocess.Popen(program.command, start_new_session=True, env=os.environ.copy())  # noqa: S603 - our own


class ServedError(Exception):
    """`everycase serve` is running on this council's folder."""


@contextmanager
def not_served(folder: Path) -> Iterator[None]:
    """Keep `everycase serve` from running on a folder. Raises ServedError where it does already."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / SERVING).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ServedError("everycase serve is running on this folder: stop it first.") from None
        yield


def serve(every: Sequence[Program], patience: float = TIME_TO_STOP) -> None:
    """Run the programs until this process is told to stop. Raises GaveUpError where one doesn't stay up."""
    stopped = Event()
    before = {sign: signal.signal(sign, lambda *_: stopped.set()) for sign in (signal.SIGTERM, signal.SIGINT)}
    supervisor = Supervisor()
    try:
        supervisor.start(every)
        while not stopped.wait(0.5):
            supervisor.look(time.monotonic())
    finally:
        supervisor.stop(patience)
        for sign, handler in before.items():
            signal.signal(sign, handler)
