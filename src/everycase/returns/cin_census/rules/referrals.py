"""The referral: its date, source, need, and whether it went further. And the header of the return."""

from __future__ import annotations

import polars as pl

from everycase.calendar import add_working_days
from everycase.returns.cin_census.facts import (
    CENSUS_START,
    CHILD,
    GOES_ON,
    REFERENCE_DATE,
    blank_or_not_in_list,
)
from everycase.returns.rules import Rule, Severity, other, pairs, rows

col = pl.col
QUERY = Severity.QUERY

_DAY, _YEAR = col("ReferenceDate"), col("Year")
_IS_31_MARCH_OF_YEAR = (_DAY.dt.month() == 3) & (_DAY.dt.day() == 31) & (_DAY.dt.year() == _YEAR)

_REFERRED = col("CINreferralDate")
_FORTY_WEEKS = pl.duration(days=280)

RULES = (
    Rule(
        "100",
        "Reference Date is incorrect",
        rows("Header", ~_IS_31_MARCH_OF_YEAR.fill_null(value=False)),
        fields="ReferenceDate",
    ),
    Rule(
        "8568",
        "RNFA flag is missing or invalid",
        rows("CINdetails", col("ReferralNFA").is_null()),
        fields="ReferralNFA",
    ),
    Rule(
        "8569Q",
        "A case with referral date before one working day prior to the collection start date must not "
        "be flagged as a no further action case",
        rows(
            "CINdetails",
            (add_working_days(CENSUS_START, -1) > _REFERRED) & GOES_ON.not_().fill_null(value=True),
        ),
        fields="ReferralNFA",
        severity=QUERY,
    ),
    Rule(
        "8600",
        "Child referral date missing or after data collection period",
        rows("CINdetails", _REFERRED.is_null() | (_REFERRED > REFERENCE_DATE)),
        fields="CINreferralDate",
    ),
    Rule(
        "8606",
        "Child referral date is more than 40 weeks before DOB or expected DOB",
        pairs(
            "CINdetails",
            "ChildIdentifiers",
            CHILD,
            (other("PersonBirthDate") - _FORTY_WEEKS > _REFERRED)
            | (other("ExpectedPersonBirthDate") - _FORTY_WEEKS > _REFERRED),
        ),
        fields="CINreferralDate PersonBirthDate ExpectedPersonBirthDate",
    ),
    Rule(
        "8610",
        "Primary Need code is missing for a referral which led to further action.",
        rows("CINdetails", GOES_ON & col("PrimaryNeedCode").is_null()),
        fields="ReferralNFA PrimaryNeedCode",
    ),
    Rule(
        "8650",
        "Primary Need Code invalid (see Primary Need table in CIN census code set)",
        rows(
            "CINdetails",
            col("PrimaryNeedCode").is_not_null() & blank_or_not_in_list(col("PrimaryNeedCode"), "cin_need"),
        ),
        fields="PrimaryNeedCode",
    ),
    Rule(
        "8866",
        "Source of Referral is missing or an invalid code",
        rows(
            "CINdetails",
            (pl.date(2013, 4, 1) <= _REFERRED)
            & blank_or_not_in_list(col("ReferralSource"), "referral_source"),
        ),
        fields="CINreferralDate ReferralSource",
    ),
)
