"""The pieces of work that are measured. Each returns its seconds and what to say of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.measure import Spent, timed
from everycase.record.loading import load
from everycase.record.store import Store
from everycase.review.compare import compare
from everycase.review.review import open_review, review, save
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.synthetic.council import make_council
from everycase.synthetic.planting.plant import plant
from everycase.synthetic.writers import write_annex_a, write_events, write_ssd

SEED = 1
BEFORE, NOW = date(2026, 10, 24), date(2026, 11, 24)
WEAK = 0.05
"""Of the places where a weakness can be, the share in which one is: some two or three for each child."""
Told = tuple[Spent, Any]


def make(children: int, folder: Path) -> Told:
    """Make a council of this size, weak in everything, and write its extracts for two dates."""

    def work() -> int:
        rows = 0
        for day in (BEFORE, NOW):
            council = make_council(seed=SEED, children=children, as_of=day)
            tables = plant(council.tables, day, seed=SEED, share=WEAK).tables
            extract = folder / "extracts" / day.isoformat()
            write_ssd(tables, day, extract)
            write_events(tables, day, extract / "events.csv")
            rows = sum(frame.height for frame in tables.values())
        return rows

    return timed(work)


def load_one(folder: Path, day: date) -> Told:
    """Load one extract."""
    store = Store(folder)
    extract = str(folder / "extracts" / day.isoformat())
    spent, record = timed(lambda: load(store, [extract], "Benchmark", as_of=day))
    return spent, sum(record.manifest.rows.values())


def review_one(folder: Path, day: date, left_out: int = 0) -> Told:
    """Review one record with every standard that is on by default, but for the last `left_out`."""
    record = Store(folder).record(day)
    standards = dict(list(catalogue().items())[: len(catalogue()) - left_out])
    spent, result = timed(lambda: review(record, standards, Settings()), times=3)
    save(result, Store(folder).review_folder(day))
    return spent, (result.obligations.height, result.findings.height, len(result.standards))


def compare_two(folder: Path) -> Told:
    """Compare the reviews of the two dates."""
    store = Store(folder)
    reviews = [open_review(store.review_folder(day)) for day in (BEFORE, NOW)]
    records = (store.record(BEFORE), store.record(NOW))
    spent, result = timed(lambda: compare(reviews[0], reviews[1], records, catalogue(), Settings()), times=3)
    return spent, result.height


def read_a_child(folder: Path) -> Told:
    """Read everything of one child."""
    record = Store(folder).record(NOW)
    child = record.scan("care_visits").select("child_id").collect()["child_id"][0]
    spent, rows = timed(lambda: record.child(child), times=5)
    return spent, sum(frame.height for frame in rows.values())


def annex_a(folder: Path, children: int) -> Told:
    """Load an Annex A workbook."""
    path = folder / "annex_a.xlsx"
    council = make_council(seed=SEED, children=children, as_of=NOW, events=False)
    write_annex_a(council.tables, NOW, path)
    store = Store(folder / "from annex a")
    spent, record = timed(lambda: load(store, [str(path)], "Benchmark", as_of=NOW))
    is_open = pl.col("closed_on").is_null() & pl.col("case_status").is_not_null()
    return spent, record.scan("referrals").filter(is_open).collect().height
