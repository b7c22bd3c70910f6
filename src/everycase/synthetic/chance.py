"""Chance that depends on what it is asked about, and on nothing else.

Each draw is a hash of the seed, the question's name and the row's own numbers. So the same seed gives
the same council whatever the order of rows, and one more child changes nothing for the others. The hash
is the installed Polars': another version of it may give another council.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import polars as pl

_GOLDEN = 0x9E3779B97F4A7C15


def _word(value: int) -> pl.Expr:
    return pl.lit(value % 2**64, dtype=pl.UInt64)


@dataclass(frozen=True)
class Chance:
    """Draws for one seed. `keys` name the whole-number columns that tell rows apart."""

    seed: int

    def uniform(self, question: str, *keys: str) -> pl.Expr:
        """A number from 0 up to but not including 1."""
        digest = hashlib.blake2b(f"{self.seed}:{question}".encode(), digest_size=8).digest()
        own = int.from_bytes(digest, "big")
        bits = _word(own)
        for key in keys:
            bits = (bits + (pl.col(key).cast(pl.UInt64) + _word(1)) * _word(_GOLDEN)).hash(own)
        # 53 bits are what a float holds.
        return (bits // _word(2**11)).cast(pl.Float64) / 2.0**53

    def whole(self, question: str, low: int, high: int, *keys: str) -> pl.Expr:
        """A whole number from `low` to `high`, both included."""
        return (self.uniform(question, *keys) * (high - low + 1)).floor().cast(pl.Int64) + low

    def yes(self, question: str, share: float, *keys: str) -> pl.Expr:
        """True for about `share` of rows."""
        return self.uniform(question, *keys) < share

    def pick(self, question: str, weights: Mapping[str, float], *keys: str) -> pl.Expr:
        """One of the names, each as often as its weight says."""
        return choose(self.uniform(question, *keys), weights)

    def skewed(self, question: str, median: float, longest: float, *keys: str) -> pl.Expr:
        """A length whose median is `median`, seldom near `longest`, never under a fifth of the median."""
        draw = self.uniform(question, *keys)
        below = (0.2 + 1.6 * draw) * median
        above = median + (longest - median) * (2 * draw - 1) ** 2.5
        return pl.when(draw < 0.5).then(below).otherwise(above)


def choose(draw: pl.Expr, weights: Mapping[str, float]) -> pl.Expr:
    """The name whose stretch of 0 to 1 holds `draw`."""
    *bounds, total = accumulate(weights.values())
    *names, last = weights
    picked: pl.Expr = pl.lit(last)
    for name, bound in reversed(list(zip(names, bounds, strict=True))):
        picked = pl.when(draw < bound / total).then(pl.lit(name)).otherwise(picked)
    return picked
