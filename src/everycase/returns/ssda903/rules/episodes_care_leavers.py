"""Care leavers (OC3), beside the episodes that make a young person one."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from everycase.returns.facts import MadeTable
from everycase.returns.reference import Reference
from everycase.returns.rules import COLLECTION_END, Rule, is_one_of, other, pairs, rows
from everycase.returns.ssda903.facts import (
    ADOPTED,
    BORN,
    EPISODES,
    FACTS,
    IN_LAST_YEARS_EPISODES,
    IN_THE_YEAR,
    LAST_EPISODE,
    OPEN_AT_THE_END_OF_LAST_YEAR,
    SHORT_TERM,
    birthday,
    some_filled,
)

col = pl.col

_FILLED = some_filled("IN_TOUCH", "ACTIV", "ACCOM")

_DIED = is_one_of(col("REC"), "E2").any()
_DIED_IN_CARE = FACTS.of_child("died in care", "Episodes", _DIED, default=False) | FACTS.of_child(
    "died in care last year", "Episodes_last", _DIED, default=False, optional=True
)
_TAKEN_OVER = FACTS.of_child(
    "taken over by another authority",
    "Episodes",
    (LAST_EPISODE & is_one_of(col("REC"), "E3")).any(),
    default=False,
)
_EPISODES_IN_THE_YEAR = FACTS.of_child("episodes in the year", "Episodes", IN_THE_YEAR.sum(), default=0)
_LEFT_LATEST = FACTS.of_child("latest day of care", "Episodes", col("DEC").max())

_17TH, _18TH, _19TH = (birthday(col("DOB"), years) for years in (17, 18, 19))
_IS_17 = (_17TH <= COLLECTION_END) & (_18TH > COLLECTION_END)
_IS_18 = (_18TH <= COLLECTION_END) & (_19TH > COLLECTION_END)
_LAST_BIRTHDAY = pl.when(_IS_17).then(_17TH).when(_IS_18).then(_18TH)

# ---------------------------------------------------------------------- days in care since 14 and 16


def _both_years(tables: Mapping[str, pl.LazyFrame], _reference: Reference) -> pl.LazyFrame:
    """This and last year's episodes as one: of two that began on one day, the one with an end."""
    this_year, last = tables["Episodes"], tables["Episodes_last"]
    pooled = pl.concat([this_year.with_columns(before=pl.lit(0)), last.with_columns(before=pl.lit(1))])
    once = (
        pooled.drop_nulls(["CHILD", "DECOM"])
        .sort("CHILD", "DECOM", col("DEC").is_null(), "before", "DEC", "LS", "REC")
        .unique(["CHILD", "DECOM"], keep="first", maintain_order=True)
    )
    is_last = col("DECOM") == col("DECOM").max().over("CHILD")
    ended = pl.when(is_last).then(col("DEC").fill_null(col("collection end"))).otherwise("DEC")
    return once.with_columns(ended.alias("until"), is_last.alias("is last"))


_BOTH_YEARS = FACTS.table(
    "EpisodesOfBothYears",
    MadeTable(
        columns=("CHILD", "DECOM", "LS", "REC", "until", "is last"),
        reads=dict.fromkeys(
            ("Episodes", "Episodes_last"), ("CHILD", "DECOM", "DEC", "LS", "REC", "collection end")
        ),
        build=_both_years,
    ),
)


def _days_since(years: int) -> pl.Expr:
    """Days in care, short breaks apart, since a birthday."""
    days = (col("until") - pl.max_horizontal("DECOM", birthday(BORN, years))).dt.total_days()
    return FACTS.of_child(
        f"days in care since {years}", _BOTH_YEARS, days.filter(~SHORT_TERM & (days > 0)).sum(), default=0
    )


_ADOPTED_LAST = FACTS.of_child(
    "was adopted in the end",
    _BOTH_YEARS,
    (col("is last") & is_one_of(col("REC"), *ADOPTED)).any(),
    default=False,
)
_UNDER_20 = birthday(BORN, 20) > COLLECTION_END

RULES = (
    Rule(
        "1000",
        "This child is recorded as having died in care and therefore should not have the care leaver "
        "information completed.",
        rows("OC3", _DIED_IN_CARE),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "1001",
        "The episodes recorded for this young person suggest they are not a relevant or a former "
        "relevant child and therefore should not have care leaver information completed.",
        rows("OC3", _ADOPTED_LAST | (_UNDER_20 & ((_days_since(14) < 91) | (_days_since(16) < 1)))),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "1002",
        "This child has no previous episodes of care, therefore should not have care leaver "
        "information recorded.",
        rows("OC3", (EPISODES == 0) & ~IN_LAST_YEARS_EPISODES),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "1007",
        "Care leaver information is not required for 17- or 18-year olds who are still looked after "
        "[on their 17th or 18th birthday.]",
        pairs(
            "OC3",
            "Episodes",
            ["CHILD"],
            _FILLED
            & (other("DECOM") <= _LAST_BIRTHDAY)
            & (other("DEC").is_null() | (other("DEC") > _LAST_BIRTHDAY)),
            flag_right=False,
        ),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "1010",
        "This child has no episodes loaded for current year even though there was an open episode of "
        "care at the end of the previous year, and care leaver data has been entered.",
        rows("OC3", OPEN_AT_THE_END_OF_LAST_YEAR & (EPISODES == 0)),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "1011",
        "This child is recorded as having his/her care transferred to another local authority for the"
        " final episode and therefore should not have the care leaver information completed.",
        rows("OC3", _TAKEN_OVER & _FILLED),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "1012",
        "No other data should be returned for OC3 children who had no episodes in the current year",
        [
            rows(table, EPISODES == 0)
            for table in ("PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2")
        ],
        apart=True,
        fields="CHILD",
    ),
    Rule(
        "1014",
        "UASC information is not required for care leavers",
        pairs(
            "UASC",
            "OC3",
            ["CHILD"],
            (EPISODES > 0)
            & (_EPISODES_IN_THE_YEAR == 0)
            & pl.any_horizontal(other(name).is_not_null() for name in ("IN_TOUCH", "ACTIV", "ACCOM")),
        ),
        fields="ACTIV ACCOM IN_TOUCH DUC",
    ),
    Rule(
        "1016",
        "Care leaver information is not required for 17- or 18-year olds who cease to be looked "
        "after, after their birthday.",
        rows("OC3", _FILLED & (_LEFT_LATEST >= _LAST_BIRTHDAY)),
        fields="IN_TOUCH ACTIV ACCOM",
        since=2024,
    ),
)
