"""A protection plan starts at an initial conference: on the same day, and no more plans than conferences."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import CENSUS, CONFERENCE_NOT_NEEDED, EPISODE, in_census_year
from everycase.returns.rules import Rule, Severity, rows, whole

col = pl.col
QUERY = Severity.QUERY

_PLAN_STARTED, _CONFERENCE = col("CPPstartDate"), col("DateOfInitialCPC")


def _in_the_year(name: str, table: str, day: pl.Expr) -> pl.Expr:
    return CENSUS.of_return(name, table, in_census_year(day).sum())


_PLANS = _in_the_year("plans started", "ChildProtectionPlans", _PLAN_STARTED)
_CONFERENCES = _in_the_year("conferences of episodes", "CINdetails", _CONFERENCE) + _in_the_year(
    "conferences of enquiries", "Section47", _CONFERENCE
)

# ---------------------------------------------------------------------- plan and conference on one day
# An episode's conferences are those of its enquiries; where it has none, that of the episode itself.

_BY_ENQUIRY = ~CONFERENCE_NOT_NEEDED
_ENQUIRIES = CENSUS.lookup(
    "enquiries that need a conference", "Section47", _BY_ENQUIRY.sum(), on=EPISODE, default=0
)
_ON_THE_DAY = {**dict(zip(EPISODE, EPISODE, strict=True)), "CPPstartDate": "DateOfInitialCPC"}
_ENQUIRYS_ON_THE_DAY = CENSUS.lookup(
    "enquiry's conference that day", "Section47", _BY_ENQUIRY.any(), on=_ON_THE_DAY, default=False
)
_EPISODES_ON_THE_DAY = CENSUS.lookup(
    "episode's conference that day", "CINdetails", pl.len() > 0, on=_ON_THE_DAY, default=False
)
_ON_A_CONFERENCE = CENSUS.of_row(
    "started on a conference",
    "ChildProtectionPlans",
    pl.when(_ENQUIRIES > 0).then(_ENQUIRYS_ON_THE_DAY).otherwise(_EPISODES_ON_THE_DAY),
)
_ON_ANOTHER_DAY = in_census_year(_PLAN_STARTED) & ~_ON_A_CONFERENCE
_A_PLAN_ON_ANOTHER_DAY = CENSUS.lookup(
    "a plan not from a conference",
    "ChildProtectionPlans",
    _ON_ANOTHER_DAY.any(),
    on=EPISODE,
    default=False,
)
_A_PLAN_ON_ITS_DAY = CENSUS.lookup(
    "a plan from a conference", "ChildProtectionPlans", _ON_A_CONFERENCE.any(), on=EPISODE, default=False
)
_NONE_MATCHES = _A_PLAN_ON_ANOTHER_DAY & ~_A_PLAN_ON_ITS_DAY

RULES = (
    Rule(
        "2883",
        "There are more child protection plans starting than initial conferences taking place",
        whole("ChildProtectionPlans", _PLANS > _CONFERENCES),
        fields="CPPstartDate DateOfInitialCPC",
    ),
    Rule(
        "2885",
        "Child protection plan shown as starting a different day to the initial child protection conference.",
        (
            rows("ChildProtectionPlans", _ON_ANOTHER_DAY),
            rows("Section47", _BY_ENQUIRY & _NONE_MATCHES),
            rows("CINdetails", (_ENQUIRIES == 0) & _NONE_MATCHES),
        ),
        fields="CPPstartDate DateOfInitialCPC",
    ),
)
