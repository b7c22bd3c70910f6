"""XML made of columns: each element an expression, each group a join of strings. No loop over rows."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def element(tag: str, content: pl.Expr) -> pl.Expr:
    """`<tag>content</tag>`, or nothing where there is no content. Dates become YYYY-MM-DD."""
    written = content.cast(pl.String).str.replace_many(ESCAPED)
    return pl.when(written.is_not_null()).then(_wrapped(tag, written)).otherwise(pl.lit(""))


def group(tag: str, parts: Sequence[pl.Expr]) -> pl.Expr:
    """`<tag>` around elements already written."""
    return _wrapped(tag, pl.concat_str(parts))


def true_or_false(flag: pl.Expr) -> pl.Expr:
    """A flag as the census writes it; empty where not recorded."""
    return pl.when(flag).then(pl.lit("true")).when(~flag).then(pl.lit("false"))


def gathered(rows: pl.DataFrame, by: str, name: str, written: pl.Expr) -> pl.DataFrame:
    """`by` and the XML of all its rows, one after the other, as `name`."""
    return rows.group_by(by, maintain_order=True).agg(written.str.join("").alias(name))


def _wrapped(tag: str, inside: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit(f"<{tag}>"), inside, pl.lit(f"</{tag}>"))
