"""Rows of `Reading.problems`, and the sentence that an analyst reads in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from everycase.record.reading import PROBLEM_KINDS, PROBLEMS


def problem(
    kind: str,
    says: str,
    *,
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    child_id: str | None = None,
    found: str = "",
    expected: str = "",
) -> dict[str, object]:
    """One row of `problems`. Raises ValueError where `kind` isn't one of PROBLEM_KINDS."""
    if kind not in PROBLEM_KINDS:
        raise ValueError(f"{kind!r} is not a kind of problem")
    return {
        "file": file,
        "sheet": sheet,
        "row": row,
        "column": column,
        "child_id": child_id,
        "kind": kind,
        "found": found,
        "expected": expected,
        "says": says,
    }


def problems(rows: Iterable[Mapping[str, object]] = ()) -> pl.DataFrame:
    """The rows as a frame with the columns of PROBLEMS."""
    return pl.DataFrame(list(rows), schema=dict(PROBLEMS))


def together(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several frames of problems as one."""
    return pl.concat([problems(), *frames])


def problems_of(
    rows: pl.DataFrame,
    kind: str,
    says: pl.Expr,
    *,
    file: str,
    sheet: str = "",
    column: str = "",
    found: pl.Expr | str = "",
    expected: str = "",
) -> pl.DataFrame:
    """A problem for each row of a frame that has `row` and, where known, `child_id`.

    says, found: expressions over the frame's own columns. The sentence is put after the row's place.
    """
    if kind not in PROBLEM_KINDS:
        raise ValueError(f"{kind!r} is not a kind of problem")
    return rows.select(
        pl.lit(file).alias("file"),
        pl.lit(sheet).alias("sheet"),
        pl.col("row").cast(pl.UInt32),
        pl.lit(column).alias("column"),
        (pl.col("child_id") if "child_id" in rows.columns else pl.lit(None, pl.String)).alias("child_id"),
        pl.lit(kind).alias("kind"),
        (pl.lit(found) if isinstance(found, str) else found.fill_null("")).alias("found"),
        pl.lit(expected).alias("expected"),
        pl.concat_str(place(file, sheet, column), pl.lit(": "), says.fill_null("")).alias("says"),
    )


def place(file: str, sheet: str = "", column: str = "") -> pl.Expr:
    """Where a row's value stands, in words: "cp_plans.csv row 14, cppl_cp_plan_start_date"."""
    sheet_words = f", sheet {sheet}," if sheet else ""
    column_words = f", {column}" if column else ""
    row = pl.col("row").cast(pl.String)
    return pl.concat_str(pl.lit(f"{file}{sheet_words} row "), row, pl.lit(column_words))


def place_of_column(file: str, sheet: str = "", column: str = "") -> str:
    """Where a column stands, in words: "cp_plans.csv, cppl_cp_plan_start_date"."""
    return ", ".join(part for part in (file, f"sheet {sheet}" if sheet else "", column) if part)
