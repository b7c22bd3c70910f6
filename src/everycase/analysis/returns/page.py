"""The check of a return as one HTML page that needs nothing else: by rule, and child by child.

There is no script in it. A click on a child follows a link to a heading inside that child's folded part,
which browsers then unfold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from everycase.analysis import wording
from everycase.returns.cells import as_text
from everycase.returns.flagged import (
    ERROR,
    KIND,
    QUERY,
    WHOLE_RETURN,
    Checked,
    id_of_child,
    outcomes,
    table_in_words,
)

MOST_CHILDREN = 1_000
"""Children shown, those with most errors first; with many more, a browser stands still."""
MOST_LINKS = 200
"""Children named under each rule."""
MOST_ROWS = 40
"""A child's rows of one table that are shown whole; of more, the flagged ones and their neighbours."""
PROBLEMS = 100

Marks = Mapping[tuple[int, str], str]


@dataclass(frozen=True)
class _Table:
    """What the page needs of one table: its rows by child, and what is flagged in them."""

    name: str
    columns: Sequence[str]
    by_child: Mapping[str | None, pl.DataFrame]
    marks: Marks
    severe: frozenset[tuple[int, str]]
    rules: Mapping[int, str]


def write_page(checked: Checked, path: Path) -> Path:
    """Write the page to `path`, replacing what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(checked), encoding="utf-8")
    return path


def render(checked: Checked) -> str:
    """The page as HTML."""
    environment = _environment()
    shown = checked.by_child.head(MOST_CHILDREN)
    places = {child: place for place, child in enumerate(shown["child"], start=1)}
    nameless = checked.flagged.filter(pl.col("child").is_null() & pl.col("row").is_not_null()).height
    return environment.get_template("return_check.html").render(
        name=checked.name,
        css=environment.get_template("report.css").render(),
        files=[file.name for file in checked.reading.files],
        last_years=[file.name for file in checked.previous.files] if checked.previous else [],
        counts={kind: checked.of(kind).height for kind in KIND},
        children=checked.by_child.height,
        kinds=[(kind, KIND[kind], list(_rules(checked, kind, places))) for kind in KIND],
        untold=[(outcome, outcomes(checked, outcome)) for outcome in ("not run", "cannot tell")],
        clear=checked.by_rule.filter(pl.col("outcome") == "clear").height,
        whole=checked.flagged.filter(pl.col("row").is_null()).to_dicts(),
        cases=_cases(checked, shown, places),
        nameless=_nameless(checked) if nameless else [],
        more_children=checked.by_child.height - shown.height,
        problems=checked.problems.head(PROBLEMS).to_dicts(),
        more_problems=max(checked.problems.height - PROBLEMS, 0),
    )


def _environment() -> Environment:
    # Everything that comes from a council's files is escaped.
    loaders = [PackageLoader("everycase.analysis.returns"), PackageLoader("everycase.analysis")]
    made = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(number=wording.number, capital=wording.capital, table_in_words=table_in_words)
    made.globals.update(plural=wording.plural, whole_return=WHOLE_RETURN)
    return made


def _rules(checked: Checked, kind: str, places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Each rule that fired, with the children whom it is about."""
    fired = checked.by_rule.filter((pl.col("severity") == kind) & (pl.col("outcome") == "flagged"))
    named = (
        checked.flagged.filter(pl.col("child").is_not_null())
        .group_by("rule")
        .agg(pl.col("child").unique(maintain_order=True))
    )
    children = dict(named.iter_rows())
    for row in fired.iter_rows(named=True):
        every = children.get(row["rule"], [])
        links = [(child, places.get(child)) for child in every[:MOST_LINKS]]
        yield {**row, "links": links, "more": len(every) - len(links)}


def _cases(checked: Checked, shown: pl.DataFrame, places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Each child with the tables in which something is flagged, and the rows around it."""
    findings = checked.flagged.filter(pl.col("child").is_in(shown["child"].implode()))
    by_child = findings.partition_by("child", as_dict=True)
    tables = [_table(checked, name, shown["child"]) for name in checked.tables if name in _names(findings)]
    for row in shown.iter_rows(named=True):
        own = by_child[row["child"],]
        yield {
            **row,
            "place": places[row["child"]],
            "findings": own.to_dicts(),
            "tables": [told for table in tables if (told := _of_child(table, row["child"]))],
        }


def _nameless(checked: Checked) -> list[dict[str, Any]]:
    """The tables in which rows without a child's id are flagged."""
    findings = checked.flagged.filter(pl.col("child").is_null() & pl.col("row").is_not_null())
    names = _names(findings)
    found = [
        _table(checked, name, pl.Series([], dtype=pl.String)) for name in checked.tables if name in names
    ]
    return [told for table in found if (told := _of_child(table, None))]


def _names(findings: pl.DataFrame) -> set[str]:
    return set(findings["table"])


def _table(checked: Checked, name: str, children: pl.Series) -> _Table:
    frame = (
        as_text(checked.tables[name])
        .with_columns(checked.place_of(name).alias("~place"))
        .with_row_index("~row")
    )
    child = checked.form.child
    own = id_of_child(child) if child in frame.columns else pl.lit(None, pl.String)
    flagged = checked.flagged.filter((pl.col("table") == name) & pl.col("row").is_not_null())
    kept = frame.with_columns(own.alias("~child")).filter(
        pl.col("~child").is_in(children.implode())
        | (pl.col("~child").is_null() & pl.col("~row").is_in(flagged["row"].implode()))
    )
    cells = checked.cells.filter(pl.col("table") == name)
    said = pl.format("{} {}", pl.col("severity"), "rule").unique(maintain_order=True).str.join(", ")
    marks = cells.group_by("row", "field").agg(said.alias("said"))
    parts = kept.partition_by("~child", as_dict=True, include_key=False)
    return _Table(
        name=name,
        columns=checked.tables[name].columns,
        by_child={key[0]: part for key, part in parts.items()},
        marks={(row, field): words for row, field, words in marks.iter_rows()},
        severe=frozenset(cells.filter(pl.col("severity") == ERROR).select("row", "field").iter_rows()),
        rules=dict(
            flagged.group_by("row").agg(pl.col("rule").unique(maintain_order=True).str.join(", ")).iter_rows()
        ),
    )


def _of_child(table: _Table, child: str | None) -> dict[str, Any] | None:
    """A child's rows of one table; None where none of them is flagged."""
    rows = table.by_child.get(child)
    if rows is None or not any(row in table.rules for row in rows["~row"]):
        return None
    shown = rows if rows.height <= MOST_ROWS else _neighbours(rows, table)
    return {
        "name": table_in_words(table.name),
        "columns": table.columns,
        "rows": [_row(table, row) for row in shown.iter_rows(named=True)],
        "more": rows.height - shown.height,
    }


def _neighbours(rows: pl.DataFrame, table: _Table) -> pl.DataFrame:
    """The flagged rows with the one before and the one after each; of very many, the first."""
    flagged = pl.col("~row").is_in(list(table.rules))
    beside = flagged | flagged.shift(1, fill_value=False) | flagged.shift(-1, fill_value=False)
    return rows.filter(beside).head(MOST_ROWS)


def _row(table: _Table, row: Mapping[str, Any]) -> dict[str, Any]:
    number = row["~row"]
    return {
        "place": row["~place"],
        "rules": table.rules.get(number, ""),
        "cells": [
            (
                row[name] or "",
                table.marks.get((number, name), ""),
                ERROR if (number, name) in table.severe else QUERY,
            )
            for name in table.columns
        ],
    }
