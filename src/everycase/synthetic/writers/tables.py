"""What the writers share: tables with every field, the latest row of each child, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files

import polars as pl

from everycase.record.schema import STORED

Tables = Mapping[str, pl.DataFrame]
"""Table name → rows, in the fields of the record's schema; tables and fields may be missing."""


def rows_of(tables: Tables, name: str) -> pl.DataFrame:
    """The table called `name` with every field of the schema; those that it lacks are empty."""
    declared = STORED[name].columns()
    frame = tables.get(name)
    if frame is None:
        return pl.DataFrame(schema=declared)
    return frame.select(
        (pl.col(column) if column in frame.columns else pl.lit(None)).cast(kind).alias(column)
        for column, kind in declared.items()
    )


def latest(frame: pl.DataFrame, when: str, by: str = "child_id") -> pl.DataFrame:
    """The row with the greatest `when` of each `by`; the later in the frame where two are equal."""
    dated = frame.drop_nulls(when).sort(when, maintain_order=True)
    return dated.unique(by, keep="last", maintain_order=True)


def count_by_child(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """`child_id` and how many rows of `frame` it has, as `name`."""
    return frame.group_by("child_id").agg(pl.len().cast(pl.Int64).alias(name))


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of a shorter month."""
    shifted: date = pl.select(pl.lit(day).dt.offset_by(f"-{months}mo")).item()
    return shifted


def touches(start: str, end: str, since: date, to: date) -> pl.Expr:
    """Whether the stretch from `start` to `end` (empty: still going) has a day from `since` to `to`."""
    return (pl.col(start) <= to) & (pl.col(end).is_null() | (pl.col(end) >= since))


def declared(name: str) -> pl.DataFrame:
    """A declaration kept beside this module as CSV, every value as text; empty where it says nothing."""
    text = files("everycase.synthetic.writers").joinpath(f"data/{name}.csv").read_bytes()
    return pl.read_csv(text, infer_schema=False).fill_null("")
