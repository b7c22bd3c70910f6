"""The columns of the Standard Safeguarding Dataset, and which field of the record fills each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from everycase.record.schema import TABLES
from everycase.synthetic.writers import ssd_forms
from everycase.synthetic.writers.tables import declared

DIALECTS = ("systemc", "eclipse", "mosaic")

STORED_AS: Mapping[str, pl.DataType] = {
    "datetime": pl.Datetime("us"),
    "int": pl.Int64(),
    "float": pl.Float64(),
}


@dataclass(frozen=True)
class Column:
    """One column: its type in the database, and the record's field that fills it, if any does."""

    name: str
    type: str
    table: str
    field: str
    form: str

    @property
    def stored_as(self) -> pl.DataType:
        """The Polars type that holds it."""
        return STORED_AS.get(self.type, pl.String())

    def value(self) -> pl.Expr:
        """The column, computed from a frame of the record's table."""
        written = self._written() if self.field else pl.lit(None)
        return written.cast(self.stored_as).alias(self.name)

    def _written(self) -> pl.Expr:
        if self.form:
            return ssd_forms.FORMS[self.form](self.table, self.field, self.name)
        if TABLES[self.table].fields()[self.field].timed:
            return pl.coalesce(pl.col(f"{self.field}_time"), pl.col(self.field).cast(pl.Datetime("us")))
        return pl.col(self.field)


@cache
def columns_by_table(dialect: str) -> Mapping[str, tuple[Column, ...]]:
    """Each table's columns in the order of its definition. Raises ValueError for an unknown dialect."""
    if dialect not in DIALECTS:
        message = f"There is no SSD dialect '{dialect}'. There are: {', '.join(DIALECTS)}."
        raise ValueError(message)
    tables: dict[str, list[Column]] = {}
    for entry in declared("ssd_columns").to_dicts():
        if dialect in entry["dialects"].split():
            table, _, field = entry["source"].partition(".")
            column = Column(entry["column"], entry["type"], table, field, entry["form"])
            tables.setdefault(entry["table"], []).append(column)
    return {name: tuple(columns) for name, columns in tables.items()}
