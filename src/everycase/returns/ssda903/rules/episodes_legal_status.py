"""Legal statuses: how long one may last, short breaks, and age when care ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.returns.facts import MadeTable
from everycase.returns.reference import Reference
from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    Rows,
    Rule,
    is_one_of,
    none_of,
    rows,
)
from everycase.returns.ssda903.facts import BORN, BORN_LATEST, FACTS, SHORT_TERM, birthday, some_filled

col = pl.col

_STATUS, _BEGAN = col("LS"), col("DECOM")
_ENDED = col("DEC").fill_null(COLLECTION_END)
"""An open episode is counted up to 31 March."""


def _spells(tables: Mapping[str, pl.LazyFrame], _reference: Reference) -> pl.LazyFrame:
    """For each episode under a status that may not last, how long it and those it goes on from come to."""
    dated = tables["Episodes"].filter(_STATUS.is_in(["J2", "L1", "L2", "L3"]), _BEGAN.is_not_null())
    until, before = col("until"), col("until").shift(1)
    same = (col("CHILD") == col("CHILD").shift(1)) & (_STATUS.shift(1) == _STATUS)

    def number(goes_on: pl.Expr) -> pl.Expr:
        return (~(same & goes_on).fill_null(value=False)).cum_sum()

    return (
        dated.with_columns(until=_ENDED)
        .sort("CHILD", "LS", "DECOM", "until", "row", nulls_last=True)
        .with_columns(unbroken=number(before == _BEGAN), touching=number(before >= _BEGAN))
        .select(
            episode="row",
            lasted=(until.max() - _BEGAN.min()).over("unbroken").dt.total_days(),
            days=(until - _BEGAN).sum().over("touching").dt.total_days(),
        )
    )


_SPELLS = FACTS.table(
    "SpellsOfAStatus",
    MadeTable(
        columns=("episode", "lasted", "days"),
        reads={"Episodes": ("CHILD", "LS", "DECOM", "DEC", "collection end")},
        build=_spells,
    ),
)
_SPELL_LASTED = FACTS.lookup("the spell lasted", _SPELLS, col("lasted").first(), on={"row": "episode"})
"""Days from first to last of episodes under one status, each of which begins as the one before ends."""
_DAYS_TOUCHING = FACTS.lookup("days of the spell", _SPELLS, col("days").first(), on={"row": "episode"})
"""Days of episodes under one status that adjoin or overlap, those that overlap counted in each."""

_DAYS_OF_THE_YEAR = (
    pl.min_horizontal(_ENDED, COLLECTION_END) - pl.max_horizontal(_BEGAN, COLLECTION_START)
).dt.total_days()
_IS_BREAK = (_STATUS == "V3") & _BEGAN.is_not_null() & (_DAYS_OF_THE_YEAR > 0)
_DAYS_OF_BREAKS = FACTS.of_child(
    "days of short breaks", "Episodes", _DAYS_OF_THE_YEAR.filter(_IS_BREAK).sum()
)
_V3_EPISODES = FACTS.of_child("V3 episodes", "Episodes", (_STATUS == "V3").sum())
_V4_EPISODES = FACTS.of_child("V4 episodes", "Episodes", (_STATUS == "V4").sum())

_ONLY_SHORT_BREAKS = FACTS.of_child("has only short breaks", "Episodes", SHORT_TERM.all(), default=False)
_MOTHERHOOD_FILLED = FACTS.of_child(
    "MOTHER is filled", "Header", col("MOTHER").is_not_null().any(), default=False
)
_REVIEW_FILLED = FACTS.of_child(
    "a review is filled",
    "Reviews",
    some_filled("REVIEW", "REVIEW_CODE").any(),
    default=False,
)


def _lasts_over(status: str, length: pl.Expr, days: int) -> Rows:
    return rows("Episodes", (status == _STATUS) & (length > days))


RULES = (
    Rule(
        "361",
        "Police protection legal status lasted longer than maximum 72 hours allowed in the Children "
        "Act 1989.",
        _lasts_over("L1", _SPELL_LASTED, 3),
        fields="DECOM LS DEC",
    ),
    Rule(
        "362",
        "Emergency protection order (EPO) lasted longer than 21 days",
        _lasts_over("L2", _SPELL_LASTED, 21),
        fields="DECOM LS DEC",
    ),
    Rule(
        "363",
        "Child assessment order (CAO) lasted longer than 7 days allowed in the Children Act 1989.",
        _lasts_over("L3", _DAYS_TOUCHING, 7),
        fields="LS DECOM DEC",
    ),
    Rule(
        "364",
        "Sections 41-46 of Police and Criminal Evidence (PACE; 1984) severely limits the time a child"
        " can be detained in custody in Local Authority (LA) accommodation.",
        _lasts_over("J2", _DAYS_TOUCHING, 21),
        fields="LS DECOM DEC",
    ),
    Rule(
        "365",
        "Any individual short- term respite placement must not exceed 17 days.",
        rows("Episodes", (_STATUS == "V3") & (_BEGAN + pl.duration(days=17) < _ENDED)),
        fields="LS DECOM DEC",
    ),
    Rule(
        "366",
        "A child cannot change placement during the course of an individual short-term respite break.",
        rows("Episodes", (_STATUS == "V3") & none_of(col("RNE"), "S")),
        fields="RNE",
    ),
    Rule(
        "367",
        "The maximum amount of respite care allowable is 75 days in any 12-month period.",
        rows("Episodes", _IS_BREAK & (_DAYS_OF_BREAKS > 75)),
        fields="LS DECOM DEC",
    ),
    Rule(
        "389",
        "Reason episode ceased is that child transferred to care of adult social care services, but "
        "child is aged under 16.",
        rows(
            "Episodes",
            (col("REC") == "E7") & ~(birthday(BORN_LATEST, 16) <= col("DEC")).fill_null(value=False),
        ),
        fields="REC",
    ),
    Rule(
        "399",
        "Mother field, review field or participation field are completed but child is looked after "
        "under legal status V3 or V4.",
        (
            rows("Episodes", _ONLY_SHORT_BREAKS & (_MOTHERHOOD_FILLED | _REVIEW_FILLED)),
            rows("Header", _ONLY_SHORT_BREAKS & col("MOTHER").is_not_null()),
            rows("Reviews", _ONLY_SHORT_BREAKS & some_filled("REVIEW", "REVIEW_CODE")),
        ),
        fields="MOTHER LS REVIEW REVIEW_CODE",
    ),
    Rule(
        "407",
        "Reason episode ceased is Special Guardianship Order, but child has reached age 18.",
        rows(
            "Episodes",
            is_one_of(col("REC"), "E45", "E46", "E47", "E48") & (birthday(BORN, 18) <= col("DEC")),
        ),
        fields="DEC DOB REC",
    ),
    Rule(
        "426",
        "A child receiving respite care cannot be recorded under a legal status of V3 and V4 in the "
        "same year.",
        rows("Episodes", SHORT_TERM & (_V3_EPISODES > 0) & (_V4_EPISODES > 0)),
        fields="LS",
    ),
    Rule(
        "446",
        "E1 is not a valid code for episodes starting before December 2005.",
        rows("Episodes", (_STATUS == "E1") & (date(2005, 12, 1) > _BEGAN)),
        fields="LS DECOM",
    ),
    # Freeing orders, D1: rules of returns until 2023/24.
    Rule(
        "445",
        "D1 is not a valid code for episodes starting after December 2005.",
        rows("Episodes", (_STATUS == "D1") & (date(2005, 12, 31) < _BEGAN)),
        fields="LS DECOM",
        until=2024,
    ),
    Rule(
        "451",
        "Child is still freed for adoption, but freeing orders could not be applied for since 30 "
        "December 2005.",
        rows("Episodes", (_STATUS == "D1") & col("DEC").is_null() & col("REC").is_null()),
        fields="DEC REC LS",
        until=2024,
    ),
)
