"""`everycase review`: every case against every standard."""

from __future__ import annotations

from typing import Any

import polars as pl

from everycase.cli.console import (
    HERE,
    AsJson,
    Day,
    Folder,
    day_of,
    out,
    plural,
    print_json,
    rows_of,
    settings_of,
    steps,
    store_at,
    table,
)
from everycase.record.store import Store
from everycase.review.lag import made_timely, recording_lag
from everycase.review.measures import measured
from everycase.review.review import Review, review, save
from everycase.standards.catalogue import catalogue

RED_LINES_SHOWN = 15
WIDE = 120
MATRIX_TITLE = "Right, of how many that fell due (and how many can't be told)"


def command(folder: Folder = HERE, as_of: Day = None, json: AsJson = False) -> None:
    """Review the newest record (or that of a date) against every standard that is on.

    Writes obligations, findings and measures as Parquet under the council's folder, and says what
    needs somebody first.
    """
    store = store_at(folder)
    with steps(quiet=json) as tell:
        result = run(store, as_of, tell=tell)
    if json:
        print_json(_summary(result))
    else:
        say(store, result)


def run(store: Store, as_of: str | None = None, tell: Any = lambda _step: None) -> Review:  # noqa: ANN401
    """Review a record and keep what comes of it."""
    settings = settings_of(store)
    record = store.record(day_of(as_of))
    tell("Checking every case against every standard")
    result = review(record, catalogue(), settings)
    place = store.review_folder(result.as_of)
    tell("Keeping the review")
    save(result, place)
    recording_lag(record).write_parquet(place / "recording_lag.parquet")
    made_timely(result.obligations, record, catalogue(), settings).write_parquet(
        place / "made_timely.parquet"
    )
    return result


def _summary(result: Review) -> dict[str, Any]:
    return {
        "council": result.council,
        "as_of": result.as_of,
        "findings": result.findings.height,
        "red_lines": rows_of(result.findings.filter("red_line")),
        "areas": rows_of(measured(result.measures, ["area", "aspect"])),
        "averages": rows_of(result.averages),
    }


def say(store: Store, result: Review) -> None:
    """What the review found, red lines first."""
    red = result.findings.filter("red_line")
    out.print(f"[bold]{result.council}[/], as of {result.as_of:%-d %B %Y}.")
    _say_red_lines(red)
    matrix(result)
    open_now = result.findings.filter(pl.col("severity") > 0)
    children = plural(open_now["child_id"].n_unique(), "child", "children")
    out.print(f"{plural(open_now.height, 'finding')} about {children}.")
    out.print(f"Kept in {store.review_folder(result.as_of)}.")
    out.print(f"Next: everycase export --council {store.folder}, or everycase show CHILD.")


def _say_red_lines(red: pl.DataFrame) -> None:
    if red.is_empty():
        out.print("No red line: nothing in these files says that a child may be unsafe.")
        return
    count = plural(red["child_id"].n_unique(), "child", "children")
    out.print(
        f"[bold red]{plural(red.height, 'red line')}[/]: {count} who may be unsafe. Look at these first."
    )
    shown = red.head(RED_LINES_SHOWN)
    rows = shown.select("child_id", "says", "since", "worker_now").iter_rows()
    table("", ("Child", "What is wrong", "Since", "Whose it is now"), rows)
    if red.height > shown.height:
        out.print(f"… and {red.height - shown.height} more: everycase export lists them all.")


def matrix(result: Review) -> None:
    """Area × aspect: how much is right, of how many, and how many can't be told."""
    cells = measured(result.measures, ["area", "aspect"])
    if out.width < WIDE:
        rows = ((r["area"], r["aspect"], _cell(r)) for r in cells.iter_rows(named=True))
        table(MATRIX_TITLE, ("Area", "Aspect", "Right"), rows)
        return
    aspects = cells["aspect"].unique().sort().to_list()
    by_area: dict[str, dict[str, str]] = {}
    for row in cells.iter_rows(named=True):
        by_area.setdefault(row["area"], {})[row["aspect"]] = _cell(row)
    rows_wide = ((area, *(told.get(aspect, "") for aspect in aspects)) for area, told in by_area.items())
    table(MATRIX_TITLE, ("", *aspects), rows_wide)


def _cell(row: dict[str, Any]) -> str:
    if row["denominator"] == 0:
        return f"can't tell: {row['cannot_tell']:,}" if row["cannot_tell"] else "none due"
    untold = f" ({row['cannot_tell']:,} can't be told)" if row["cannot_tell"] else ""
    return f"{row['share']:.0%} of {row['denominator']:,}{untold}"
