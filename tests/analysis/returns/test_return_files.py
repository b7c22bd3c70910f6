"""The check as CSV and JSON."""

import csv
import json

from tests.returns.census import RIGHT, WRONG, checked

from everycase.analysis.returns.files import document, write_files


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_list_is_written_and_named(tmp_path):
    names = [path.name for path in write_files(checked(tmp_path, *WRONG), tmp_path / "out")]
    assert names == ["findings.csv", "rules.csv", "children.csv", "problems.csv", "check.json"]
    assert [row["rule"] for row in rows(tmp_path / "out" / "findings.csv")] == [
        "2887Q",
        "4180",
        "8525Q",
        "8620",
    ]


def test_a_text_that_a_spreadsheet_might_run_has_an_apostrophe_in_the_csv_alone(tmp_path):
    write_files(checked(tmp_path, {**RIGHT, "child": "=1+1"}, rules=["1580"]), tmp_path)
    assert [row["child"] for row in rows(tmp_path / "findings.csv")] == ["'=1+1"]
    told = json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))
    assert [finding["child"] for finding in told["findings"]] == ["=1+1"]


def test_the_document_of_one_child_counts_that_childs_findings_alone(tmp_path):
    told = document(checked(tmp_path, *WRONG), "Ben1")
    assert (told["errors"], told["queries"], [f["rule"] for f in told["findings"]]) == (0, 1, ["8525Q"])
    assert len(told["rules"]) == 109
