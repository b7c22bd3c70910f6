"""What two formats say of the same child, fact by fact, each only as far as both reach.

The rows become a table of the record, `cross_checks`, that standards judge like any other; what could not
be compared is said, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import polars as pl

from everycase.record.cross_checks.comparing import SAID, Pair
from everycase.record.cross_checks.facts import COMPARISONS
from everycase.record.cross_checks.told import Told
from everycase.record.reading import Reading
from everycase.record.schema import Format
from everycase.record.snapshot import Compared

NAMES: Mapping[Format, str] = {
    Format.SSD: "Standard Safeguarding Dataset",
    Format.CIN_CENSUS: "CIN census",
    Format.SSDA903: "SSDA903 return",
    Format.ANNEX_A: "Annex A workbook",
}
"""Formats that are compared, as sentences call them. What is kept by hand only adds to them."""


def cross_checks(
    readings: Sequence[tuple[Reading, int]], moves: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Compared]]:
    """Every comparison of two formats: rows (columns as in SAID), and how each came out.

    readings: each with its bits among the record's sources, most trusted first. moves: ids of records
    merged into others (id then → id now).
    """
    told = list(_told(readings, moves))
    rows, outcomes = [pl.DataFrame(schema=dict(SAID))], []
    for first, second in combinations(told, 2):
        pair = Pair(first, second)
        for comparison in COMPARISONS:
            for fact, found in comparison(pair):
                outcomes.append(_outcome(pair, fact, found))
                rows += [] if isinstance(found, str) else [found]
    return pl.concat(rows), outcomes


def _told(readings: Sequence[tuple[Reading, int]], moves: Mapping[str, str]) -> Iterator[Told]:
    for fmt in dict.fromkeys(reading.format for reading, _ in readings):
        mine = [(reading, bits) for reading, bits in readings if reading.format is fmt]
        if fmt in NAMES:
            latest = sorted((reading for reading, _ in mine), key=lambda one: one.as_of, reverse=True)
            source = 0
            for _, bits in mine:
                source |= bits
            yield Told(fmt, NAMES[fmt], latest, source, moves)


def _outcome(pair: Pair, fact: str, found: pl.DataFrame | str) -> Compared:
    names = {"fact": fact, "first": pair.first.name, "second": pair.second.name}
    if isinstance(found, str):
        return Compared(**names, reason=found)
    differ = found.filter(~pl.col("agrees")).height
    reason = "" if found.height else "no child of whom both say it"
    return Compared(**names, compared=found.height, differ=differ, reason=reason)
