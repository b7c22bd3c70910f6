"""Checking the census by the DfE's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from everycase.returns import checking
from everycase.returns.checking import Result
from everycase.returns.reference import Reference


def check(
    tables: Mapping[str, pl.DataFrame],
    *,
    collection_year: int,
    previous: Mapping[str, pl.DataFrame] | None = None,
    reference: Reference | None = None,
    rules: Iterable[str] | None = None,
) -> Result:
    """Check one year's tables by the rules in force, or by those named in `rules` whatever the year.

    tables, previous: name → frame of this year's and last year's, as `read` gives them, or typed.
    collection_year: the year in which the collection year ends (2027: 1 April 2026 to 31 March 2027).
    A rule whose table or column isn't supplied is "not run"; one whose reference data isn't there is
    "cannot tell". Raises ValueError where `rules` names one that isn't there.
    """
    from everycase.returns.cin_census.facts import FACTS
    from everycase.returns.cin_census.rules import RULES

    return checking.check(
        FACTS,
        RULES,
        tables,
        collection_year=collection_year,
        previous=previous,
        reference=reference,
        rules=rules,
    )
