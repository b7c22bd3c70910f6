"""Episodes beside adoption: decisions to place, and the details of an adoption (AD1)."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    Flag,
    Rule,
    Severity,
    if_supplied,
    is_one_of,
    none_of,
    other,
    pairs,
    rows,
)
from everycase.returns.ssda903.facts import ADOPTED, FACTS, PLACED_FOR_ADOPTION, SHORT_TERM, some_filled

col = pl.col

_DECIDED, _REVERSED = col("DATE_PLACED"), col("DATE_PLACED_CEASED")
_BEGAN, _ENDED = col("DECOM"), col("DEC")
_PLACED = is_one_of(col("PLACE"), *PLACED_FOR_ADOPTION)
_ADOPTED = is_one_of(col("REC"), *ADOPTED)
_ORDERED = is_one_of(col("LS"), "E1")
_STARTED_CARE = is_one_of(col("RNE"), "S")
_NOT_CONTINUED = none_of(col("REC"), "X1")
_ENDED_IN_THE_YEAR = _ENDED.is_between(COLLECTION_START, COLLECTION_END)


def _start(name: str, start: pl.Expr) -> pl.Expr:
    return FACTS.of_child(f"start of the {name}", "Episodes", start)


_LATEST_NOT_CONTINUED = _start("latest episode not continued", _BEGAN.filter(_NOT_CONTINUED).max())
_FIRST_OF_CARE = _start("first episode but short breaks", _BEGAN.filter(~SHORT_TERM).min())
_FIRST_START = _start("earliest time in care", _BEGAN.filter(_STARTED_CARE).min())
_LATEST_START = _start("latest time in care", _BEGAN.filter(_STARTED_CARE).max())
_FIRST_PLACED = _start("first placement for adoption", _BEGAN.filter(_PLACED).min())
_FIRST_ORDERED = _start("first episode under a placement order", _BEGAN.filter(_ORDERED).min())

_IS_LATEST_NOT_CONTINUED = _NOT_CONTINUED & (_BEGAN == _LATEST_NOT_CONTINUED)
_LEFT_CARE = FACTS.of_child(
    "end of the latest episode not continued", "Episodes", _ENDED.filter(_IS_LATEST_NOT_CONTINUED).max()
)

_LEFT_CARE_NOT_ADOPTED = (_PLACED | _ORDERED) & col("REC").is_not_null() & none_of(col("REC"), "X1", *ADOPTED)

_DECISIONS = FACTS.of_child("decisions on adoption", "PlacedAdoption", pl.len(), default=0)
_LATEST_DECIDED = FACTS.of_child("latest decision to place", "PlacedAdoption", _DECIDED.max())
_LATEST_OF_EITHER = FACTS.of_child(
    "latest decision on adoption", "PlacedAdoption", pl.max_horizontal(_DECIDED.max(), _REVERSED.max())
)
_EARLIEST_REVERSED = FACTS.of_child("earliest reversal", "PlacedAdoption", _REVERSED.min())

# Without the days on which they were made, or of two made on one day, one that stands is the latest.
_DATED = if_supplied("DATE_PLACED")
_LATEST_DATED = FACTS.of_child("latest decision to place, if dated", "PlacedAdoption", _DATED.max())
_IS_LATEST_DECISION = _DATED.eq_missing(_LATEST_DATED)
_LATEST_REVERSED = FACTS.of_child(
    "the latest decision is reversed",
    "PlacedAdoption",
    (~_IS_LATEST_DECISION | _REVERSED.is_not_null()).all(),
    default=False,
)
_WAS_ADOPTED = FACTS.of_child("was adopted", "Episodes", _ADOPTED.any(), default=False)
_WAS_ADOPTED_IN_THE_YEAR = FACTS.of_child(
    "was adopted in the year", "Episodes", (_ADOPTED & _ENDED_IN_THE_YEAR).any(), default=False
)
_OPEN_ORDER = FACTS.of_child(
    "has an open placement order", "Episodes", (_ORDERED & _ENDED.is_null()).any(), default=False
)
_FREED = is_one_of(col("LS"), "D1")
_OPEN_FREEING_ORDER = FACTS.of_child(
    "has an open freeing order", "Episodes", (_FREED & _ENDED.is_null()).any(), default=False
)
_DETAILS = FACTS.of_child("rows of AD1", "AD1", pl.len(), default=0)

_DETAIL = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
_SOME_DETAIL_BLANK = pl.any_horizontal(other(name).is_null() for name in _DETAIL)


def _without_a_standing_decision(ordered: pl.Expr, still_open: pl.Expr) -> tuple[Flag, Flag]:
    """Episodes under an order without any decision; and decisions reversed while the order is open."""
    reversed_ = some_filled("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    return rows("Episodes", ordered & (_DECISIONS == 0)), rows("PlacedAdoption", still_open & reversed_)


def _episode_and(table: str, where: pl.Expr) -> Flag:
    """An episode and a row of the child's in another table, which together meet a condition."""
    return pairs("Episodes", table, ["CHILD"], where)


