"""Social workers' episodes (SWEpisodes): who was the child's social worker, from when to when, and why."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    FOLLOWS,
    PRECEDES,
    Rule,
    none_of,
    previous,
    rows,
    unreadable,
)
from everycase.returns.ssda903.facts import FACTS, LAST, SHORT_TERM, not_in_list, some_blank

col = pl.col

_REASONS_SINCE = date(2023, 4, 1)

_WORKER, _BEGAN, _ENDED, _REASON = col("SW_ID"), col("SW_DECOM"), col("SW_DEC"), col("SW_REASON")
_WITH_REASON = _BEGAN >= _REASONS_SINCE
_LATEST = LAST & _BEGAN.is_not_null()
_YEAR_BEFORE = COLLECTION_START.dt.offset_by("-1y")
_WITHIN_A_WEEK = (_BEGAN - previous(_ENDED)).dt.total_days().abs() <= 7

# ---------------------------------------------------------------------- beside episodes of care

_FIRST_BEGAN = FACTS.of_child("first social worker's start", "SWEpisodes", _BEGAN.min())
_LAST_BEGAN = FACTS.of_child("last social worker's start", "SWEpisodes", _BEGAN.max())
_CAME_INTO_CARE = (col("RNE") == "S").fill_null(value=False)
_GOES_ON = (col("REC") == "X1").fill_null(value=False)
_OF_TWO_YEARS = col("DEC").is_null() | col("DEC").is_between(_YEAR_BEFORE, COLLECTION_END)
# A worker from before the child came into care, who stays, is reported by one row that began earlier.
_HAD_ONE_BY_THE_END = col("DEC").fill_null(COLLECTION_END) >= _FIRST_BEGAN
_HAD_ONE_SINCE_THE_START = _CAME_INTO_CARE & (col("DECOM") <= _LAST_BEGAN)
_HAD_A_WORKER = (_HAD_ONE_BY_THE_END | _HAD_ONE_SINCE_THE_START).fill_null(value=False)

# ---------------------------------------------------------------------- until the return of 2023/24

_A_ROW_INCOMPLETE = FACTS.of_child(
    "a social worker's row is incomplete",
    "SWEpisodes",
    some_blank("SW_ID", "SW_DECOM", "SW_REASON").any(),
    default=True,
)
_FIVE_DAYS_LEFT = previous(_ENDED) <= COLLECTION_END.dt.offset_by("-5d")
_WITHIN_FIVE_DAYS = (_BEGAN - previous(_ENDED)).dt.total_days().abs() <= 5

RULES = (
    Rule(
        "SW01STG1",
        "Child looked after on 31 March, but no social worker episode information is reported",
        rows("Episodes", col("DEC").is_null() & ~SHORT_TERM & _A_ROW_INCOMPLETE),
        fields="DEC",
        since=2024,
        until=2024,
    ),
    Rule(
        "SW01aSTG1",
        "For each social worker episode, information should be complete",
        rows("SWEpisodes", _BEGAN.is_null() | ((_BEGAN < _REASONS_SINCE) & _WORKER.is_null())),
        fields="SW_DECOM SW_ID",
        since=2025,
    ),
    Rule(
        "SW01bSTG1",
        "For each social worker episode, information should be complete",
        rows("SWEpisodes", _BEGAN.is_null() | (_WITH_REASON & (_WORKER.is_null() | _REASON.is_null()))),
        fields="SW_DECOM SW_ID SW_REASON",
        since=2025,
    ),
    Rule(
        "SW02STG1",
        "Social worker ID does not begin with the characters ‘SW’ or ‘XX’.",
        rows("SWEpisodes", ~_WORKER.str.contains("^(SW|XX)").fill_null(value=False)),
        fields="SW_ID",
        since=2024,
    ),
    Rule(
        "SW03STG1",
        "For each social worker episode, information should be complete.",
        rows("SWEpisodes", some_blank("SW_ID", "SW_DECOM", "SW_REASON")),
        fields="SW_ID SW_DECOM SW_REASON",
        since=2024,
        until=2024,
    ),
    Rule(
        "SW04STG1",
        "Date social worker episode began is not a valid date..",
        rows("SWEpisodes", unreadable("SW_DECOM")),
        fields="SW_DECOM",
        since=2024,
    ),
    Rule(
        "SW05STG1",
        "Date social worker episode began is not a valid date.",
        rows("SWEpisodes", unreadable("SW_DEC")),
        fields="SW_DEC",
        since=2024,
    ),
    Rule(
        "SW06STG2",
        "Social worker episode data should be within the social worker data reporting year.",
        rows("SWEpisodes", _BEGAN > COLLECTION_END),
        fields="SW_DECOM",
        since=2024,
    ),
    Rule(
        "SW07STG2",
        "Social worker episode end date should be on or after the start of the social worker "
        "reporting period, and should be on or before the collection end date.",
        rows("SWEpisodes", (_ENDED < _YEAR_BEFORE) | (_ENDED > COLLECTION_END)),
        fields="SW_DEC",
        since=2024,
    ),
    Rule(
        "SW08STG2",
        "A new social worker episode has started, but the previous episode has not ended.",
        rows("SWEpisodes", PRECEDES & _ENDED.is_null()),
        fields="SW_DEC",
        since=2024,
    ),
    Rule(
        "SW09STG2",
        "Social worker episode appears to have lasted for less than 24 hours.",
        rows("SWEpisodes", _BEGAN == _ENDED),
        fields="SW_DECOM SW_DEC",
        since=2024,
    ),
    Rule(
        "SW10STG2",
        "A new social worker episode has started before the end date of the previous social worker episode.",
        rows("SWEpisodes", FOLLOWS & none_of(_REASON, "FCONTA") & ~_WITHIN_A_WEEK.fill_null(value=False)),
        fields="SW_DECOM",
        since=2024,
    ),
    Rule(
        "SW11aSTG2",
        "Social worker episode has ended before 31 March and no subsequent social worker episode has "
        "been provided.",
        rows("SWEpisodes", _FIVE_DAYS_LEFT & ~_WITHIN_FIVE_DAYS),
        fields="SW_DEC",
        since=2024,
        until=2024,
    ),
    Rule(
        "SW11bSTG2",
        "Social worker episode has ended before 31 March and no subsequent social worker episode has "
        "been provided.",
        rows("SWEpisodes", _LATEST & _ENDED.is_between(COLLECTION_END.dt.offset_by("-5d"), COLLECTION_END)),
        fields="SW_DEC",
        since=2024,
    ),
    Rule(
        "SW12STG2",
        "If a child is looked after on 31 March then all social worker episodes for the full "
        "previous year should be reported, even those whilst they were not looked after",
        rows("Episodes", _OF_TWO_YEARS & ~SHORT_TERM & (_CAME_INTO_CARE | ~_GOES_ON) & ~_HAD_A_WORKER),
        fields="SW_DECOM",
        since=2024,
    ),
    Rule(
        "SW13STG1",
        "The reason for social worker change is not valid.",
        rows("SWEpisodes", not_in_list("SW_REASON", "sw_reason") | (_REASON.is_null() & _WITH_REASON)),
        fields="SW_REASON",
        since=2024,
    ),
    Rule(
        "SW14STG2",
        "Social worker episode date ceased is blank.",
        rows("SWEpisodes", PRECEDES & _ENDED.is_null()),
        fields="SW_DEC",
        since=2024,
        until=2024,
    ),
    Rule(
        "SW17STG2",
        "There is no social worker episode open at 31 March",
        rows("SWEpisodes", _LATEST & _ENDED.is_not_null()),
        fields="SW_DEC SW_DECOM",
        since=2026,
    ),
)
