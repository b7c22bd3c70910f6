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
class Measured:
    """seconds: of the work itself, imports apart. gib: the most memory that its process held."""

    seconds: float
    gib: float
    result: Any


def measured(work: Callable[..., tuple[float, Any]], *args: object) -> Measured:
    """`work(*args)` in a new process; it returns its own seconds and something to tell of."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_alone, work, args).result()


def _alone(work: Callable[..., tuple[float, Any]], args: tuple[object, ...]) -> Measured:
    seconds, result = work(*args)
    gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_GIB
    return Measured(seconds, gib, result)


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Seconds of the quickest of several runs, and the last result."""
    best, result = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result
