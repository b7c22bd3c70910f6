"""`everycase synth`: which files it writes, and that the same seed writes the same."""

import json
from datetime import date

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from everycase.cli import synth
from everycase.returns import cin_census

app = typer.Typer()
app.command()(synth.command)
runner = CliRunner()
SMALL = ("--children", "40", "--years", "1")


def run(*arguments):
    return runner.invoke(app, [*SMALL, *(str(argument) for argument in arguments)])


def test_every_format_is_written(tmp_path):
    result = run("--to", tmp_path, "--json")
    assert result.exit_code == 0, result.output
    written = json.loads(result.stdout)["written"]
    places = {path.removeprefix(f"{tmp_path}/").split("/")[0] for path in written}
    files = {"ssd", "annex_a.xlsx", "cin_census_2026.xml", "ssda903", "events.csv", "Ofsted providers.xlsx"}
    assert places == files
    assert sorted(written) == sorted(str(path) for path in tmp_path.rglob("*") if path.is_file())


def test_returns_with_weaknesses_are_written_beside_with_the_list_of_them(tmp_path):
    run("--to", tmp_path, "--formats", "events", "--planted-returns", "--children", 300, "--json")
    listed = pl.read_csv(tmp_path / "planted" / "planted.csv", infer_schema=False)
    assert listed.columns == ["return", "rule", "table", "number", "child", "written", "message"]
    plan = listed.row(by_predicate=pl.col("rule") == "8840", named=True)
    tables = cin_census.read(tmp_path / "planted" / "cin_census_2026.xml").tables
    row = tables[plan["table"]].row(int(plan["number"]) - 1, named=True)
    assert row["LAchildID"] == plan["child"]
    assert row["CPPstartDate"] == row["CPPendDate"]
    assert f"CPPendDate={row['CPPendDate']}" in plan["written"]
    assert plan["message"] == "Child Protection Plan cannot start and end on the same day"
    years = sorted(path.name for path in (tmp_path / "planted" / "ssda903").iterdir())
    assert years == ["2024-25", "2025-26"]


def test_rules_that_nobody_is_there_for_are_named(tmp_path):
    arguments = ("--to", tmp_path, "--formats", "events", "--planted-returns", "--json")
    result = runner.invoke(app, ["--children", "1", "--years", "1", *(str(one) for one in arguments)])
    assert "ssda903 101" in json.loads(result.stdout)["not_planted"]


def test_only_the_formats_asked_for_are_written(tmp_path):
    result = run("--to", tmp_path, "--formats", "Events, annex_a,events", "--json")
    assert json.loads(result.stdout)["written"] == [
        str(tmp_path / "annex_a.xlsx"),
        str(tmp_path / "events.csv"),
    ]


def test_the_same_seed_writes_the_same_and_another_does_not(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        run("--to", tmp_path / name, "--formats", "events", "--seed", seed)
    texts = [(tmp_path / name / "events.csv").read_bytes() for name in "abc"]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]


def test_it_says_what_to_do_next(tmp_path):
    result = run("--to", tmp_path, "--formats", "events")
    assert f"events file: {tmp_path}/events.csv" in result.stdout
    assert f"everycase load {tmp_path}/events.csv --as-of 2026-11-24" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--formats", "pdf"), "found pdf, expected some of ssd, annex_a, cin_census, ssda903, events"),
        (("--formats", ","), "found nothing"),
        (("--as-of", "24/11/2026"), "found '24/11/2026', expected a date such as 2026-11-24"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path, arguments, said):
    result = run("--to", tmp_path, *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 3, 30), date(2025, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 11, 24), date(2026, 3, 31)),
    ],
)
def test_the_returns_are_of_the_last_year_that_ended(day, end):
    assert synth.year_end(day) == end
