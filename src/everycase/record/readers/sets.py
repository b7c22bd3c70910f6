"""Sets of codes in one cell: JSON flags, a JSON list, or text with commas; whole or cut off."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.record.readers.spelling import code_of, spellings_of
from everycase.record.schema import Field

_PAIR = r'"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|true|false|null|-?\d+(?:\.\d+)?)'
_STRING = r'"(?:[^"\\]|\\.)*"'
_YES = ("y", "yes", "true", "t", "1")
_NO = ("n", "no", "false", "f", "0", "null", "")
# Beside its flags a form's JSON holds a count of them and free text, which are no codes.
_NOT_A_FLAG = r"(?i)^(TOTAL_|.*COMMENT|.*_DATE$|.*_DESC$)"


def read_sets(texts: pl.DataFrame, field: Field, spellings: Mapping[str, str]) -> pl.DataFrame:
    """`found` → `value` (list of codes; empty where every flag is no) and `partly` (some not understood).

    JSON that is cut off keeps the codes that stand before the cut, and is `partly` understood.
    """
    known = spellings_of(field.codes, spellings)
    start = pl.col("found").str.slice(0, 1)
    numbered = texts.with_row_index("nth")
    whole = numbered.filter(~start.is_in(["{", "["])).with_columns(all=code_of(pl.col("found"), known))
    named = pl.concat(
        [
            _named_in_object(numbered.filter(start == "{")),
            _named_in_list(numbered.filter(start == "[")),
            whole.filter(pl.col("all").is_not_null()).select("nth", pl.col("all").alias("name")),
            _named_in_text(whole.filter(pl.col("all").is_null())),
        ]
    ).with_columns(code=code_of(pl.col("name"), known))
    read = named.group_by("nth").agg(
        pl.col("code").drop_nulls().unique(maintain_order=True).alias("value"),
        (pl.col("code").is_null() & pl.col("name").is_not_null()).any().alias("partly"),
    )
    cut = ((start == "{") & ~pl.col("found").str.ends_with("}")) | (
        (start == "[") & ~pl.col("found").str.ends_with("]")
    )
    # "Every flag is no" is an answer; a cell that was cut off before any yes is none.
    nothing = (pl.col("value").list.len() == 0) & pl.col("partly")
    return (
        numbered.join(read, on="nth", how="left", maintain_order="left")
        .with_columns(pl.col("value").fill_null([]), partly=pl.col("partly").fill_null(value=False) | cut)
        .with_columns(value=pl.when(~nothing).then("value"))
    )


def _named_in_object(texts: pl.DataFrame) -> pl.DataFrame:
    """A row for each flag of a JSON object that is yes, or is neither yes nor no."""
    pairs = texts.select("nth", pl.col("found").str.extract_all(_PAIR).alias("pair")).explode("pair")
    parts = pairs.select(
        "nth",
        pl.col("pair").str.extract(_PAIR, 1).alias("name"),
        pl.col("pair").str.extract(_PAIR, 2).str.strip_chars('" ').str.to_lowercase().alias("answer"),
    )
    answered = parts.filter(~pl.col("answer").is_in(_NO) & ~pl.col("name").str.contains(_NOT_A_FLAG))
    strange = ~pl.col("answer").is_in(_YES)
    return answered.select(
        "nth", pl.when(strange).then(pl.format("{}={}", "name", "answer")).otherwise("name").alias("name")
    )


def _named_in_list(texts: pl.DataFrame) -> pl.DataFrame:
    """A row for each string of a JSON list; one that is cut off is left out."""
    found = texts.select("nth", pl.col("found").str.extract_all(_STRING).alias("name")).explode("name")
    return found.with_columns(pl.col("name").str.strip_chars('" ')).drop_nulls()


def _named_in_text(texts: pl.DataFrame) -> pl.DataFrame:
    """A row for each part between commas, semicolons or lines."""
    parts = pl.col("found").str.replace_all(r"[;|\r\n]+", ",").str.split(",")
    named = texts.select("nth", parts.alias("name")).explode("name")
    return named.with_columns(pl.col("name").str.strip_chars()).filter(pl.col("name") != "")
