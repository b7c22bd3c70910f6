"""Many rows at once, in batches that either database takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
MANY = 2_000
"""Rows written by one statement at most."""
NAMED = 500
"""Values named in one condition: SQLite takes 999 before version 3.32."""


def batched(values: Sequence[T], size: int = NAMED) -> Iterator[Sequence[T]]:
    """The values, some at a time."""
    return (values[start : start + size] for start in range(0, len(values), size))
