"""Rows whose dates can't all be right: ended before they started, or started after the files were made.

Which date is wrong nobody can tell, so nothing that rests on them is certain: no duty is met, over or
never begun by such a row.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from everycase.record.schema.fields import ANOTHER, Field, Table
from everycase.review.scene import NOT_ASKED, Scene

CONTRADICTORY = "the dates of the record can't all be right"
"""The reason, before the two dates in brackets."""


def impossible(scene: Scene, table: Table, columns: Collection[str]) -> pl.Expr | None:
    """Whether a row's dates can't all be right; None for a table that has no such dates."""
    asked = [test for test, _ in _tests(scene, table, columns)]
    return pl.any_horizontal(asked) if asked else None


def why(scene: Scene, table: Table, columns: Collection[str], end: Field | None = None) -> pl.Expr:
    """The two dates that contradict each other, in words; null for a row that is right.

    end: another field of the row that must not lie before the row's start.
    """
    tests = _tests(scene, table, columns)
    start = f"{table.name}.{table.when}"
    if end is not None and {start, str(end)} <= set(columns):
        tests.append((_before(str(end), start), _ended_first(str(end), start)))
    said = pl.lit(None, dtype=pl.String)
    for test, words in reversed(tests):
        said = pl.when(test).then(words).otherwise(said)
    return said


def _tests(scene: Scene, table: Table, columns: Collection[str]) -> list[tuple[pl.Expr, pl.Expr]]:
    start, end = f"{table.name}.{table.when}", f"{table.name}.{table.until}"
    if not table.until or table.name.removesuffix(ANOTHER) in NOT_ASKED or not {start, end} <= set(columns):
        return []
    tests = [(_before(end, start), _ended_first(end, start))]
    if table.has_happened:
        made = max(scene.as_of, scene.record.as_of)
        late = (pl.col(start) > pl.lit(made)).fill_null(value=False)
        first, last = pl.lit(f"{CONTRADICTORY} (it starts on "), pl.lit(f", after {made:%-d %B %Y})")
        tests.append((late, pl.concat_str(first, _in_words(start), last)))
    return tests


def _before(end: str, start: str) -> pl.Expr:
    return (pl.col(end) < pl.col(start)).fill_null(value=False)


def _ended_first(end: str, start: str) -> pl.Expr:
    parts = (f"{CONTRADICTORY} (it ends on ", _in_words(end), ", before it starts on ", _in_words(start), ")")
    return pl.concat_str([pl.lit(part) if isinstance(part, str) else part for part in parts])


def _in_words(day: str) -> pl.Expr:
    return pl.col(day).dt.strftime("%-d %B %Y")
