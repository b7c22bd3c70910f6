"""Which rows an extract holds: six years, and what the rows of those years name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from everycase.record.schema import STORED
from everycase.synthetic.writers.tables import Tables, months_before, rows_of

WINDOW_MONTHS = 72


def in_window(tables: Tables, as_of: date) -> dict[str, pl.DataFrame]:
    """Every table of the record with all its fields: rows that ended in six years or have no end.

    A visit or another event is in by its own date. An older row that a row in the window names (the
    conference that made a plan still going on, say) is in as well, so that no link leads nowhere.
    """
    every = {name: rows_of(tables, name) for name in STORED}
    since = months_before(as_of, WINDOW_MONTHS)
    kept = {name: frame.filter(_recent(name, since)) for name, frame in every.items()}
    cut = [name for name in STORED if kept[name].height < every[name].height]
    # A conference is named by a plan, the plan by the conference, a referral by both: three steps reach all.
    for _ in range(3):
        kept.update({name: _with_named(name, every[name], kept, since) for name in cut})
    return kept


def _recent(table: str, since: date) -> pl.Expr:
    dated_by = STORED[table].until or STORED[table].when
    if not dated_by:
        return pl.lit(value=True)
    return pl.col(dated_by).is_null() | (pl.col(dated_by) >= since)


def _with_named(name: str, every: pl.DataFrame, kept: dict[str, pl.DataFrame], since: date) -> pl.DataFrame:
    named = [kept[table][column] for table, column in _naming(name)]
    if not named:
        return kept[name]
    ids = pl.concat(named).drop_nulls().unique().implode()
    return every.filter(_recent(name, since) | pl.col(STORED[name].key_field()).is_in(ids))


def _naming(parent: str) -> Iterator[tuple[str, str]]:
    """The tables and fields that name rows of `parent`."""
    for name, table in STORED.items():
        for column, field in table.fields().items():
            if field.refers_to == parent and column != "child_id":
                yield name, column
