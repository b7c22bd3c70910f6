"""Reviews made by hand: a few findings, obligations and checks, everything else as usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from everycase.analysis.evidence import Evidence
from everycase.analysis.names import Names
from everycase.record.schema import Format
from everycase.record.snapshot import FileTaken, Manifest
from everycase.review.averages import AVERAGES
from everycase.review.compare import COMPARISON
from everycase.review.findings import FINDINGS
from everycase.review.lag import LAG, MADE_TIMELY
from everycase.review.measures import cube
from everycase.review.owners import OWNERS, OWNERS_NOW
from everycase.review.review import ABOUT, Review
from everycase.review.rules import CHECKS
from everycase.review.states import OBLIGATIONS
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings

AS_OF = date(2026, 11, 24)
VISIT, CONFERENCE = "cp-visit-every-10-working-days", "initial-child-protection-conference-15-working-days"
UNHELD, NO_FACTORS = "open-case-no-allocated-worker", "assessment-no-factors"

DUE_COLUMNS = {**OBLIGATIONS, "child_id": pl.String(), **ABOUT, **OWNERS}
CHECK_COLUMNS = {**CHECKS, "child_id": pl.String(), **ABOUT, **OWNERS_NOW}
Row = dict[str, Any]
Rows = Sequence[Mapping[str, object]]


def made(
    *,
    findings: Rows | None = None,
    obligations: Rows | None = None,
    checks: Rows | None = None,
    comparison: Rows | None = None,
    lag: Rows | None = None,
    made_timely: Rows | None = None,
    averages: Rows | None = None,
    names: Names | None = None,
) -> Evidence:
    """A review with these rows; what a row doesn't say is filled in as usual, or left empty."""
    due = _frame([_due(row) for row in obligations or []], DUE_COLUMNS)
    kept = _frame([{**_about(row), **row} for row in checks or []], CHECK_COLUMNS)
    review = Review(
        council="Riverside Council",
        as_of=AS_OF,
        obligations=due,
        findings=_frame([_finding(n, row) for n, row in enumerate(findings or [])], FINDINGS),
        checks=kept,
        measures=cube(due, kept, AS_OF),
        averages=_frame(averages or [], AVERAGES),
        standards={},
    )
    return Evidence(
        review=review,
        manifest=_manifest(),
        names=names or Names(),
        standards=catalogue(),
        settings=Settings(),
        comparison=None if comparison is None else _frame([_compared(r) for r in comparison], COMPARISON),
        lag=_frame(lag or [], LAG),
        made_timely=_frame(made_timely or [], MADE_TIMELY),
    )


def _frame(rows: Rows, columns: Any) -> pl.DataFrame:
    return pl.DataFrame([{**dict.fromkeys(columns), **row} for row in rows], schema=dict(columns))


def _about(row: Mapping[str, Any]) -> Row:
    standard = catalogue()[row["standard"]]
    return {"area": str(standard.area), "aspect": str(standard.aspect), "team_then": row.get("team_now")}


def _finding(number: int, given: Mapping[str, object]) -> Row:
    row: Row = {"standard": VISIT, **given}
    usual = {
        "finding": f"F{number}",
        "kind": "clock",
        "title": catalogue()[row["standard"]].title,
        "severity": 2,
        "red_line": False,
        "child_id": "Amira",
        "subject": f"child_protection_plans/P{number}",
        "says": "Something is wrong.",
        "since": AS_OF,
    }
    return {**usual, **_about(row), **row}


def _due(given: Mapping[str, object]) -> Row:
    row: Row = {"standard": VISIT, **given}
    usual = {
        "child_id": "Amira",
        "subject": "child_protection_plans/P1",
        "state": "met",
        "due_on": AS_OF,
        "started_on": date(2026, 11, 2),
        "unit": "working days",
        "approximate": False,
    }
    return {**usual, **_about(row), **row}


def _compared(given: Mapping[str, object]) -> Row:
    row: Row = {"standard": VISIT, **given}
    usual = {"child_id": "Amira", "red_line": False, "severity": 2, "says": "Something is wrong."}
    return {**usual, **{k: v for k, v in _about(row).items() if k in COMPARISON}, **row}


def _manifest() -> Manifest:
    taken = FileTaken(format=Format.ANNEX_A, path="annex_a.xlsx", sheet="List 1", sha256="0", rows=12)
    return Manifest(
        council="Riverside Council",
        as_of=AS_OF,
        everycase="test",
        sources=[Format.ANNEX_A],
        files=[taken],
        rows={},
        supplied={},
        reach={},
    )
