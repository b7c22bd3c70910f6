"""Episodes of need: closed or open, in order, and with nothing after the end."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import (
    CENSUS,
    CHILD,
    EPISODE,
    GOES_ON,
    REFERENCE_DATE,
    blank_or_not_in_list,
    out_of_census_year,
)
from everycase.returns.rules import (
    Rule,
    Severity,
    alone_if_blank,
    if_supplied,
    other,
    pairs,
    rows,
)

col = pl.col
QUERY = Severity.QUERY

_REFERRED, _CLOSED, _REASON = col("CINreferralDate"), col("CINclosureDate"), col("ReasonForClosure")
_OPEN = _CLOSED.is_null() & GOES_ON

# ---------------------------------------------------------------------- which episode is the latest

_ON_LATEST_DAY = alone_if_blank(_REFERRED.max(), "LAchildID") == _REFERRED
_ORDINAL = if_supplied("CINdetailsID").cast(pl.Int64, strict=False).fill_null(col("row").cast(pl.Int64))
# Of two episodes that began on one day, the first in the return is the later one.
_IS_LATEST = CENSUS.of_row(
    "latest episode",
    "CINdetails",
    _ON_LATEST_DAY & (alone_if_blank(_ORDINAL.filter(_ON_LATEST_DAY).min(), "LAchildID") == _ORDINAL),
)
_OPEN_BUT_NOT_LATEST = _OPEN & _REFERRED.is_not_null() & ~_IS_LATEST
_AN_EARLIER_ONE_IS_OPEN = CENSUS.of_child(
    "an earlier episode open", "CINdetails", _OPEN_BUT_NOT_LATEST.any(), default=False
)
_OPEN_EPISODES = CENSUS.of_child("open episodes", "CINdetails", _OPEN.sum(), default=0)

# ---------------------------------------------------------------------- what comes after the end

_CLOSED_ON = CENSUS.lookup("episode closed on", "CINdetails", _CLOSED.min(), on=EPISODE)
_MODULES = {
    "Assessments": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "CINplanDates": ("CINPlanStartDate", "CINPlanEndDate"),
    "Section47": ("S47ActualStartDate", "DateOfInitialCPC"),
    "ChildProtectionPlans": ("CPPendDate",),
}
_LAST_ACTIVITY = pl.max_horizontal(
    col("DateOfInitialCPC"),
    *(
        CENSUS.lookup(f"last date in {table}", table, pl.max_horizontal(names).max(), on=EPISODE)
        for table, names in _MODULES.items()
    ),
)

# ---------------------------------------------------------------------- the child's death

_DEATH_RECORDED = CENSUS.of_child(
    "death recorded", "ChildIdentifiers", col("PersonDeathDate").is_not_null().any(), default=False
)
_CLOSED_AS_DIED = CENSUS.of_child(
    "an episode closed as died", "CINdetails", (_REASON == "RC2").any(), default=False
)

RULES = (
    Rule(
        "8565",
        "Activity shown after a case has been closed",
        (
            rows("CINdetails", _CLOSED < _LAST_ACTIVITY),
            *(rows(table, pl.max_horizontal(names) > _CLOSED_ON) for table, names in _MODULES.items()),
        ),
        fields="CINclosureDate DateOfInitialCPC AssessmentActualStartDate AssessmentAuthorisationDate "
        "S47ActualStartDate CPPendDate CINPlanStartDate CINPlanEndDate",
    ),
    Rule(
        "8585Q",
        "Please check and either amend or provide a reason: CIN episode shows Died as the Closure "
        "Reason, however child has no recorded Date of Death",
        (
            rows("CINdetails", (_REASON == "RC2") & ~_DEATH_RECORDED),
            rows("ChildIdentifiers", _CLOSED_AS_DIED & col("PersonDeathDate").is_null()),
        ),
        fields="ReasonForClosure PersonDeathDate",
        severity=QUERY,
    ),
    Rule(
        "8620",
        "CIN Closure Date present and does not fall within the Census year",
        rows("CINdetails", out_of_census_year(_CLOSED)),
        fields="CINclosureDate",
    ),
    Rule(
        "8630",
        "CIN Closure Date is before CIN Referral Date for the same CIN episode",
        rows("CINdetails", _CLOSED < _REFERRED),
        fields="CINreferralDate CINclosureDate",
    ),
    Rule(
        "8640",
        "CIN Reason for closure code invalid (see Reason for Closure table in CIN Census code set)",
        rows("CINdetails", _REASON.is_not_null() & blank_or_not_in_list(_REASON, "reason_for_closure")),
        fields="ReasonForClosure",
    ),
    Rule(
        "8805",
        "A CIN case cannot have a CIN closure date without a Reason for Closure",
        rows("CINdetails", _CLOSED.is_not_null() & _REASON.is_null()),
        fields="CINclosureDate ReasonForClosure",
    ),
    Rule(
        "8810",
        "A CIN case cannot have a Reason for Closure without a CIN Closure Date",
        rows("CINdetails", _CLOSED.is_null() & _REASON.is_not_null()),
        fields="ReasonForClosure CINclosureDate",
    ),
    Rule(
        "8815",
        "More than one open CIN Details episode (a module with no CIN Closure Date) has been provided "
        "for this child and case is not a referral with no further action.",
        rows("CINdetails", _OPEN & (_OPEN_EPISODES > 1)),
        fields="ReferralNFA CINclosureDate",
    ),
    Rule(
        "8816",
        "An open CIN episode is shown and case is not a referral with no further action, but it is not "
        "the latest episode.",
        rows("CINdetails", _OPEN_BUT_NOT_LATEST | (_IS_LATEST & _AN_EARLIER_ONE_IS_OPEN)),
        fields="CINreferralDate ReferralNFA",
    ),
    Rule(
        "8820",
        "The dates on the CIN episodes for this child overlap",
        pairs(
            "CINdetails",
            "CINdetails",
            CHILD,
            (other("CINreferralDate") <= _REFERRED)
            & (
                (other("CINclosureDate") > _REFERRED)
                | (other("CINclosureDate").is_null() & ~other("ReferralNFA") & (_REFERRED < REFERENCE_DATE))
            ),
            flag_right=False,
        ),
        fields="CINreferralDate CINclosureDate",
    ),
)
