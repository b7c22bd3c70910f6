"""The last year, over which shares are taken, and how few are too few to have one."""

from __future__ import annotations

from datetime import date

import polars as pl

MONTHS = 12
"""Months that shares are taken over: a year, so that each season is in it once."""
FEW = 10
"""Below this many, a share moves by ten points or more with one child."""


def first_month(as_of: date) -> date:
    """The first day of the months that shares are taken over: this month, and the eleven before it."""
    year, month = divmod(as_of.year * 12 + as_of.month - MONTHS, 12)
    return date(year, month + 1, 1)


def recent(measures: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The cube's rows that fell due in the last months, those whose due date can't be told included."""
    return measures.filter(pl.col("month").is_null() | (pl.col("month") >= first_month(as_of)))
