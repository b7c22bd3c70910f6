"""One child's case as a chronology: what the record says, what was due, what is wrong, in order of date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from everycase.record.schema import STORED, Field, Kind, Table
from everycase.record.schema.events import event_kinds
from everycase.record.snapshot import Record
from everycase.review.returns import KIND as RETURN
from everycase.review.review import Review
from everycase.standards.language import Standard

NOT_TOLD = frozenset({"cross_checks", "workers", "teams", "children", "linked_identifiers"})
ONE_OF: Mapping[str, str] = {
    "addresses": "address",
    "childrens_views": "child's views",
    "disabilities": "disability",
    "ehc_active_plans": "EHC plan's annual review",
    "ehc_assessments": "EHC assessment",
    "ehc_named_plans": "EHC plan",
    "ehc_requests": "EHC request",
    "families": "family",
    "immigration_statuses": "immigration status",
    "legal_statuses": "legal status",
    "section_47_enquiries": "section 47 enquiry",
    "sen_needs": "special educational need",
    "strengths_and_difficulties": "strengths and difficulties questionnaire",
}
"""One row of a table in words, where leaving off the last letter of its name doesn't say it."""
DETAILS = frozenset({Kind.CODE, Kind.FLAG, Kind.FLAGS})


@dataclass(frozen=True)
class Entry:
    """One line of a chronology.

    kind: record, obligation or finding. state: an obligation's, or a finding's: red line, in a return.
    """

    day: date | None
    kind: str
    says: str
    detail: str = ""
    state: str = ""


def chronology(
    record: Record, child_id: str, review: Review | None, catalogue: Mapping[str, Standard]
) -> list[Entry]:
    """Everything known of a child, oldest first; what has no date comes last. Empty for an unknown id."""
    rows = record.child(child_id)  # none of a child of a return whom the record doesn't hold
    workers = _workers(record)
    told = {name: frame for name, frame in rows.items() if name not in NOT_TOLD}
    entries = [entry for name, frame in told.items() for entry in _of_table(name, frame, workers)]
    if review is not None:
        entries += _obligations(review, child_id, catalogue)
        entries += _findings(review, child_id)
    order = {"record": 0, "obligation": 1, "finding": 2}
    return sorted(entries, key=lambda e: (e.day or date.max, order[e.kind], e.says))


def _workers(record: Record) -> Mapping[str, str]:
    """Workers' ids and names, where they have names."""
    named = record.scan("workers").select("worker_id", "full_name").drop_nulls().collect()
    return dict(named.iter_rows())


def _of_table(name: str, frame: pl.DataFrame, workers: Mapping[str, str]) -> Iterator[Entry]:
    table = STORED[name]
    for row in frame.iter_rows(named=True):
        start, end = row.get(table.when), row.get(table.until)
        if name == "events":
            yield _event(row, workers)
            continue
        detail = _details(table, row, workers)
        if start or not end:
            yield Entry(start, "record", _title(table, table.when), detail)
        if end:
            yield Entry(end, "record", _title(table, table.until), detail if not start else "")


def _event(row: Mapping[str, Any], workers: Mapping[str, str]) -> Entry:
    """An event by its kind's own meaning, without what that says of the file's columns."""
    known = event_kinds().get(row["kind"])
    says = re.sub(r" \((?:value|by): .*\)$", "", known.meaning) if known else row["kind"] or "Event"
    by = f"by {workers.get(row['by'], row['by'])}" if row["by"] else ""
    return Entry(row["happened_on"], "record", says, "; ".join(part for part in (row["value"], by) if part))


def _title(table: Table, name: str) -> str:
    """What happened: the field's meaning, after the table's where it doesn't speak for itself."""
    what = ONE_OF.get(table.name) or table.name.replace("_", " ").removesuffix("s")
    meaning = table.fields()[name].meaning if name else "On record"
    return (
        meaning
        if what.split()[0].lower() in meaning.lower()
        else f"{what[:1].upper()}{what[1:]}: {meaning[:1].lower()}{meaning[1:]}"
    )


def _details(table: Table, row: Mapping[str, Any], workers: Mapping[str, str]) -> str:
    parts = []
    for name, fld in table.fields().items():
        value = row.get(name)
        if fld.refers_to == "workers" and value is not None:
            parts.append(f"{fld.meaning.lower()}: {workers.get(value, value)}")
        elif fld.kind in DETAILS and value not in (None, []):
            parts.append(_said(fld, value))
    return "; ".join(parts)


def _said(fld: Field, value: Any) -> str:  # noqa: ANN401 - a cell of any kind
    if fld.kind is Kind.FLAG:
        return f"{fld.meaning.lower()}: {'yes' if value else 'no'}"
    values = value if isinstance(value, list) else [value]
    words = ", ".join(fld.codes.get(v) or _spelt_out(str(v)) for v in values)
    return f"{fld.meaning.lower()}: {words}"


def _spelt_out(code: str) -> str:
    """A code that no list explains, as words where it is made of words: SINGLE_ASSESSMENT_FLAG."""
    return code.removesuffix("_FLAG").replace("_", " ").lower() if code.endswith("_FLAG") else code


def _obligations(review: Review, child_id: str, catalogue: Mapping[str, Standard]) -> Iterator[Entry]:
    """What was due, except what a finding tells of already."""
    told = review.findings.filter(pl.col("kind") == "clock").select("standard", "subject", "due_on").unique()
    mine = review.obligations.filter(pl.col("child_id") == child_id).join(
        told, on=["standard", "subject", "due_on"], how="anti", nulls_equal=True, maintain_order="left"
    )
    for row in mine.iter_rows(named=True):
        title = catalogue[row["standard"]].title if row["standard"] in catalogue else row["standard"]
        yield Entry(row["due_on"], "obligation", f"Due: {title}", _outcome(row), row["state"])


def _outcome(row: Mapping[str, Any]) -> str:
    if row["state"] == "cannot tell":
        return f"can't tell: {row['reason']}"
    done = f", done {row['done_on']:%-d %B %Y}" if row["done_on"] else ""
    unit = row["unit"].removesuffix("s") if row["late"] == 1 else row["unit"]
    late = f", late by {row['late']:,} {unit}" if row["late"] else ""
    return f"{row['state']}{done}{late}"


def _findings(review: Review, child_id: str) -> Iterator[Entry]:
    for row in review.findings.filter(pl.col("child_id") == child_id).iter_rows(named=True):
        state = "red line" if row["red_line"] else "in a return" if row["kind"] == RETURN else "finding"
        yield Entry(row["since"], "finding", row["says"], row["title"], state)
