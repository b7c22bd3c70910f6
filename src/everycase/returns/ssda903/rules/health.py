"""Health, convictions and substance misuse of children looked after all year (OC2)."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import COLLECTION_END, Rule, is_one_of, rows
from everycase.returns.ssda903.facts import (
    FACTS,
    FIRST_EPISODE,
    LOOKED_AFTER_ALL_YEAR,
    birthday,
    not_in_list,
    some_blank,
    some_filled,
)

col = pl.col

_FOR_EVERYBODY = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
_FOR_SOME = ("CONVICTED", "HEALTH_CHECK", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
_ITEMS = (*_FOR_EVERYBODY, *_FOR_SOME)

_MISUSE, _RECEIVED = col("SUBSTANCE_MISUSE"), col("INTERVENTION_RECEIVED")
_OFFERED = col("INTERVENTION_OFFERED")
_ROWS_OF_CHILD = FACTS.of_child("rows of OC2", "OC2", pl.len(), default=0)

RULES = (
    Rule(
        "158",
        "If a child has been recorded as receiving an intervention for their substance misuse "
        "problem, then the additional item on whether an intervention was offered should be left "
        "blank.",
        rows("OC2", (_RECEIVED == "1") & _OFFERED.is_not_null()),
        fields="INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    ),
    Rule(
        "159",
        "If a child has been recorded as not receiving an intervention for their substance misuse "
        "problem, then the additional item on whether an intervention was offered should be "
        "completed as well.",
        rows("OC2", (_MISUSE == "1") & (_RECEIVED == "0") & _OFFERED.is_null()),
        fields="SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    ),
    Rule(
        "181",
        "Data items relating to children looked after continuously for 12 months should be completed "
        "with a 0 or 1.",
        rows("OC2", pl.any_horizontal(not_in_list(name, "binary").fill_null(value=False) for name in _ITEMS)),
        fields="CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE "
        "INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    ),
    Rule(
        "182",
        "Data entries on immunisations, teeth checks, health assessments and substance misuse "
        "problem identified should be completed or all OC2 fields should be left blank.",
        rows("OC2", some_blank(*_FOR_EVERYBODY) & some_filled(*_FOR_SOME)),
        fields="IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CONVICTED HEALTH_CHECK "
        "INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    ),
    Rule(
        "190",
        "Child has not been looked after continuously for at least 12 months at 31 March but one or "
        "more data items relating to children looked after for 12 months have been completed.",
        rows("OC2", ~LOOKED_AFTER_ALL_YEAR & some_filled(*_ITEMS)),
        fields="CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE "
        "INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    ),
    Rule(
        "191",
        "Child has been looked after continuously for at least 12 months at 31 March but one or more "
        "data items relating to children looked after for 12 months have been left blank.",
        (
            rows("OC2", LOOKED_AFTER_ALL_YEAR & some_blank(*_FOR_EVERYBODY)),
            rows("Episodes", LOOKED_AFTER_ALL_YEAR & FIRST_EPISODE & (_ROWS_OF_CHILD == 0)),
        ),
        fields="IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CHILD",
    ),
    Rule(
        "192",
        "Child has been identified as having a substance misuse problem but the additional item on "
        "whether an intervention was received has been left blank.",
        rows("OC2", (_MISUSE == "1") & _RECEIVED.is_null()),
        fields="SUBSTANCE_MISUSE INTERVENTION_RECEIVED",
    ),
    Rule(
        "193",
        "Child not identified as having a substance misuse problem but at least one of the two "
        "additional items on whether an intervention were offered and received have been completed.",
        rows(
            "OC2",
            (_MISUSE.is_null() | is_one_of(_MISUSE, "0"))
            & (_RECEIVED.is_not_null() | _OFFERED.is_not_null()),
        ),
        fields="SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    ),
    Rule(
        "542",
        "A child aged under 10 at 31 March should not have conviction information completed.",
        rows("OC2", col("CONVICTED").is_not_null() & (birthday(col("DOB"), 10) > COLLECTION_END)),
        fields="CONVICTED",
    ),
    Rule(
        "544",
        "Any child who has conviction information completed must also have immunisation, teeth "
        "check, health assessment and substance misuse problem identified fields completed.",
        rows("OC2", (col("CONVICTED") == "1") & some_blank(*_FOR_EVERYBODY)),
        fields="CONVICTED IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE",
    ),
    Rule(
        "545",
        "Child is aged under 5 at 31 March and has been looked after continuously for 12 months yet "
        "health promotion information has not been completed.",
        rows(
            "OC2",
            LOOKED_AFTER_ALL_YEAR
            & col("HEALTH_CHECK").is_null()
            & (birthday(col("DOB"), 5) > COLLECTION_END),
        ),
        fields="DOB HEALTH_CHECK",
    ),
    Rule(
        "547",
        "Any child who has health promotion information completed must also have immunisation, teeth "
        "check, health assessment and substance misuse problem identified fields completed.",
        rows("OC2", (col("HEALTH_CHECK") == "1") & some_blank(*_FOR_EVERYBODY)),
        fields="HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE",
    ),
)
