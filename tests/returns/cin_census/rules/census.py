"""Rules of the census that ends on 31 March 2026, on small visible tables."""

from __future__ import annotations

import polars as pl
from tests.returns.marked import flagged, only_marked, outcome, parse

from everycase.returns import cin_census

YEAR = 2026
HEADER = """
    | Year | ReferenceDate
    | 2026 | 2026-03-31
"""


def flags(code: str, **tables: str) -> None:
    """Assert that the rule flags the rows marked with "!" and no other."""
    only_marked(cin_census.check, code, YEAR, **({"Header": HEADER} | tables))


def fires(code: str, **tables: str) -> bool:
    """Whether a rule about the whole return fires; its finding then has neither row nor child."""
    frames = {name: parse(text)[0] for name, text in ({"Header": HEADER} | tables).items()}
    result = cin_census.check(frames, collection_year=YEAR, rules=[code])
    found = flagged(result, code)
    assert len(found) <= 1
    assert {row for _, row in found} <= {None}
    assert result.findings.get_column("child").drop_nulls().is_empty()
    assert outcome(result, code) == ("flagged" if found else "clear")
    return bool(found)


def ran(result) -> dict[str, str]:
    """Rule → outcome."""
    return dict(result.rules.select("rule", "outcome").iter_rows())


def table(text: str) -> pl.DataFrame:
    """A table without marks."""
    return parse(text)[0]
