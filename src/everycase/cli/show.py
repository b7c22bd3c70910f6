"""`everycase show CHILD`: one case as a chronology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Annotated, Any

import polars as pl
import typer
from rich.table import Table
from rich.text import Text

from everycase.analysis.wording import plural
from everycase.cli.console import (
    HERE,
    NOT_THERE,
    AsJson,
    Day,
    Folder,
    any_day,
    day_in_words,
    day_of,
    fail,
    item,
    out,
    plain,
    print_json,
    say,
    say_path,
    steps,
    store_at,
)
from everycase.record.snapshot import Record
from everycase.review.chronology import Entry, chronology
from everycase.review.review import open_review
from everycase.standards.catalogue import catalogue

MARKS = {"record": "│", "obligation": "◇", "finding": "▲"}
LEADS = {"red line": "Red line: ", "in a return": "In a return: "}
LEGEND = "│ what the record says   ◇ what was due   ▲ what is wrong, since when"
STYLES = {
    "red line": "bold red",
    "finding": "red",
    "in a return": "magenta",
    "overdue": "yellow",
    "due soon": "yellow",
    "cannot tell": "dim",
}
WITH_ALL = frozenset({"met", "cannot tell"})
"""States of what was due that are only counted unless `--all` is given."""
ENOUGH_LINES = 120
"""About three screens: each year before those that fill them is one line, unless `--since` is given."""


def command(
    *,
    child: Annotated[str, typer.Argument(help="The child's id in the case-management system.")],
    folder: Folder = HERE,
    as_of: Day = None,
    since: Annotated[str | None, typer.Option(help="Only from this date on, such as 2026-06-01.")] = None,
    all_due: Annotated[
        bool, typer.Option("--all", help="Show as well what was met in time, and what can't be told.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Show a child's case as a chronology, with what was due and what is wrong in its place.

    Of a long case the earlier years are a line each; `--since` shows them in full.

    Example: `everycase show 100234 --since 2026-06-01`
    """
    store = store_at(folder)
    first = None if since is None else any_day(since, "--since")
    with steps(quiet=json) as tell:
        tell("Reading the case")
        record = store.record(day_of(as_of))
        kept = record.as_of in store.reviews()
        review = open_review(store.review_folder(record.as_of)) if kept else None
        entries = chronology(record, child, review, catalogue())
    if not entries:
        fail(f"child {child} is not in the record as of {day_in_words(record.as_of)}", NOT_THERE)
    wanted = [entry for entry in entries if first is None or entry.day is None or entry.day >= first]
    if json:
        print_json([asdict(entry) for entry in wanted])
        return
    out.print()
    say("", lead=_who(record, child))
    _say_findings(entries, reviewed=review is not None)
    told = [entry for entry in wanted if all_due or entry.state not in WITH_ALL]
    folded = [] if first else _earlier_years(told)
    _say_lines(told, folded)
    if folded:
        whole = f"everycase show {child} --since {folded[0]:04}-01-01 --council {folder}"
        say_path("Those years in full:", whole)
    _say_rest([] if all_due else wanted)


def _say_findings(entries: Sequence[Entry], *, reviewed: bool) -> None:
    """What is wrong, red lines first, before the story that it belongs to; what is of returns last."""
    if not reviewed:
        say("Not reviewed yet: `everycase review` says what was due and what is wrong.", style="yellow")
        return
    order = ("red line", "finding", "in a return")
    wrong = sorted((e for e in entries if e.kind == "finding"), key=lambda e: order.index(e.state))
    if not wrong:
        say("Nothing is found wrong in this case.")
    for entry in wrong:
        lead = LEADS.get(entry.state, "")
        item(f"{lead}{entry.says}", mark=MARKS["finding"], style=STYLES[entry.state])


def _earlier_years(entries: Sequence[Entry]) -> list[int]:
    """Years, oldest first, that lie before those which make ENOUGH_LINES."""
    lines = Counter(entry.day.year for entry in entries if entry.day)
    shown, earlier = 0, []
    for year in sorted(lines, reverse=True):
        if shown >= ENOUGH_LINES:
            earlier.append(year)
        shown += lines[year]
    return sorted(earlier)


def _say_lines(entries: Sequence[Entry], folded: Sequence[int] = ()) -> None:
    for year, group in groupby(entries, lambda entry: entry.day.year if entry.day else None):
        lines = list(group)
        if year not in folded or year == folded[0]:
            out.print()
        if year in folded:
            say(f"{plural(len(lines), 'line')}, {_span(lines)}", lead=str(year), style="dim")
            continue
        say("", lead=str(year) if year else "No date")
        shown = Table.grid(padding=(0, 1))
        shown.add_column(justify="right", width=6, no_wrap=True)
        shown.add_column(width=1)
        shown.add_column(overflow="fold")
        for day, mark, words in _rows(lines):
            shown.add_row(day, mark, words)
        out.print(shown)
    out.print()
    say(LEGEND, style="dim")


def _span(lines: Sequence[Entry]) -> str:
    days = [line.day for line in lines if line.day]
    return f"{min(days):%-d %B} to {max(days):%-d %B}" if min(days) < max(days) else f"{days[0]:%-d %B}"


def _rows(entries: Iterable[Entry]) -> Iterator[tuple[str, str, Text]]:
    """Day, mark and words of each line; a day is written once."""
    before: date | None = None
    for entry in entries:
        day = f"{entry.day:%-d %b}" if entry.day and entry.day != before else ""
        before = entry.day
        words = Text(plain(entry.says), style=STYLES.get(entry.state, ""))
        if entry.detail and entry.kind != "finding":
            words.append(f" · {plain(entry.detail)}", style="dim")
        yield day, MARKS[entry.kind], words


def _say_rest(entries: Sequence[Entry]) -> None:
    met = sum(entry.state == "met" for entry in entries)
    untold = sum(entry.state == "cannot tell" for entry in entries)
    if met or untold:
        say(
            f"Also due: {plural(met, 'thing')} met in time, and {untold:,} that can't be told from "
            "these files (--all shows them).",
            style="dim",
        )


def _who(record: Record, child: str) -> str:
    found = record.scan("children").filter(pl.col("child_id") == child).collect()
    if found.is_empty():
        return f"Child {child} · in a return, and not in the record as of {day_in_words(record.as_of)}"
    row: dict[str, Any] = found.row(0, named=True)
    name = " ".join(part for part in (row["forename"], row["surname"]) if part)
    born = f"born {day_in_words(row['born_on'])}" if row["born_on"] else _unborn(row)
    return f"Child {child}{f' · {name}' if name else ''} · {born} · as of {day_in_words(record.as_of)}"


def _unborn(row: dict[str, Any]) -> str:
    return (
        f"expected {day_in_words(row['expected_on'])}" if row["expected_on"] else "date of birth not recorded"
    )