RULES = (
    Rule(
        "117",
        "Date of decision that a child should/should no longer be placed for adoption is beyond the "
        "current collection year or after the child ceased to be looked after.",
        (
            rows(
                "PlacedAdoption",
                pl.any_horizontal(
                    date > limit for date in (_DECIDED, _REVERSED) for limit in (COLLECTION_END, _LEFT_CARE)
                ),
            ),
            rows(
                "Episodes",
                _IS_LATEST_NOT_CONTINUED
                & ((_LATEST_OF_EITHER > COLLECTION_END) | (_LATEST_OF_EITHER > _LEFT_CARE)),
            ),
        ),
        fields="DATE_PLACED_CEASED DATE_PLACED DEC REC DECOM",
    ),
    Rule(
        "118",
        "Date of decision that a child should no longer be placed for adoption is before the current "
        "collection year or before the date the child started to be looked after.",
        (
            rows("PlacedAdoption", (_REVERSED < _FIRST_OF_CARE) | (_REVERSED < COLLECTION_START)),
            rows(
                "Episodes",
                ~SHORT_TERM
                & (_BEGAN == _FIRST_OF_CARE)
                & ((_EARLIEST_REVERSED < _BEGAN) | (_EARLIEST_REVERSED < COLLECTION_START)),
            ),
        ),
        fields="DATE_PLACED_CEASED DECOM LS",
    ),
    Rule(
        "334",
        "Date child started to be looked after in latest period of care must be on or prior to the "
        "date should be placed for adoption.",
        _episode_and("AD1", _STARTED_CARE & (_BEGAN == _LATEST_START) & (other("DATE_INT") < _BEGAN)),
        fields="DATE_INT DECOM RNE",
    ),
    Rule(
        "335",
        "The current foster value (0) suggests that child is not adopted by current foster carer, but"
        " last placement is A2, A3, or A5. Or the current foster value (1) suggests that child is "
        "adopted by current foster carer, but last placement is A1, A4 or A6.",
        _episode_and(
            "AD1",
            is_one_of(col("REC"), "E1", *ADOPTED)
            & (
                (is_one_of(col("PLACE"), "A2", "A3", "A5") & (other("FOSTER_CARE") == "0"))
                | (is_one_of(col("PLACE"), "A1", "A4", "A6") & (other("FOSTER_CARE") == "1"))
            ),
        ),
        fields="PLACE FOSTER_CARE",
    ),
    Rule(
        "521",
        "Date of local authority's decision (LA) that adoption is in the best interests of the child "
        "(date should be placed) must be on or prior to the date the child is placed for adoption.",
        _episode_and("AD1", _PLACED & (other("DATE_INT") > _BEGAN)),
        fields="PLACE DECOM DATE_INT",
    ),
    Rule(
        "551",
        "Child has been placed for adoption but there is no date of the decision that the child "
        "should be placed for adoption.",
        (
            rows("Episodes", _PLACED & (_DECISIONS == 0)),
            _episode_and("PlacedAdoption", _PLACED & other("DATE_PLACED").is_null()),
        ),
        fields="DATE_PLACED PLACE",
    ),
    Rule(
        "552",
        "Date of Decision to place a child for adoption should be on or prior to the date that the "
        "child was placed for adoption.",
        (
            rows("Episodes", _PLACED & (_BEGAN == _FIRST_PLACED) & (_BEGAN < _LATEST_DECIDED)),
            rows("PlacedAdoption", (_DECIDED == _LATEST_DECIDED) & (_DECIDED > _FIRST_PLACED)),
        ),
        fields="DATE_PLACED DECOM",
    ),
    Rule(
        "553",
        "Placement order has been granted but there is no date of decision that the child should be "
        "placed for adoption.",
        _without_a_standing_decision(_ORDERED, _OPEN_ORDER),
        fields="CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    ),
    Rule(
        "554",
        "Date of decision that the child should be placed for adoption should be on or prior to the "
        "date that the placement order was granted.",
        _episode_and(
            "PlacedAdoption", _ORDERED & (_BEGAN == _FIRST_ORDERED) & (other("DATE_PLACED") > _BEGAN)
        ),
        fields="DATE_PLACED DECOM LS",
    ),
    Rule(
        "555",
        "Freeing order has been granted but there is no date of decision that the child should be placed"
        " for adoption.",
        _without_a_standing_decision(_FREED, _OPEN_FREEING_ORDER),
        fields="CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
        until=2024,
    ),
    Rule(
        "556",
        "Date of decision that the child should be placed for adoption should be on or prior to the "
        "date that the freeing order was granted.",
        _episode_and("PlacedAdoption", _FREED & (other("DATE_PLACED") > _BEGAN)),
        fields="DATE_PLACED DECOM",
        until=2024,
    ),
    Rule(
        "557",
        "Child for whom the decision was made that they should be placed for adoption has left care "
        "but was not adopted and information on the decision that they should no longer be placed for"
        " adoption items has not been completed.",
        (
            rows("Episodes", _LEFT_CARE_NOT_ADOPTED & (_DECISIONS == 0)),
            _episode_and(
                "PlacedAdoption",
                _LEFT_CARE_NOT_ADOPTED
                & (other("DATE_PLACED_CEASED").is_null() | other("REASON_PLACED_CEASED").is_null()),
            ),
        ),
        fields="DATE_PLACED_CEASED REASON_PLACED_CEASED PLACE LS REC",
    ),
    Rule(
        "558",
        "If a child has been adopted, then the decision to place them for adoption has not been "
        "disrupted and the date of the decision that a child should no longer be placed for adoption "
        "should be left blank.",
        (
            rows("Episodes", _ADOPTED & _LATEST_REVERSED),
            rows("PlacedAdoption", _WAS_ADOPTED & _IS_LATEST_DECISION & _LATEST_REVERSED),
        ),
        fields="DATE_PLACED_CEASED REC",
    ),
    Rule(
        "582",
        "Child is showing as ceasing to be looked after due to adoption, but the date of adoption is "
        "the same as the date reported for being matched with adopters. In most circumstances we "
        "expect the date the child is matched with adopters to be before the date of adoption.",
        _episode_and("AD1", _ADOPTED & (other("DATE_MATCH") == _ENDED)),
        fields="DEC DATE_MATCH",
        severity=Severity.QUERY,
    ),
    Rule(
        "601",
        "The additional fields relating to adoption have not been completed although the episode data"
        " shows that the child was adopted during the year.",
        (
            rows("Episodes", _ADOPTED & _ENDED_IN_THE_YEAR & (_DETAILS == 0)),
            _episode_and(
                "AD1",
                _ADOPTED & _ENDED_IN_THE_YEAR & _SOME_DETAIL_BLANK,
            ),
        ),
        fields="REC DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    ),
    Rule(
        "602",
        "The episode data submitted for this child does not show that he/she was adopted during the year.",
        rows("AD1", some_filled(*_DETAIL) & ~_WAS_ADOPTED_IN_THE_YEAR),
        fields="CHILD",
    ),
    Rule(
        "1003",
        "Date of LA's decision that a child should be placed for adoption is before the child started"
        " to be looked after.",
        _episode_and(
            "PlacedAdoption", _STARTED_CARE & (_BEGAN == _FIRST_START) & (other("DATE_PLACED") < _BEGAN)
        ),
        fields="DATE_PLACED DECOM RNE",
    ),
)
