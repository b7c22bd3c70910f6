"""A referral with no further action, or closed after assessment, is followed by nothing."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import (
    ASSESSMENTS,
    CENSUS,
    CLOSED_AFTER_ASSESSMENT,
    EPISODE,
    EPISODE_GOES_NO_FURTHER,
    NO_FURTHER_ACTION,
)
from everycase.returns.rules import Rule, Severity, rows

col = pl.col
QUERY = Severity.QUERY


def _in_episode(what: str, table: str, value: pl.Expr) -> pl.Expr:
    """Whether the episode has a row of `table` for which `value` is true."""
    return CENSUS.lookup(f"episode with {what}", table, value, on=EPISODE, default=False)


_HAS_NEED_PLAN = _in_episode("a child in need plan", "CINplanDates", pl.len() > 0)
_HAS_ENQUIRY = _in_episode("a section 47 enquiry", "Section47", pl.len() > 0)
_HAS_PROTECTION_PLAN = _in_episode("a protection plan", "ChildProtectionPlans", pl.len() > 0)
_WAS_CLOSED_AFTER_ASSESSMENT = _in_episode(
    "closure after assessment", "CINdetails", CLOSED_AFTER_ASSESSMENT.any()
)

_CONFERENCE = col("DateOfInitialCPC").is_not_null()
_ENQUIRY_DATED = col("S47ActualStartDate").is_not_null() | _CONFERENCE
_ASSESSMENT_DATED = (
    col("AssessmentActualStartDate").is_not_null() | col("AssessmentAuthorisationDate").is_not_null()
)
_HAS_DATED_ENQUIRY = _in_episode("a dated enquiry", "Section47", _ENQUIRY_DATED.any())
_HAS_DATED_ASSESSMENT = _in_episode("a dated assessment", "Assessments", _ASSESSMENT_DATED.any())

RULES = (
    Rule(
        "2990",
        "Activity is recorded against a case marked as ‘Case closed after assessment, no further "
        "action’ or 'case closed after assessment, referred to early help'.",
        (
            rows(
                "CINdetails",
                CLOSED_AFTER_ASSESSMENT
                & (_CONFERENCE | _HAS_PROTECTION_PLAN | _HAS_ENQUIRY | _HAS_NEED_PLAN),
            ),
            rows("CINplanDates", _WAS_CLOSED_AFTER_ASSESSMENT),
            rows("Section47", _WAS_CLOSED_AFTER_ASSESSMENT),
            rows("ChildProtectionPlans", _WAS_CLOSED_AFTER_ASSESSMENT),
        ),
        fields="ReasonForClosure",
    ),
    Rule(
        "4000",
        "CIN Plan details provided for a referral with no further action",
        (
            rows("CINdetails", NO_FURTHER_ACTION & _HAS_NEED_PLAN),
            rows("CINplanDates", EPISODE_GOES_NO_FURTHER),
        ),
        fields="ReferralNFA",
    ),
    Rule(
        "8825Q",
        "Please check and either amend data or provide a reason: Reason for Closure code RC8 (case "
        "closed after assessment) or RC9 (case closed after assessment, referred to early help) has "
        "been returned but there is no assessment present for the episode.",
        rows("CINdetails", CLOSED_AFTER_ASSESSMENT & (ASSESSMENTS == 0)),
        fields="ReasonForClosure",
        severity=QUERY,
    ),
    Rule(
        "8831",
        "Activity is recorded against a case marked as a referral with no further action",
        (
            rows(
                "CINdetails",
                NO_FURTHER_ACTION & (_CONFERENCE | _HAS_DATED_ENQUIRY | _HAS_DATED_ASSESSMENT),
            ),
            rows("Section47", EPISODE_GOES_NO_FURTHER & _ENQUIRY_DATED),
            rows("Assessments", EPISODE_GOES_NO_FURTHER & _ASSESSMENT_DATED),
        ),
        fields="AssessmentActualStartDate AssessmentAuthorisationDate S47ActualStartDate DateOfInitialCPC",
    ),
    Rule(
        "8832",
        "Child Protection details provided for a referral with no further action.",
        (
            rows("CINdetails", NO_FURTHER_ACTION & _HAS_PROTECTION_PLAN),
            rows("ChildProtectionPlans", EPISODE_GOES_NO_FURTHER),
        ),
        fields="CINdetailsID ReferralNFA",
    ),
)
