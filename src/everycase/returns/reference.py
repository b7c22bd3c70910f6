"""Reference data that some rules compare with: postcodes, Ofsted's providers, the council itself.

A part that isn't there makes the rules that need it "cannot tell". Bank holidays are always there.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

PARTS = {
    "postcodes": "There is no list of postcodes to compare with.",
    "providers": "There is no list of Ofsted's providers to compare with.",
    "authority": "The council that the return is from isn't named.",
}
"""Each part by name, and what is said where it isn't there."""


@dataclass(frozen=True)
class Reference:
    """What was supplied to compare with; None where a part wasn't.

    postcodes: `postcode` (capitals, no spaces), `authority` (ONS code of the upper tier, or SCO, NIR,
        WAL), `east`, `north` (metres on the national grid). A row a postcode.
    providers: `urn`, `placement_codes` and `provider_codes` (lists of text), `closed_on`, `postcode`
        (capitals, no spaces), `authority` (ONS code that the postcode lies in, null where not known).
        A row a URN.
    authority: ONS code of the council, such as E10000011.
    """

    postcodes: pl.DataFrame | None = None
    providers: pl.DataFrame | None = None
    authority: str | None = None

    def lacks(self, part: str) -> str:
        """What to say where `part` isn't there; empty where it is."""
        return PARTS[part] if getattr(self, part) is None else ""


NOTHING = Reference()
