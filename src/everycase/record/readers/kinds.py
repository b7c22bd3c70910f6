"""How a cell's text is understood, by the kind of its field.

Every function takes a frame with one column, `found`: the distinct texts of a column, stripped and
not blank. It gives the same rows with `value` (null where not understood), `time` for dates, and
`partly` for sets of codes of which only some were understood.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.record.readers.dates import read_dates
from everycase.record.readers.sets import read_sets
from everycase.record.readers.spelling import code_of, spellings_of
from everycase.record.schema import Field, Kind

_YES = r"^(?:[a-z0-9]\)\s*)?(?:yes|y|true|t|1|1\.0)(?:\s*[-–:.)]\s*(?:yes|true|y))?$"
_NO = r"^(?:[a-z0-9]\)\s*)?(?:no|n|false|f|0|0\.0)(?:\s*[-–:.)]\s*(?:no|false|n))?$"


def read_flags(texts: pl.DataFrame) -> pl.DataFrame:
    """Yes or no, as a word, letter, digit, or with the letter of a form's list before it."""
    low = pl.col("found").str.to_lowercase()
    value = pl.when(low.str.contains(_YES)).then(True).when(low.str.contains(_NO)).then(False)  # noqa: FBT003
    return texts.with_columns(value=value)


def read_numbers(texts: pl.DataFrame, stored_as: pl.DataType) -> pl.DataFrame:
    """Numbers, with or without commas between thousands; whole ones may be written 3.0."""
    plain = pl.col("found").str.replace_all(r"(\d),(\d{3})", "${1}${2}")
    number = pl.when(plain.str.contains(r"^-?\d+(?:\.\d+)?$")).then(plain).cast(pl.Float64, strict=False)
    if stored_as == pl.Int64():
        number = pl.when(number == number.floor()).then(number).cast(pl.Int64, strict=False)
    return texts.with_columns(value=number)


def read_codes(texts: pl.DataFrame, field: Field, spellings: Mapping[str, str]) -> pl.DataFrame:
    """A code of the field's list; any text where the list is not known."""
    if not field.codes:
        return texts.with_columns(value=pl.col("found"))
    return texts.with_columns(value=code_of(pl.col("found"), spellings_of(field.codes, spellings)))


def read_ids(texts: pl.DataFrame) -> pl.DataFrame:
    """Ids as they stand, without the `.0` that a spreadsheet adds; one cut to 1.2E+9 is not understood."""
    cut = pl.col("found").str.contains(r"^\d(?:\.\d+)?[Ee]\+\d+$")
    whole = pl.col("found").str.replace(r"^(\d+)\.0+$", "${1}")
    return texts.with_columns(value=pl.when(~cut).then(whole))


def is_id(field: Field) -> bool:
    """Whether the field holds an id: of the row, of a child, of a worker, of another row."""
    return field.kind is Kind.REFERENCE or field.unit == "key" or field.name.endswith("_id")


def understand(texts: pl.DataFrame, field: Field, spellings: Mapping[str, str]) -> pl.DataFrame:
    """`found` → `found`, `value`, `time`, `partly`, by the field's kind (not for free text)."""
    if field.kind is Kind.DATE:
        read = read_dates(texts)
    elif field.kind is Kind.FLAG:
        read = read_flags(texts)
    elif field.kind in (Kind.WHOLE, Kind.NUMBER):
        read = read_numbers(texts, field.stored_as)
    elif field.kind is Kind.CODE:
        read = read_codes(texts, field, spellings)
    elif field.kind is Kind.FLAGS:
        read = read_sets(texts, field, spellings)
    else:
        read = read_ids(texts)
    if "time" not in read.columns:
        read = read.with_columns(time=pl.lit(None, dtype=pl.Datetime("us")))
    if "partly" not in read.columns:
        read = read.with_columns(partly=pl.lit(value=False))
    return read.select("found", "value", "time", "partly")


_EXPECTED: Mapping[Kind, str] = {
    Kind.DATE: "a date such as 2024-02-28 or 28/02/2024",
    Kind.FLAG: "yes or no (Y or N)",
    Kind.WHOLE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.TEXT: "the whole id (a spreadsheet has shortened this one)",
    Kind.REFERENCE: "the whole id (a spreadsheet has shortened this one)",
}


def expected_of(field: Field) -> str:
    """What would have been understood, in words."""
    if field.kind is Kind.CODE:
        return f"one of {_some(field.codes)}"
    if field.kind is Kind.FLAGS:
        return f"codes out of {_some(field.codes)}"
    return _EXPECTED[field.kind]


def _some(codes: Mapping[str, str], most: int = 8) -> str:
    named = [code if label in ("", code) else f"{code} ({label[:40]})" for code, label in codes.items()]
    rest = f" and {len(named) - most} more" if len(named) > most else ""
    return ", ".join(named[:most]) + rest
