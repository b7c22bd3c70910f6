"""Nights by hand: a small record, the findings of its review, and what the comparison says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from tests.tables import given

from everycase.record.snapshot import Record
from everycase.review.compare import COMPARISON
from everycase.review.findings import FINDINGS
from everycase.review.review import Review
from everycase.standards.council import CouncilFile, Settings
from everycase.web.actions.receiving import Night, Received, receive
from everycase.web.cases.models import Load

HELD = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    C1       | W1        | T1      | ALLOCATED | 2026-01-05 |
    C2       | W2        | T2      | ALLOCATED | 2026-01-05 |
    """


def record_of(as_of: str, involvements: str = HELD, **tables: str) -> Record:
    """A record in which Amira (C1) is held by the first worker and team, Leo (C2) by the second."""
    return given(as_of, involvements=involvements, **tables)


def found(
    key: str, child: str | None = "C1", subject: str = "assessments/A1", **values: Any
) -> dict[str, Any]:
    """A row of FINDINGS."""
    usual = {
        "finding": key,
        "standard": "assessment-no-outcome",
        "kind": "rule",
        "title": "Assessment has an outcome",
        "area": "assessment and child in need",
        "aspect": "records",
        "severity": 2,
        "red_line": False,
        "child_id": child,
        "subject": subject,
        "subject_on": date(2026, 3, 3),
        "says": "The assessment of 3 March 2026 has no outcome.",
    }
    return {**usual, **values}


def said(before: str, status: str, now: str = "") -> dict[str, Any]:
    """A row of COMPARISON."""
    return {"finding": now or before, "finding_before": before, "status": status}


def night(
    as_of: str,
    *findings: dict[str, Any],
    told: list[dict[str, Any]] | None = None,
    record: Record | None = None,
    **settings: Any,
) -> Night:
    """A night whose review finds these; `told`: what the comparison with the last says."""
    day = date.fromisoformat(as_of)
    nothing = pl.DataFrame()
    review = Review(
        council="Test council",
        as_of=day,
        obligations=nothing,
        findings=pl.DataFrame(list(findings), schema=dict(FINDINGS)),
        checks=nothing,
        measures=nothing,
        averages=nothing,
        standards={},
    )
    comparison = None if told is None else pl.DataFrame(told, schema=dict(COMPARISON))
    return Night(record or record_of(as_of), review, Settings(CouncilFile(**settings)), comparison)


def received(what: Night, at: str = "") -> Received:
    """The night, received at ten past six in the morning of its extract's day, or of `at`."""
    day = date.fromisoformat(at) if at else what.review.as_of
    return receive(Load.objects.create(), what, datetime(day.year, day.month, day.day, 6, 10, tzinfo=UTC))
