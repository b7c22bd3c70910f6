"""Findings: one weakness in one child's record, with an identity that stays from extract to extract."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

import polars as pl

from everycase.review.rules import in_words
from everycase.review.states import OVERDUE, TOO_SOON
from everycase.standards.language import Clock, Rule, Severity, Standard

FINDINGS: Mapping[str, pl.DataType] = {
    "finding": pl.String(),  # identity: standard, child and subject, hashed
    "standard": pl.String(),
    "kind": pl.String(),  # clock, rule, or return for a rule of a return
    "title": pl.String(),
    "area": pl.String(),
    "aspect": pl.String(),
    "severity": pl.Int8(),  # 0 info to 4 critical
    "red_line": pl.Boolean(),
    "child_id": pl.String(),  # null for a team's or worker's finding
    "subject": pl.String(),  # table and key of the row that it is about
    "subject_on": pl.Date(),  # that row's own date, to know it again if its key changes
    "says": pl.String(),
    "since": pl.Date(),
    "due_on": pl.Date(),
    "late": pl.Int32(),
    "unit": pl.String(),
    "team_then": pl.String(),
    "worker_then": pl.String(),
    "team_now": pl.String(),
    "worker_now": pl.String(),
    "first_seen": pl.Date(),
}


def of_obligations(obligations: pl.DataFrame, clocks: Mapping[str, Clock]) -> pl.DataFrame:
    """A finding for each obligation that is overdue now, or was met too soon."""
    open_now = obligations.filter(pl.col("state").is_in([OVERDUE, TOO_SOON])).rechunk()
    late = pl.format("{} {}", _thousands(pl.col("late")), _unit())
    overdue = pl.format(
        "{}: due by {}, not done; late by {}.", _about(clocks, "title"), in_words(pl.col("due_on")), late
    )
    too_soon = pl.format(
        "{}: done on {}, before {}.",
        _about(clocks, "title"),
        in_words(pl.col("done_on")),
        in_words(pl.col("due_on")),
    )
    said = pl.when(pl.col("state") == OVERDUE).then(overdue).otherwise(too_soon)
    return _ordered(
        open_now.with_columns(
            said.alias("says"), pl.lit("clock").alias("kind"), (pl.col("due_on")).alias("since")
        ),
        clocks,
    )


def _thousands(number: pl.Expr) -> pl.Expr:
    """A whole number as text, with a comma before each three digits: 1,548."""
    digits = number.cast(pl.String)
    return pl.when(number >= 1000).then(digits.str.replace(r"(\d)(\d{3})$", "$1,$2")).otherwise(digits)


def _unit() -> pl.Expr:
    one = pl.col("late") == 1
    return pl.when(one).then(pl.col("unit").str.strip_suffix("s")).otherwise("unit")


def of_rules(broken: pl.DataFrame, rules: Mapping[str, Rule]) -> pl.DataFrame:
    """A finding for each row that breaks a rule."""
    nothing = {"due_on": pl.Date, "late": pl.Int32, "unit": pl.String}
    blank = [pl.lit(None, dtype=t).alias(c) for c, t in nothing.items()]
    return _ordered(broken.with_columns(*blank, pl.lit("rule").alias("kind")), rules)


def _ordered(rows: pl.DataFrame, standards: Mapping[str, Clock] | Mapping[str, Rule]) -> pl.DataFrame:
    described = rows.with_columns(
        identities(rows["standard"], rows["child_id"], rows["subject"]),
        *(_about(standards, name).alias(name) for name in ("title", "area", "aspect")),
        _about(standards, "severity").cast(pl.Int8).alias("severity"),
        _about(standards, "red_line").cast(pl.Boolean).alias("red_line"),
    )
    return described.select(pl.col(c).cast(t) for c, t in FINDINGS.items()).unique(
        "finding", keep="last", maintain_order=True
    )


def identities(standard: pl.Series, child_id: pl.Series, subject: pl.Series) -> pl.Series:
    """What each finding is called, from extract to extract: its standard, child and subject, hashed.

    Not by Polars' own hash, which may change with its version: every finding would look new.
    """
    parts = pl.DataFrame({"standard": standard, "child_id": child_id, "subject": subject})
    whole = parts.select(pl.concat_str(pl.all(), separator="|", ignore_nulls=True).cast(pl.Binary))
    hashed = [f"F{blake2b(text, digest_size=8).hexdigest()}" for text in whole.to_series().to_list()]
    return pl.Series("finding", hashed, dtype=pl.String)


def _about(standards: Mapping[str, Standard], name: str) -> pl.Expr:
    """One attribute of each row's standard."""
    values = {key: _plain(getattr(standard, name)) for key, standard in standards.items()}
    return pl.col("standard").replace_strict(values, default=None) if values else pl.lit(None)


def _plain(value: object) -> object:
    if isinstance(value, Severity):
        return int(value)
    return value if isinstance(value, bool) else str(value)
