"""Postcodes and providers that weaknesses name, and no child of the made-up council has.

What they are is for the reference data to say that the return is compared with.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from everycase.synthetic.writers.providers import PROVIDERS

FAR = "IV1 1AA"
"""In another council, in Scotland, and more than 350 miles away."""
NEAR, NEXT = "OX10 9TU", "OX10 9WB"
"""In the council, at one point."""
THEIRS = "RG10 0FE"
"""In another council of England."""
NOWHERE = "NO1 1WH"
"""Not a postcode."""

CLOSED = "SC000009"
"""A provider whose registration ended on 10 April of the collection year."""
ANOTHERS = "SC000008"
"""A provider in another council."""
OUR_OTHER = "SC000007"
"""A provider in the council, at the postcode NEAR."""
UNLISTED = "SC999999"
"""Not in Ofsted's list."""


def named_providers(kinds: Iterable[str], end: date) -> pl.DataFrame:
    """These providers as a workbook of Ofsted's has them (PROVIDERS), each offering every kind.

    end: of the collection year.
    """
    every = ", ".join(sorted(set(kinds)))
    closed_on = date(end.year - 1, 4, 10)
    rows = [
        (CLOSED, every, "PR1, PR4", closed_on, NEAR),
        (ANOTHERS, every, "PR1, PR4", None, THEIRS),
        (OUR_OTHER, every, "PR1, PR4", None, NEAR),
    ]
    return pl.DataFrame(rows, schema=dict(PROVIDERS), orient="row")
