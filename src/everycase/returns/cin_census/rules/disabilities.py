"""Disabilities: a code for each, or NONE alone, for every child born whose referral went further."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import CENSUS, CHILD_GOES_ON, blank_or_not_in_list, repeated
from everycase.returns.rules import Rule, Severity, rows, whole

col = pl.col
QUERY = Severity.QUERY

_CODE = col("Disability").str.to_uppercase()
_NOT_VALID = blank_or_not_in_list(col("Disability"), "disability")

_ROWS = CENSUS.of_child("number of disabilities", "Disabilities", pl.len(), default=0)
_ANY_NOT_VALID = CENSUS.of_child("a disability not valid", "Disabilities", _NOT_VALID.any(), default=False)
_BORN = CENSUS.of_child(
    "child born", "ChildIdentifiers", col("PersonBirthDate").is_not_null().any(), default=False
)
_SAYS_NONE = CENSUS.of_child("disability of none", "Disabilities", (_CODE == "NONE").any(), default=False)

_DIFFERENT_CODES = CENSUS.of_return(
    "disability codes used", "Disabilities", _CODE.filter(_CODE != "NONE").n_unique()
)
_OF_CHILD = CENSUS.of_child("disabilities besides none", "Disabilities", (_CODE != "NONE").sum())
_MOST_OF_A_CHILD = CENSUS.of_return(
    "most disabilities of a child", "Disabilities", _OF_CHILD.filter(_CODE != "NONE").max()
)

RULES = (
    Rule(
        "2887Q",
        "Please check and either amend or provide a reason: Less than 8 disability codes have been used"
        " in your return",
        whole("Disabilities", _DIFFERENT_CODES < 8),
        fields="Disability",
        severity=QUERY,
    ),
    Rule(
        "2888Q",
        "Please check and either amend or provide a reason: Only one disability code is recorded per "
        "child and multiple disabilities should be recorded where possible.",
        whole("Disabilities", _MOST_OF_A_CHILD <= 1),
        fields="Disability",
        severity=QUERY,
    ),
    Rule(
        "8540",
        "Child’s disability is missing or invalid (see Disability table)",
        (
            rows("ChildIdentifiers", _BORN & CHILD_GOES_ON & ((_ROWS == 0) | _ANY_NOT_VALID)),
            rows("Disabilities", _BORN & CHILD_GOES_ON & _NOT_VALID),
        ),
        fields="Disability PersonBirthDate ReferralNFA",
    ),
    Rule(
        "8790",
        "Disability information includes both None and other values",
        rows("Disabilities", _SAYS_NONE & (_CODE != "NONE")),
        fields="Disability",
    ),
    Rule(
        "8794",
        "Child has two or more disabilities with the same code",
        rows("Disabilities", repeated("LAchildID", "Disability")),
        fields="Disability",
    ),
)
