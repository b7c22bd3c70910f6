"""Returns from files on disk to findings, measured: seconds, processor time and rows. Imports apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.made_returns import YEAR, write_cin_census, write_ssda903
from benchmarks.measure import Spent, timed
from everycase.returns import cin_census, ssda903
from everycase.returns.checking import Result

TIMES = 5
Checked = tuple[Result, Sequence[pl.DataFrame]]
"""What the rules found, and the tables that were read."""


@dataclass(frozen=True)
class Done:
    """rules: that were in force. judged: those that could be. rows: read."""

    rules: int
    judged: int
    rows: int
    findings: int


def make_ssda903(folder: Path, children: int) -> tuple[Spent, int]:
    """Two years' returns of so many children."""
    return timed(lambda: sum(write_ssda903(folder / str(year), children, year) for year in (YEAR - 1, YEAR)))


def make_census(folder: Path, children: int) -> tuple[Spent, int]:
    """A census of so many children: its bytes."""

    def work() -> int:
        write_cin_census(folder / "cin.xml", children)
        return (folder / "cin.xml").stat().st_size

    return timed(work)


def check_ssda903(folder: Path, times: int = TIMES) -> tuple[Spent, Done]:
    """This year's and last year's return, read and checked."""

    def work() -> Checked:
        last, now = (ssda903.read(folder / str(year)) for year in (YEAR - 1, YEAR))
        result = ssda903.check(now.tables, collection_year=YEAR, previous=last.tables)
        return result, [*last.tables.values(), *now.tables.values()]

    return _checked(work, times)


def check_census(folder: Path, times: int = TIMES) -> tuple[Spent, Done]:
    """The census, read and checked."""

    def work() -> Checked:
        found = cin_census.read(folder / "cin.xml")
        return cin_census.check(found.tables, collection_year=YEAR), list(found.tables.values())

    return _checked(work, times)


def _checked(work: Callable[[], Checked], times: int) -> tuple[Spent, Done]:
    work()  # the rules are imported by the first
    spent, (result, frames) = timed(work, times)
    outcomes = result.rules["outcome"]
    judged = outcomes.is_in(["clear", "flagged"]).sum()
    rows = sum(frame.height for frame in frames)
    return spent, Done(outcomes.len(), int(judged), rows, result.findings.height)
