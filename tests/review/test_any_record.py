"""What must hold of every record by the whole catalogue: rows in any order, children together or apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import polars as pl
import pytest
from tests.review.any_record import CHILDREN, any_record

from everycase.record.schema import (
    assessment_paces,
    broken_links,
    caseloads,
    likenesses,
    reviewing_officer_caseloads,
)
from everycase.record.snapshot import Record
from everycase.review.measures import COUNTS, DIMENSIONS
from everycase.review.review import Review, review
from everycase.standards.catalogue import catalogue
from everycase.standards.council import CouncilFile, Settings
from everycase.standards.language import Question

SEEDS = (1, 2)
ALL_ON = Settings(CouncilFile(standards_on=["all"]))
ACROSS_CHILDREN = {
    table.name
    for table in (likenesses, caseloads, reviewing_officer_caseloads, assessment_paces, broken_links)
}
"""Tables that set children against each other: what they say does change with who else is there."""
OF_ONE_CHILD = {
    key: standard
    for key, standard in catalogue().items()
    if isinstance(standard, Question) or not ACROSS_CHILDREN & {fld.table for fld in standard.reads}
}


@cache
def whole(seed: int) -> Review:
    return review(any_record(seed), catalogue(), ALL_ON)


def rows(frame: pl.DataFrame, *without: str) -> Counter[tuple[object, ...]]:
    """Rows of a frame, in no order, some columns left out."""
    kept = frame.drop("child", *without, strict=False)
    return Counter(kept.select(sorted(kept.columns)).iter_rows())


def said(result: Review, *without: str) -> dict[str, Counter[tuple[object, ...]]]:
    """Everything that a review says."""
    frames = ("obligations", "findings", "checks", "measures", "averages")
    return {name: rows(getattr(result, name), *without) for name in frames}


def with_frames(record: Record, change) -> Record:
    """The record with each of its tables changed."""
    return replace(record, frames={n: change(n, f.collect()).lazy() for n, f in record.frames.items()})


def test_the_records_are_rich_enough_to_show_something():
    for seed in SEEDS:
        result = whole(seed)
        states = set(result.obligations["state"])
        assert {"met", "met late", "overdue", "not done", "cannot tell", "due"} <= states
        judged = {*result.obligations["standard"], *result.checks["standard"]}
        assert len(judged) > 200
        assert result.findings["standard"].n_unique() > 80


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_changes_nothing(seed):
    record = any_record(seed)
    shuffled = with_frames(record, lambda _name, frame: frame.sample(fraction=1, shuffle=True, seed=seed))
    assert said(review(shuffled, catalogue(), ALL_ON)) == said(whole(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_children_apart_are_what_they_are_together(seed):
    """So another child in the record changes nothing for this one."""
    record = any_record(seed)

    def part(children):
        def mine(_name, frame):
            return frame.filter(pl.col("child_id").is_in(children)) if "child_id" in frame.columns else frame

        return review(with_frames(record, mine), OF_ONE_CHILD, ALL_ON)

    halves = part(CHILDREN[:2]), part(CHILDREN[2:])
    together = review(record, OF_ONE_CHILD, ALL_ON)
    for name in ("obligations", "findings", "checks"):
        ours = [rows(_of_children(getattr(half, name))) for half in halves]
        assert ours[0] + ours[1] == rows(_of_children(getattr(together, name))), name


def _of_children(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("child_id").is_not_null())


@pytest.mark.parametrize("seed", SEEDS)
def test_other_names_and_numbers_for_children_change_nothing(seed):
    """Names in another order, so that nothing hangs on how they sort."""
    record = any_record(seed)
    names = {child: f"N{9 - n}" for n, child in enumerate(CHILDREN)}
    numbers = {n: 17 * (9 - n) for n in range(len(CHILDREN))}

    def renamed(_name, frame):
        if "child_id" not in frame.columns:
            return frame
        return frame.with_columns(
            pl.col("child_id").replace(names), pl.col("child").replace(numbers).cast(pl.UInt32)
        )

    back = {new: old for old, new in names.items()}
    result = review(with_frames(record, renamed), catalogue(), ALL_ON)
    before = whole(seed)
    for name in ("obligations", "checks"):
        known = getattr(result, name).with_columns(pl.col("child_id").replace(back))
        assert rows(known, "subject") == rows(getattr(before, name), "subject"), name
    assert rows(result.measures) == rows(before.measures)
    shown = ("standard", "since", "severity", "late", "worker_now", "worker_then")
    known = result.findings.with_columns(pl.col("child_id").replace(back))
    assert rows(known.select("child_id", *shown)) == rows(before.findings.select("child_id", *shown))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_measures_are_the_obligations_and_checks_counted(seed):
    result = whole(seed)
    assert result.measures.select(pl.struct(DIMENSIONS).is_unique().all()).item()
    totals = result.measures.select(COUNTS).sum().row(0)
    checks = result.checks.select("kept", "broken", "cannot_tell").sum().row(0)
    state = Counter(result.obligations["state"])
    wrong = sum(state[s] for s in ("met late", "overdue", "not done", "too soon"))
    assert totals == (
        *(state["met"] + checks[0], wrong + checks[1], state["cannot tell"] + checks[2]),
        state["due"] + state["due soon"],
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_each_finding_has_one_row_and_each_row_a_sentence(seed):
    findings = whole(seed).findings
    assert findings["finding"].is_unique().all()
    assert findings["says"].null_count() == 0
    assert not [says for says in findings["says"] if "{" in says or "None" in says or "null" in says]
