"""Child protection plans and their reviews."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import (
    CENSUS,
    CHILD,
    EPISODE,
    PLAN,
    REFERENCE_DATE,
    blank_or_not_in_list,
    out_of_census_year,
)
from everycase.returns.rules import (
    IF_SUPPLIED,
    Rule,
    Severity,
    if_supplied,
    left_blank,
    other,
    pairs,
    rows,
)

col = pl.col
QUERY = Severity.QUERY

_STARTED, _ENDED = col("CPPstartDate"), col("CPPendDate")
_PREVIOUS_PLANS = col("NumberOfPreviousCPP")
_OPEN_PLANS = CENSUS.of_child(
    "open protection plans", "ChildProtectionPlans", _ENDED.is_null().sum(), default=0
)
# Without CINdetailsID, CPPID is all that tells plans apart; without either, each row is a plan.
_ONE_PLAN = (
    (if_supplied("CPPID") == other("CPPID" + IF_SUPPLIED))
    & if_supplied("CINdetailsID").eq_missing(other("CINdetailsID" + IF_SUPPLIED))
).fill_null(value=False)

RULES = (
    Rule(
        "1105",
        "The child protection plan start date cannot be before the referral date",
        pairs("ChildProtectionPlans", "CINdetails", EPISODE, other("CINreferralDate") > _STARTED),
        fields="CPPstartDate CINreferralDate",
    ),
    Rule(
        "8720",
        "Child Protection Plan Start Date missing or out of data collection period",
        rows(
            "ChildProtectionPlans",
            ~left_blank("CPPID") & (_STARTED.is_null() | (_STARTED > REFERENCE_DATE)),
        ),
        fields="CPPstartDate ReferenceDate",
    ),
    Rule(
        "8730",
        "Total Number of previous Child Protection Plans missing",
        rows("ChildProtectionPlans", _PREVIOUS_PLANS.is_null() | (_PREVIOUS_PLANS < 0)),
        fields="NumberOfPreviousCPP",
    ),
    Rule(
        "8840",
        "Child Protection Plan cannot start and end on the same day",
        rows("ChildProtectionPlans", _STARTED == _ENDED),
        fields="CPPstartDate CPPendDate",
    ),
    Rule(
        "8841",
        "The review date cannot be on the same day or before the Child protection Plan start date.",
        pairs("Reviews", "ChildProtectionPlans", PLAN, col("CPPreviewDate") <= other("CPPstartDate")),
        fields="CPPstartDate CPPreviewDate",
    ),
    Rule(
        "8842Q",
        "Please check and either amend or provide a reason: Review Record has a missing date",
        rows("Reviews", col("CPPreviewDate").is_null()),
        fields="CPPreviewDate",
        severity=QUERY,
    ),
    Rule(
        "8905",
        "Initial Category of Abuse code missing or invalid (see Category of Abuse table in CIN Census "
        "code set)",
        rows(
            "ChildProtectionPlans", blank_or_not_in_list(col("InitialCategoryOfAbuse"), "category_of_abuse")
        ),
        fields="InitialCategoryOfAbuse",
    ),
    Rule(
        "8910",
        "Latest Category of Abuse code missing or invalid (see Category of Abuse table in CIN Census "
        "code set)",
        rows("ChildProtectionPlans", blank_or_not_in_list(col("LatestCategoryOfAbuse"), "category_of_abuse")),
        fields="LatestCategoryOfAbuse",
    ),
    Rule(
        "8915",
        "Child Protection Plan shown as starting after the child’s Date of Death",
        pairs("ChildProtectionPlans", "ChildIdentifiers", CHILD, other("PersonDeathDate") < _STARTED),
        fields="CPPstartDate PersonDeathDate",
    ),
    Rule(
        "8920",
        "Child Protection Plan cannot end after the child’s Date of Death",
        pairs("ChildProtectionPlans", "ChildIdentifiers", CHILD, other("PersonDeathDate") < _ENDED),
        fields="PersonDeathDate CPPendDate",
    ),
    Rule(
        "8925",
        "Child Protection Plan End Date earlier than Start Date",
        rows("ChildProtectionPlans", _ENDED < _STARTED),
        fields="CPPstartDate CPPendDate",
    ),
    Rule(
        "8930",
        "Child Protection Plan End Date must fall within the census year",
        rows("ChildProtectionPlans", out_of_census_year(_ENDED)),
        fields="CPPendDate ReferenceDate",
    ),
    Rule(
        "8935",
        "This child is showing more than one open Child Protection plan, i.e. with no End Date",
        rows("ChildProtectionPlans", _ENDED.is_null() & (_OPEN_PLANS > 1)),
        fields="CPPendDate",
    ),
    Rule(
        "8940",
        "Child Protection Plan data contains overlapping dates",
        pairs(
            "ChildProtectionPlans",
            "ChildProtectionPlans",
            CHILD,
            ~_ONE_PLAN
            & (other("CPPstartDate") <= _STARTED)
            & (
                (other("CPPendDate") >= _STARTED)
                | (other("CPPendDate").is_null() & (_STARTED <= REFERENCE_DATE))
            ),
            flag_right=False,
        ),
        fields="CPPstartDate CPPendDate",
    ),
)
