"""Workers and teams under one id: the return has a worker's registration number, Annex A only names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import polars as pl

from everycase.record.schema import STORED

ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "workers": ("registration_number", "staff_number", "full_name"),
    "teams": ("team_name",),
}
"""Fields that stand for the id where a file has no ids."""

Text = TypeVar("Text", pl.Expr, pl.Series)
Called = Mapping[str, pl.DataFrame]
"""Table → `name` (in small letters) and `id`."""


def called(several: Sequence[Mapping[str, pl.DataFrame]]) -> Called:
    """What the workers and teams of these readings' tables are called besides their ids.

    A name that two of them share stands for neither, and one that is itself an id for its owner only.
    """
    return {parent: _names(parent, [t[parent] for t in several if parent in t]) for parent in ALSO_CALLED}


def _names(parent: str, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    key = STORED[parent].key_field()
    parts = [
        frame.select(_plain(pl.col(column)).alias("name"), pl.col(key).alias("id"))
        for frame in frames
        for column in ALSO_CALLED[parent]
        if {key, column} <= set(frame.columns)
    ]
    empty = pl.DataFrame(schema={"name": pl.String, "id": pl.String})
    names = pl.concat([empty, *parts]).drop_nulls().unique()
    names = names.filter(pl.col("id").n_unique().over("name") == 1)
    return names.filter(~pl.col("name").is_in(_plain(names["id"]).implode()))


def under_one_id(tables: Mapping[str, pl.DataFrame], names: Called) -> dict[str, pl.DataFrame]:
    """`tables` with workers and teams by their ids wherever they are named otherwise."""
    return {name: _replaced(name, frame, names) for name, frame in tables.items()}


def _replaced(table: str, frame: pl.DataFrame, names: Called) -> pl.DataFrame:
    fields = STORED[table].fields()
    parents = {name: fld.refers_to for name, fld in fields.items() if fld.refers_to in ALSO_CALLED}
    if table in ALSO_CALLED:
        parents[STORED[table].key_field()] = table
    return frame.with_columns(
        pl.coalesce(
            _plain(pl.col(name)).replace_strict(known["name"], known["id"], default=None),
            name,
        ).alias(name)
        for name, parent in parents.items()
        if name in frame.columns and (known := names[parent]).height
    )


def _plain(text: Text) -> Text:
    return text.str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase()
