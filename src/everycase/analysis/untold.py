"""What can't be told, counted by standard, why, and what would supply it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.analysis.evidence import Evidence
from everycase.review.clocks import CANNOT_TELL
from everycase.standards.answers import Answer

UNTOLD: Mapping[str, pl.DataType] = {
    "What should be true": pl.String(),
    "Children": pl.UInt32(),
    "Times": pl.UInt32(),  # obligations and records; one child can have several
    "Why it can't be told": pl.String(),
    "What would supply it": pl.String(),
    "Area": pl.String(),
    "Aspect": pl.String(),
    "Standard": pl.String(),
}
OF_A_RULE = "the record does not say enough to judge it"
NAMED_AT_MOST = 4

REMEDIES: Mapping[str, str] = {
    "the files do not say whether it applies": "the missing entries, recorded on the child's case",
    "the date of birth is not recorded": "the child's date of birth, recorded",
    "something was recorded, but not whether it counts": (
        "the rest of that entry, recorded (whether the child was seen, or the like)"
    ),
    "it lies outside what the supplied files reach": "an extract that goes further back, or to a later date",
    OF_A_RULE: "the missing entries, recorded on the child's case",
}


def untold(evidence: Evidence, *, by_team: bool = False) -> pl.DataFrame:
    """Standards with anything that can't be told, most first (UNTOLD).

    by_team: counted for each team that holds the cases now, with its id as `team`.
    """
    keys = ["team", "standard", "area", "aspect"] if by_team else ["standard", "area", "aspect"]
    counted = (
        pl.concat([_of_clocks(evidence), _of_rules(evidence)])
        .group_by(keys)
        .agg(
            pl.col("child_id").drop_nulls().n_unique().alias("children"),
            pl.col("times").sum(),
            pl.col("reason").unique().sort().alias("reasons"),
        )
        .sort("times", "standard", descending=[True, False])
    )
    title = pl.col("standard").replace(evidence.titles())
    return counted.select(
        *(["team"] if by_team else []),
        title.alias("What should be true"),
        pl.col("children").cast(pl.UInt32).alias("Children"),
        pl.col("times").cast(pl.UInt32).alias("Times"),
        pl.col("reasons").list.join("; ").alias("Why it can't be told"),
        _supply(evidence, counted["standard"].unique().to_list()).alias("What would supply it"),
        pl.col("area").alias("Area"),
        pl.col("aspect").alias("Aspect"),
        pl.col("standard").alias("Standard"),
    )


def _of_clocks(evidence: Evidence) -> pl.DataFrame:
    due = evidence.review.obligations.filter(pl.col("state") == CANNOT_TELL)
    return due.select(
        pl.col("team_now").alias("team"),
        "standard",
        "area",
        "aspect",
        "child_id",
        pl.lit(1, dtype=pl.UInt32).alias("times"),
        "reason",
    )


def _of_rules(evidence: Evidence) -> pl.DataFrame:
    checks = evidence.review.checks.filter(pl.col("cannot_tell") > 0)
    return checks.select(
        pl.col("team_now").alias("team"),
        "standard",
        "area",
        "aspect",
        "child_id",
        pl.col("cannot_tell").cast(pl.UInt32).alias("times"),
        pl.lit(OF_A_RULE).alias("reason"),
    )


def _supply(evidence: Evidence, standards: list[str]) -> pl.Expr:
    """What the files lack for a standard; where they lack nothing, what each reason asks for."""
    lacking = {key: lacks_in_words(evidence.answers[key]) for key in standards if key in evidence.answers}
    said = {key: words for key, words in lacking.items() if words}
    remedies = pl.col("reasons").list.eval(pl.element().replace(dict(REMEDIES)).unique().sort())
    asked = remedies.list.join("; ")
    if not said:
        return asked
    return pl.coalesce(pl.col("standard").replace_strict(said, default=None, return_dtype=pl.String), asked)


def lacks_in_words(answer: Answer) -> str:
    """What would let the files answer a standard, and what holds it. Empty where they lack nothing."""
    if not answer.lacks:
        return ""
    named = "; ".join(answer.lacks[:NAMED_AT_MOST])
    more = len(answer.lacks) - NAMED_AT_MOST
    rest = f"; and {more} more" if more > 0 else ""
    held = f" (held by: {', '.join(answer.supplied_by)})" if answer.supplied_by else ""
    return f"{named}{rest}{held}"
