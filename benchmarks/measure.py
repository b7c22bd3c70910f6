"""Run a piece of work in a process of its own, and say how long it took and how much memory it held."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

KIB_IN_GIB = 1024**2


@dataclass(frozen=True)
class Spent:
    """Seconds, by the clock on the wall and of all cores: other work lengthens the second less."""

    seconds: float
    processor: float


@dataclass(frozen=True)
class Measured:
    """spent: by the work itself, imports apart. gib: the most memory that its process held."""

    spent: Spent
    gib: float
    result: Any


def measured(work: Callable[..., tuple[Spent, Any]], *args: object) -> Measured:
    """`work(*args)` in a new process; it returns what itself spent and something to tell of."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_alone, work, args).result()


def _alone(work: Callable[..., tuple[Spent, Any]], args: tuple[object, ...]) -> Measured:
    spent, result = work(*args)
    gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_GIB
    return Measured(spent, gib, result)


def timed(work: Callable[[], Any], times: int = 1) -> tuple[Spent, Any]:
    """The least that any of several runs spent, and the last result."""
    runs = [_timed(work) for _ in range(times)]
    least = Spent(min(spent.seconds for spent, _ in runs), min(spent.processor for spent, _ in runs))
    return least, runs[-1][1]


def _timed(work: Callable[[], Any]) -> tuple[Spent, Any]:
    start, processor = time.perf_counter(), time.process_time()
    result = work()
    return Spent(time.perf_counter() - start, time.process_time() - processor), result
