"""The check of a return as CSV and as JSON, for whoever wants to count or to sort for themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from everycase.analysis.safe_text import defused
from everycase.returns.flagged import ERROR, QUERY, Checked


def write_files(checked: Checked, folder: Path) -> list[Path]:
    """Write findings.csv, rules.csv, children.csv, problems.csv and check.json; the files, in order.

    In the CSVs a text that a spreadsheet might run has an apostrophe before it; they begin with a mark by
    which Excel knows that they are UTF-8. The JSON holds values as they stand.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in _frames(checked).items():
        path = folder / f"{name}.csv"
        defused(frame).write_csv(path, include_bom=True)
        written.append(path)
    path = folder / "check.json"
    path.write_text(json.dumps(document(checked), indent=1, ensure_ascii=False), encoding="utf-8")
    return [*written, path]


def _frames(checked: Checked) -> Mapping[str, pl.DataFrame]:
    return {
        "findings": checked.flagged.drop("row"),
        "rules": checked.by_rule,
        "children": checked.by_child,
        "problems": checked.problems,
    }


def document(checked: Checked, child: str | None = None) -> dict[str, Any]:
    """The check as one JSON document, of every child or of one.

    `findings` have the 0-based `row` of the table, and `file_row` as a person sees it; `rules` has every
    rule, with its outcome and, where it wasn't run or can't be told, the reason.
    """
    flagged = checked.flagged if child is None else checked.flagged.filter(pl.col("child") == child.strip())
    return {
        "return": checked.form.name,
        "collection_year": checked.collection_year,
        "files": [file.name for file in checked.reading.files],
        "previous_files": [file.name for file in checked.previous.files] if checked.previous else [],
        "errors": flagged.filter(pl.col("severity") == ERROR).height,
        "queries": flagged.filter(pl.col("severity") == QUERY).height,
        "rules": checked.by_rule.to_dicts(),
        "findings": flagged.to_dicts(),
        "problems": checked.problems.to_dicts(),
    }
