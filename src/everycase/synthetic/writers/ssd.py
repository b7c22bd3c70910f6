"""The Standard Safeguarding Dataset: a folder of CSVs, or a database.

Source: Standard Safeguarding Dataset 1.4.5, its published table definitions and SystemC script
(`data/ssd_columns.csv`, `data/ssd_flags.csv`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from everycase.synthetic.writers.ssd_columns import Column, columns_by_table
from everycase.synthetic.writers.ssd_placeholders import as_deployed
from everycase.synthetic.writers.ssd_window import in_window
from everycase.synthetic.writers.tables import Tables


def write_ssd(
    tables: Tables, as_of: date, folder: Path, *, dialect: str = "systemc", placeholders: bool = False
) -> list[Path]:
    """Write one CSV for each table of the dataset into `folder`, named as the table.

    tables: the record as it stood on `as_of`; nothing later is cut away (`known_by` does that).
    dialect: whose script the columns are those of: `systemc`, `eclipse` or `mosaic`.
    placeholders: put in what SystemC's script really writes where it has nothing (1900-01-01, SSD_PH, -1).

    Returns the files in the order of the dataset. Raises ValueError for another dialect.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, frame in ssd_frames(tables, as_of, dialect=dialect):
        path = folder / f"{name}.csv"
        written = as_deployed(frame) if placeholders else frame
        written.write_csv(path, datetime_format="%Y-%m-%d %H:%M:%S")
        paths.append(path)
    return paths


def ssd_frames(
    tables: Tables, as_of: date, *, dialect: str = "systemc"
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each table of the dataset by name, typed as its database has it: text, date-times, numbers."""
    rows = in_window(tables, as_of)
    for name, columns in columns_by_table(dialect).items():
        yield name, _frame(rows, columns)


def _frame(rows: Mapping[str, pl.DataFrame], columns: tuple[Column, ...]) -> pl.DataFrame:
    source = next((column.table for column in columns if column.table), None)
    if source is None:  # a table of the dataset that the record has nothing of
        return pl.DataFrame(schema={column.name: column.stored_as for column in columns})
    frame = rows[source]
    # Factors are a table of their own: an assessment without any recorded has no row there.
    if any(column.form == "list" for column in columns):
        frame = frame.filter(pl.col("factors").is_not_null())
    return frame.select(column.value() for column in columns)
