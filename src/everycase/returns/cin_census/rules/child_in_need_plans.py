"""Child in need plans: their dates, one at a time, and never beside a protection plan."""

from __future__ import annotations

from typing import Any

import polars as pl

from everycase.returns.cin_census.facts import (
    CENSUS,
    CHILD,
    EPISODE,
    PLAN,
    REFERENCE_DATE,
    out_of_census_year,
)
from everycase.returns.rules import Rule, Severity, other, pairs, rows

col = pl.col
QUERY = Severity.QUERY

_STARTED, _ENDED = col("CINPlanStartDate"), col("CINPlanEndDate")
_OTHER_STARTED, _OTHER_ENDED = other("CINPlanStartDate"), other("CINPlanEndDate")
_OPEN_IN_EPISODE = CENSUS.lookup(
    "open child in need plans", "CINplanDates", _ENDED.is_null().sum(), on=EPISODE, default=0
)
_REVIEWED = col("CPPreviewDate")


def _of_its_protection_plan(name: str, value: pl.Expr, **options: Any) -> pl.Expr:  # noqa: ANN401
    """A value of the plan that a review is of; CPPID starts again in each episode, where there is one."""
    return CENSUS.lookup(
        name, "ChildProtectionPlans", value, on=PLAN, where_both=("CINdetailsID",), **options
    )


_OF_A_PROTECTION_PLAN = _of_its_protection_plan("review of a protection plan", pl.len() > 0, default=False)
_PROTECTION_PLAN_ENDED = _of_its_protection_plan("end of the protection plan", col("CPPendDate").max())

RULES = (
    Rule(
        "4001",
        "A CIN Plan cannot run concurrently with a Child Protection Plan",
        pairs(
            "CINplanDates",
            "ChildProtectionPlans",
            EPISODE,
            _STARTED.is_not_null() & _ENDED.is_null() & other("CPPendDate").is_null(),
        ),
        fields="CINPlanEndDate CPPendDate",
    ),
    Rule(
        "4003",
        "A CPP review date is shown as being held at the same time as an open CIN Plan.",
        pairs(
            "Reviews",
            "CINplanDates",
            CHILD,
            _OF_A_PROTECTION_PLAN
            & (_REVIEWED >= _OTHER_STARTED)
            & ((_REVIEWED < _OTHER_ENDED) | _OTHER_ENDED.is_null())
            & _REVIEWED.ne_missing(_PROTECTION_PLAN_ENDED),
        ),
        fields="CINPlanStartDate CINPlanEndDate CPPreviewDate",
    ),
    Rule(
        "4004",
        "This child is showing more than one open CIN Plan, i.e. with no End Date",
        rows("CINplanDates", _OPEN_IN_EPISODE > 1),
        fields="CINPlanEndDate",
    ),
    Rule(
        "4008",
        "CIN Plan shown as starting after the child’s Date of Death.",
        pairs("CINplanDates", "ChildIdentifiers", CHILD, other("PersonDeathDate") < _STARTED),
        fields="PersonDeathDate CINPlanStartDate",
    ),
    Rule(
        "4009Q",
        "CIN Plan cannot end after the child’s Date of Death",
        pairs("CINplanDates", "ChildIdentifiers", CHILD, other("PersonDeathDate") < _ENDED),
        fields="PersonDeathDate CINPlanEndDate",
        severity=QUERY,
    ),
    Rule(
        "4010",
        "CIN Plan start date is missing or out of data collection period",
        rows("CINplanDates", _STARTED.is_null() | (_STARTED > REFERENCE_DATE)),
        fields="CINPlanStartDate",
    ),
    Rule(
        "4011",
        "CIN Plan End Date earlier than Start Date",
        rows("CINplanDates", _ENDED < _STARTED),
        fields="CINPlanEndDate CINPlanStartDate",
    ),
    Rule(
        "4012Q",
        "Please check and either amend or provide a reason: CIN Plan shown as starting and ending on "
        "the same day",
        rows("CINplanDates", _STARTED == _ENDED),
        fields="CINPlanStartDate CINPlanEndDate",
        severity=QUERY,
    ),
    Rule(
        "4013",
        "CIN Plan end date must fall within the census year",
        rows("CINplanDates", out_of_census_year(_ENDED)),
        fields="CINPlanEndDate ReferenceDate",
    ),
    Rule(
        "4014",
        "CIN Plan data contains overlapping dates",
        pairs(
            "CINplanDates",
            "CINplanDates",
            CHILD,
            (_STARTED >= _OTHER_STARTED)
            & ((_STARTED <= _OTHER_ENDED) | (_OTHER_ENDED.is_null() & (_STARTED <= REFERENCE_DATE))),
        ),
        fields="CINPlanStartDate CINPlanEndDate",
    ),
    Rule(
        "4015",
        "The CIN Plan start date cannot be before the referral date",
        pairs("CINplanDates", "CINdetails", EPISODE, other("CINreferralDate") > _STARTED),
        fields="CINPlanStartDate CINreferralDate",
    ),
    Rule(
        "4016",
        "A CIN Plan has been reported as open at the same time as a Child Protection Plan.",
        pairs(
            "CINplanDates",
            "ChildProtectionPlans",
            CHILD,
            (other("CPPstartDate") <= _STARTED)
            & (
                (other("CPPendDate") > _STARTED)
                | (other("CPPendDate").is_null() & (_STARTED <= REFERENCE_DATE))
            ),
        ),
        fields="CINPlanStartDate CPPstartDate CPPendDate",
    ),
    Rule(
        "4017",
        "A CIN Plan has been reported as open at the same time as a Child Protection Plan.",
        pairs(
            "CINplanDates",
            "ChildProtectionPlans",
            CHILD,
            (other("CPPstartDate") >= _STARTED)
            & (
                (other("CPPstartDate") < _ENDED)
                | (_ENDED.is_null() & (other("CPPstartDate") <= REFERENCE_DATE))
            ),
        ),
        fields="CINPlanStartDate CINPlanEndDate CPPstartDate",
    ),
)
