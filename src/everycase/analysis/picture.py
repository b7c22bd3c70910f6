"""The review's measures as a manager asks for them: by area and aspect, worst first, by month, by team.

Every share here is one of `everycase.review.measures.measured`, over a stated stretch of months. None is
an average of other shares.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from everycase.analysis.cases_judged import standing
from everycase.analysis.evidence import Evidence
from everycase.analysis.last_year import FEW, recent
from everycase.analysis.worklist import in_returns, of_cases, with_team
from everycase.review.compare import COMPARISON
from everycase.review.measures import measured
from everycase.review.returns import KIND as RETURN
from everycase.standards.language import Area, Aspect, Clock


def area_aspect(evidence: Evidence) -> pl.DataFrame:
    """`standing` in the service's order, with `weakest`: the aspect that limits its area.

    Nothing is weakest where an area has one aspect to compare, or all of it is right.
    """
    cells = standing(evidence.cases, evidence.review.measures, evidence.as_of)
    told = pl.col("share").is_not_null()
    lowest = pl.col("share") == pl.col("share").min().over("area")
    several = told.sum().over("area") > 1
    weakest = (told & several & lowest & (pl.col("share") < 1)).fill_null(value=False)
    return cells.with_columns(weakest.alias("weakest")).sort(_place("area", Area), _place("aspect", Aspect))


def _place(column: str, order: type[Area | Aspect]) -> pl.Expr:
    return pl.col(column).replace_strict(
        {str(one): n for n, one in enumerate(order)}, default=None, return_dtype=pl.Int8
    )


def by_standard(evidence: Evidence) -> pl.DataFrame:
    """`measured` by standard, with `wrong` and `title`: those with anything wrong, the most wrong first."""
    rows = measured(recent(evidence.review.measures, evidence.as_of), ["area", "aspect", "standard"])
    wrong = (pl.col("denominator") - pl.col("numerator")).alias("wrong")
    titled = rows.with_columns(wrong, pl.col("standard").replace(evidence.titles()).alias("title"))
    return titled.filter(pl.col("wrong") > 0).sort(
        "wrong", "share", "standard", descending=[True, False, False]
    )


def lowest_share(evidence: Evidence) -> pl.DataFrame:
    """As `by_standard`, the lowest share first, of those with enough cases for a share to mean something."""
    rows = by_standard(evidence).filter(pl.col("denominator") >= FEW)
    return rows.sort("share", "wrong", "standard", descending=[False, True, False])


def by_month(evidence: Evidence) -> pl.DataFrame:
    """`measured` by area and month, of time limits alone.

    Rules judge the record as it is now, so they have no months; they'd all fall in the review's own.
    """
    clocks = [key for key, standard in evidence.standards.items() if isinstance(standard, Clock)]
    cube = recent(evidence.review.measures, evidence.as_of).filter(
        pl.col("standard").is_in(clocks) & (pl.col("month") <= evidence.as_of) & pl.col("month").is_not_null()
    )
    return measured(cube, ["area", "month"]).sort(_place("area", Area), "month")


def by_team(evidence: Evidence) -> pl.DataFrame:
    """Each team, by name: `measured` for what fell due while it held the case, and its findings now.

    team, numerator, denominator, cannot_tell, waiting, share, findings, red_lines. What is flagged in returns
    is counted by `returns_by_team`.
    """
    shares = measured(recent(evidence.review.measures, evidence.as_of), ["team"])
    findings = (
        of_cases(with_team(evidence))
        .group_by("team")
        .agg(pl.len().alias("findings"), pl.col("red_line").sum().alias("red_lines"))
    )
    joined = shares.join(findings, on="team", how="full", coalesce=True, nulls_equal=True)
    counts = ("numerator", "denominator", "cannot_tell", "waiting", "findings", "red_lines")
    named = joined.with_columns(evidence.names.team("team"), *(pl.col(c).fill_null(0) for c in counts))
    return by_name(named)


def returns_by_team(evidence: Evidence) -> pl.DataFrame:
    """Each team, by name: errors and queries in the returns, and of how many children."""
    error = pl.col("Error or query") == "error"
    counted = (
        in_returns(evidence)
        .group_by("team")
        .agg(
            error.sum().alias("errors"),
            (~error).sum().alias("queries"),
            pl.col("Child").drop_nulls().n_unique().alias("children"),
        )
    )
    return by_name(counted.with_columns(evidence.names.team("team")))


def by_name(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a column `team` in the order of the alphabet; no team last."""
    return rows.sort(pl.col("team").str.to_lowercase(), nulls_last=True, maintain_order=True)


def late_entry(evidence: Evidence) -> pl.DataFrame:
    """Each team, by name: rows whose lag is known, and those that came late (team, rows, over_5, share)."""
    summed = evidence.lag.group_by("team").agg(pl.col("rows").sum(), pl.col("over_5").sum())
    shares = summed.with_columns((pl.col("over_5") / pl.col("rows")).alias("share"))
    return by_name(shares.with_columns(evidence.names.team("team")))


def changed(evidence: Evidence, by: Sequence[str] = ()) -> pl.DataFrame:
    """Findings of cases in the comparison by status (and `by`): status, findings, red_lines."""
    if evidence.comparison is None:
        return _changed(pl.DataFrame(schema=dict(COMPARISON)), by)
    return _changed(of_cases(evidence.comparison), by)


def changed_in_returns(evidence: Evidence) -> pl.DataFrame:
    """As `changed`, of what was flagged in returns."""
    nothing = pl.DataFrame(schema=dict(COMPARISON))
    compared = nothing if evidence.comparison is None else evidence.comparison
    return _changed(compared.filter(pl.col("kind") == RETURN), ())


def _changed(comparison: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    counted = comparison.group_by(*by, "status").agg(
        pl.len().alias("findings"), pl.col("red_line").sum().alias("red_lines")
    )
    order = [_place("area", Area)] if "area" in by else []
    return counted.sort(*order, "status")
