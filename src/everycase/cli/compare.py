"""`everycase compare`: what changed between two reviews."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import polars as pl
import typer

from everycase.cli.console import (
    HERE,
    NOT_THERE,
    AsJson,
    Folder,
    fail,
    out,
    print_json,
    rows_of,
    settings_of,
    steps,
    store_at,
    table,
)
from everycase.record.store import Store
from everycase.review.compare import PROVED, STATUSES, compare, summary
from everycase.review.review import open_review
from everycase.standards.catalogue import catalogue


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
        result = run(store, *days)
    if json:
        print_json(
            {"before": days[0], "after": days[1], "summary": summary(result), "findings": rows_of(result)}
        )
    else:
        say(result, *days)


def _two(store: Store, before: str | None, after: str | None) -> tuple[date, date]:
    held = store.reviews()
    last = date.fromisoformat(after) if after else (held[-1] if held else None)
    earlier = [day for day in held if last is not None and day < last]
    first = date.fromisoformat(before) if before else (earlier[-1] if earlier else None)
    if last is None or first is None:
        fail(f"{store.folder} holds {len(held)} review(s); two are needed: load and review again", NOT_THERE)
        raise AssertionError  # fail() never returns
    return first, last


def run(store: Store, before: date, after: date) -> pl.DataFrame:
    """Compare two kept reviews and keep the comparison with the later one."""
    reviews = [open_review(store.review_folder(day)) for day in (before, after)]
    records = (store.record(before), store.record(after))
    result = compare(
        reviews[0],
        reviews[1],
        records,
        catalogue(),
        settings_of(store),
        once_proved=_once_proved(store, before),
    )
    result.write_parquet(store.review_folder(after) / "comparison.parquet")
    return result


def _once_proved(store: Store, until: date) -> list[str]:
    """Identities that some comparison up to a date proved right."""
    kept = [store.review_folder(day) / "comparison.parquet" for day in store.reviews() if day <= until]
    proved = [pl.read_parquet(p).filter(pl.col("status") == PROVED)["finding"] for p in kept if p.is_file()]
    return pl.concat(proved).unique().to_list() if proved else []


def say(result: pl.DataFrame, before: date, after: date) -> None:
    """The comparison in one table, each status explained."""
    counts: dict[str, Any] = summary(result)
    rows = [(f"{counts[s]:,}", s, meaning) for s, meaning in STATUSES.items() if counts[s]]
    table(f"From {before:%-d %B %Y} to {after:%-d %B %Y}", ("Findings", "", "which means"), rows)
    red = result.filter(pl.col("red_line") & (pl.col("status") != PROVED))
    if red.height:
        out.print(f"[bold red]{red.height} red lines are not proved right.[/]")
