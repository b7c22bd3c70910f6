"""Periods in which a child was missing or away without authorisation."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.returns.rules import COLLECTION_END, Rule, is_one_of, rows, unreadable
from everycase.returns.ssda903.facts import FACTS, not_in_list, one_before, out_of_the_year

col = pl.col

_KIND, _BEGAN, _ENDED = col("MISSING"), col("MIS_START"), col("MIS_END")
_IS_AWAY = is_one_of(_KIND, "M", "A")

# The period before is the one that ended before; an open one is taken to end when it began.
_BEFORE = FACTS.of_row("missing before", "Missing", one_before("MIS_START", "MIS_END"))
_ENDED_BEFORE = _BEFORE.struct.field("end")

# A period that has no start counts as later than all others.
_NO_START = date(2099, 1, 1)
_EARLIEST = FACTS.of_child("earliest missing", "Missing", _BEGAN.fill_null(_NO_START).min())
_OPEN_LAST_YEAR = FACTS.of_child(
    "missing at the end of last year", "Missing_last", _BEGAN.filter(_ENDED.is_null()).max()
)

RULES = (
    Rule(
        "1004",
        "The start date of the missing episode or episode that the child was away from placement "
        "without authorisation is not a valid date.",
        rows("Missing", _BEGAN.is_null()),
        fields="MIS_START",
    ),
    Rule(
        "1005",
        "The end date of the missing episode or episode that the child was away from placement "
        "without authorisation is not a valid date.",
        rows("Missing", unreadable("MIS_END")),
        fields="MIS_END",
    ),
    Rule(
        "1006",
        "Missing type invalid.",
        rows("Missing", not_in_list("MISSING", "missing")),
        fields="MISSING",
    ),
    Rule(
        "564",
        "Child was missing or away from placement without authorisation and the date started is blank.",
        rows("Missing", _IS_AWAY & _BEGAN.is_null()),
        fields="MISSING MIS_START",
    ),
    Rule(
        "565",
        "The date that the child started to be missing or away from placement without authorisation "
        "has been completed but whether the child was missing or away from placement without "
        "authorisation has not been completed.",
        rows("Missing", _BEGAN.is_not_null() & _KIND.is_null()),
        fields="MISSING MIS_START",
    ),
    Rule(
        "566",
        "The date that the child's episode of being missing or away from placement without "
        "authorisation ended has been completed but whether the child was missing or away without "
        "authorisation has not been completed.",
        rows("Missing", _ENDED.is_not_null() & _KIND.is_null()),
        fields="MISSING MIS_END",
    ),
    Rule(
        "567",
        "The date that the missing episode or episode that the child was away from placement without "
        "authorisation ended is before the date that it started.",
        rows("Missing", _BEGAN > _ENDED),
        fields="MIS_START MIS_END",
    ),
    Rule(
        "570",
        "The date that the child started to be missing or away from placement without authorisation "
        "is after the end of the collection year.",
        rows("Missing", _BEGAN > COLLECTION_END),
        fields="MIS_START",
    ),
    Rule(
        "571",
        "The date that the child ceased to be missing or away from placement without authorisation "
        "is before the start or after the end of the collection year.",
        rows("Missing", out_of_the_year(_ENDED)),
        fields="MIS_END",
    ),
    Rule(
        "574",
        "A new missing/away from placement without authorisation period cannot start when the "
        "previous missing/away from placement without authorisation period is still open. "
        "Missing/away from placement without authorisation periods should also not overlap.",
        rows("Missing", _BEFORE.is_not_null() & (_ENDED_BEFORE.is_null() | (_BEGAN < _ENDED_BEFORE))),
        fields="MIS_START MIS_END",
    ),
    Rule(
        "576",
        "There is an open missing/away from placement without authorisation period in last year’s "
        "return and there is no corresponding period recorded at the start of this year.",
        (
            rows("Missing", (_BEGAN.fill_null(_NO_START) == _EARLIEST) & (_EARLIEST != _OPEN_LAST_YEAR)),
            rows("Missing_last", _EARLIEST.is_null() & _ENDED.is_null() & (_BEGAN == _OPEN_LAST_YEAR)),
        ),
        fields="CHILD",
    ),
    Rule(
        "586",
        "Dates of missing periods are before child’s date of birth.",
        rows("Missing", col("DOB") >= _BEGAN),
        fields="MIS_START",
    ),
)
