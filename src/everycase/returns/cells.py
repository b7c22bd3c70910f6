"""What stands in the cells that a finding of a return is about."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

BLANK = "blank"
CELLS: Mapping[str, pl.DataType] = {
    "finding": pl.UInt32(),  # row of the result's findings
    "rule": pl.String(),
    "severity": pl.String(),
    "table": pl.String(),
    "row": pl.UInt32(),  # 0-based, in the table
    "field": pl.String(),
    "value": pl.String(),  # as it stands in the file; "blank" where nothing does
}


def cells_of(findings: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every offending cell of a table, once for each finding, in the findings' order; columns as in CELLS.

    findings: a result's. tables: those that were checked, last year's under names with _last. A field that
    the files have no column for has no cell, nor has a finding about the whole return.
    """
    every = (
        findings.with_row_index("finding")
        .filter(pl.col("row").is_not_null())
        .select("finding", "rule", "severity", "table", "row", pl.col("fields").alias("field"))
        .explode("field")
        .drop_nulls("field")
        .with_row_index("~order")
    )
    parts = every.partition_by("table", "field", as_dict=True).items()
    found = [_valued(part, tables.get(str(table)), str(field)) for (table, field), part in parts]
    whole = pl.concat([pl.DataFrame(schema={"~order": pl.UInt32, **CELLS}), *found])
    return whole.sort("~order").drop("~order")


def _valued(part: pl.DataFrame, frame: pl.DataFrame | None, field: str) -> pl.DataFrame:
    """The values of one field of one table; none where the files have no such column."""
    columns = ["~order", *CELLS]
    if frame is None or field not in frame.columns:
        return part.clear().with_columns(value=pl.lit(None, pl.String)).select(columns)
    values = as_text(frame.select(field)).to_series().gather(part["row"])
    shown = values.str.strip_chars().replace("", None).fill_null(BLANK)
    return part.with_columns(value=shown).select(columns)


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """A return's table with every value as text, lists with commas between."""
    return frame.with_columns(
        pl.col(name).list.join(", ") if isinstance(kind, pl.List) else pl.col(name).cast(pl.String)
        for name, kind in frame.schema.items()
    )
