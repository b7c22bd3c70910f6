"""Ofsted's lists of children's homes and other providers, from the workbooks that it publishes.

Three forms are understood, by the headers of their sheets: children's homes, other social care
providers (with a sheet of closed ones), and both in one workbook with a sheet of supported
accommodation. A sheet without URN and placement code is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import fastexcel
import polars as pl

from everycase.returns.problems import UnreadableError

NAMES: Mapping[str, tuple[str, ...]] = {
    "urn": ("urn",),
    "placement_codes": ("placement code", "provider placement code"),
    "provider_codes": ("placement provider code", "provider code"),
    "closed_on": ("deregistration date", "closed date"),
    "postcode": ("setting address postcode", "setting postcode", "provider postcode"),
}
"""What each column is called in one form or another, in small letters."""
SUPPORTED_ACCOMMODATION = {"placement_codes": ["K3"], "provider_codes": ["PR4"]}
"""What a provider on a sheet of supported accommodation offers, whatever the sheet says."""
SCHEMA = pl.Schema(
    {
        "urn": pl.String(),
        "placement_codes": pl.List(pl.String()),
        "provider_codes": pl.List(pl.String()),
        "closed_on": pl.Date(),
        "postcode": pl.String(),
    }
)


def providers_in(paths: Iterable[str | Path]) -> pl.DataFrame:
    """Every provider in the workbooks, a row a URN; columns as in SCHEMA.

    Where a URN stands twice, its codes are put together, and it is open if any row is. Raises
    UnreadableError where a file is no workbook, or has no sheet of providers.
    """
    found = [sheet for path in paths for sheet in _sheets(Path(path))]
    if not found:
        return pl.DataFrame(schema=SCHEMA)
    closed = pl.col("closed_on")
    return (
        pl.concat(found)
        .group_by("urn", maintain_order=True)
        .agg(
            pl.col("placement_codes", "provider_codes").list.explode().drop_nulls().unique().sort(),
            pl.when(closed.is_null().any()).then(None).otherwise(closed.max()).alias("closed_on"),
            pl.col("postcode").sort_by(closed, nulls_last=True).drop_nulls().last(),
        )
        .cast(SCHEMA)
    )


def _sheets(path: Path) -> list[pl.DataFrame]:
    try:
        workbook = fastexcel.read_excel(path)
        sheets = [
            (name, workbook.load_sheet(name, header_row=None, dtypes="string").to_polars())
            for name in workbook.sheet_names
        ]
    except (fastexcel.FastExcelError, OSError) as error:
        raise UnreadableError(f"{path.name} can't be read as a workbook of providers: {error}") from error
    found = [rows for name, cells in sheets if (rows := _rows(name, cells)) is not None]
    if not found:
        raise UnreadableError(
            f"{path.name} has no sheet of providers: one with columns URN and Placement code was expected."
        )
    return found


def _rows(name: str, cells: pl.DataFrame) -> pl.DataFrame | None:
    """The providers of one sheet; None where it isn't a sheet of providers."""
    for place, line in enumerate(cells.head(20).iter_rows()):
        headers = [str(cell or "").strip().lower() for cell in line]
        at = {ours: _first(headers, theirs) for ours, theirs in NAMES.items()}
        if at["urn"] is not None and at["placement_codes"] is not None:
            return _typed(cells.slice(place + 1), at, supported="sa " in f"{name.lower()} ")
    return None


def _first(headers: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((headers.index(name) for name in wanted if name in headers), None)


def _typed(cells: pl.DataFrame, at: Mapping[str, int | None], *, supported: bool) -> pl.DataFrame:
    text = {
        name: pl.lit(None, pl.String) if place is None else pl.nth(place).str.strip_chars()
        for name, place in at.items()
    }
    codes = {
        name: text[name].str.to_uppercase().str.extract_all(r"[A-Z0-9]+")
        for name in ("placement_codes", "provider_codes")
    }
    if supported:
        codes = {name: pl.lit(pl.Series([value])).first() for name, value in SUPPORTED_ACCOMMODATION.items()}
    return (
        cells.select(
            urn=text["urn"].str.to_uppercase().str.replace(r"\.0$", ""),
            **codes,
            closed_on=_day(text["closed_on"]),
            postcode=text["postcode"].str.to_uppercase().str.replace_all(r"\s", ""),
        )
        .filter(pl.col("urn") != "")
        .cast(SCHEMA)
    )


def _day(text: pl.Expr) -> pl.Expr:
    """A day as a workbook gives it: 2023-01-31 (and a time), or 31/01/2023; anything else is no day."""
    return pl.coalesce(
        text.str.head(10).str.to_date("%Y-%m-%d", strict=False),
        text.str.head(10).str.to_date("%d/%m/%Y", strict=False),
    )
