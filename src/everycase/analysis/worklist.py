"""What each team is to put right today, what it is soon to do, and what can't be told of its children."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase import calendar
from everycase.analysis.evidence import Evidence
from everycase.analysis.names import NO_TEAM
from everycase.analysis.untold import UNTOLD, untold
from everycase.review.returns import KIND as RETURN
from everycase.review.returns import SEVERITIES
from everycase.review.states import DUE, DUE_SOON
from everycase.standards.language import Severity

AHEAD = 10
"""Working days that a worklist looks ahead: two weeks, the time that a team plans its visits for."""

RED_LINE, FOR_INFORMATION = "Red line", "for information"

SEVERITY_WORDS: Mapping[int, str] = {
    Severity.CRITICAL: "critical",
    Severity.HIGH: "high",
    Severity.MEDIUM: "medium",
    Severity.LOW: "low",
    Severity.INFO: FOR_INFORMATION,
}

TO_PUT_RIGHT: Mapping[str, pl.DataType] = {
    "Red line": pl.String(),
    "Child": pl.String(),  # blank where the finding is about a worker or the team
    "What is wrong": pl.String(),
    "Standard": pl.String(),  # its title
    "Since": pl.Date(),
    "Late by": pl.Int32(),  # in the unit beside it
    "Counted in": pl.String(),  # working days or calendar days
    "Due": pl.Date(),
    "Worker now": pl.String(),
    "Team then": pl.String(),  # that held the case on the day it is wrong since
    "Area": pl.String(),
    "Aspect": pl.String(),
    "Severity": pl.String(),
    "Standard id": pl.String(),
    "Finding": pl.String(),
}
IN_RETURNS: Mapping[str, pl.DataType] = {
    "Error or query": pl.String(),
    "Child": pl.String(),  # blank where it is about the whole return
    "What is wrong": pl.String(),
    "What the DfE says": pl.String(),
    "Since": pl.Date(),
    "First found": pl.Date(),
    "Worker now": pl.String(),
    "Area": pl.String(),
    "Rule": pl.String(),
    "Finding": pl.String(),
}
DUE_NEXT: Mapping[str, pl.DataType] = {
    "Due": pl.Date(),
    "Working days left": pl.Int32(),
    "Child": pl.String(),
    "What is due": pl.String(),
    "How it is counted": pl.String(),
    "Counted from": pl.Date(),
    "Worker now": pl.String(),
    "Area": pl.String(),
    "Aspect": pl.String(),
    "Standard id": pl.String(),
}


@dataclass(frozen=True)
class Worklist:
    """One team's lists, in the order in which they are to be worked.

    team_id is None for what belongs to no team. to_put_right: TO_PUT_RIGHT, of cases. due_next: DUE_NEXT.
    cannot_tell: UNTOLD. in_returns: IN_RETURNS, what the DfE's rules flag in the returns that were checked:
    apart, for it may be much, and is put right with the data officer.
    """

    team_id: str | None
    team: str
    as_of: date
    to_put_right: pl.DataFrame
    due_next: pl.DataFrame
    cannot_tell: pl.DataFrame
    in_returns: pl.DataFrame

    @property
    def red_lines(self) -> int:
        """How many of the findings are red lines."""
        return self.to_put_right.filter(pl.col("Red line") == RED_LINE).height


def worklists(evidence: Evidence) -> list[Worklist]:
    """A worklist for each team that has anything on one, by the teams' names; no team's comes last."""
    lists = [
        to_put_right(evidence),
        due_next(evidence),
        untold(evidence, by_team=True),
        in_returns(evidence),
    ]
    teams = pl.concat([rows.select("team") for rows in lists]).unique()["team"].to_list()
    named = sorted(teams, key=lambda team: (team is None, evidence.names.team_called(team).casefold()))
    return [
        Worklist(
            team,
            evidence.names.team_called(team),
            evidence.as_of,
            *(rows.filter(pl.col("team").eq_missing(pl.lit(team))).drop("team") for rows in lists),
        )
        for team in named
    ]


def to_put_right(evidence: Evidence) -> pl.DataFrame:
    """Every finding of a case with its `team` (id): red lines, the most severe, the longest standing."""
    findings = of_cases(with_team(evidence)).sort(
        "red_line", "severity", "since", "finding", descending=[True, True, False, False], nulls_last=True
    )
    return findings.select(
        "team",
        pl.when("red_line").then(pl.lit(RED_LINE)).otherwise(pl.lit("")).alias("Red line"),
        pl.col("child_id").alias("Child"),
        pl.col("says").alias("What is wrong"),
        pl.col("title").alias("Standard"),
        pl.col("since").alias("Since"),
        pl.col("late").alias("Late by"),
        pl.col("unit").alias("Counted in"),
        pl.col("due_on").alias("Due"),
        evidence.names.worker("worker_now").alias("Worker now"),
        evidence.names.team("team_then").alias("Team then"),
        pl.col("area").alias("Area"),
        pl.col("aspect").alias("Aspect"),
        severity_in_words().alias("Severity"),
        pl.col("standard").alias("Standard id"),
        pl.col("finding").alias("Finding"),
    )


def of_cases(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings that are of cases, without those of returns."""
    return findings.filter(pl.col("kind").ne_missing(pl.lit(RETURN)))


