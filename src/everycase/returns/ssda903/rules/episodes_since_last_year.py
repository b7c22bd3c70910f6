"""A child's first episode of this year beside the last of last year."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import COLLECTION_START, Rows, Rule, is_one_of, rows
from everycase.returns.ssda903.facts import (
    FIRST_EPISODE,
    IN_LAST_YEARS_EPISODES,
    OPEN_AT_THE_END_OF_LAST_YEAR,
    OTHER_PLACES,
    at_the_end_of_last_year,
)

col = pl.col

_CARRIED_OVER = FIRST_EPISODE & OPEN_AT_THE_END_OF_LAST_YEAR
"""The first episode of a child whose last episode of last year was still open."""


def _differs(column: str) -> pl.Expr:
    """Whether a value isn't what it was at the end of last year; blank is as blank."""
    return col(column).ne_missing(at_the_end_of_last_year(column))


_DISTANCE, _DISTANCE_BEFORE = col("PL_DISTANCE"), at_the_end_of_last_year("PL_DISTANCE")
# Tenths of miles don't subtract to exactly 0.2.
_DISTANCE_DIFFERS = ((_DISTANCE - _DISTANCE_BEFORE).abs().round(3) >= 0.2) | (
    _DISTANCE_BEFORE.is_null() & _DISTANCE.is_not_null()
)


def _place_differs(now: tuple[str, ...] = (), before: str = "") -> Rows:
    """Kind of placement differs, other than by a code that took the place of another that year."""
    renamed = is_one_of(col("PLACE"), *now) & is_one_of(at_the_end_of_last_year("PLACE"), before)
    return rows("Episodes", _CARRIED_OVER & _differs("PLACE") & ~renamed)


RULES = (
    Rule(
        "452",
        "Contradiction between local authority of placement code in the last episode of the previous "
        "year and in the first episode of the current year.",
        rows("Episodes", _CARRIED_OVER & ~_differs("RNE") & _differs("PL_LA")),
        fields="PL_LA",
    ),
    Rule(
        "453",
        "Contradiction between placement distance in the last episode of the previous year and in the"
        " first episode of the current year.",
        rows("Episodes", _CARRIED_OVER & ~_differs("RNE") & _DISTANCE_DIFFERS),
        fields="PL_DISTANCE",
    ),
    Rule(
        "502",
        "Last year's record ended with an open episode. The date on which that episode started does "
        "not match the start date of the first episode on this year’s record.",
        rows("Episodes", _CARRIED_OVER & _differs("DECOM")),
        fields="DECOM",
    ),
    Rule(
        "503A",
        "The reason for new episode in the first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _differs("RNE")),
        fields="RNE",
    ),
    Rule(
        "503B",
        "The legal status in the first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _differs("LS")),
        fields="LS",
    ),
    Rule(
        "503C",
        "The category of need in the first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _differs("CIN")),
        fields="CIN",
    ),
    Rule(
        "503D",
        "The placement type in the first episode does not match open episode at end of last year",
        _place_differs(),
        until=2023,
        fields="PLACE",
    ),
    Rule(
        "503D",
        "The placement type in the first episode does not match open episode at end of last year",
        _place_differs(("K3",), "H5"),
        since=2024,
        until=2025,
        fields="PLACE",
    ),
    Rule(
        "503D",
        "The placement type in the first episode does not match open episode at end of last year",
        _place_differs(OTHER_PLACES, "Z1"),
        since=2026,
        until=2026,
        fields="PLACE",
    ),
    Rule(
        "503D",
        "The placement type in the first episode does not match open episode at end of last year",
        _place_differs(),
        since=2027,
        fields="PLACE",
    ),
    Rule(
        "503E",
        "The placement provider in the first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _differs("PLACE_PROVIDER")),
        fields="PLACE_PROVIDER",
    ),
    Rule(
        "503F",
        "The Ofsted URN in the first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _differs("URN")),
        fields="URN",
    ),
    Rule(
        "503G",
        "The distance in first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _DISTANCE_DIFFERS),
        fields="PL_DISTANCE",
    ),
    Rule(
        "503H",
        "The placement LA in first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _differs("PL_LA")),
        fields="PL_LA",
    ),
    Rule(
        "503J",
        "The placement location in first episode does not match open episode at end of last year.",
        rows("Episodes", _CARRIED_OVER & _differs("PL_LOCATION")),
        fields="PL_LOCATION",
    ),
    Rule(
        "562",
        "Episode commenced before the start of the current collection year but there is a missing "
        "continuous episode in the previous year.",
        rows("Episodes", FIRST_EPISODE & (col("DECOM") < COLLECTION_START) & _differs("DECOM")),
        fields="DECOM",
    ),
    Rule(
        "NoE",
        "This child has no episodes loaded for previous year even though child started to be looked "
        "after before this current year.",
        rows("Episodes", (col("DECOM") < COLLECTION_START) & ~IN_LAST_YEARS_EPISODES),
        fields="DECOM",
    ),
)
