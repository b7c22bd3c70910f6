"""One child's case as a chronology: what the record says, what was due, what is wrong, in order of date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from everycase.record.schema import STORED, Field, Kind, Table
from everycase.record.snapshot import Record
from everycase.review.review import Review
from everycase.standards.language import Standard

NOT_TOLD = frozenset({"workers", "teams", "children", "linked_identifiers"})
DETAILS = frozenset({Kind.CODE, Kind.FLAG, Kind.FLAGS})


@dataclass(frozen=True)
class Entry:
    """One line of a chronology. kind: record, obligation or finding; state: an obligation's, or red line."""

    day: date | None
    kind: str
    says: str
    detail: str = ""
    state: str = ""


def chronology(
    record: Record, child_id: str, review: Review | None, catalogue: Mapping[str, Standard]
) -> list[Entry]:
    """Everything known of a child, oldest first; what has no date comes last. Empty for an unknown id."""
    rows = record.child(child_id)
    if not rows:
        return []
    entries = [
        entry for name, frame in rows.items() if name not in NOT_TOLD for entry in _of_table(name, frame)
    ]
    if review is not None:
        entries += _obligations(review, child_id, catalogue)
        entries += _findings(review, child_id)
    order = {"record": 0, "obligation": 1, "finding": 2}
    return sorted(entries, key=lambda e: (e.day or date.max, order[e.kind], e.says))


def _of_table(name: str, frame: pl.DataFrame) -> Iterator[Entry]:
    table = STORED[name]
    for row in frame.iter_rows(named=True):
        start, end = row.get(table.when), row.get(table.until)
        detail = _details(table, row)
        if start or not end:
            yield Entry(start, "record", _title(table, table.when), detail)
        if end:
            yield Entry(end, "record", _title(table, table.until), detail if not start else "")


def _title(table: Table, name: str) -> str:
    """What happened: the field's meaning, after the table's where it doesn't speak for itself."""
    what = table.name.replace("_", " ").removesuffix("s")
    if table.name == "events":
        return "Event"
    meaning = table.fields()[name].meaning if name else "On record"
    return (
        meaning if what.split()[0].lower() in meaning.lower() else f"{what.capitalize()}: {meaning.lower()}"
    )


def _details(table: Table, row: Mapping[str, Any]) -> str:
    parts = []
    for name, fld in table.fields().items():
        value = row.get(name)
        if fld.kind in DETAILS and value not in (None, []):
            parts.append(_said(fld, value))
    return "; ".join(parts)


def _said(fld: Field, value: Any) -> str:  # noqa: ANN401 - a cell of any kind
    if fld.kind is Kind.FLAG:
        return f"{fld.meaning.lower()}: {'yes' if value else 'no'}"
    values = value if isinstance(value, list) else [value]
    words = ", ".join(fld.codes.get(v) or str(v) for v in values)
    return f"{fld.meaning.lower()}: {words}"


def _obligations(review: Review, child_id: str, catalogue: Mapping[str, Standard]) -> Iterator[Entry]:
    mine = review.obligations.filter(pl.col("child_id") == child_id)
    for row in mine.iter_rows(named=True):
        title = catalogue[row["standard"]].title if row["standard"] in catalogue else row["standard"]
        yield Entry(row["due_on"], "obligation", f"Due: {title}", _outcome(row), row["state"])


def _outcome(row: Mapping[str, Any]) -> str:
    if row["state"] == "cannot tell":
        return f"can't tell: {row['reason']}"
    done = f", done {row['done_on']:%-d %B %Y}" if row["done_on"] else ""
    unit = row["unit"].removesuffix("s") if row["late"] == 1 else row["unit"]
    late = f", late by {row['late']} {unit}" if row["late"] else ""
    return f"{row['state']}{done}{late}"


def _findings(review: Review, child_id: str) -> Iterator[Entry]:
    for row in review.findings.filter(pl.col("child_id") == child_id).iter_rows(named=True):
        state = "red line" if row["red_line"] else "finding"
        yield Entry(row["since"], "finding", row["says"], row["title"], state)
