"""`everycase show CHILD`: one case as a chronology."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import polars as pl
import typer
from rich.text import Text

from everycase.cli.console import (
    HERE,
    NOT_THERE,
    AsJson,
    Day,
    Folder,
    day_of,
    fail,
    out,
    print_json,
    store_at,
)
from everycase.record.snapshot import Record
from everycase.review.chronology import Entry, chronology
from everycase.review.review import Review, open_review
from everycase.standards.catalogue import catalogue

MARKS = {"record": "│", "obligation": "◇", "finding": "▲"}
STYLES = {
    "red line": "bold red",
    "finding": "red",
    "overdue": "yellow",
    "due soon": "yellow",
    "cannot tell": "dim",
}


def command(
    child: Annotated[str, typer.Argument(help="The child's id in the case-management system.")],
    folder: Folder = HERE,
    as_of: Day = None,
    all_due: Annotated[bool, typer.Option("--all", help="Show what was met in time as well.")] = False,
    json: AsJson = False,
) -> None:
    """Show a child's case as a chronology, with what was due and what is wrong in its place.

    Example: `everycase show 100234`
    """
    store = store_at(folder)
    record = store.record(day_of(as_of))
    kept = record.as_of in store.reviews()
    review = open_review(store.review_folder(record.as_of)) if kept else None
    entries = chronology(record, child, review, catalogue())
    if not entries:
        fail(f"child {child} is not in the record as of {record.as_of}", NOT_THERE)
    if json:
        print_json([asdict(entry) for entry in entries])
        return
    _say(record, child, review, [e for e in entries if all_due or e.state != "met"])


def _say(record: Record, child: str, review: Review | None, entries: list[Entry]) -> None:
    out.print(Text(_who(record, child), style="bold"))
    red = [entry for entry in entries if entry.state == "red line"]
    for entry in red:
        out.print(Text(f"▲ Red line: {entry.says}", style="bold red"))
    if review is None:
        out.print("Not reviewed yet: run `everycase review` to see what is due and what is wrong.")
    for entry in entries:
        day = f"{entry.day:%d %b %Y}" if entry.day else "no date    "
        line = Text(f"{day}  {MARKS[entry.kind]} ")
        line.append(entry.says, style=STYLES.get(entry.state, ""))
        if entry.detail:
            line.append(f"  {entry.detail}", style="dim")
        out.print(line, soft_wrap=True)
    out.print("│ what the record says   ◇ what was due   ▲ what is wrong", style="dim")


def _who(record: Record, child: str) -> str:
    row: dict[str, Any] = (
        record.scan("children").filter(pl.col("child_id") == child).collect().row(0, named=True)
    )
    name = " ".join(part for part in (row["forename"], row["surname"]) if part)
    born = f"born {row['born_on']:%-d %B %Y}" if row["born_on"] else _unborn(row)
    return f"Child {child}{f' · {name}' if name else ''} · {born} · as of {record.as_of:%-d %B %Y}"


def _unborn(row: dict[str, Any]) -> str:
    return f"expected {row['expected_on']:%-d %B %Y}" if row["expected_on"] else "date of birth not recorded"
