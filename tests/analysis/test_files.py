"""Every frame as CSV and Parquet: the same rows in both, nothing that a spreadsheet might run."""

from datetime import date

import polars as pl
from tests.analysis.made import Rows, made

from everycase.analysis.files import write_files

FINDINGS: Rows = [{"child_id": "=1+1", "says": "@SUM(A1)", "since": date(2026, 11, 2)}, {"child_id": "Zoë"}]


def test_parquet_holds_values_as_they_are_and_csv_defuses_them(tmp_path):
    evidence = made(findings=FINDINGS)
    write_files(evidence, tmp_path)
    kept = pl.read_parquet(tmp_path / "parquet" / "findings.parquet")
    assert kept.equals(evidence.review.findings)
    shown = pl.read_csv(tmp_path / "csv" / "findings.csv", infer_schema=False)
    assert shown.select("child_id", "says", "since").rows() == [
        ("'=1+1", "'@SUM(A1)", "2026-11-02"),
        ("Zoë", "Something is wrong.", "2026-11-24"),
    ]


def test_excel_knows_that_the_csv_is_utf_8(tmp_path):
    write_files(made(findings=FINDINGS), tmp_path)
    assert (tmp_path / "csv" / "findings.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_comparison_never_made_has_no_file(tmp_path):
    names = {path.name for path in write_files(made(), tmp_path)}
    assert "comparison.csv" not in names
    assert "findings.csv" in names


def test_everything_of_a_reviewed_record_is_written(evidence, tmp_path):
    paths = write_files(evidence, tmp_path)
    assert all(path.is_file() for path in paths)
    assert {path.stem for path in paths if path.suffix == ".parquet"} >= {
        "findings",
        "obligations",
        "checks",
        "measures",
        "averages",
        "comparison",
        "recording_lag",
        "made_timely",
    }
    measures = pl.read_parquet(tmp_path / "parquet" / "measures.parquet")
    assert measures.equals(evidence.review.measures)
