"""Every weakness that was planted is found, and nothing else is reported, standard by standard."""

from __future__ import annotations

import polars as pl
import pytest
from tests.synthetic.planted import AS_OF, BAD, broken, case, reviewed

from everycase.standards.catalogue import catalogue
from everycase.standards.language import Clock, Rule
from everycase.synthetic.planting.acts_by_area import ACTS

KEY = ["standard", "child_id"]
NOT_PLANTED = {
    "initial-assessment-10-working-days-historic": "its referrals are older than any extract",
    "assessment-day-45-spike": "it is about a whole team's habit, and no one child's record",
    "adoption-a1-426-days": "an average, which has no findings",
    "adoption-a2-121-days": "an average, which has no findings",
    "adoption-a10-426-days": "an average, which has no findings",
}
AT_LEAST = {1: 330, 2: 330, 3: 330}
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
