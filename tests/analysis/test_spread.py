"""Which months and teams chance alone would not give, on small tables worked out by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from everycase.analysis.spread import between_teams, over_months
from everycase.review.measures import CUBE

AS_OF = date(2026, 11, 24)


def cube(*rows):
    """team, month, right, wrong"""
    counts = pl.DataFrame(rows, schema=["team", "month", "right", "wrong"], orient="row")
    empty = {name: pl.lit(0 if dtype.is_numeric() else None).cast(dtype) for name, dtype in CUBE.items()}
    return counts.with_columns(**{n: e for n, e in empty.items() if n not in counts.columns}).select(
        pl.col(name).cast(dtype) for name, dtype in CUBE.items()
    )


def test_limits_are_three_deviations_from_the_share_of_the_whole():
    """Of 200, 180 are right: the deviation of a share of 100 is √(0.9 × 0.1 / 100) = 0.03."""
    rows = cube(("A", AS_OF.replace(day=1), 100, 0), ("B", AS_OF.replace(day=1), 80, 20))
    told = between_teams(rows, AS_OF)
    assert told["whole"].to_list() == pytest.approx([0.9, 0.9])
    assert told["low"].to_list() == pytest.approx([0.81, 0.81])
    assert told["high"].to_list() == pytest.approx([0.99, 0.99])
    assert told["stands"].to_list() == ["higher", "lower"]


def test_at_a_limit_is_still_within():
    """Of 100, 81 of right beside 99 keep the whole at 0.9: exactly three deviations."""
    rows = cube(("A", AS_OF.replace(day=1), 81, 19), ("B", AS_OF.replace(day=1), 99, 1))
    assert between_teams(rows, AS_OF)["stands"].to_list() == ["within", "within"]


@pytest.mark.parametrize(("wrong", "stands"), [(9, "too few"), (10, "lower")])
def test_few_are_never_called_out(wrong, stands):
    rows = cube(("A", AS_OF.replace(day=1), 990, 0), ("B", AS_OF.replace(day=1), 0, wrong))
    assert between_teams(rows, AS_OF).filter(pl.col("team") == "B")["stands"].to_list() == [stands]


def test_where_all_is_right_nothing_stands_out():
    rows = cube(("A", AS_OF.replace(day=1), 50, 0), ("B", AS_OF.replace(day=1), 20, 0))
    assert set(between_teams(rows, AS_OF)["stands"]) == {"within"}


def test_what_no_team_held_is_no_team():
    rows = cube((None, AS_OF.replace(day=1), 0, 500), ("A", AS_OF.replace(day=1), 50, 50))
    told = between_teams(rows, AS_OF)
    assert (told["team"].to_list(), told["whole"].to_list()) == (["A"], [0.5])


@pytest.mark.parametrize(
    ("month", "there"),
    [
        (date(2025, 11, 1), False),  # thirteen months ago
        (date(2025, 12, 1), True),
        (date(2026, 11, 1), True),
        (date(2026, 12, 1), False),  # not yet come
        (None, False),
    ],
)
def test_months_are_those_of_the_last_year_that_have_come(month, there):
    assert (over_months(cube(("A", month, 5, 5)), AS_OF).height == 1) is there


def test_months_are_of_all_teams_together_and_one_with_nothing_due_is_left_out():
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    told = over_months(cube(("A", may, 9, 1), ("B", may, 10, 0), ("A", june, 0, 0)), AS_OF)
    assert told.select("month", "numerator", "denominator").rows() == [(may, 19.0, 20)]
