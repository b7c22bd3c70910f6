"""Every weakness that was planted is found, and nothing else is reported, standard by standard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.synthetic.planted import (
    AS_OF,
    BAD,
    FORMATS,
    YEAR_END,
    broken,
    clean,
    judged,
    planted_in,
    reviewed,
    untold,
)
from tests.synthetic.test_weaknesses_of_a_small_council import PLANTED as PLANTED_IN_A_FEW

from everycase.review.review import Review
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Clock, Rule
from everycase.synthetic.planting import Planted, plant
from everycase.synthetic.planting.acts_by_area import ACTS

KEY = ["standard", "child_id"]
SEEDS = (1, 2, 3)
NOT_PLANTED = {
    key: "it takes two files: test_two_files_that_contradict_each_other has them"
    for key in catalogue()
    if key.startswith("two-sources-")
}
SAID_OTHERWISE = {
    "deprivation-of-liberty-dates-impossible": "the return has these orders from the year that ends in 2027",
    "deprivation-of-liberty-monthly-review": "the return has these orders from the year that ends in 2027",
    "open-case-no-allocated-worker": "Annex A names the child's last worker",
    "s20-over-6-months-no-plan": "Annex A has a plan for permanence",
    "cla-three-placements": "the return joins the episodes of a placement",
    "cla-sdq-missing-no-reason": "the return has last year's score",
    "sex-missing": "Annex A and the census have a code for one that isn't known",
}
"""Weaknesses that are planted in one file's rows, where another says that all is well → what it says."""
NOBODY: Mapping[int, frozenset[str]] = {
    1: frozenset(
        {
            "adoption-dates-out-of-order",
            "cla-visit-connected-person-4-weeks",
            "connected-person-extension-8-weeks",
        }
    ),
    2: frozenset(
        {
            "adopter-review-every-12-months",
            "adoption-dates-out-of-order",
            "adoption-not-placed-first-review-3-months",
            "adoption-placed-second-review-3-months",
            "adoption-placed-weekly-visits",
            "adoption-reversed-no-reason",
            "cp-plan-2-years",
            "cp-review-every-6-months",
            "still-unborn-past-due-date",
        }
    ),
    3: frozenset(
        {
            "adoption-reversed-no-reason",
            "cla-visit-connected-person-4-weeks",
            "cla-visit-connected-person-weekly",
            "connected-person-extension-8-weeks",
            "connected-person-temporary-approval-16-weeks",
            "still-unborn-past-due-date",
        }
    ),
}
"""Standards by seed that its council has nobody for: another's has."""
CROWDED_OUT = frozenset(
    {
        "adoption-court-application-10-weeks",
        "adoption-placed-without-authority",
        "adoption-records-kept-100-years",
        "pre-birth-assessment-start-by-20-weeks-pregnant",
        "pre-birth-conference-10-weeks-before-birth",
    }
)
"""Standards for whose few children others are always chosen first: planted alone."""
PARTS = {"annex_a": 30, "cin_census": 34, "ssda903": 15}
"""Formats that hold some rows of what they hold fields for → standards found broken in it, at the least."""


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def seed(request: pytest.FixtureRequest) -> int:
    """Everything with one seed comes before anything with the next: a council is made once."""
    found: int = request.param
    return found


@pytest.fixture(scope="module")
def whole(seed: int) -> Planted:
    """A council with a weakness of every standard, wherever there is somebody."""
    return plant(clean(seed), AS_OF, seed=seed)


def test_every_standard_is_planted_in_some_council() -> None:
    assert not frozenset.intersection(*NOBODY.values())


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


def _assert_nothing_else(truth: pl.DataFrame, found: pl.DataFrame) -> None:
    planted = (
        truth.filter(pl.col("what") != "also").group_by("child_id").agg(pl.col("by").unique().str.join(" + "))
    )
    other = found.unique(KEY).join(truth, on=KEY, how="anti")
    listed = other.join(planted, on="child_id", how="left")
    assert other.is_empty(), f"found, and not planted: {_by_standard(listed, 'what', 'due_on', 'by')}"


