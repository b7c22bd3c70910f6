"""About the child: birth, sex, ethnicity, death."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import (
    CENSUS,
    CHILD,
    REFERENCE_DATE,
    blank_or_not_in_list,
    out_of_census_year,
)
from everycase.returns.rules import (
    COLLECTION_END,
    Rule,
    Severity,
    if_supplied,
    none_of,
    other,
    pairs,
    rows,
    whole,
)

col = pl.col
QUERY = Severity.QUERY

_BORN, _EXPECTED, _DIED = col("PersonBirthDate"), col("ExpectedPersonBirthDate"), col("PersonDeathDate")

# Until the census of 2023/24 the item was GenderCurrent, with codes of its own, which no rule here judges.
_RECORDED_AS_BEFORE = if_supplied("GenderCurrent").is_not_null() & (COLLECTION_END.dt.year() < 2025)
_NO_SEX_RECORDED = (col("Sex").is_null() | (col("Sex") == "U")) & _EXPECTED.is_null() & ~_RECORDED_AS_BEFORE
_SHARE_WITHOUT_SEX = CENSUS.of_return(
    "share of children with no sex recorded", "ChildIdentifiers", _NO_SEX_RECORDED.mean()
)

RULES = (
    Rule(
        "2886Q",
        "Please check and either amend or provide a reason: Percentage of children with no sex recorded"
        " is more than 2% (excluding unborns)",
        whole("ChildIdentifiers", _SHARE_WITHOUT_SEX > 0.02),
        fields="ExpectedPersonBirthDate",
        severity=QUERY,
    ),
    Rule(
        "4180",
        "Sex must be provided and equal M, F, or U",
        rows("ChildIdentifiers", blank_or_not_in_list(col("Sex"), "sex") & ~_RECORDED_AS_BEFORE),
        fields="Sex",
    ),
    Rule(
        "4220",
        "Ethnicity is missing or invalid (see Ethnicity table)",
        rows("ChildCharacteristics", blank_or_not_in_list(col("Ethnicity"), "ethnicity")),
        fields="Ethnicity",
    ),
    Rule(
        "8520",
        "Date of Birth is after data collection period (must be on or before the end of the census period)",
        rows("ChildIdentifiers", _BORN > REFERENCE_DATE),
        fields="PersonBirthDate ReferenceDate",
    ),
    Rule(
        "8525Q",
        "Either Date of Birth or Expected Date of Birth must be provided (but not both)",
        rows("ChildIdentifiers", _BORN.is_null() == _EXPECTED.is_null()),
        fields="PersonBirthDate ExpectedPersonBirthDate",
        severity=QUERY,
    ),
    Rule(
        "8530Q",
        "Please check and either amend data or provide a reason: Expected Date of Birth is outside the "
        "expected range for this census (March to December of the Census Year end)",
        rows(
            "ChildIdentifiers",  # March to December of the year in which the census ends
            (REFERENCE_DATE.dt.offset_by("-30d") > _EXPECTED)
            | (REFERENCE_DATE.dt.offset_by("9mo") < _EXPECTED),
        ),
        fields="ExpectedPersonBirthDate",
        severity=QUERY,
    ),
    Rule(
        "8535Q",
        "Please check and either amend data or provide a reason: Child’s date of death should not be "
        "prior to the date of birth",
        rows("ChildIdentifiers", _DIED.is_not_null() & (_BORN.is_null() | (_BORN > _DIED))),
        fields="PersonDeathDate PersonBirthDate",
        severity=QUERY,
    ),
    Rule(
        "8545Q",
        "Please check and either amend data or provide a reason: Child's date of death should be within"
        " the census year",
        rows("ChildIdentifiers", out_of_census_year(_DIED)),
        fields="PersonDeathDate",
        severity=QUERY,
    ),
    Rule(
        "8555Q",
        "Child cannot be referred after its recorded date of death",
        pairs("ChildIdentifiers", "CINdetails", CHILD, other("CINreferralDate") > _DIED),
        fields="PersonDeathDate CINreferralDate",
        severity=QUERY,
    ),
    Rule(
        "8750",
        "Sex must equal U for an unborn child",
        rows(
            "ChildIdentifiers",
            _BORN.is_null() & _EXPECTED.is_not_null() & none_of(col("Sex"), "U") & ~_RECORDED_AS_BEFORE,
        ),
        fields="Sex PersonBirthDate ExpectedPersonBirthDate",
    ),
    Rule(
        "8775Q",
        "Please check and either amend data or provide a reason: Child is over 25 years old",
        pairs(
            "ChildIdentifiers",
            "CINdetails",
            CHILD,
            (REFERENCE_DATE.dt.offset_by("-25y") > _BORN)
            & (other("CINclosureDate").is_null() | (other("CINclosureDate") > _BORN.dt.offset_by("25y"))),
        ),
        fields="PersonBirthDate CINclosureDate",
        severity=QUERY,
    ),
)
