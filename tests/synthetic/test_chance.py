"""Chance depends on the seed, the question and the row, and on nothing else."""

import polars as pl
import pytest

from everycase.synthetic.chance import Chance, choose

ROWS = pl.DataFrame({"child": range(20_000)})


def drawn(seed: int, question: str, rows: pl.DataFrame = ROWS) -> pl.DataFrame:
    return rows.with_columns(draw=Chance(seed).uniform(question, "child"))


def test_a_row_has_its_draw_wherever_it_stands() -> None:
    forwards = drawn(1, "a question")
    backwards = drawn(1, "a question", ROWS.reverse()).reverse()
    some = drawn(1, "a question", ROWS.filter(pl.col("child") % 7 == 0))
    assert forwards.equals(backwards)
    assert some.equals(forwards.filter(pl.col("child") % 7 == 0))


@pytest.mark.parametrize(("seed", "question"), [(2, "a question"), (1, "another question")])
def test_another_seed_or_question_has_other_draws(seed: int, question: str) -> None:
    same = (drawn(1, "a question")["draw"] == drawn(seed, question)["draw"]).sum()
    assert same == 0


def test_draws_are_spread_over_0_to_1() -> None:
    tenths = drawn(1, "spread").group_by((pl.col("draw") * 10).floor().alias("tenth")).len()
    assert tenths.height == 10
    assert tenths["len"].min() > 1800  # type: ignore[operator]
    assert tenths["len"].max() < 2200  # type: ignore[operator]


def test_whole_numbers_reach_both_ends_and_no_further() -> None:
    numbers = ROWS.select(n=Chance(1).whole("days", 3, 5, "child"))["n"]
    assert sorted(numbers.unique().to_list()) == [3, 4, 5]


def test_two_columns_tell_rows_apart_in_either_order() -> None:
    rows = pl.DataFrame({"a": [1, 2], "b": [2, 1]})
    draws = rows.select(Chance(1).uniform("pair", "a", "b")).to_series()
    assert draws[0] != draws[1]


@pytest.mark.parametrize(
    ("draw", "name"),
    [(0.0, "few"), (0.099, "few"), (0.1, "some"), (0.399, "some"), (0.4, "most"), (0.999, "most")],
)
def test_a_name_is_chosen_by_its_stretch_of_0_to_1(draw: float, name: str) -> None:
    weights = {"few": 1.0, "some": 3.0, "most": 6.0}
    assert pl.select(choose(pl.lit(draw), weights)).item() == name


def test_lengths_have_their_median_and_never_pass_the_longest() -> None:
    lengths = ROWS.select(n=Chance(1).skewed("lasts", 150, 420, "child"))["n"]
    assert lengths.median() == pytest.approx(150, abs=3)
    assert lengths.max() <= 420  # type: ignore[operator]
    assert lengths.min() >= 30  # type: ignore[operator]
