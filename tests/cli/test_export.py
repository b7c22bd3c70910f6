"""`everycase export` on a small council: what it writes, where, and what it says when it can't."""

import json
from datetime import date

import openpyxl
import pytest
import typer
from tests.analysis.council import FIRST, SECOND, reviewed
from typer.testing import CliRunner

from everycase.cli import export

app = typer.Typer()
app.command()(export.command)
runner = CliRunner()


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    return reviewed(tmp_path_factory.mktemp("export") / "council", FIRST, SECOND).folder


def run(*arguments):
    return runner.invoke(app, [str(argument) for argument in arguments])


def test_a_worklist_a_team_a_report_and_every_frame_are_written(council):
    result = run("--council", council)
    assert result.exit_code == 0, result.output
    place = council / "exports" / "2026-11-24"
    assert sorted(path.name for path in (place / "worklists").iterdir()) == [
        "duty-assessment.xlsx",
        "no-team.xlsx",
        "safeguarding.xlsx",
    ]
    assert (place / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (place / "csv" / "findings.csv").is_file()
    assert (place / "parquet" / "comparison.parquet").is_file()
    assert "3 worklists" in result.output


def test_json_lists_each_path_written_and_nothing_else(council, tmp_path):
    result = run("--council", council, "--to", tmp_path / "out", "--json")
    told = json.loads(result.stdout)
    assert told["as_of"] == "2026-11-24"
    written = {str(path) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert set(told["written"]) == written


def test_an_earlier_review_is_exported_by_its_date(council, tmp_path):
    result = run("--council", council, "--as-of", FIRST.isoformat(), "--to", tmp_path)
    assert result.exit_code == 0, result.output
    sheet = openpyxl.load_workbook(tmp_path / "worklists" / "no-team.xlsx")["To put right"]
    assert sheet["A1"].value.startswith("No team, as of 23 October 2026.")
    assert not (tmp_path / "csv" / "comparison.csv").exists()


@pytest.mark.parametrize("team", ["T1", "Duty & Assessment", "duty & assessment "])
def test_one_team_by_its_name_or_id_gets_its_worklist_alone(council, tmp_path, team):
    result = run("--council", council, "--team", team, "--to", tmp_path, "--json")
    assert json.loads(result.stdout)["written"] == [str(tmp_path / "worklists" / "duty-assessment.xlsx")]


def test_a_team_that_is_not_there_is_told_with_those_that_are(council, tmp_path):
    result = run("--council", council, "--team", "West", "--to", tmp_path)
    assert result.exit_code == 3
    assert "no team called 'West'" in result.stderr
    assert "+Safeguarding; Duty & Assessment; No team" in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_councils_is_told(tmp_path):
    result = run("--council", tmp_path)
    assert result.exit_code == 3
    assert "is not a council's folder" in " ".join(result.stderr.split())


def test_a_date_that_is_none_is_told(council):
    result = run("--council", council, "--as-of", "24/11/2026")
    assert result.exit_code == 2
    assert "found '24/11/2026'" in " ".join(result.stderr.split())


def test_a_date_without_a_review_says_what_to_do(council):
    result = run("--council", council, "--as-of", date(2026, 1, 5).isoformat())
    assert isinstance(result.exception, FileNotFoundError)
    assert "no review of 5 January 2026: run `everycase review" in str(result.exception)
