"""Reference data that some rules compare with: postcodes, Ofsted's providers, the council itself.

A part that isn't there makes the rules that need it "cannot tell". Bank holidays are always there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from everycase.returns.postcodes import installed_postcodes
from everycase.returns.providers import providers_in

PARTS = {
    "postcodes": "There is no list of postcodes to compare with: its data packages aren't installed.",
    "providers": "There is no list of Ofsted's providers to compare with: no workbook of theirs is named.",
    "authority": "The council that the return is from isn't named by its ONS code.",
}
"""Each part by name, and what is said where it isn't there."""


class NoSuchAuthorityError(Exception):
    """No postcode lies in the authority that was named: every placement would be told to lie elsewhere."""


@dataclass(frozen=True)
class Reference:
    """What was supplied to compare with; None where a part wasn't.

    postcodes: `postcode` (capitals, no spaces), `authority` (ONS code of the upper tier, or SCO, NIR,
        WAL, NUK), `east`, `north` (metres on the national grid). A row a postcode.
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


def load(
    folders: Sequence[Path], *, providers: Iterable[str | Path] = (), authority: str | None = None
) -> Reference:
    """The reference data that is there: installed postcodes, Ofsted's workbooks, the council.

    folders: where the postcodes may be kept in a form that is quick to look in; made on first use, in the
    first that can be written to. providers: workbooks as Ofsted publishes them. authority: the council's ONS
    code (E10000011). Raises UnreadableError where a workbook can't be read, NoSuchAuthorityError where no
    postcode lies in the authority.
    """
    workbooks = list(providers)
    listed = providers_in(workbooks) if workbooks else None
    postcodes = installed_postcodes(folders)
    if authority and postcodes is not None and not _has_postcodes(postcodes, authority):
        raise NoSuchAuthorityError(
            f"found '{authority}', and no postcode lies there. Expected the code of the council that is "
            "responsible for children's services, as the ONS lists it now."
        )
    return Reference(postcodes, with_place(listed, postcodes), authority)


def _has_postcodes(postcodes: pl.DataFrame, authority: str) -> bool:
    kind = postcodes.schema["authority"]
    return authority in (kind.categories if isinstance(kind, pl.Enum) else postcodes.get_column("authority"))


def with_place(providers: pl.DataFrame | None, postcodes: pl.DataFrame | None) -> pl.DataFrame | None:
    """Providers with `authority`, the one that their postcode lies in; null where that isn't known."""
    if providers is None or postcodes is None:
        return None if providers is None else providers.with_columns(authority=pl.lit(None, pl.String))
    known = find(postcodes, providers.get_column("postcode"))
    return providers.join(
        known.select("postcode", "authority"), on="postcode", how="left", maintain_order="left"
    )


def find(postcodes: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """The rows of those postcodes that are wanted, the authority as text."""
    return _found(postcodes, wanted).with_columns(pl.col("authority").cast(pl.String))


def _found(postcodes: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    among = wanted.drop_nulls().unique().sort().alias("postcode")
    every = postcodes.get_column("postcode")
    if not every.flags["SORTED_ASC"] or every.is_empty():
        return postcodes.filter(pl.col("postcode").is_in(among.implode()))
    places = every.search_sorted(among).clip(upper_bound=every.len() - 1)
    return postcodes[places].filter(pl.col("postcode") == among)
