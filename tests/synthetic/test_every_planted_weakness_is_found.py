"""Every weakness that was planted is found, and nothing else is reported, standard by standard."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.synthetic.planted import AS_OF, BAD, FORMATS, YEAR_END, broken, case, reviewed, untold

from everycase.review.review import Review
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Clock, Rule
from everycase.synthetic.planting.acts_by_area import ACTS

KEY = ["standard", "child_id"]
NOT_PLANTED = {
    key: "it takes two files: test_two_files_that_contradict_each_other has them"
    for key in catalogue()
    if key.startswith("two-sources-")
}
SAID_OTHERWISE = {
    "deprivation-of-liberty-dates-impossible": "the return has these orders from the year that ends in 2027",
    "deprivation-of-liberty-monthly-review": "the return has these orders from the year that ends in 2027",
    "cp-plan-repeat": "the other files count the earlier plans, and say that there were none",
    "open-case-no-allocated-worker": "Annex A names the child's last worker",
    "s20-over-6-months-no-plan": "Annex A has a plan for permanence",
    "cla-three-placements": "the return joins the episodes of a placement",
    "cla-sdq-missing-no-reason": "the return has last year's score",
}
"""Weaknesses that are planted in one file's rows, where another says that all is well → what it says."""
CONTRADICTED = {
    "two-sources-protection-plan": "a plan that was planted lies in no episode of need: the census has none",
}
"""What the files say differently because something was planted → why."""
AT_LEAST = {1: 335, 2: 330, 3: 332}
"""Standards of which something is planted, of about 355: a council never has somebody for every one."""


def test_every_standard_has_an_act_that_breaks_it() -> None:
    standards = {key for key, s in catalogue().items() if isinstance(s, Clock | Rule)}
    acts = {act.standard for act in ACTS}
    assert acts == standards - NOT_PLANTED.keys()


def _shown(truth: pl.DataFrame, formats: list[str]) -> pl.DataFrame:
    """What was planted that files in these formats show together."""
    own = truth.filter(pl.col("what") != "also")
    how = "with_events" if "events" in formats else "alone"
    any_of_them = pl.any_horizontal(pl.col(how).list.contains(name) for name in formats)
    return own.filter(any_of_them)


def _by_standard(rows: pl.DataFrame, *more: str) -> str:
    """Rows as lines of a failure message, by standard."""
    listed = rows.sort(KEY).select(pl.format("  {}: child {}", *KEY), *more)
    return "\n" + "\n".join(" ".join(str(value) for value in row) for row in listed.rows())


def _assert_found(truth: pl.DataFrame, found: pl.DataFrame, formats: list[str]) -> None:
    missed = _shown(truth, formats).join(found, on=KEY, how="anti")
    assert missed.is_empty(), f"planted, and not found: {_by_standard(missed, 'what', 'due_on')}"


def _assert_nothing_else(truth: pl.DataFrame, found: pl.DataFrame, clean: pl.DataFrame) -> None:
    planted = (
        truth.filter(pl.col("what") != "also").group_by("child_id").agg(pl.col("by").unique().str.join(" + "))
    )
    other = found.unique(KEY).join(truth, on=KEY, how="anti").join(clean, on=KEY, how="anti")
    listed = other.join(planted, on="child_id", how="left")
    assert other.is_empty(), f"found, and not planted: {_by_standard(listed, 'what', 'due_on', 'by')}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_is_found_with_its_dates_and_nothing_else_is(seed: int, tmp_path) -> None:
    made = case(seed)
    found = broken(reviewed(made.planted.tables, AS_OF, ["ssd", "events"], tmp_path / "planted"))
    clean = broken(reviewed(made.clean, AS_OF, ["ssd", "events"], tmp_path / "clean"))
    truth = made.planted.truth
    _assert_found(truth, found, ["ssd", "events"])
    _assert_nothing_else(truth, found, clean)
    shown = _shown(truth, ["ssd", "events"])
    assert shown["standard"].n_unique() >= AT_LEAST[seed]
    dated = shown.filter(pl.col("due_on").is_not_null() & pl.col("what").is_in(BAD))
    otherwise = dated.join(found, on=[*KEY, "what", "due_on"], how="anti")
    assert otherwise.is_empty(), f"found with another date: {_by_standard(otherwise, 'what', 'due_on')}"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ssd", "events"])
def test_a_format_that_holds_everything_of_its_own_finds_it_alone(name: str, tmp_path) -> None:
    made = case(1)
    result = reviewed(made.planted.tables, AS_OF, [name], tmp_path / "planted")
    clean = broken(reviewed(made.clean, AS_OF, [name], tmp_path / "clean"))
    _assert_found(made.planted.truth, broken(result), [name])
    _assert_nothing_else(made.planted.truth, broken(result), clean)
    _assert_never_met(made.planted.truth, result)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "as_of", "at_least"),
    [("annex_a", AS_OF, 25), ("cin_census", YEAR_END, 15), ("ssda903", YEAR_END, 10)],
)
def test_a_format_that_holds_part_never_calls_the_rest_met(
    name: str, as_of: date, at_least: int, tmp_path
) -> None:
    made = case(1, as_of)
    result = reviewed(made.planted.tables, as_of, [name], tmp_path / "planted")
    clean = broken(reviewed(made.clean, as_of, [name], tmp_path / "clean"))
    found = broken(result)
    _assert_nothing_else(made.planted.truth, found, clean)
    _assert_never_met(made.planted.truth, result)
    shown = _shown(made.planted.truth, [name]).join(found, on=KEY)
    assert shown["standard"].n_unique() >= at_least


@pytest.mark.slow
def test_all_formats_together_find_it_but_for_what_another_file_says_otherwise(tmp_path) -> None:
    made = case(1)
    result = reviewed(made.planted.tables, AS_OF, list(FORMATS), tmp_path / "planted")
    clean = broken(reviewed(made.clean, AS_OF, list(FORMATS), tmp_path / "clean"))
    truth = made.planted.truth
    ours = truth.filter(~pl.col("standard").is_in(list(SAID_OTHERWISE)))
    cannot_tell = untold(result).with_columns(what=pl.lit("cannot tell"), due_on=pl.lit(None, dtype=pl.Date))
    _assert_found(
        ours, pl.concat([broken(result), cannot_tell.select(*KEY, "what", "due_on")]), list(FORMATS)
    )
    found = broken(result).filter(~pl.col("standard").is_in(list(CONTRADICTED)))
    _assert_nothing_else(truth, found, clean)
    _assert_never_met(ours, result)


def _assert_never_met(truth: pl.DataFrame, result: Review) -> None:
    """An obligation that was planted as broken is not met, whatever the files hold."""
    dated = truth.filter(pl.col("due_on").is_not_null() & (pl.col("what") != "also"))
    same_day = result.obligations.join(dated.select(*KEY, "due_on"), on=[*KEY, "due_on"], how="semi")
    otherwise = broken(result).select(*KEY, "due_on").drop_nulls()
    met = same_day.filter(pl.col("state") == "met").join(otherwise, on=[*KEY, "due_on"], how="anti")
    assert met.is_empty(), f"planted, and called met: {_by_standard(met, 'due_on', 'done_on', 'subject')}"
