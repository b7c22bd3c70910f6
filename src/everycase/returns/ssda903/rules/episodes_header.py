"""A child's own details in Header, beside their episodes: pupil number, and being a mother."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import COLLECTION_END, COLLECTION_START, Rule, none_of, other, pairs, rows
from everycase.returns.ssda903.facts import (
    EPISODES,
    FACTS,
    SHORT_TERM,
    beside_last_years_header,
    is_sex,
    some_filled,
)

col = pl.col

_MOTHER, _FIRST_CHILD_BORN = col("MOTHER"), col("MC_DOB")

_LAST_ENDED = FACTS.of_child("latest end", "Episodes", col("DEC").max())
_FIRST_CHILD_BORN_LATEST = FACTS.of_child("birth of the first child", "Header", _FIRST_CHILD_BORN.max())
_HAS_FULL_EPISODE = FACTS.of_child(
    "has an episode that isn't a short break", "Episodes", (~SHORT_TERM).any(), default=False
)
_CARE_LEAVER = FACTS.of_child(
    "has care leaver details",
    "OC3",
    some_filled("IN_TOUCH", "ACTIV", "ACCOM").any(),
    default=False,
)
_LEAVES_CARE_IN_THE_YEAR = (
    col("DEC").is_between(COLLECTION_START, COLLECTION_END)
    & col("REC").is_not_null()
    & none_of(col("REC"), "X1")
    & ~SHORT_TERM
)

RULES = (
    Rule(
        "207",
        "Mother status for the current year disagrees with the mother status already recorded for "
        "this child.",
        beside_last_years_header((other("MOTHER") == "1") & none_of(_MOTHER, "1") & (EPISODES > 0)),
        fields="MOTHER",
    ),
    Rule(
        "442",
        "Unique Pupil Number (UPN) field is not completed.",
        rows("Header", _HAS_FULL_EPISODE & col("UPN").is_null()),
        fields="UPN",
    ),
    Rule(
        "607",
        "Child ceased to be looked after in the year, but mother field has not been completed.",
        pairs(
            "Episodes",
            "Header",
            ["CHILD"],
            _LEAVES_CARE_IN_THE_YEAR & is_sex(other("SEX"), "F", "2") & other("MOTHER").is_null(),
        ),
        fields="DEC REC MOTHER LS SEX",
    ),
    Rule(
        "625",
        "Date of birth of the first child is beyond the end of this reporting year or the date the "
        "child ceased to be looked after.",
        (
            rows("Header", (_FIRST_CHILD_BORN > COLLECTION_END) | (_FIRST_CHILD_BORN > _LAST_ENDED)),
            rows(
                "Episodes",
                (col("DEC") == _LAST_ENDED)
                & ((_FIRST_CHILD_BORN_LATEST > COLLECTION_END) | (_FIRST_CHILD_BORN_LATEST > _LAST_ENDED)),
            ),
        ),
        fields="MC_DOB DEC",
    ),
    Rule(
        "628",
        "Motherhood details are not required for care leavers who have not been looked after during "
        "the year.",
        rows("Header", (EPISODES == 0) & _CARE_LEAVER & _MOTHER.is_not_null()),
        fields="MOTHER",
    ),
)
