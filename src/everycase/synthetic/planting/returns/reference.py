"""Reference data that a made-up council's return agrees with: postcodes and providers, made up too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.returns.reference import Reference

OURS, THEIRS = "E10000099", "E10000098"
NEAR = (400_000, 300_000)
EXTRA = {"FAR9ZZ": (THEIRS, 400_000, 3_000_000), "FAR1AA": (THEIRS, 400_000, 900_000), "EV11AA": (OURS, *NEAR), "EV11AB": (OURS, *NEAR)}
"""Postcodes of weaknesses: some 1,680 and 370 miles away, and one that is near."""
CLOSED, OTHERS, ANOTHER = "SC000009", "SC000008", "SC000007"
"""A provider that closed in the year, one of another council's, and one that no child is with."""


def agreeing(frames: Mapping[str, pl.DataFrame], end: date) -> Reference:
    """What a right return would be compared with: its postcodes are in the council, its providers known.

    frames: the return's tables as text, last year's with `_last`.
    """
    episodes = pl.concat([frames[name] for name in ("Episodes", "Episodes_last")], how="diagonal")
    return Reference(_postcodes(episodes), _providers(episodes, end), OURS)


def _postcodes(episodes: pl.DataFrame) -> pl.DataFrame:
    written = pl.concat([episodes["HOME_POST"], episodes["PL_POST"].rename("HOME_POST")]).drop_nulls()
    own = written.str.replace_all(" ", "").unique().sort()
    rows = [(code, OURS, NEAR[0] + place, NEAR[1]) for place, code in enumerate(own)]
    rows += [(code, *place) for code, place in EXTRA.items()]
    columns = {"postcode": pl.String, "authority": pl.String, "east": pl.Int64, "north": pl.Int64}
    return pl.DataFrame(rows, schema=columns, orient="row").unique("postcode", keep="first")


def _providers(episodes: pl.DataFrame, end: date) -> pl.DataFrame:
    """Each provider with all kinds of placement that it is named with, at the postcode of its placements."""
    known = (
        episodes.drop_nulls("URN")
        .group_by("URN", maintain_order=True)
        .agg(
            placement_codes=pl.col("PLACE").unique().sort(),
            provider_codes=pl.col("PLACE_PROVIDER").drop_nulls().unique().sort(),
            closed_on=pl.lit(None, pl.Date).first(),
            postcode=pl.col("PL_POST").str.replace_all(" ", "").first(),
        )
        .rename({"URN": "urn"})
    )
    authority = pl.when(pl.col("provider_codes").list.contains("PR2")).then(pl.lit(THEIRS)).otherwise(pl.lit(OURS))
    everything = known["placement_codes"].explode().unique().sort().to_list()
    kinds = {"placement_codes": [everything] * 3, "provider_codes": [["PR1", "PR4"]] * 3}
    extra = pl.DataFrame(
        {
            "urn": [CLOSED, OTHERS, ANOTHER],
            **kinds,
            "closed_on": [date(end.year - 1, 4, 10), None, None],
            "postcode": [None, None, "EV11AA"],
            "authority": [OURS, THEIRS, OURS],
        },
        schema_overrides={"postcode": pl.String, "closed_on": pl.Date},
    )
    return pl.concat([known.with_columns(authority=authority), extra], how="diagonal")
