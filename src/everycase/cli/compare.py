"""`everycase compare`: what changed between two reviews."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import polars as pl
import typer

from everycase.analysis.wording import plural
from everycase.cli.console import (
    HERE,
    NOT_THERE,
    UNUSABLE,
    AsJson,
    Folder,
    day_in_words,
    day_of,
    fail,
    item,
    out,
    print_json,
    rows_of,
    say,
    say_path,
    settings_of,
    steps,
    store_at,
    table,
)
from everycase.record.store import Store
from everycase.review.compare import (
    BACK,
    CHILD_GONE,
    NEW,
    NEW_BY_CHANGE,
    OUT_OF_REACH,
    ROW_GONE,
    STATUSES,
    STILL_OPEN,
    summary,
)
from everycase.review.nightly import COMPARISON, comparison_kept
from everycase.review.returns import KIND as RETURN

RED_LINES_SHOWN = 15
NOT_PROVED = (NEW, NEW_BY_CHANGE, STILL_OPEN, BACK, OUT_OF_REACH, CHILD_GONE, ROW_GONE)
"""A red line that the files no longer show is no safer for it: it is listed until proved right, or ended."""


def command(
    folder: Folder = HERE,
    before: Annotated[
        str | None, typer.Option(help="Date of the earlier review; the one before, if not given.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(help="Date of the later review; the newest, if not given.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Say what is new, still open, proved right or back again between two reviews.

    Only what the later files show to be right is proved right; what they no longer reach never is.
    """
    store = store_at(folder)
    days = _two(store, before, after)
    with steps(quiet=json) as tell:
        tell("Comparing the two reviews")
        result = comparison_kept(store, settings_of(store), *days)
    if json:
        print_json(
            {"before": days[0], "after": days[1], "summary": summary(result), "findings": rows_of(result)}
        )
    else:
        tell_of(result, *days)
        out.print()
        say_path("Kept in:", store.review_folder(days[1]) / COMPARISON)


def _two(store: Store, before: str | None, after: str | None) -> tuple[date, date]:
    """The days to compare. Exits where there are no two reviews, or not of the days asked for."""
    held = store.reviews()
    last = day_of(after, "--after") or (held[-1] if held else None)
    earlier = [day for day in held if last is not None and day < last]
    first = day_of(before, "--before") or (earlier[-1] if earlier else None)
    if last is None or first is None:
        fail(
            f"two reviews are needed, one before the other, and {store.folder} holds {_listed(held)}: "
            "load and review an extract of another date first",
            NOT_THERE,
        )
    for day in (first, last):
        if day not in held:
            fail(f"there is no review of {day_in_words(day)}; there are {_listed(held)}", NOT_THERE)
    if first >= last:
        fail("--before must be a date before --after", UNUSABLE)
    return first, last


def _listed(days: list[date]) -> str:
    told = ", ".join(day_in_words(day) for day in days)
    return f"{plural(len(days), 'review')}{f' ({told})' if told else ''}"


def tell_of(result: pl.DataFrame, before: date, after: date) -> None:
    """The comparison, each status explained, what is of returns apart; and red lines that are open still."""
    title = f"From {day_in_words(before)} to {day_in_words(after)}"
    of_returns = pl.col("kind") == RETURN
    groups = [(title, result.filter(~of_returns)), (f"{title}, in the returns", result.filter(of_returns))]
    out.print()
    if result.is_empty():
        say("neither review found anything wrong.", lead=f"{title}:")
        return
    for words, rows in groups:
        if rows.height:
            _say_statuses(words, summary(rows))
    _say_red_lines(result)


def _say_statuses(title: str, counts: dict[str, int]) -> None:
    rows = [(f"{counts[s]:,}", s, meaning) for s, meaning in STATUSES.items() if counts[s]]
    table(title, ("Findings", "Status", "Which means"), rows, numbers=["Findings"], whole=["Status"])


def _say_red_lines(result: pl.DataFrame) -> None:
    red = result.filter(pl.col("red_line") & pl.col("status").is_in(NOT_PROVED))
    if red.height:
        say(
            "these children may be unsafe. Look at them first.",
            lead=f"{plural(red.height, 'red line')} not proved right:",
            lead_style="bold red",
        )
        for row in red.head(RED_LINES_SHOWN).iter_rows(named=True):
            who = f"Child {row['child_id']}: " if row["child_id"] else ""
            item(f"{who}{row['says']} ({row['status']})", mark="▲", style="red")
        if red.height > RED_LINES_SHOWN:
            item(f"and {red.height - RED_LINES_SHOWN:,} more", mark="…")
