"""Outcomes of children looked after all year (OC2), beside their episodes."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import COLLECTION_END, COLLECTION_START, Rule, filled, rows
from everycase.returns.ssda903.facts import LOOKED_AFTER_ALL_YEAR, birthday

col = pl.col

_BORN = col("DOB")
_SCORED, _REASON = filled("SDQ_SCORE"), col("SDQ_REASON")

RULES = (
    Rule(
        "185",
        "Child has not been looked after continuously for at least 12 months at 31 March but a "
        "Strengths and Difficulties (SDQ) score has been completed.",
        rows("OC2", _SCORED & ~LOOKED_AFTER_ALL_YEAR),
        fields="SDQ_SCORE",
    ),
    Rule(
        "186",
        "Children aged 4 or over at the start of the year and children aged under 17 at the end of "
        "the year and who have been looked after for at least 12 months continuously should have a "
        "Strengths and Difficulties (SDQ) score completed.",
        rows(
            "OC2",
            LOOKED_AFTER_ALL_YEAR
            & (birthday(_BORN, 4) <= COLLECTION_START)
            & (birthday(_BORN, 17) > COLLECTION_END)
            & ~_SCORED
            & _REASON.is_null(),
        ),
        fields="SDQ_SCORE",
    ),
    Rule(
        "198",
        "Child has not been looked after continuously for at least 12 months at 31 March but a reason"
        " for no Strengths and Difficulties (SDQ) score has been completed.",
        rows("OC2", _REASON.is_not_null() & ~LOOKED_AFTER_ALL_YEAR),
        fields="SDQ_REASON",
    ),
    Rule(
        "543",
        "Child is aged 10 or over at 31 March and has been looked after continuously for 12 months "
        "yet conviction information has not been completed.",
        rows(
            "OC2",
            LOOKED_AFTER_ALL_YEAR & (birthday(_BORN, 10) <= COLLECTION_END) & col("CONVICTED").is_null(),
        ),
        fields="DOB CONVICTED",
    ),
    Rule(
        "546",
        "Children aged 5 or over at 31 March should not have health promotion information completed.",
        rows("OC2", (birthday(_BORN, 5) <= COLLECTION_END) & col("HEALTH_CHECK").is_not_null()),
        fields="DOB HEALTH_CHECK",
    ),
)
