"""What could not be understood in a file, a row each, in words that an analyst can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

PROBLEMS: Mapping[str, pl.DataType] = {
    "file": pl.String(),  # name of the file
    "sheet": pl.String(),  # table of the return; empty where it is about the whole file
    "row": pl.UInt32(),  # 1-based row of a CSV or line of an XML; null where it is about the whole file
    "column": pl.String(),  # header as found; empty where it is about the row or file
    "child_id": pl.String(),  # null where not known
    "kind": pl.String(),  # "not understood", "missing column", "extra file", "duplicate" and so on
    "found": pl.String(),  # the value as found
    "expected": pl.String(),  # what would have been understood, in words
    "says": pl.String(),  # the problem in one plain sentence
}


class UnreadableError(Exception):
    """The file can't be read at all. The message says which file, what was found, what was expected."""


@dataclass(frozen=True)
class Problem:
    """One thing that could not be understood; fields as in PROBLEMS."""

    file: str
    kind: str
    says: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    child_id: str | None = None
    found: str = ""
    expected: str = ""


def as_frame(problems: Iterable[Problem]) -> pl.DataFrame:
    """Problems as a frame with the columns of PROBLEMS."""
    return pl.DataFrame([vars(problem) for problem in problems], schema=dict(PROBLEMS))


def together(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several frames of problems as one, in order; empty where there is none."""
    return pl.concat([as_frame(()), *(frame.select(list(PROBLEMS)) for frame in frames)])
