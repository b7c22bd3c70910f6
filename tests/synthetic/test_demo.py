"""The demo's council tells its story: weak in intake, good elsewhere, and better a month later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from everycase.record.loading import load
from everycase.record.snapshot import Record
from everycase.record.store import Store
from everycase.review.compare import compare, summary
from everycase.review.returns_loaded import check_among
from everycase.review.review import Review, review
from everycase.standards.catalogue import catalogue
from everycase.standards.council import CouncilFile, Returns, Settings
from everycase.standards.language import Question
from everycase.synthetic.demo import (
    A_HANDFUL,
    INTAKE_WEAKNESSES,
    ODD,
    PROVIDERS,
    RED_LINES,
    write_extracts,
)
from everycase.synthetic.places import AUTHORITY
from everycase.synthetic.planting.acts_by_area import ACTS
from everycase.synthetic.planting.also import also_broken
from everycase.synthetic.teams import INTAKE_TEAMS

FIRST, SECOND = date(2026, 10, 24), date(2026, 11, 24)
Extracts = Mapping[date, tuple[Record, Review]]


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory) -> Extracts:
    """Both extracts of a council of the demo's own size, loaded and reviewed."""
    folder = tmp_path_factory.mktemp("demo")
    written = write_extracts(folder / "extracts", dates=(FIRST, SECOND), children=1_200, seed=7)
    store = Store(folder / "council")
    store.folder.mkdir()
    found = {}
    for day, files in written.items():
        record = load(store, [str(path) for path in files], "Test council", as_of=day)
        found[day] = record, review(record, catalogue(), Settings())
    return found


def _intake(record: Record) -> pl.DataFrame:
    recent = pl.col("referred_on") >= record.as_of - timedelta(days=274)
    rows = record.scan("referrals").filter(recent & pl.col("team_id").is_in(INTAKE_TEAMS))
    return rows.select("child_id").unique().collect()


def _in_work_elsewhere(record: Record, intake: pl.DataFrame) -> pl.DataFrame:
    going_on = pl.col("closed_on").is_null() & ~pl.col("no_further_action").fill_null(value=False)
    cases = record.scan("referrals").filter(going_on).select("child_id")
    care = record.scan("care_episodes").filter(pl.col("ended_on").is_null()).select("child_id")
    return pl.concat([cases, care]).unique().collect().join(intake, on="child_id", how="anti")


def _weak(result: Review, children: pl.DataFrame) -> float:
    """The share of children with something to put right."""
    found = result.findings.filter(pl.col("severity") > 0)
    return children.join(found, on="child_id", how="semi").height / children.height


def test_the_lists_name_standards_and_no_red_line_is_planted_in_intake() -> None:
    standards = {key: s for key, s in catalogue().items() if not isinstance(s, Question)}
    assert {key for key, s in standards.items() if s.red_line} == RED_LINES
    assert A_HANDFUL < RED_LINES
    assert set(INTAKE_WEAKNESSES) | ODD <= {act.standard for act in ACTS}
    for standard in INTAKE_WEAKNESSES:
        assert RED_LINES.isdisjoint({standard, *also_broken().get(standard, ())}), standard


@pytest.mark.slow
def test_half_of_intake_is_weak_and_none_unsafe_and_the_rest_is_good(reviewed: Extracts) -> None:
    record, result = reviewed[FIRST]
    intake = _intake(record)
    assert 0.4 <= _weak(result, intake) <= 0.6
    assert _weak(result, _in_work_elsewhere(record, intake)) <= 0.25
    red = result.findings.filter("red_line")
    assert 2 <= red.height <= 8
    assert red.join(intake, on="child_id", how="semi").is_empty()


@pytest.mark.slow
def test_a_month_later_about_half_is_proved_right_and_little_is_new(reviewed: Extracts) -> None:
    (earlier, before), (later, after) = reviewed[FIRST], reviewed[SECOND]
    counts = summary(compare(before, after, (earlier, later), catalogue(), Settings()))
    assert counts["proved right"] >= 0.4 * before.findings.height
    assert counts["new"] <= 0.2 * before.findings.height
    assert _weak(after, _intake(later)) <= 0.3
    assert after.findings.filter("red_line").height < before.findings.filter("red_line").height


@pytest.mark.slow
def test_work_put_right_shows_as_done_late(reviewed: Extracts) -> None:
    late = [
        result.obligations.filter((pl.col("state") == "met late") & (pl.col("done_on") > FIRST)).height
        for _, result in reviewed.values()
    ]
    assert late[0] == 0
    assert late[1] >= 10


def test_each_date_has_every_format_and_the_lists_of_what_was_done(tmp_path: Path) -> None:
    written = write_extracts(tmp_path, dates=(FIRST, SECOND), children=60, seed=1)
    for day, files in written.items():
        assert [path.name for path in files] == [
            "ssd",
            f"Annex A {day.isoformat()}.xlsx",
            "events.csv",
            "cin_census.xml",
            "ssda903",
        ]
        assert all(path.exists() for path in files)
        assert (tmp_path / f"planted by {day.isoformat()}.csv").exists()
    assert (tmp_path / "changed between the two.csv").exists()


# ---------------------------------------------------------------- the returns


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """What the DfE's rules find in the returns of both dates, with what was planted by each."""
    folder = tmp_path_factory.mktemp("returns")
    written = write_extracts(folder, dates=(FIRST, SECOND), children=1_200, seed=7)
    store = Store(folder)
    named = Returns(authority=AUTHORITY, providers=[PROVIDERS])
    settings = Settings(CouncilFile(council="Test council", returns=named))
    planted = {day: pl.read_csv(folder / f"planted by {day}.csv", infer_schema=False) for day in written}
    checks = [
        (day, check, planted[day]["child_id"].unique())
        for day, files in written.items()
        for check in check_among(store, [str(path) for path in files], settings, day)
    ]
    assert len(checks) == 4
    return checks


def test_the_returns_flag_children_in_whose_records_something_was_planted_and_no_others(checked):
    for day, check, planted in checked:
        others = check.flagged.filter(~pl.col("child").is_in(planted.implode()))
        assert others.select("rule", "child", "values").rows() == [], f"{check.name}, {day}"
        assert check.flagged["child"].null_count() == 0
    assert sum(check.flagged.height for _, check, _ in checked) > 10


def test_every_rule_can_be_told_but_for_those_on_last_years_return(checked):
    for _, check, _ in checked:
        untold = check.by_rule.filter(pl.col("outcome").is_in(["cannot tell", "not run"]))
        assert [reason for reason in untold["reason"] if "ast year" not in reason] == []
