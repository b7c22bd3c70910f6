"""Decisions that a child should be placed for adoption (PlacedAdoption), and that they no longer should."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import (
    COLLECTION_START,
    FOLLOWS,
    PRECEDES,
    Pairs,
    Rule,
    other,
    pairs,
    previous,
    rows,
    unreadable,
)
from everycase.returns.ssda903.facts import BORN_LATEST, FACTS, not_in_list

col = pl.col

_PLACED, _CEASED, _REASON = col("DATE_PLACED"), col("DATE_PLACED_CEASED"), col("REASON_PLACED_CEASED")
_PLACED_LAST_YEAR = FACTS.of_child("decided to place by last year", "PlacedAdoption_last", _PLACED.max())
_CEASED_LAST_YEAR = other("DATE_PLACED_CEASED").is_not_null() | other("REASON_PLACED_CEASED").is_not_null()


def _beside_last_year(condition: pl.Expr) -> Pairs:
    """This year's rows that meet a condition beside any of the child's rows last year."""
    return pairs("PlacedAdoption", "PlacedAdoption_last", ("CHILD",), condition, flag_right=False)


RULES = (
    Rule(
        "115",
        "Date of Local Authority's (LA) decision that a child should be placed for adoption is not a "
        "valid date.",
        rows("PlacedAdoption", unreadable("DATE_PLACED")),
        fields="DATE_PLACED",
    ),
    Rule(
        "116",
        "Date of Local Authority's (LA) decision that a child should no longer be placed for "
        "adoption is not a valid date.",
        rows("PlacedAdoption", unreadable("DATE_PLACED_CEASED")),
        fields="DATE_PLACED_CEASED",
    ),
    Rule(
        "119",
        "If the decision is made that a child should no longer be placed for adoption, then the date "
        "of this decision and the reason why this decision was made must be completed.",
        rows("PlacedAdoption", _CEASED.is_null() != _REASON.is_null()),
        fields="REASON_PLACED_CEASED DATE_PLACED_CEASED",
    ),
    Rule(
        "120",
        "The reason for the reversal of the decision that the child should be placed for adoption "
        "code is not valid.",
        rows("PlacedAdoption", not_in_list("REASON_PLACED_CEASED", "reason_placed_ceased")),
        fields="REASON_PLACED_CEASED",
    ),
    Rule(
        "184",
        "Date of decision that a child should be placed for adoption is before the child was born.",
        rows("PlacedAdoption", _PLACED.is_not_null() & ~(_PLACED >= BORN_LATEST).fill_null(value=False)),
        fields="DATE_PLACED DOB",
    ),
    Rule(
        "522",
        "Date of decision that the child should be placed for adoption must be on or before the date "
        "that a child should no longer be placed for adoption.",
        rows("PlacedAdoption", _CEASED < _PLACED),
        fields="DATE_PLACED DATE_PLACED_CEASED",
    ),
    Rule(
        "523",
        "Date of decision that the child should be placed for adoption should be the same date as "
        "the decision that adoption is in the best interest (date should be placed).",
        pairs("PlacedAdoption", "AD1", ("CHILD",), other("DATE_INT") != _PLACED),
        fields="DATE_PLACED DATE_INT",
    ),
    Rule(
        "525",
        "A child for whom the decision to be placed for adoption has been reversed cannot be adopted "
        "during the year.",
        pairs(
            "PlacedAdoption",
            "AD1",
            ("CHILD",),
            _CEASED.is_not_null()
            & (
                other("DATE_INT").is_not_null()
                | other("DATE_MATCH").is_not_null()
                | other("FOSTER_CARE").is_not_null()
                | other("NB_ADOPTR").is_not_null()
                | other("SEX_ADOPTR").is_not_null()
                | other("LS_ADOPTR").is_not_null()
            ),
        ),
        fields="DATE_PLACED_CEASED DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    ),
    Rule(
        "559",
        "Date of decision that a child should be placed for adoption was not in the current year but "
        "the date of the decision that the child should be placed for adoption was not completed in "
        "a previous return.",
        rows("PlacedAdoption", (_PLACED < COLLECTION_START) & _PLACED_LAST_YEAR.is_null()),
        fields="DATE_PLACED",
    ),
    Rule(
        "560",
        "Date of decision that the child should be placed for adoption this year is different from "
        "that recorded last year but the decision to place the child for adoption did not change.",
        _beside_last_year(other("DATE_PLACED_CEASED").is_null() & (other("DATE_PLACED") != _PLACED)),
        fields="DATE_PLACED DATE_PLACED_CEASED",
    ),
    Rule(
        "561",
        "Date of the decision that the child should be placed for adoption this year is the same as "
        "that recorded last year but records show that the decision changed, and the child should no "
        "longer be placed for adoption last year.",
        _beside_last_year(_CEASED_LAST_YEAR & (other("DATE_PLACED") == _PLACED)),
        fields="DATE_PLACED",
    ),
    Rule(
        "563",
        "The child should no longer be placed for adoption but the date of the decision that the "
        "child should be placed for adoption is blank",
        rows("PlacedAdoption", _PLACED.is_null() & _CEASED.is_not_null() & _REASON.is_not_null()),
        fields="DATE_PLACED REASON_PLACED_CEASED DATE_PLACED_CEASED",
    ),
    Rule(
        "579",
        "A new decision that the child should be placed for adoption this year cannot start when the "
        "previous decision is still open. Decisions to place the child for adoption should also not "
        "overlap. The date of any new decision to place the child for adoption must not be before "
        "the date placed ceased of previous decisions.",
        rows("PlacedAdoption", FOLLOWS & (previous(_CEASED).is_null() | (previous(_CEASED) > _PLACED))),
        fields="DATE_PLACED DATE_PLACED_CEASED",
    ),
    Rule(
        "583",
        "More than one date the child should be placed for adoption has been reported, but an "
        "earlier decision has not been revoked. Check that both dates are required and add in the "
        "date the earlier decision was revoked. Note this may be in a previous year.",
        rows("PlacedAdoption", PRECEDES & _CEASED.is_null()),
        fields="DATE_PLACED DATE_PLACED_CEASED",
    ),
    Rule(
        "584",
        "Date of decision that the child should be placed for adoption this year is different from "
        "that recorded last year, but the decision to placed the child for adoption changed and the "
        "child should no longer be placed for adoption.",
        _beside_last_year(_CEASED_LAST_YEAR & (_PLACED.is_null() | (other("DATE_PLACED") >= _PLACED))),
        fields="DATE_PLACED",
    ),
)
