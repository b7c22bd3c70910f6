"""events.csv: what no other format holds, one row for each thing that happened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import polars as pl

from everycase.synthetic.writers.tables import Tables, rows_of


def write_events(tables: Tables, as_of: date, path: Path, *, kinds: Collection[str] | None = None) -> Path:
    """Write the events up to `as_of` to `path`: child, event, date, by, value.

    kinds: the kinds of event that the council records; every kind where left out.
    A date is YYYY-MM-DD, with HH:MM after it where the time is known.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    happened = rows_of(tables, "events").filter(
        pl.col("happened_on").is_null() | (pl.col("happened_on") <= as_of)
    )
    if kinds is not None:
        happened = happened.filter(pl.col("kind").is_in(list(kinds)))
    timed = pl.col("happened_on_time").dt.strftime("%Y-%m-%d %H:%M")
    day = pl.col("happened_on").dt.strftime("%Y-%m-%d")
    happened.select(
        child="child_id", event="kind", date=pl.coalesce(timed, day), by="by", value="value"
    ).write_csv(path)
    return path
