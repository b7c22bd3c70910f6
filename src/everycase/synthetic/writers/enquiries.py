"""What the returns ask of a section 47 enquiry that no field of the record says outright."""

from __future__ import annotations

import polars as pl


def conference_not_needed() -> pl.Expr:
    """Whether an enquiry ended without need of a conference: as recorded, or as its outcome implies.

    Reads conference_not_needed, held_on, ended_on and outcomes. Empty while the enquiry goes on.
    """
    decided = pl.col("ended_on").is_not_null() & pl.col("outcomes").is_not_null()
    implied = (
        pl.when(pl.col("held_on").is_not_null())
        .then(pl.lit(value=False))
        .when(decided)
        .then(~pl.col("outcomes").list.contains("CP_CONFERENCE_FLAG"))
    )
    return pl.coalesce("conference_not_needed", implied)
