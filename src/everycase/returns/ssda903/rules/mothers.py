"""Young people who are mothers: MOTHER, and the date of birth of their first child."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import (
    COLLECTION_START,
    Rule,
    other,
    rows,
    unreadable,
)
from everycase.returns.ssda903.facts import (
    FACTS,
    IN_THE_YEAR,
    SHORT_TERM,
    beside_last_years_header,
    birthday,
    is_sex,
    not_in_list,
    some_filled,
)

col = pl.col


_MALE, _FEMALE = is_sex(col("SEX"), "M", "1"), is_sex(col("SEX"), "F", "2")
_MOTHER = col("MOTHER")
_HER_CHILD_BORN = col("MC_DOB")

_EPISODES_IN_THE_YEAR = FACTS.of_child(
    "episodes in the year but short breaks", "Episodes", (IN_THE_YEAR & ~SHORT_TERM).sum(), default=0
)
_BEYOND_SHORT_BREAKS = FACTS.of_child("episodes but short breaks", "Episodes", (~SHORT_TERM).sum(), default=0)
_LEFT_CARE = FACTS.of_child(
    "has filled items of OC3", "OC3", some_filled("ACTIV", "ACCOM", "IN_TOUCH").any(), default=False
)

_LOOKED_AFTER = _EPISODES_IN_THE_YEAR > 0
_INVALID = FACTS.of_row(
    "mother status is invalid",
    "Header",
    not_in_list("MOTHER", "binary").fill_null(value=False)
    | (_MOTHER.is_not_null() & _MALE)
    | (_MOTHER.is_null() & _FEMALE & _LOOKED_AFTER)
    | (_MOTHER.is_not_null() & _FEMALE & ~_LOOKED_AFTER & _LEFT_CARE),
)
_INVALID_FOR_CHILD = FACTS.of_child(
    "mother status of the child is invalid", "Header", _INVALID.any(), default=False
)

RULES = (
    Rule(
        "165",
        "Data entry for mother status is invalid.",
        (rows("Header", _INVALID), rows("OC3", _INVALID_FOR_CHILD)),
        fields="MOTHER SEX ACTIV ACCOM IN_TOUCH DECOM",
    ),
    Rule(
        "171",
        "Date of birth of mother's child is not a valid date.",
        rows("Header", unreadable("MC_DOB")),
        fields="MC_DOB",
    ),
    Rule(
        "174",
        "Mother's child date of birth is recorded but sex shows that the child is a male.",
        rows("Header", _MALE & _HER_CHILD_BORN.is_not_null()),
        fields="SEX MC_DOB",
    ),
    Rule(
        "393",
        "Child is looked after but mother field is not completed.",
        rows("Header", _FEMALE & (_BEYOND_SHORT_BREAKS > 0) & _MOTHER.is_null()),
        fields="MOTHER",
    ),
    Rule(
        "611",
        "Date of birth field is blank, but child is a mother.",
        rows("Header", (_MOTHER == "1") & _HER_CHILD_BORN.is_null()),
        fields="MOTHER MC_DOB",
    ),
    Rule(
        "612",
        "Date of birth field has been completed but mother field indicates child is not a mother.",
        rows("Header", _FEMALE & (_MOTHER.is_null() | (_MOTHER == "0")) & _HER_CHILD_BORN.is_not_null()),
        fields="SEX MOTHER MC_DOB",
    ),
    Rule(
        "620",
        "Child has been recorded as a mother, but date of birth shows that the mother is under 11 "
        "years of age.",
        rows("Header", (_MOTHER == "1") & (birthday(col("DOB"), 11) > COLLECTION_START)),
        fields="DOB MOTHER",
    ),
    Rule(
        "621",
        "Mother’s field has been completed but date of birth shows that the mother is younger than "
        "her child.",
        rows(
            "Header", _HER_CHILD_BORN.is_not_null() & ~(col("DOB") < _HER_CHILD_BORN).fill_null(value=False)
        ),
        fields="DOB MC_DOB",
    ),
    Rule(
        "624",
        "Date of birth of the first child contradicts the date of birth of the first child "
        "previously recorded.",
        beside_last_years_header(other("MC_DOB").is_not_null() & _HER_CHILD_BORN.ne_missing(other("MC_DOB"))),
        fields="MC_DOB",
    ),
    Rule(
        "626",
        "Child was reported as a mother but the date of birth of the first child is before the "
        "current year which contradicts with the mother status recorded last year.",
        beside_last_years_header(
            (_MOTHER == "1") & (other("MOTHER") == "0") & (_HER_CHILD_BORN < COLLECTION_START)
        ),
        fields="MOTHER MC_DOB",
    ),
)
