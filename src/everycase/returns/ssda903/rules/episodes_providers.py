"""The setting's Ofsted number (URN), and what Ofsted's list of providers says of it."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    RETURNING_AUTHORITY,
    Rule,
    is_one_of,
    none_of,
    rows,
)
from everycase.returns.ssda903.facts import (
    FACTS,
    PL_LA,
    PROVIDERS,
    SHORT_TERM,
    TEMPORARY,
    is_other_place,
    without_spaces,
)

col = pl.col

_NO_NUMBER = is_one_of(col("PLACE"), "P1", "P3", "R1", "R2", "R5", *TEMPORARY) | is_other_place(col("PLACE"))
"""Kinds of placement that aren't registered with Ofsted."""
_OUTSIDE_ENGLAND = codes("ssda903", "outside_england")
_HAS_NUMBER = col("URN").is_not_null() & (col("URN") != "XXXXXXX")


def _by_ofsted(name: str) -> pl.Expr:
    """What Ofsted's list has for the episode's URN; null where the URN isn't in the list."""
    return FACTS.lookup(f"{name} by Ofsted", PROVIDERS, col(name).first(), on={"URN": "urn"})


_LISTED = FACTS.lookup("listed by Ofsted", PROVIDERS, pl.len() > 0, on={"URN": "urn"}, default=False)
_PLACEMENT_CODES = _by_ofsted("placement_codes")
_PROVIDER_CODES = _by_ofsted("provider_codes")
_CLOSED_ON = _by_ofsted("closed_on")
_POSTCODE = _by_ofsted("postcode")
_AUTHORITY = _by_ofsted("authority")


def _among(listed: pl.Expr, code: str) -> pl.Expr:
    """Whether the episode's code is among those listed; false where either is missing."""
    return (col(code).is_not_null() & listed.list.contains(col(code))).fill_null(value=False)


RULES = (
    Rule(
        "218",
        "Ofsted Unique reference number (URN) is required.",
        rows(
            "Episodes",
            (col("DEC").is_null() | (col("DEC") >= COLLECTION_START))
            & col("URN").is_null()
            & ~_NO_NUMBER
            & none_of(PL_LA, *_OUTSIDE_ENGLAND),
        ),
        fields="URN",
    ),
    Rule(
        "219",
        "The Ofsted Unique reference number (URN) provided for the child's placement does not match "
        "the placement type recorded.",
        rows("Episodes", _HAS_NUMBER & ~_among(_PLACEMENT_CODES, "PLACE")),
        fields="URN PLACE",
    ),
    Rule(
        "221",
        "The Ofsted Unique reference number (URN) provided for the child's placement does not match "
        "the placement postcode provided.",
        rows(
            "Episodes",
            _HAS_NUMBER
            & ~SHORT_TERM
            & is_one_of(col("PLACE"), "K1", "K2", "K3", "R3", "S1")
            & col("PL_POST").is_not_null()
            & without_spaces(col("PL_POST")).ne_missing(_POSTCODE),
        ),
        fields="PL_POST",
    ),
    Rule(
        "222",
        "Ofsted Unique reference number (URN) should not be recorded for this placement type.",
        rows("Episodes", _HAS_NUMBER & _NO_NUMBER),
        fields="URN",
    ),
    Rule(
        "224",
        "The Ofsted Unique reference number (URN) provided for the child's placement does not match "
        "the placement provider recorded.",
        rows("Episodes", _HAS_NUMBER & ~_among(_PROVIDER_CODES, "PLACE_PROVIDER")),
        fields="PLACE_PROVIDER",
    ),
    Rule(
        "227",
        "Ofsted Unique reference number (URN) is not valid for the episode start date.",
        rows("Episodes", _HAS_NUMBER & (col("DECOM") >= _CLOSED_ON)),
        fields="URN DECOM",
    ),
    Rule(
        "228",
        "Ofsted Unique reference number (URN) is not valid for the episode end date",
        rows("Episodes", _HAS_NUMBER & (col("DEC").fill_null(COLLECTION_END) > _CLOSED_ON)),
        fields="URN DEC",
    ),
    Rule(
        "229",
        "Placement provider does not match between the placing authority and the local authority code"
        " of the provider.",
        rows(
            "Episodes",
            _HAS_NUMBER
            & (
                ((col("PLACE_PROVIDER") == "PR1") & (_AUTHORITY != RETURNING_AUTHORITY))
                | ((col("PLACE_PROVIDER") == "PR2") & (_AUTHORITY == RETURNING_AUTHORITY))
            ),
        ),
        fields="URN PLACE_PROVIDER",
    ),
    Rule(
        "230",
        "Ofsted Unique reference number (URN) is required for any English H5 placements from 28 "
        "October 2023.",
        rows(
            "Episodes",
            is_one_of(col("PLACE"), "H5")
            & (col("DEC").is_null() | (col("DEC") >= date(2023, 10, 29)))
            & ~PL_LA.str.contains("^[NSW]").fill_null(value=False)
            & ~_HAS_NUMBER.fill_null(value=False),
        ),
        fields="PLACE DEC URN",
        since=2024,
        until=2024,
    ),
    Rule(
        "1008",
        "Ofsted Unique Reference Number (URN) is not valid.",
        rows("Episodes", _HAS_NUMBER & ~_LISTED),
        fields="URN",
    ),
)
