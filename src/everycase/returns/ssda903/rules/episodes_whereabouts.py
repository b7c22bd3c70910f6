"""Where a child lives: postcodes, distance from home, and the authority that the placement is in."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import RETURNING_AUTHORITY, Rule, Severity, none_of, rows
from everycase.returns.ssda903.facts import (
    FOSTERED,
    HOME_POST_EXISTS,
    PL_DISTANCE,
    PL_LA,
    PL_LOCATION,
    PL_POST_EXISTS,
    PLACED_FOR_ADOPTION,
    SEEKING_ASYLUM_ALONE,
    SHORT_TERM,
    UASC_TABLES,
    without_spaces,
)

col = pl.col

_HOME, _PLACEMENT = col("HOME_POST"), col("PL_POST")


RULES = (
    Rule(
        "164",
        "Distance is not valid. Please check a valid postcode has been entered.",
        rows("Episodes", ~SEEKING_ASYLUM_ALONE & ~SHORT_TERM & ~PL_DISTANCE.is_between(0.0, 999.9)),
        any_of=UASC_TABLES,
        fields="PL_DISTANCE",
    ),
    Rule(
        "169",
        "Local Authority (LA) of placement is not valid or is missing. Please check a valid postcode "
        "has been entered.",
        rows("Episodes", ~SHORT_TERM & PL_LA.is_null()),
        fields="PL_LA",
    ),
    Rule(
        "179",
        "Placement location code is not a valid code.",
        rows("Episodes", ~SHORT_TERM & PL_LOCATION.is_null()),
        fields="PL_LOCATION",
    ),
    Rule(
        "214",
        "Placement location information not required.",
        rows("Episodes", SHORT_TERM & (_PLACEMENT.is_not_null() | col("URN").is_not_null())),
        fields="PL_POST URN",
    ),
    Rule(
        "392a",
        "Child is looked after but no distance is recorded.",
        rows("Episodes", ~SEEKING_ASYLUM_ALONE & ~SHORT_TERM & PL_DISTANCE.is_null()),
        any_of=UASC_TABLES,
        fields="PL_DISTANCE",
    ),
    Rule(
        "392b",
        "Child is looked after but no postcodes are recorded.",
        rows("Episodes", ~SEEKING_ASYLUM_ALONE & ~SHORT_TERM & (_HOME.is_null() | _PLACEMENT.is_null())),
        fields="HOME_POST PL_POST",
    ),
    Rule(
        "392c",
        "Postcode(s) provided are invalid.",
        rows(
            "Episodes",
            (_HOME.is_not_null() & ~HOME_POST_EXISTS) | (_PLACEMENT.is_not_null() & ~PL_POST_EXISTS),
        ),
        fields="HOME_POST PL_POST",
    ),
    Rule(
        "392d",
        "Home and placement postcodes should not be same unless the placement type is P1.",
        rows(
            "Episodes",
            none_of(col("PLACE"), "P1") & (without_spaces(_HOME) == without_spaces(_PLACEMENT)),
        ),
        fields="HOME_POST PL_POST PLACE",
    ),
    Rule(
        "398",
        "Distance field completed but child looked after under legal status V3 or V4.",
        rows("Episodes", SHORT_TERM & (_HOME.is_not_null() | _PLACEMENT.is_not_null())),
        fields="LS HOME_POST PL_POST",
    ),
    Rule(
        "406",
        "Child is Unaccompanied Asylum-Seeking Child (UASC) or was formerly UASC. Distance should be blank.",
        rows("Episodes", SEEKING_ASYLUM_ALONE & PL_DISTANCE.is_not_null()),
        any_of=UASC_TABLES,
        fields="PL_DISTANCE",
    ),
    Rule(
        "411",
        "Placement location code disagrees with LA of placement.",
        rows("Episodes", (PL_LOCATION == "IN") & PL_LA.ne_missing(RETURNING_AUTHORITY)),
        fields="PL_LOCATION",
    ),
    Rule(
        "420",
        "LA of placement completed but child is looked after under legal status V3 or V4.",
        rows("Episodes", SHORT_TERM & PL_LA.is_not_null()),
        fields="PL_LA",
    ),
    Rule(
        "454",
        "Placement distance from home is over 350 miles.",
        rows("Episodes", (PL_DISTANCE > 350) & (PL_DISTANCE != 999.9)),
        fields="PL_DISTANCE",
        severity=Severity.QUERY,
        since=2026,
    ),
    Rule(
        "1015",
        "Placement provider is own provision but child not placed in own LA.",
        rows(
            "Episodes",
            col("LS").is_not_null()
            & ~SHORT_TERM
            & col("PLACE").is_not_null()
            & none_of(col("PLACE"), *PLACED_FOR_ADOPTION, *FOSTERED)
            & (col("PLACE_PROVIDER") == "PR1")
            & PL_LA.ne_missing(RETURNING_AUTHORITY),
        ),
        fields="PL_LA",
    ),
)
