"""The headers of each list in order, and the template's lettered values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from everycase.synthetic.writers.ssd_forms import either
from everycase.synthetic.writers.tables import declared

PLAIN: Mapping[str, pl.DataType] = {"text": pl.String(), "date": pl.Date(), "whole": pl.Int64()}


@dataclass(frozen=True)
class Column:
    """A column of a list: its header, and what it holds (text, date, whole, or a list of values)."""

    header: str
    holds: str

    @property
    def stored_as(self) -> pl.DataType:
        """The Polars type of its values as written."""
        return PLAIN.get(self.holds, pl.String())

    def of(self, frame: pl.DataFrame) -> pl.Expr:
        """The column as written, from a frame that has codes under the same header, or lacks it."""
        if self.header not in frame.columns:
            return pl.lit(None, dtype=self.stored_as).alias(self.header)
        value = pl.col(self.header)
        if frame.schema[self.header] == pl.Boolean():
            value = either(value, "Y", "N")
        if self.holds not in PLAIN:
            value = value.replace(values(self.holds))
        return value.cast(self.stored_as).alias(self.header)


@cache
def columns_by_list() -> Mapping[int, tuple[Column, ...]]:
    """The columns of lists 1 to 11."""
    lists: dict[int, list[Column]] = {}
    for entry in declared("annex_a_columns").to_dicts():
        lists.setdefault(int(entry["list"]), []).append(Column(entry["header"], entry["holds"]))
    return {number: tuple(columns) for number, columns in lists.items()}


@cache
def values(holds: str) -> Mapping[str, str]:
    """Code → the template's value. A code that the template lacks is written as it is."""
    rows = declared("annex_a_values").filter(pl.col("holds") == holds)
    return dict(rows.select("code", "value").iter_rows())


def as_written(number: int, frame: pl.DataFrame) -> pl.DataFrame:
    """List `number` with all its headers in order and lettered values, from one with codes."""
    return frame.select(column.of(frame) for column in columns_by_list()[number])
