"""Two comparisons taken together: with the review that corrected files replace, and with the date before."""

from __future__ import annotations

import polars as pl
import pytest

from everycase.review.compare import COMPARISON
from everycase.review.corrected import taken_together


def told(*rows: tuple[str, str | None, str]) -> pl.DataFrame:
    """finding now, finding before, status."""
    frame = pl.DataFrame(rows, schema=["finding", "finding_before", "status"], orient="row")
    return (
        pl.select(pl.lit(None, dtype=dtype).alias(name) for name, dtype in COMPARISON.items())
        .clear()
        .pipe(lambda empty: pl.concat([empty, frame.cast(pl.String)], how="diagonal"))
    )


def said(corrected: pl.DataFrame, earlier: pl.DataFrame | None) -> set[tuple[str, str | None, str]]:
    return set(taken_together(corrected, earlier).select("finding", "finding_before", "status").iter_rows())


@pytest.mark.parametrize(
    ("corrected", "earlier", "expected"),
    [
        # found by the first files, right in the corrected ones: no earlier date knows of it
        ([("F", "F", "proved right")], [], {("F", "F", "proved right")}),
        # in all three
        ([("F", "F", "still open")], [("F", "F", "still open")], {("F", "F", "still open")}),
        # lost by the first files, and found right by the corrected ones
        ([], [("F", "F", "proved right")], {("F", "F", "proved right")}),
        # lost by the first files, and wrong in the corrected ones, under another key than once
        ([("G", None, "new")], [("G", "F", "still open")], {("G", "F", "still open")}),
        # people work with the key of the first files, not with that of the date before
        ([("H", "G", "still open")], [("H", "F", "still open")], {("H", "G", "still open")}),
        # gone since the first files, whatever a date before says of it
        ([("F", "F", "record gone")], [("F", "F", "out of reach")], {("F", "F", "record gone")}),
        # new to both: once
        ([("N", None, "new")], [("N", None, "new")], {("N", None, "new")}),
        # new to the corrected files alone, and back from a date before the last
        ([("N", None, "new")], [("N", None, "back again")], {("N", None, "back again")}),
    ],
)
def test_what_is_said_of_each(corrected, earlier, expected):
    assert said(told(*corrected), told(*earlier)) == expected


def test_without_an_earlier_date_the_correction_is_all():
    assert said(told(("F", "F", "proved right")), None) == {("F", "F", "proved right")}
