"""How a return stands, in numbers: how many of the DfE's rules flag something, and how much."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from everycase.review.returns import SEVERITIES, CheckedReturn

UNJUDGED = ("not run", "cannot tell")
"""Outcomes of a rule that are neither clear nor flagged."""


@dataclass(frozen=True)
class Tally:
    """One check of one return.

    errors, queries: findings. error_rules, query_rules: rules that flag them. clear: rules that flag nothing.
    unjudged: rules that could not be told or run, and are not clear. children: with anything flagged.
    """

    name: str
    collection_year: int
    as_of: date
    errors: int
    error_rules: int
    queries: int
    query_rules: int
    children: int
    clear: int
    unjudged: int

    def in_json(self) -> dict[str, Any]:
        """As plain values, the day as text."""
        return {**asdict(self), "as_of": self.as_of.isoformat()}


def tally(check: CheckedReturn) -> Tally:
    """How a check came out."""
    rows: dict[int, int] = dict(check.findings.group_by("severity").len().iter_rows())
    fired: dict[str, int] = dict(
        check.rules.filter(pl.col("outcome") == "flagged").group_by("severity").len().iter_rows()
    )
    outcomes: dict[str, int] = dict(check.rules.group_by("outcome").len().iter_rows())
    return Tally(
        check.name,
        check.collection_year,
        check.as_of,
        errors=rows.get(SEVERITIES["error"], 0),
        error_rules=fired.get("error", 0),
        queries=rows.get(SEVERITIES["query"], 0),
        query_rules=fired.get("query", 0),
        children=check.findings["child_id"].drop_nulls().n_unique(),
        clear=outcomes.get("clear", 0),
        unjudged=sum(outcomes.get(outcome, 0) for outcome in UNJUDGED),
    )


def rules_that_fire(check: CheckedReturn) -> pl.DataFrame:
    """Rules that flag something, those that flag errors first, then by how much.

    Columns: standard, message, severity, flagged (rows), children.
    """
    children = check.findings.group_by("standard").agg(children=pl.col("child_id").drop_nulls().n_unique())
    return (
        check.rules.filter(pl.col("outcome") == "flagged")
        .join(children, on="standard", how="left", maintain_order="left")
        .sort(pl.col("severity") != "error", "flagged", "standard", descending=[False, True, False])
        .select("standard", "message", "severity", "flagged", pl.col("children").fill_null(0))
    )


def unjudged_by_reason(check: CheckedReturn) -> pl.DataFrame:
    """Why rules could not be judged, most rules first.

    Columns: reason, len (rules), rules (their codes as the DfE has them, with commas).
    """
    code = pl.col("standard").str.split_exact("-", 1).struct.field("field_1")
    return (
        check.rules.filter(pl.col("outcome").is_in(UNJUDGED))
        .group_by("reason", maintain_order=True)
        .agg(pl.len(), code.str.join(", ").alias("rules"))
        .sort("len", descending=True, maintain_order=True)
    )
