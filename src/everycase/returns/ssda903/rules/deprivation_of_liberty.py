"""Deprivation of liberty orders (DoLo): their dates, and where the child was."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import (
    COLLECTION_END,
    Rule,
    Severity,
    is_one_of,
    none_of,
    other,
    pairs,
    rows,
    unreadable,
)
from everycase.returns.ssda903.facts import FACTS, PERIODS_OF_CARE, one_before, out_of_the_year
from everycase.returns.ssda903.within_care import lies_within

col = pl.col

_BEGAN, _ENDED = col("DOLO_START"), col("DOLO_END")

# The order before is the one that ended before; an open one is taken to end when it began.
_BEFORE = FACTS.of_row("order before", "DoLo", one_before("DOLO_START", "DOLO_END"))
_BEGAN_BEFORE, _ENDED_BEFORE = _BEFORE.struct.field("start"), _BEFORE.struct.field("end")

_EARLIEST = FACTS.of_child("earliest order", "DoLo", _BEGAN.min())


_IN_CARE = lies_within(
    "DoLo in a period",
    "DoLo",
    PERIODS_OF_CARE,
    dates=("start", "end"),
    first=pl.coalesce(_ENDED, _BEGAN),
    last=_ENDED,
)

# ---------------------------------------------------------------------- beside placements

# An order that is still open goes on through every episode since.
_OVERLAP = (other("DEC").is_null() | (other("DEC") >= _BEGAN)) & (
    _ENDED.is_null() | (other("DECOM") <= _ENDED)
)
_BOTH_DATED = _BEGAN.is_not_null() & other("DECOM").is_not_null()

RULES = (
    Rule(
        "700",
        "The start date of the DoLO is not a valid date.",
        rows("DoLo", _BEGAN.is_null()),
        fields="DOLO_START",
        since=2027,
    ),
    Rule(
        "701",
        "The end date of the DoLO is not a valid date.",
        rows("DoLo", unreadable("DOLO_END")),
        fields="DOLO_END",
        since=2027,
    ),
    Rule(
        "702",
        "The date that the DoLO ended is before the date that it started.",
        rows("DoLo", _ENDED < _BEGAN),
        fields="DOLO_START DOLO_END",
        since=2027,
    ),
    Rule(
        "703",
        "The date that the DoLO started is after the end of the collection year.",
        rows("DoLo", _BEGAN > COLLECTION_END),
        fields="DOLO_START",
        since=2027,
    ),
    Rule(
        "704",
        "The date that the DoLO ended is before the start or after the end of the collection year.",
        rows("DoLo", out_of_the_year(_ENDED)),
        fields="DOLO_END",
        since=2027,
    ),
    Rule(
        "705",
        "A DoLO cannot start when the previous DoLO is still open.",
        rows("DoLo", _BEFORE.is_not_null() & (_ENDED_BEFORE.is_null() | (_BEGAN < _BEGAN_BEFORE))),
        fields="DOLO_START DOLO_END",
        since=2027,
    ),
    Rule(
        "706",
        "There is an open DoLO in last year’s return and there is no corresponding DoLO recorded at "
        "the start of this year..",
        rows("DoLo_last", _BEGAN.is_not_null() & _ENDED.is_null() & _BEGAN.ne_missing(_EARLIEST)),
        fields="DOLO_START",
        since=2027,
    ),
    Rule(
        "707",
        "Child ceased to be looked after but there is a DoLO without an end date.",
        rows("DoLo", _BEGAN.is_not_null() & ~_IN_CARE),
        fields="DOLO_END",
        since=2027,
    ),
    Rule(
        "708",
        "Dates of DoLOs are before child’s date of birth.",
        rows("DoLo", col("DOB") >= _BEGAN),
        fields="DOLO_START",
        since=2027,
    ),
    Rule(
        "709",
        "Child with a DoLO is in an unexpected placement type.",
        pairs(
            "DoLo",
            "Episodes",
            ("CHILD",),
            _BOTH_DATED & _OVERLAP & none_of(other("PLACE"), "K2", "Z12", "Z13"),
        ),
        fields="DOLO_START PLACE",
        severity=Severity.QUERY,
        since=2027,
    ),
    Rule(
        "710",
        "Child with a DoLO can not be placed in secure children's homes, with parents, young "
        "offender institutions, or supported accommodation.",
        pairs(
            "DoLo",
            "Episodes",
            ("CHILD",),
            _BOTH_DATED & _OVERLAP & is_one_of(other("PLACE"), "K1", "P1", "R5", "K3"),
        ),
        fields="DOLO_START PLACE",
        since=2027,
    ),
)
