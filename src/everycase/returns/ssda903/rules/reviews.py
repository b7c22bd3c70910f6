"""Reviews of the child's case, and how the child took part."""

from __future__ import annotations

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.rules import Rule, is_one_of, none_of, rows
from everycase.returns.ssda903.facts import birthday

col = pl.col

_CODES = codes("ssda903", "review_code")
_AGED_4_OR_OVER = tuple(code for code in _CODES if code != "PN0")
_HELD, _TOOK_PART = col("REVIEW"), col("REVIEW_CODE")
_TURNED_4 = birthday(col("DOB"), 4)

RULES = (
    Rule(
        "166",
        "Date of review is invalid or blank.",
        rows("Reviews", _HELD.is_null()),
        fields="REVIEW",
    ),
    Rule(
        "167",
        "Data entry for participation is invalid or blank.",
        rows(
            "Reviews",
            (_HELD.is_not_null() & none_of(_TOOK_PART, *_CODES))
            | (_HELD.is_null() & _TOOK_PART.is_not_null()),
        ),
        fields="REVIEW_CODE",
    ),
    Rule(
        "440",
        "Participation method indicates child was under 4 years old at the time of the review, but "
        "date of birth and review date indicates the child was 4 years old or over.",
        rows("Reviews", (_TOOK_PART == "PN0") & (_HELD > _TURNED_4)),
        fields="DOB REVIEW REVIEW_CODE",
    ),
    Rule(
        "441",
        "Participation method indicates child was 4 years old or over at the time of the review, but "
        "the date of birth and review date indicates the child was under 4 years old.",
        rows("Reviews", is_one_of(_TOOK_PART, *_AGED_4_OR_OVER) & (_HELD < _TURNED_4)),
        fields="DOB REVIEW REVIEW_CODE",
    ),
)
