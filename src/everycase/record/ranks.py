"""The places of rows that nothing but their values tells apart."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from everycase.record.schema import Kind, Table

RANK = "~rank"


def ranked(table: Table, frame: pl.DataFrame, within: Sequence[str]) -> pl.DataFrame:
    """`frame` with `~rank`: 0 for a row alone in its group, else its place there by its own values.

    By values, not by the file's order: the same rows in another order must have the same places.
    """
    alike = frame.select(pl.struct(within).is_duplicated()).to_series()
    if not alike.any():
        return frame.with_columns(pl.lit(0, dtype=pl.Int64).alias(RANK))
    numbered = frame.with_row_index("~place")
    place = pl.int_range(pl.len()).over(list(within)).alias(RANK)
    placed = numbered.filter(alike).sort(_values(table), nulls_last=True).select("~place", place)
    joined = numbered.join(placed, on="~place", how="left", maintain_order="left")
    return joined.with_columns(pl.col(RANK).fill_null(0)).drop("~place")


def _values(table: Table) -> list[pl.Expr]:
    """What a row says, but for an id that the system makes anew at every extract."""
    own = "" if not table.volatile_key else table.key_field()
    return [
        pl.col(name).list.join(",") if fld.kind is Kind.FLAGS else pl.col(name)
        for name, fld in table.fields().items()
        if name != own
    ]
