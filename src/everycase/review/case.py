"""What a review says of one child: the child's rows alone, without opening the whole review."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from everycase.review.review import ABOUT_REVIEW, Review


@dataclass(frozen=True)
class CaseReview:
    """One child's rows of a review: obligations and findings, with that review's columns."""

    as_of: date
    obligations: pl.DataFrame
    findings: pl.DataFrame


def case_in(review: Review, child_id: str) -> CaseReview:
    """One child's rows of a review that is open already."""
    mine = pl.col("child_id") == child_id
    return CaseReview(review.as_of, review.obligations.filter(mine), review.findings.filter(mine))


def case_reviewed(folder: Path, child_id: str) -> CaseReview:
    """One child's rows of a kept review; only they are read. Raises FileNotFoundError where there is none."""
    about = json.loads((folder / ABOUT_REVIEW).read_text(encoding="utf-8"))
    mine = pl.col("child_id") == child_id
    plans = [pl.scan_parquet(folder / f"{name}.parquet").filter(mine) for name in ("obligations", "findings")]
    obligations, findings = pl.collect_all(plans, engine="in-memory")
    return CaseReview(date.fromisoformat(about["as_of"]), obligations, findings)
