"""The strengths and difficulties questionnaire (OC2): its score, or the reason for none."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import COLLECTION_END, COLLECTION_START, Rule, filled, rows
from everycase.returns.ssda903.facts import LOOKED_AFTER_ALL_YEAR, birthday, not_in_list

col = pl.col

# A score that is no number is wrong (180), but it isn't blank.
_SCORED = filled("SDQ_SCORE")
_REASON = col("SDQ_REASON")


def _turns(years: int) -> pl.Expr:
    return birthday(col("DOB"), years)


def _turns_in_the_year(years: int) -> pl.Expr:
    return _turns(years).is_between(COLLECTION_START, COLLECTION_END)


RULES = (
    Rule(
        "157",
        "Child is aged 4 years or over at the beginning of the year or 16 years or under at the end "
        "of the year and Strengths and Difficulties Questionnaire (SDQ) 1 has been recorded as the "
        "reason for no Strengths and Difficulties Questionnaire (SDQ) score.",
        rows(
            "OC2",
            LOOKED_AFTER_ALL_YEAR
            & ~_SCORED
            & (_REASON == "SDQ1")
            & (_turns(4) <= COLLECTION_START)
            & (_turns(16) >= COLLECTION_END),
        ),
        fields="SDQ_REASON DOB",
    ),
    Rule(
        "180",
        "Data entry for the strengths and difficulties questionnaire (SDQ) score is invalid.",
        rows("OC2", _SCORED & ~col("SDQ_SCORE").is_between(0, 40).fill_null(value=False)),
        fields="SDQ_SCORE",
    ),
    Rule(
        "188",
        "Child is aged under 4 years at the end of the year, but a Strengths and Difficulties (SDQ) "
        "score or a reason for no SDQ score has been completed.",
        rows("OC2", (_turns(4) > COLLECTION_END) & (_SCORED | _REASON.is_not_null())),
        fields="SDQ_SCORE SDQ_REASON",
    ),
    Rule(
        "189",
        "Child is aged 17 years or over at the beginning of the year, but an Strengths and "
        "Difficulties (SDQ) score or a reason for no Strengths and Difficulties (SDQ) score has been "
        "completed.",
        rows("OC2", (_turns(17) <= COLLECTION_START) & (_SCORED | _REASON.is_not_null())),
        fields="DOB SDQ_SCORE SDQ_REASON",
    ),
    Rule(
        "196",
        "Strengths and Difficulties (SDQ) reason is not a valid code.",
        rows("OC2", not_in_list("SDQ_REASON", "sdq_reason")),
        fields="SDQ_REASON",
    ),
    Rule(
        "197B",
        "SDQ score or reason for no SDQ should be reported for 4- or 17-year-olds.",
        rows(
            "OC2",
            LOOKED_AFTER_ALL_YEAR
            & ~_SCORED
            & _REASON.is_null()
            & (_turns_in_the_year(4) | _turns_in_the_year(17)),
        ),
        fields="SDQ_REASON DOB",
    ),
    Rule(
        "197a",
        "Reason for no Strengths and Difficulties (SDQ) score is not required if Strengths and "
        "Difficulties Questionnaire score is filled in.",
        rows("OC2", _SCORED & _REASON.is_not_null()),
        fields="SDQ_SCORE SDQ_REASON",
    ),
)