@pytest.mark.slow
def test_each_is_found_with_its_dates_and_nothing_else_is(whole: Planted, seed: int, tmp_path: Path) -> None:
    found = broken(reviewed(whole.tables, AS_OF, ["ssd", "events"], tmp_path))
    _assert_found(whole.truth, found, ["ssd", "events"])
    _assert_nothing_else(whole.truth, found)
    assert whole.untried.keys() <= NOBODY[seed] | CROWDED_OUT | PLANTED_IN_A_FEW.keys()
    shown = _shown(whole.truth, ["ssd", "events"])
    dated = shown.filter(pl.col("due_on").is_not_null() & pl.col("what").is_in(BAD))
    otherwise = dated.join(found, on=[*KEY, "what", "due_on"], how="anti")
    assert otherwise.is_empty(), f"found with another date: {_by_standard(otherwise, 'what', 'due_on')}"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ssd", "events"])
def test_a_format_that_holds_everything_of_its_own_finds_it_alone(
    whole: Planted, name: str, tmp_path: Path
) -> None:
    result = reviewed(whole.tables, AS_OF, [name], tmp_path)
    _assert_found(whole.truth, broken(result), [name])
    _assert_nothing_else(whole.truth, broken(result))
    _assert_never_met(whole.truth, result)


@pytest.mark.slow
def test_all_formats_together_find_it_but_for_what_another_file_says_otherwise(
    whole: Planted, tmp_path: Path
) -> None:
    result = reviewed(whole.tables, AS_OF, list(FORMATS), tmp_path)
    ours = whole.truth.filter(~pl.col("standard").is_in(list(SAID_OTHERWISE)))
    found = broken(result)
    _assert_found(ours, pl.concat([found.select(KEY), untold(result).select(KEY)]), list(FORMATS))
    # What is planted in one file's rows alone is what the others contradict.
    contradicted = pl.col("standard").str.starts_with("two-sources-")
    weak = pl.col("child_id").is_in(whole.truth["child_id"].implode())
    _assert_nothing_else(whole.truth, found.filter(~(contradicted & weak)))
    _assert_never_met(ours, result)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "as_of"), [("annex_a", AS_OF), ("cin_census", YEAR_END), ("ssda903", YEAR_END)]
)
def test_a_format_that_holds_part_finds_that_and_never_calls_the_rest_fine(
    seed: int, name: str, as_of: date, tmp_path: Path
) -> None:
    made = planted_in(clean(seed, as_of), as_of, name, seed, tmp_path / "clean")
    result = reviewed(made.tables, as_of, [name], tmp_path / "planted")
    found, shown = broken(result), _shown(made.truth, [name])
    _assert_nothing_else(made.truth, found)
    _assert_never_met(made.truth, result)
    silent = shown.join(found, on=KEY, how="anti").join(untold(result), on=KEY, how="anti")
    fine = silent.join(judged(result), on=KEY, how="semi")
    assert fine.is_empty(), f"planted, and called fine: {_by_standard(fine, 'what', 'due_on')}"
    assert shown.join(found, on=KEY)["standard"].n_unique() >= PARTS[name]


def _assert_never_met(truth: pl.DataFrame, result: Review) -> None:
    """An obligation that was planted as broken is not met, whatever the files hold."""
    dated = truth.filter(pl.col("due_on").is_not_null() & (pl.col("what") != "also"))
    same_day = result.obligations.join(dated.select(*KEY, "due_on"), on=[*KEY, "due_on"], how="semi")
    otherwise = broken(result).select(*KEY, "due_on").drop_nulls()
    met = same_day.filter(pl.col("state") == "met").join(otherwise, on=[*KEY, "due_on"], how="anti")
    assert met.is_empty(), f"planted, and called met: {_by_standard(met, 'due_on', 'done_on', 'subject')}"


@pytest.mark.slow
def test_what_others_leave_no_room_for_is_found_where_it_is_planted_alone(tmp_path: Path) -> None:
    made = plant(clean(3, YEAR_END), YEAR_END, seed=3, standards=CROWDED_OUT)
    assert set(made.truth["by"]) == CROWDED_OUT
    found = broken(reviewed(made.tables, YEAR_END, ["ssd", "events"], tmp_path))
    _assert_found(made.truth, found, ["ssd", "events"])
    _assert_nothing_else(made.truth, found)
