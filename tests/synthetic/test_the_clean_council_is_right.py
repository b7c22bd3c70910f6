"""A made-up council that is right in everything, written out in the real formats and read back, is right.

Whatever the review says against it is a false alarm: of the council, the writers, the readers or the
standards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from everycase.record.loading import load
from everycase.record.snapshot import Record
from everycase.record.store import Store
from everycase.review.review import Review, review
from everycase.standards.catalogue import catalogue
from everycase.standards.council import CouncilFile, Settings
from everycase.synthetic.council import Council, make_council
from everycase.synthetic.writers.annex_a import write_annex_a
from everycase.synthetic.writers.cin_census import write_cin_census
from everycase.synthetic.writers.events import write_events
from everycase.synthetic.writers.ssd import write_ssd
from everycase.synthetic.writers.ssda903 import write_ssda903

YEAR_END = date(2026, 3, 31)
CHILDREN = 200
SEEDS = (1, 2, 3)
WRONG = ("met late", "overdue", "not done", "too soon")

Write = Callable[[Council, Path], object]


def _returns(council: Council, folder: Path) -> None:
    for year in (2024, 2025, 2026):
        write_ssda903(council.tables, date(year, 3, 31), folder / f"{year - 1}-{year % 100}")


FORMATS: Mapping[str, Write] = {
    "ssd": lambda council, folder: write_ssd(council.tables, council.as_of, folder / "ssd"),
    "events": lambda council, folder: write_events(council.tables, council.as_of, folder / "events.csv"),
    "annex a": lambda council, folder: write_annex_a(council.tables, council.as_of, folder / "annex a.xlsx"),
    "cin census": lambda council, folder: write_cin_census(council.tables, YEAR_END, folder / "census.xml"),
    "ssda903": _returns,
}
TOLD = {
    "ssd + events": 20_000,
    "ssd": 10_000,
    "annex a": 500,
    "cin census": 1_000,
    "ssda903": 100,
    " + ".join(FORMATS): 20_000,
}
"""The files of each load, and how many duties and rules it must show as kept: a review may not be silent
for seeing nothing."""
UNWELCOME = ("disagreement", "orphan", "not understood", "not placed", "one file only", "placeholder")
"""Kinds of problem that the files of a council which is right do not give."""


@dataclass(frozen=True)
class Loaded:
    """A council's files as loaded and reviewed."""

    files: str
    record: Record
    found: Review


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def council(request: pytest.FixtureRequest) -> Council:
    return make_council(seed=request.param, children=CHILDREN, as_of=YEAR_END)


@pytest.fixture(scope="module", params=TOLD)
def loaded(
    council: Council, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Loaded:
    folder = tmp_path_factory.mktemp("council")
    for name in request.param.split(" + "):
        FORMATS[name](council, folder / "files")
    record = load(Store(folder / "store"), [str(folder / "files")], "Made up", as_of=YEAR_END)
    found = review(record, catalogue(), Settings(CouncilFile(standards_on=["all"])))
    return Loaded(request.param, record, found)


def test_no_duty_is_late_or_left_undone(loaded: Loaded) -> None:
    wrong = loaded.found.obligations.filter(pl.col("state").is_in(WRONG))
    assert wrong.select("standard", "state", "child_id", "started_on", "due_on", "done_on").rows() == []


def test_no_rule_is_broken(loaded: Loaded) -> None:
    broken = loaded.found.checks.filter(pl.col("broken") > 0)["standard"].unique().to_list()
    findings = loaded.found.findings.filter(pl.col("standard").is_in(broken))
    assert findings.select("standard", "child_id", "says").rows() == []
    assert broken == []


def test_no_average_is_past_its_limit(loaded: Loaded) -> None:
    over = loaded.found.averages.filter(pl.col("days") > pl.col("threshold_days"))
    assert over.select("standard", "days", "threshold_days").rows() == []


def test_the_files_agree_with_one_another(loaded: Loaded) -> None:
    problems = loaded.record.problems.filter(pl.col("kind").is_in(UNWELCOME)).collect()
    assert problems.select("kind", "file", "column", "says").rows() == []


def test_the_review_is_not_silent_for_seeing_nothing(loaded: Loaded) -> None:
    met = loaded.found.obligations.filter(pl.col("state") == "met").height
    assert met + loaded.found.checks["kept"].sum() >= TOLD[loaded.files]
