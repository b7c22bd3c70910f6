"""Text that a spreadsheet would take for a formula, and names that a disk would refuse."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import polars as pl

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins with one of these may be run when a CSV is opened in a spreadsheet."""

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))})
LONGEST = 80


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run this text instead of showing it."""
    return text.startswith(FORMULA_STARTS)


def defused(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet might run."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    starts = pl.Series(FORMULA_STARTS).implode()
    return frame.with_columns(
        pl.when(pl.col(name).str.head(1).is_in(starts))
        .then(pl.concat_str(pl.lit("'"), name))
        .otherwise(name)
        .alias(name)
        for name in texts
    )


def file_names(names: Iterable[str], ending: str) -> list[str]:
    """A file name for each name, in order, none the same as another on any kind of disk."""
    taken: set[str] = set()
    given = []
    for name in names:
        plain = _plain(name)
        numbered = (plain if n == 1 else f"{plain}-{n}" for n in range(1, len(taken) + 2))
        chosen = next(one for one in numbered if one not in taken)
        taken.add(chosen)
        given.append(f"{chosen}{ending}")
    return given


def _plain(name: str) -> str:
    """Small letters, digits and hyphens only."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-")
    return f"team-{plain}".strip("-") if not plain or plain in RESERVED else plain
