"""Small numbers: what is hidden, what is rounded, and that a hidden one can't be worked out."""

from __future__ import annotations

import polars as pl
import pytest

from everycase.analysis.suppression import rounded, suppressed


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1_002, 1_000)],
)
def test_a_count_is_hidden_or_rounded(count, shown):
    assert pl.DataFrame({"n": [count]}).select(rounded(pl.col("n"))).item() == shown


def shown(right, of, cannot_tell=0):
    rows = pl.DataFrame(
        {
            "numerator": [right],
            "denominator": [of],
            "cannot_tell": [cannot_tell],
            "share": [right / of if of else None],
        }
    )
    return suppressed(rows).row(0, named=True)


@pytest.mark.parametrize(("right", "of"), [(4, 40), (36, 40), (1, 4), (0, 19), (19, 19)])
def test_a_share_that_tells_of_a_few_is_hidden(right, of):
    assert (shown(right, of)["share"], shown(right, of)["numerator"]) == (None, None)


@pytest.mark.parametrize(
    ("right", "of", "share"), [(5, 40, 0.12), (35, 40, 0.88), (20, 20, 1.0), (0, 20, 0.0)]
)
def test_a_share_of_enough_is_shown_in_whole_per_cent(right, of, share):
    assert shown(right, of)["share"] == pytest.approx(share)


@pytest.mark.parametrize(
    ("right", "of", "share"),
    [(997, 1_000, None), (995, 1_000, 0.995), (5, 1_000, 0.005), (1_000, 1_000, 1.0)],
)
def test_a_share_is_said_to_be_all_or_none_only_where_it_is(right, of, share):
    assert shown(right, of)["share"] == share


@pytest.mark.parametrize(
    ("right", "of", "few"),
    [(16, 20, "wrong"), (20, 20, None), (15, 20, None), (4, 20, "right"), (15, 19, None), (0, 20, None)],
)
def test_which_part_was_too_few_is_said_of_enough_only(right, of, few):
    assert shown(right, of)["few"] == few


def test_no_count_that_is_shown_gives_a_hidden_one_away():
    """From any total and part shown, the part that is hidden could be each of 1 to 4."""
    for hidden_part in range(1, 5):
        for other in range(5, 60):
            whole = shown(other, other + hidden_part)
            assert whole["share"] is None
            same = {shown(other, other + part)["denominator"] for part in range(1, 5)}
            assert len(same) <= 2
