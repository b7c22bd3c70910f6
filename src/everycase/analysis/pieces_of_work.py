"""Findings as pieces of work: what one visit to the record can put right is one piece."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.analysis.wording import capital
from everycase.record.schema import TABLES
from everycase.review.chronology import ONE_OF
from everycase.review.findings import FINDINGS
from everycase.review.rules import in_words

PIECES: Mapping[str, pl.DataType] = {
    **FINDINGS,
    "about": pl.String(),  # table and key of the stored row that is to be put right
    "about_title": pl.String(),  # that row in words: "Assessment of 3 March 2026"
    "team": pl.String(),  # who sees to it: the child's team now, else the last; of a team, itself
}
SAME_ROW: Mapping[str, str] = {
    "open_cases": "referrals",
    "assessment_limits": "assessments",
    "legal_cover": "care_periods",
    "likenesses": "children",
    "broken_links": "children",
}
"""Derived tables whose rows have the key of the row that they are made from."""
ALSO_CALLED: Mapping[str, str] = {
    "assessment_paces": "team's assessments",
    "care_periods": "time in care",
    "children": "child's details",
    "reviewing_officer_caseloads": "reviewing officer's caseload",
    "short_break_series": "short breaks",
}
UNDATED = frozenset({"children", "caseloads", "reviewing_officer_caseloads", "assessment_paces"})
"""Whose rows are told apart by whom they are of, and not by a date."""


def pieces_of_work(findings: pl.DataFrame, children: pl.DataFrame) -> pl.DataFrame:
    """Findings (FINDINGS), each with its piece of work (PIECES), in the same order.

    children: CHILDREN_NOW of `everycase.analysis.children_now`, of the record that was reviewed.
    """
    teams = children.select("child_id", "team_last")
    placed = findings.join(teams, on="child_id", how="left", maintain_order="left")
    about = _about(pl.col("subject"))
    named = placed.with_columns(about.alias("about")).with_columns(_title().alias("about_title"))
    whose = pl.coalesce("team_last", _own_team(children))
    return named.with_columns(whose.alias("team")).select(pl.col(c).cast(t) for c, t in PIECES.items())


def _about(subject: pl.Expr) -> pl.Expr:
    """The subject, as the stored row that it is made from."""
    table, key = subject.str.extract(r"^([^/]+)/"), subject.str.extract(r"^[^/]+/(.*)$")
    stored = pl.concat_str(table.replace(dict(SAME_ROW)), pl.lit("/"), key)
    return pl.when(table == "activities").then(key).otherwise(stored).fill_null(subject)


def _title() -> pl.Expr:
    """The row in words. An event is called by what is wrong of it: "Event" alone says nothing."""
    table = pl.col("about").str.extract(r"^([^/]+)/")
    words = table.replace_strict(
        {name: capital(_one_of(name)) for name in TABLES}, default=pl.col("title"), return_dtype=pl.String
    )
    called = pl.when(table == "events").then("title").otherwise(words)
    dated = pl.when(~table.is_in(list(UNDATED))).then(in_words(pl.col("subject_on")))
    return pl.concat_str(called, pl.concat_str(pl.lit(" of "), dated).fill_null(""))


def _one_of(table: str) -> str:
    return ALSO_CALLED.get(table) or ONE_OF.get(table) or table.replace("_", " ").removesuffix("s")


def _own_team(children: pl.DataFrame) -> pl.Expr:
    """The team of a finding that is about a team, or about a worker: the one where they hold most cases."""
    held = children.drop_nulls(["worker_key", "team_key"]).group_by("worker_key", "team_key").len()
    most = held.sort("len", "team_key", descending=[True, False])
    first = most.unique("worker_key", keep="first", maintain_order=True)
    teams = dict(first.select("worker_key", "team_key").iter_rows())
    table, key = pl.col("about").str.extract(r"^([^/]+)/"), pl.col("about").str.extract(r"^[^/]+/(.*)$")
    of_worker = key.replace_strict(teams, default=None, return_dtype=pl.String)
    return (
        pl.when(pl.col("child_id").is_not_null())
        .then(pl.lit(None, dtype=pl.String))
        .when(table == "assessment_paces")
        .then(key)
        .when(table.str.contains("caseloads"))
        .then(of_worker)
    )
