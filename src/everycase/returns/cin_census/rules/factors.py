"""The factors that an assessment found."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import (
    ASSESSMENT,
    ASSESSMENTS,
    CENSUS,
    CENSUS_START,
    CLOSED_AFTER_ASSESSMENT,
    EPISODE,
    blank_or_not_in_list,
    repeated,
)
from everycase.returns.rules import Rule, Severity, rows

col = pl.col
QUERY = Severity.QUERY

NO_FACTORS = "21"

_FACTORS = col("AssessmentFactors").list.eval(pl.element().str.to_uppercase())
_ENDED = col("AssessmentAuthorisationDate")

_FACTOR = col("AssessmentFactor")
_NOT_VALID = blank_or_not_in_list(_FACTOR, "assessment_factor")
_WHERE_BOTH = ("CINdetailsID",)
_FACTORS_LISTED = CENSUS.lookup(
    "factors listed", "AssessmentFactorsList", pl.len(), on=ASSESSMENT, default=0, where_both=_WHERE_BOTH
)
_ANY_NOT_VALID = CENSUS.lookup(
    "a factor not valid",
    "AssessmentFactorsList",
    _NOT_VALID.any(),
    on=ASSESSMENT,
    default=False,
    where_both=_WHERE_BOTH,
)
_TWICE = CENSUS.of_row("factor twice", "AssessmentFactorsList", repeated(*ASSESSMENT, "AssessmentFactor"))
_ANY_TWICE = CENSUS.lookup(
    "a factor twice", "AssessmentFactorsList", _TWICE.any(), on=ASSESSMENT, default=False
)
_FOUND_NO_FACTORS = CENSUS.lookup(
    "no factors found",
    "AssessmentFactorsList",
    (_FACTOR == NO_FACTORS).any(),
    on=ASSESSMENT,
    default=False,
)
_OF_EPISODE_FOUND_NONE = CENSUS.lookup(
    "no factors found in the episode", "Assessments", _FOUND_NO_FACTORS.any(), on=EPISODE, default=False
)
_EPISODE_CLOSED_OTHERWISE = CENSUS.lookup(
    "episode not closed after assessment", "CINdetails", (~CLOSED_AFTER_ASSESSMENT).any(), on=EPISODE
)
_MUST_HAVE_FACTORS = _ENDED >= CENSUS_START
_OF_ASSESSMENT = CENSUS.lookup(
    "factors must be listed",
    "Assessments",
    _MUST_HAVE_FACTORS.any(),
    on=ASSESSMENT,
    default=False,
    where_both=_WHERE_BOTH,
)

RULES = (
    Rule(
        "8614",
        "Parental or child factors at assessment should only be present for a completed assessment.",
        rows("Assessments", _ENDED.is_null() & (_FACTORS.list.len() > 0)),
        fields="AssessmentAuthorisationDate AssessmentFactors",
    ),
    Rule(
        "8869",
        "The assessment factors code “21” cannot be used in conjunction with any other assessment factors.",
        rows("Assessments", _FACTORS.list.contains(NO_FACTORS) & (_FACTORS.list.n_unique() > 1)),
        fields="AssessmentFactors",
    ),
    Rule(
        "8873Q",
        "Please check and either amend data or provide a reason: When there is only one assessment on "
        "the episode and the factors code “21 No factors identified” has been used for the completed "
        "assessment, the reason for closure ‘RC8’ or 'RC9' should be used.",
        (
            rows("CINdetails", ~CLOSED_AFTER_ASSESSMENT & (ASSESSMENTS == 1) & _OF_EPISODE_FOUND_NONE),
            rows("Assessments", _EPISODE_CLOSED_OTHERWISE & (ASSESSMENTS == 1) & _FOUND_NO_FACTORS),
        ),
        fields="ReasonForClosure AssessmentFactors",
        severity=QUERY,
    ),
    Rule(
        "8897Q",
        "Parental or child factors at assessment information is missing from a completed assessment",
        (
            rows("Assessments", _MUST_HAVE_FACTORS & ((_FACTORS_LISTED == 0) | _ANY_NOT_VALID)),
            rows("AssessmentFactorsList", _NOT_VALID & _OF_ASSESSMENT),
        ),
        fields="AssessmentAuthorisationDate AssessmentFactors",
        severity=QUERY,
    ),
    Rule(
        "8898",
        "The assessment has more than one parental or child factors with the same code",
        (
            rows("AssessmentFactorsList", _TWICE),
            rows("Assessments", _ANY_TWICE),
        ),
        fields="AssessmentFactors",
    ),
    Rule(
        "8945Q",
        "Please check and either amend data or provide a reason: the assessment factors code '18A' "
        "should not be used ('18B' or '18C' should be used instead)",
        rows("Assessments", _FACTORS.list.contains("18A")),
        fields="AssessmentFactors",
        severity=QUERY,
        since=2025,
    ),
    Rule(
        "8950Q",
        "Please check and either amend data or provide a reason: the assessment factors code '19A' "
        "should not be used ('19B' or '19C' should be used instead)",
        rows("Assessments", _FACTORS.list.contains("19A")),
        fields="AssessmentFactors",
        severity=QUERY,
        since=2025,
    ),
)
