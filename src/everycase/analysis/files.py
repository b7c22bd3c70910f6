"""Everything of a review as CSV and Parquet, for whoever wants to count it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from everycase.analysis.evidence import Evidence
from everycase.analysis.safe_text import defused
from everycase.review.returns import CheckedReturn


def frames(evidence: Evidence) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each frame by its name. A comparison never made has none: an empty one would say 'no change'."""
    review = evidence.review
    yield "findings", review.findings
    yield "obligations", review.obligations
    yield "checks", review.checks
    yield "measures", review.measures
    yield "averages", review.averages
    yield "cases", evidence.cases.with_columns(pl.col("weak_in").list.join(", "))
    yield "problems", evidence.problems
    yield "date_changes", evidence.changes
    yield "cross_checks", evidence.cross_checks
    yield "recording_lag", evidence.lag
    yield "made_timely", evidence.made_timely
    if review.returns:
        yield "return_rules", pl.concat(_rules(check) for check in review.returns)
    if evidence.comparison is not None:
        yield "comparison", evidence.comparison


def _rules(check: CheckedReturn) -> pl.DataFrame:
    """What became of each rule of a return: a rule that was not run is not clear."""
    about = pl.lit(check.name).alias("return"), pl.lit(check.collection_year).alias("collection_year")
    return check.rules.select(*about, pl.lit(check.as_of).alias("as_of"), pl.exclude("version"))


def write_files(evidence: Evidence, folder: Path) -> list[Path]:
    """Write each frame to `folder`/csv and `folder`/parquet; the files, in order.

    Parquet holds values as they are. In the CSVs a text that a spreadsheet might run has an apostrophe
    before it; they begin with a mark by which Excel knows that they are UTF-8.
    """
    paths = []
    for name, frame in frames(evidence):
        if not frame.columns:
            continue
        csv, parquet = folder / "csv" / f"{name}.csv", folder / "parquet" / f"{name}.parquet"
        for path in (csv, parquet):
            path.parent.mkdir(parents=True, exist_ok=True)
        defused(frame).write_csv(csv, include_bom=True)
        frame.write_parquet(parquet)
        paths += [csv, parquet]
    return paths
