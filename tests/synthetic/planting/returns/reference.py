"""Reference data that a made-up council's return agrees with: postcodes and providers, made up too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.returns.reference import Reference
from everycase.synthetic.planting.returns.ssda903.elsewhere import (
    ANOTHERS,
    CLOSED,
    FAR,
    NEAR,
    NEXT,
    OUR_OTHER,
    TOO_FAR,
)

OURS, THEIRS = "E10000099", "E10000098"
EAST, NORTH = 400_000, 300_000
NAMED = {
    TOO_FAR: (THEIRS, EAST, NORTH + 2_700_000),
    FAR: (THEIRS, EAST, NORTH + 600_000),
    NEAR: (OURS, EAST, NORTH),
    NEXT: (OURS, EAST, NORTH),
}
"""Postcodes that weaknesses name: some 1,680 and 370 miles away, and two that are near."""


def agreeing(frames: Mapping[str, pl.DataFrame], end: date) -> Reference:
    """What a right return would be compared with: its postcodes are in the council, its providers known.

    frames: the return's tables as text, last year's with `_last`. end: of the collection year.
    """
    episodes = pl.concat([frames["Episodes"], frames["Episodes_last"]])
    return Reference(_postcodes(episodes), _providers(episodes, end), OURS)


def _postcodes(episodes: pl.DataFrame) -> pl.DataFrame:
    """Every postcode written, a metre further east than the one before."""
    written = pl.concat([episodes["HOME_POST"], episodes["PL_POST"].rename("HOME_POST")])
    own = {
        code: (OURS, EAST + place, NORTH) for place, code in enumerate(written.drop_nulls().unique().sort())
    }
    rows = [(code.replace(" ", ""), *place) for code, place in {**own, **NAMED}.items()]
    columns = {"postcode": pl.String, "authority": pl.String, "east": pl.Int64, "north": pl.Int64}
    return pl.DataFrame(rows, schema=columns, orient="row")


def _providers(episodes: pl.DataFrame, end: date) -> pl.DataFrame:
    """Each provider with all kinds of placement that it is named with, where its first placement is."""
    known = (
        episodes.drop_nulls("URN")
        .group_by(urn="URN", maintain_order=True)
        .agg(
            placement_codes=pl.col("PLACE").unique().sort(),
            provider_codes=pl.col("PLACE_PROVIDER").drop_nulls().unique().sort(),
            postcode=pl.col("PL_POST").str.replace_all(" ", "").first(),
        )
    )
    another_councils = pl.col("provider_codes").list.contains("PR2")
    authority = pl.when(another_councils).then(pl.lit(THEIRS)).otherwise(pl.lit(OURS))
    named = pl.DataFrame(
        {
            "urn": [CLOSED, ANOTHERS, OUR_OTHER],
            "placement_codes": [known["placement_codes"].explode().unique().sort().to_list()] * 3,
            "provider_codes": [["PR1", "PR4"]] * 3,
            "closed_on": [date(end.year - 1, 4, 10), None, None],
            "postcode": [None, None, NEAR.replace(" ", "")],
            "authority": [OURS, THEIRS, OURS],
        }
    )
    return pl.concat([known.with_columns(authority=authority), named], how="diagonal")
