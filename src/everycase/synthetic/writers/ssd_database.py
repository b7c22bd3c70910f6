"""The Standard Safeguarding Dataset in a database: SQLite, PostgreSQL, or another that SQLAlchemy knows."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import polars as pl
import sqlalchemy as sa

from everycase.synthetic.writers.ssd import ssd_frames
from everycase.synthetic.writers.ssd_columns import Column, columns_by_table
from everycase.synthetic.writers.tables import Tables

ROWS_AT_ONCE = 5_000


def write_ssd_database(tables: Tables, as_of: date, url: str, *, dialect: str = "systemc") -> None:
    """Write the dataset's tables into the database at `url`, in place of any of the same names.

    All or nothing: an error leaves the database as it was (where it can undo making tables).
    There are no keys or constraints, as in a real deployment, whose rows may be doubled or orphans.
    """
    metadata = sa.MetaData()
    made = {name: _table(metadata, name, columns) for name, columns in columns_by_table(dialect).items()}
    engine = sa.create_engine(url)
    try:
        with engine.begin() as connection:
            metadata.drop_all(connection)
            metadata.create_all(connection)
            for name, frame in ssd_frames(tables, as_of, dialect=dialect):
                _insert(connection, made[name], frame)
    finally:
        engine.dispose()


def _table(metadata: sa.MetaData, name: str, columns: tuple[Column, ...]) -> sa.Table:
    return sa.Table(name, metadata, *(sa.Column(column.name, _type(column.type)) for column in columns))


def _type(declared: str) -> sa.types.TypeEngine[Any]:
    if declared == "datetime":
        return sa.DateTime()
    if declared == "int":
        return sa.Integer()
    if declared == "float":
        return sa.Float()
    length = re.search(r"\d+", declared)
    return sa.Unicode(int(length.group())) if length else sa.UnicodeText()


def _insert(connection: sa.Connection, table: sa.Table, frame: pl.DataFrame) -> None:
    for part in frame.iter_slices(ROWS_AT_ONCE):
        if part.height:
            connection.execute(table.insert(), part.to_dicts())
