"""Rules of the SSDA903 of 1 April 2026 to 31 March 2027, on small visible tables.

flags("452", last={"Episodes": "…"}, reference=REFERENCE, Episodes="…")
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import polars as pl
from tests.returns.marked import only_marked, outcome, parse

from everycase.returns import ssda903
from everycase.returns.reference import Reference

YEAR = 2027


def flags(
    code: str,
    *,
    last: Mapping[str, str] | None = None,
    reference: Reference | None = None,
    year: int = YEAR,
    **tables: str,
) -> None:
    """Assert that the rule flags the rows marked with "!" and no other; `last` holds last year's tables."""
    only_marked(partial(ssda903.check, reference=reference), code, year, last, **tables)


def became(
    code: str, *, last: Mapping[str, str] | None = None, reference: Reference | None = None, **tables: str
) -> str:
    """What became of a rule: clear, flagged, cannot tell or not run."""
    frames = {name: parse(text)[0] for name, text in tables.items()}
    before = {name: parse(text)[0] for name, text in (last or {}).items()}
    result = ssda903.check(frames, collection_year=YEAR, previous=before, reference=reference, rules=[code])
    return outcome(result, code)


OURS, THEIRS = "E10000001", "E10000002"
POSTCODES = pl.DataFrame(
    [
        ("AA11AA", OURS, 400_000, 300_000),
        ("AA12AB", OURS, 400_000, 301_609),  # a mile further north
        ("BB11BB", THEIRS, 400_000, 600_000),
        ("CC11CC", "WAL", 300_000, 300_000),
    ],
    schema=["postcode", "authority", "east", "north"],
    orient="row",
)
PROVIDERS = pl.DataFrame(
    [
        ("SC000001", ["K2", "R3"], ["PR1", "PR4"], None, "AA11AA", OURS),
        ("SC000002", ["U6"], ["PR4"], date(2026, 9, 30), "BB11BB", THEIRS),
        ("SC000003", [], [], None, None, None),
    ],
    schema={
        "urn": pl.String,
        "placement_codes": pl.List(pl.String),
        "provider_codes": pl.List(pl.String),
        "closed_on": pl.Date,
        "postcode": pl.String,
        "authority": pl.String,
    },
    orient="row",
)
REFERENCE = Reference(POSTCODES, PROVIDERS, OURS)
