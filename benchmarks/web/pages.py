"""Each page asked for many times, as those who may, by Django's own test client: queries and time.

The clock on the wall says what the rest of the machine does, too; the processor's says what a page takes.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Spent
from benchmarks.web.addresses import Asked, asked_pages
from benchmarks.web.system import System

SOUGHT = "khan"
"""What is sought on the page that finds children."""


@dataclass
class Told:
    """What one page took, over all who asked. queries: by role, the fewest and the most."""

    page: str
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    queries: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    wrong: set[int] = field(default_factory=set)
    slowest: tuple[float, str] = (0.0, "")
    size: int = 0


def ask_pages(system: System, times: int) -> tuple[Spent, list[Told]]:
    """Ask every page as everybody who may: once to count its queries, `times` more to measure."""
    system.start_django()
    told: dict[str, Told] = {}
    clients: dict[int | None, Any] = {}
    start, processor = time.perf_counter(), time.process_time()
    for asked in asked_pages(seed=1):
        page = told.setdefault(asked.page, Told(asked.page))
        client = _client_of(asked, clients)
        _count(page, asked, client)
        for _ in range(times):
            _measure(page, asked, client)
    spent = Spent(time.perf_counter() - start, time.process_time() - processor)
    return spent, [told[name] for name in told]


def _client_of(asked: Asked, clients: dict[int | None, Any]) -> Any:  # noqa: ANN401 - Django isn't there yet
    from django.test import Client

    from everycase.web.people.roles import May

    whose = asked.person.pk if asked.person else None
    if whose not in clients:
        clients[whose] = Client(headers={"host": "localhost"})
        if asked.person:
            clients[whose].force_login(asked.person, "allauth.account.auth_backends.AuthenticationBackend")
            if asked.person.may(May.SEE_CASES):
                clients[whose].post("/find/", {"asked": SOUGHT})
    return clients[whose]


def _count(page: Told, asked: Asked, client: Any) -> None:  # noqa: ANN401
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(asked.address)
    page.queries[asked.role].append(len(queries))
    page.size = max(page.size, len(b"".join(answer)) if answer.streaming else len(answer.content))
    if answer.status_code not in {200, 302}:
        page.wrong.add(answer.status_code)


def _measure(page: Told, asked: Asked, client: Any) -> None:  # noqa: ANN401
    start, processor = time.perf_counter(), _processor()
    answer = client.get(asked.address)
    if answer.streaming:
        b"".join(answer)
    page.processor.append(_processor() - processor)
    page.seconds.append(time.perf_counter() - start)
    if page.seconds[-1] > page.slowest[0]:
        page.slowest = (page.seconds[-1], f"{asked.role} {asked.address}")


def _processor() -> float:
    """Seconds of processor that this process took, and the process of PostgreSQL that answers it."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql" or connection.connection is None:
        return own
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return own + int(told.read_text().split()[0]) / 1e9 if told.is_file() else own


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them doesn't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


AIM = 0.150
"""Seconds that a page may take at the server, in 95 of 100 askings."""


def lines(told: Sequence[Told]) -> Iterator[str]:
    """A line for each page, and how many are within the aim."""
    yield f"{'page':<28}{'asked':>6}{'queries':>9}{'median':>9}{'95th':>9}{'processor':>11}{'KB':>6}"
    for page in told:
        late = percentile(page.seconds, 0.95)
        queries = [many for some in page.queries.values() for many in some]
        between = f"{min(queries)}–{max(queries)}" if min(queries) < max(queries) else f"{queries[0]}"
        yield (
            f"{page.page:<28}{len(page.seconds):>6}{between:>9}{_ms(percentile(page.seconds, 0.5)):>9}"
            f"{_ms(late):>9}{_ms(percentile(page.processor, 0.95)):>11}{page.size // 1024:>6}"
            f"{'  past the aim: ' + page.slowest[1] if late > AIM else ''}"
            f"{'  answered ' + str(sorted(page.wrong)) if page.wrong else ''}"
        )
    within = sum(percentile(page.seconds, 0.95) <= AIM for page in told)
    yield f"{within} of {len(told)} pages within 150 ms at the server in 95 of 100 askings"
    busy = sum(percentile(page.processor, 0.95) <= AIM for page in told)
    yield f"{busy} of {len(told)} within 150 ms of processor, the page's and the database's together"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
