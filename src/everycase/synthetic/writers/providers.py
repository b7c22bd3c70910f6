"""A workbook of the made-up council's providers, in the form in which Ofsted publishes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]

PROVIDERS: Mapping[str, pl.DataType] = {
    "URN": pl.String(),
    "Placement code": pl.String(),  # several with commas between
    "Placement provider code": pl.String(),
    "Deregistration date": pl.Date(),
    "Setting postcode": pl.String(),
}
SHEET = "Providers"


def providers_of(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Each provider with a number that a placement names: a row a URN; columns as in PROVIDERS.

    It offers every kind of placement that it is named with, and lies where its first placement was.
    """
    named = tables["placements"].drop_nulls("urn").sort("started_on", "placement_id")
    every = pl.element().drop_nulls().unique().sort()
    rows = named.group_by("urn", maintain_order=True).agg("kind", "provider", pl.col("postcode").first())
    return _typed(
        rows.sort("urn").select(
            pl.col("urn").alias("URN"),
            pl.col("kind").list.eval(every).list.join(", ").alias("Placement code"),
            pl.col("provider").list.eval(every).list.join(", ").alias("Placement provider code"),
            pl.lit(None, pl.Date).alias("Deregistration date"),
            pl.col("postcode").alias("Setting postcode"),
        )
    )


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.col(name).cast(kind) for name, kind in PROVIDERS.items())


def write_providers(rows: pl.DataFrame, path: Path) -> Path:
    """Write a workbook of providers (PROVIDERS) to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(
        path, {"default_date_format": "dd/mm/yyyy", "strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, list(PROVIDERS))
        for place, row in enumerate(rows.iter_rows(), start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, value)
                elif value is not None:
                    sheet.write_string(place, column, value)
    return path