def in_returns(evidence: Evidence) -> pl.DataFrame:
    """What the returns' rules flag, with its `team` (id): errors, then queries, child by child."""
    flagged = with_team(evidence).filter(pl.col("kind") == RETURN)
    error = pl.col("severity") == SEVERITIES["error"]
    ordered = flagged.sort(~error, "child_id", "standard", "since", "finding", nulls_last=True)
    return ordered.select(
        "team",
        pl.when(error).then(pl.lit("error")).otherwise(pl.lit("query")).alias("Error or query"),
        pl.col("child_id").alias("Child"),
        pl.col("says").alias("What is wrong"),
        pl.col("title").alias("What the DfE says"),
        pl.col("since").alias("Since"),
        pl.col("first_seen").alias("First found"),
        evidence.names.worker("worker_now").alias("Worker now"),
        pl.col("area").alias("Area"),
        pl.col("standard").alias("Rule"),
        pl.col("finding").alias("Finding"),
    )


def severity_in_words() -> pl.Expr:
    """The column `severity` in words."""
    return pl.col("severity").replace_strict(
        {int(k): v for k, v in SEVERITY_WORDS.items()}, default="", return_dtype=pl.String
    )


def with_team(evidence: Evidence) -> pl.DataFrame:
    """The review's findings with `team`: who holds the case, or held it; or whose worker it is about.

    What nobody holds now is for the team that had it when it went wrong; but a red line that nobody
    holds stays on the list of no team, which somebody senior reads.
    """
    findings = evidence.review.findings
    about = pl.col("subject").str.split_exact("/", 1).struct
    worker_teams = (
        evidence.review.obligations.filter(pl.col("team_now").is_not_null())
        .group_by("worker_now")
        .agg(pl.col("team_now").mode().sort().first().alias("~of_worker"))
    )
    parted = findings.with_columns(
        about.field("field_0").alias("~table"), about.field("field_1").alias("~key")
    ).join(worker_teams, left_on="~key", right_on="worker_now", how="left", maintain_order="left")
    of_no_child = pl.col("child_id").is_null()
    own = (
        pl.when(of_no_child & (pl.col("~table") == "assessment_paces"))
        .then("~key")
        .when(of_no_child & pl.col("~table").str.ends_with("caseloads"))
        .then("~of_worker")
    )
    had = pl.when(~pl.col("red_line")).then("team_then")
    whose = pl.coalesce("team_now", had, own).alias("team")
    return parted.with_columns(whose).drop("~table", "~key", "~of_worker")


def due_next(evidence: Evidence) -> pl.DataFrame:
    """Obligations not yet done that fall due in the next working days, soonest first, with `team` (id)."""
    as_of = pl.lit(evidence.as_of)
    last = calendar.working_days_after(evidence.as_of, AHEAD)
    waiting = evidence.review.obligations.filter(
        pl.col("state").is_in([DUE, DUE_SOON]) & (pl.col("due_on") <= last)
    )
    counting = pl.col("standard").replace_strict(evidence.counting(), default="", return_dtype=pl.String)
    near = pl.when("approximate").then(pl.lit("Only near the real date. ")).otherwise(pl.lit(""))
    return waiting.sort("due_on", "standard", "child_id", "subject").select(
        pl.col("team_now").alias("team"),
        pl.col("due_on").alias("Due"),
        calendar.working_days_between(as_of, pl.col("due_on")).cast(pl.Int32).alias("Working days left"),
        pl.col("child_id").alias("Child"),
        pl.col("standard").replace(evidence.titles()).alias("What is due"),
        (near + counting).alias("How it is counted"),
        pl.col("started_on").alias("Counted from"),
        evidence.names.worker("worker_now").alias("Worker now"),
        pl.col("area").alias("Area"),
        pl.col("aspect").alias("Aspect"),
        pl.col("standard").alias("Standard id"),
    )


__all__ = ["AHEAD", "DUE_NEXT", "IN_RETURNS", "NO_TEAM", "TO_PUT_RIGHT", "UNTOLD", "Worklist", "worklists"]
