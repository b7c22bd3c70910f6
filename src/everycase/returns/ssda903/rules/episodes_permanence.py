"""How a child who comes back into care had left it for a permanent home, beside their episodes."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.returns.rules import COLLECTION_START, Rule, none_of, rows
from everycase.returns.ssda903.facts import FACTS, some_filled

col = pl.col

_OPTION, _AUTHORITY, _WRITTEN = col("PREV_PERM"), col("LA_PERM"), col("DATE_PERM")

_IS_INCOMPLETE = _OPTION.is_null() | (none_of(_OPTION, "Z1") & (_AUTHORITY.is_null() | _WRITTEN.is_null()))
_INCOMPLETE = FACTS.of_child(
    "a previous permanence option is incomplete", "PrevPerm", _IS_INCOMPLETE.any(), default=True
)

_NO_YEAR, _NO_MONTH, _NO_DAY = r"^ZZ/ZZ/ZZZZ$", r"^ZZ/ZZ/(\d{4})$", r"^ZZ/(\d{2}/\d{4})$"


def _day(text: pl.Expr) -> pl.Expr:
    day = text.str.to_date("%d/%m/%Y", strict=False)
    return pl.when(day >= date(1000, 1, 1)).then(day)


_LATEST_DAY = FACTS.of_row(
    "latest day of the previous permanence order",
    "PrevPerm",
    pl.coalesce(
        _day(_WRITTEN),
        _day(pl.lit("01/") + _WRITTEN.str.extract(_NO_DAY)).dt.month_end(),
        _day(pl.lit("31/12/") + _WRITTEN.str.extract(_NO_MONTH)),
    ),
)
"""The latest day that DATE_PERM may mean; null where its year isn't known, or it can't be read."""
_IS_NO_DATE = _LATEST_DAY.is_null() & ~_WRITTEN.str.contains(_NO_YEAR)

_FIRST_BEGAN = FACTS.of_child("earliest DECOM", "Episodes", col("DECOM").min())
_LAST_BEGAN = FACTS.of_child("latest DECOM", "Episodes", col("DECOM").max())
_LATEST_OF_ALL = FACTS.of_child("latest previous permanence order", "PrevPerm", _LATEST_DAY.max())
_SOME_NO_DATE = FACTS.of_child("a DATE_PERM is no date", "PrevPerm", _IS_NO_DATE.any(), default=False)

_ENTERED = some_filled("PREV_PERM", "LA_PERM", "DATE_PERM")
_SOMETHING_ENTERED = FACTS.of_child(
    "a previous permanence option is entered", "PrevPerm", _ENTERED.any(), default=False
)
_NOT_SINCE_2016 = date(2016, 4, 1) > _LAST_BEGAN

RULES = (
    Rule(
        "630",
        "Information on previous permanence option should be returned.",
        rows("Episodes", (col("RNE") == "S") & (col("DECOM") >= COLLECTION_START) & _INCOMPLETE),
        fields="RNE",
    ),
    Rule(
        "632",
        "Date of previous permanence order not a valid value. NOTE: This rule may result in false "
        "negatives where the period of care started before the current collection year",
        (
            rows("PrevPerm", _IS_NO_DATE | (_LATEST_DAY >= _FIRST_BEGAN)),
            rows(
                "Episodes",
                (col("DECOM") == _FIRST_BEGAN) & (_SOME_NO_DATE | (_LATEST_OF_ALL >= _FIRST_BEGAN)),
            ),
        ),
        fields="DATE_PERM DECOM",
    ),
    Rule(
        "634",
        "There are entries for previous permanence options, but child has not started to be looked "
        "after from 1 April 2016 onwards.",
        (
            rows("PrevPerm", _ENTERED & _NOT_SINCE_2016),
            rows("Episodes", _SOMETHING_ENTERED & _NOT_SINCE_2016),
        ),
        fields="LA_PERM PREV_PERM DATE_PERM DECOM",
    ),
)
