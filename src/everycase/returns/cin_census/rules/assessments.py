"""Assessments: when they start and end, and that one follows another."""

from __future__ import annotations

import polars as pl

from everycase.calendar import add_working_days
from everycase.returns.cin_census.facts import (
    CENSUS,
    EPISODE,
    REFERENCE_DATE,
    in_census_year,
    out_of_census_year,
)
from everycase.returns.rules import Rule, Severity, other, pairs, rows

col = pl.col
QUERY = Severity.QUERY

_STARTED, _ENDED = col("AssessmentActualStartDate"), col("AssessmentAuthorisationDate")
_OTHER_STARTED, _OTHER_ENDED = other("AssessmentActualStartDate"), other("AssessmentAuthorisationDate")
_OPEN_IN_EPISODE = CENSUS.lookup(
    "assessments not ended", "Assessments", _ENDED.is_null().sum(), on=EPISODE, default=0
)

RULES = (
    Rule(
        "1103",
        "The assessment start date cannot be before the referral date",
        pairs("Assessments", "CINdetails", EPISODE, other("CINreferralDate") > _STARTED),
        fields="AssessmentActualStartDate CINreferralDate",
    ),
    Rule(
        "8608",
        "Assessment Start Date cannot be later than its End Date",
        rows("Assessments", _STARTED > _ENDED),
        fields="AssessmentActualStartDate AssessmentAuthorisationDate",
    ),
    Rule(
        "8670Q",
        "Please check and either amend data or provide a reason: Assessment started more than 45 "
        "working days before the end of the census year. However, there is no Assessment end date.",
        rows("Assessments", _ENDED.is_null() & (add_working_days(REFERENCE_DATE, -45) > _STARTED)),
        fields="AssessmentActualStartDate",
        severity=QUERY,
    ),
    Rule(
        "8696",
        "Assessment end date must fall within the census year",
        rows("Assessments", out_of_census_year(_ENDED)),
        fields="AssessmentAuthorisationDate ReferenceDate",
    ),
    Rule(
        "8736",
        "For an Assessment that has not been completed, the start date must fall within the census year",
        rows("Assessments", _ENDED.is_null() & ~in_census_year(_STARTED).fill_null(value=False)),
        fields="AssessmentAuthorisationDate AssessmentActualStartDate",
    ),
    Rule(
        "8863Q",
        "An Assessment is shown as starting when there is another Assessment ongoing.",
        pairs(
            "Assessments",
            "Assessments",
            EPISODE,
            (_STARTED >= _OTHER_STARTED)
            & ~((_STARTED == _OTHER_STARTED) & _ENDED.eq_missing(_OTHER_ENDED))
            & ((_STARTED <= _OTHER_ENDED) | (_OTHER_ENDED.is_null() & (_STARTED <= REFERENCE_DATE))),
            flag_right=False,
        ),
        fields="AssessmentActualStartDate AssessmentAuthorisationDate",
        severity=QUERY,
    ),
    Rule(
        "8867",
        "CIN episode is shown as closed, however Assessment is not shown as completed",
        pairs("Assessments", "CINdetails", EPISODE, _ENDED.is_null() & other("CINclosureDate").is_not_null()),
        fields="CINclosureDate AssessmentAuthorisationDate",
    ),
    Rule(
        "8896",
        "Within one CINDetails group there are 2 or more open Assessments groups",
        rows("Assessments", _OPEN_IN_EPISODE > 1),
        fields="AssessmentAuthorisationDate",
    ),
)
