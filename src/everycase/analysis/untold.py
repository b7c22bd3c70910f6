"""What can't be told, counted by standard, why, and what would supply it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import polars as pl

from everycase.analysis.evidence import Evidence
from everycase.analysis.wording import plural
from everycase.review.contradictions import CONTRADICTORY
from everycase.review.states import CANNOT_TELL
from everycase.standards.answers import Answer
from everycase.standards.language import Question, Standard

UNTOLD: Mapping[str, pl.DataType] = {
    "Standard": pl.String(),
    "Children": pl.UInt32(),
    "Times": pl.UInt32(),  # obligations and records; one child can have several
    "Why it can't be told": pl.String(),
    "What would supply it": pl.String(),
    "Area": pl.String(),
    "Aspect": pl.String(),
    "Standard id": pl.String(),
}
ABOUT = ("standard", "area", "aspect", "child_id")
OF_A_RULE = "the record does not say enough to judge it"
NAMED_AT_MOST = 4

REMEDIES: Mapping[str, str] = {
    "the files do not say whether it applies": "the missing entries, recorded on the child’s case",
    "the date of birth is not recorded": "the child’s date of birth, recorded",
    "something was recorded, but not whether it counts": (
        "the rest of that entry, recorded (whether the child was seen, or the like)"
    ),
    "it lies outside what the supplied files reach": "an extract that goes further back, or to a later date",
    CONTRADICTORY: "the right dates, recorded on the child’s case",
    OF_A_RULE: "the missing entries, recorded on the child’s case",
}
"""What each reason asks for, where the files lack nothing that the standard reads."""
NOT_A_LACK = frozenset(
    {
        "the date of birth is not recorded",
        "something was recorded, but not whether it counts",
        "it lies outside what the supplied files reach",
        CONTRADICTORY,
    }
)
"""Reasons that have nothing to do with fields that no file holds."""


def red_lines_untold(
    answers: Iterable[Answer], standards: Mapping[str, Standard], on: Collection[str]
) -> str:
    """How many kinds of red line these files tell, in words; nothing where they tell every one wholly.

    That no red line was found says little where few could be. on: the standards that the review asked.
    """
    asked = [one for one in answers if one.standard in on and _is_red_line(standards[one.standard])]
    count = Counter(one.answer for one in asked)
    if count["yes"] == len(asked):
        return ""
    wholly, part, none = count["yes"], count["in part"], count["no"]
    kinds = plural(len(asked), "kind")
    return f"Of {kinds} of red line these files tell {wholly} wholly, {part} in part and {none} not at all."


def _is_red_line(standard: Standard) -> bool:
    return not isinstance(standard, Question) and standard.red_line


def untold(evidence: Evidence, *, by_team: bool = False) -> pl.DataFrame:
    """Standards with anything that can't be told, most first (UNTOLD).

    by_team: counted for each team that holds the cases now, with its id as `team`.
    """
    team = ["team"] if by_team else []
    every = pl.concat([_of_clocks(evidence), _of_rules(evidence)])
    counted = (
        every.with_columns(_supply(evidence).alias("supply"))
        .group_by(*team, "standard", "area", "aspect")
        .agg(
            pl.col("child_id").drop_nulls().n_unique().alias("Children"),
            pl.col("times").sum().alias("Times"),
            pl.col("reason").drop_nulls().unique().sort().str.join("; ").alias("Why it can't be told"),
            pl.col("supply").drop_nulls().unique().sort().str.join("; ").alias("What would supply it"),
        )
        .sort("Times", "standard", descending=[True, False])
        .with_columns(pl.col("standard").replace(evidence.titles()).alias("Standard"))
        .rename({"standard": "Standard id", "area": "Area", "aspect": "Aspect"})
    )
    return counted.select(*team, *(pl.col(name).cast(kind) for name, kind in UNTOLD.items()))


def _of_clocks(evidence: Evidence) -> pl.DataFrame:
    due = evidence.review.obligations.filter(pl.col("state") == CANNOT_TELL)
    times = pl.lit(1, dtype=pl.UInt32).alias("times")
    # Which dates contradict each other is each row's own; the reason is the same.
    reason = pl.col("reason").str.replace(r" \(.*\)$", "")
    return due.select(pl.col("team_now").alias("team"), *ABOUT, times, reason)


def _of_rules(evidence: Evidence) -> pl.DataFrame:
    checks = evidence.review.checks.filter(pl.col("cannot_tell") > 0)
    times = pl.col("cannot_tell").cast(pl.UInt32).alias("times")
    return checks.select(pl.col("team_now").alias("team"), *ABOUT, times, pl.lit(OF_A_RULE).alias("reason"))


def _supply(evidence: Evidence) -> pl.Expr:
    """What the files lack, where the reason can be that; else what the reason asks for."""
    lacking = {key: lacks_in_words(answer) for key, answer in evidence.answers.items() if answer.lacks}
    remedy = pl.col("reason").replace_strict(dict(REMEDIES), default=None, return_dtype=pl.String)
    if not lacking:
        return remedy
    lacked = pl.col("standard").replace_strict(lacking, default=None, return_dtype=pl.String)
    of_the_reason = pl.col("reason").is_in(list(NOT_A_LACK))
    return pl.when(of_the_reason).then(remedy).otherwise(pl.coalesce(lacked, remedy))


def lacks_in_words(answer: Answer) -> str:
    """What would let the files answer a standard, and what holds it. Empty where they lack nothing."""
    if not answer.lacks:
        return ""
    named = "; ".join(answer.lacks[:NAMED_AT_MOST])
    more = len(answer.lacks) - NAMED_AT_MOST
    rest = f"; and {more} more" if more > 0 else ""
    held = f" (held by: {', '.join(answer.supplied_by)})" if answer.supplied_by else ""
    return f"{named}{rest}{held}"
