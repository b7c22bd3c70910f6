"""Who the child is: sex, date of birth, ethnicity and unique pupil number, and as they were last year."""

from __future__ import annotations

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    Rule,
    Severity,
    if_supplied,
    is_one_of,
    none_of,
    other,
    rows,
)
from everycase.returns.ssda903.facts import FACTS, beside_last_years_header, birthday

col = pl.col

# Sex was written as 1 or 2 until the return of 2023/24.
_NOT_A_SEX = (
    pl.when(COLLECTION_END.dt.year() < 2025)
    .then(none_of(col("SEX"), *codes("ssda903", "sex_pre_2024")))
    .otherwise(none_of(col("SEX"), *codes("ssda903", "sex")))
)

# ---------------------------------------------------------------------- the unique pupil number

_UPN = col("UPN")
_UNKNOWN = codes("ssda903", "upn_unknown")
_WELL_FORMED = _UPN.str.contains(r"^[A-HJ-NP-RT-Z]([0-9]{12}|[0-9]{11}[A-Z])$")
_A_REASON = is_one_of(_UPN, *_UNKNOWN)

_UPN_LAST_YEAR = other("UPN")
_NOT_YET_KNOWN_LAST_YEAR = _UPN_LAST_YEAR.is_null() | (_UPN_LAST_YEAR == "UN1")
_UNKNOWN_LAST_YEAR = _UPN_LAST_YEAR.is_null() | _UPN_LAST_YEAR.str.starts_with("UN")
_MAY_BECOME = (_NOT_YET_KNOWN_LAST_YEAR & is_one_of(_UPN, "UN2", "UN3", "UN4", "UN5")) | (
    _UNKNOWN_LAST_YEAR & ~_UPN.str.starts_with("UN")
)

_OF_SCHOOL_AGE = birthday(col("DOB"), 4) <= pl.date(COLLECTION_START.dt.year() - 1, 8, 31)

_UPN_OF_CHILD = FACTS.of_child("UPN in Header", "Header", _UPN.min())
# The day the child's present time in care began, and whether it goes on, where the columns that say so
# are there. An episode that began by 24 March has lasted a week by 31 March.
_CARE_BEGAN = FACTS.of_child(
    "latest start of care", "Episodes", col("DECOM").filter(if_supplied("RNE") == "S").max()
)
_ENDS = if_supplied("DEC")
_STILL_LOOKED_AFTER = FACTS.of_child(
    "is looked after on 31 March",
    "Episodes",
    ((col("DECOM") <= COLLECTION_END) & (_ENDS.is_null() | (_ENDS > COLLECTION_END))).any(),
    default=False,
)
_FOR_MORE_THAN_A_WEEK = (
    _STILL_LOOKED_AFTER
    & (col("DECOM") <= pl.date(COLLECTION_END.dt.year(), 3, 24))
    & (_CARE_BEGAN.is_null() | (col("DECOM") >= _CARE_BEGAN))
)

RULES = (
    Rule(
        "101",
        "The child or young person’s reported sex is not valid.",
        rows("Header", _NOT_A_SEX),
        fields="SEX",
    ),
    Rule(
        "102",
        "Date of birth is not a valid date.",
        rows("Header", col("DOB").is_null()),
        fields="DOB",
    ),
    Rule(
        "103",
        "The ethnicity code is either not valid or has not been entered.",
        rows("Header", none_of(col("ETHNIC"), *codes("ssda903", "ethnicity"))),
        fields="ETHNIC",
    ),
    Rule(
        "168",
        "Unique Pupil Number (UPN) is not valid. If unknown, default codes should be UN1, UN2, UN3, "
        "UN4 or UN5.",
        rows("Header", _UPN.is_not_null() & ~_WELL_FORMED & ~_A_REASON),
        fields="UPN",
    ),
    Rule(
        "202",
        "The gender code conflicts with the gender already recorded for this child.",
        beside_last_years_header(col("SEX").ne_missing(other("SEX"))),
        fields="SEX",
    ),
    Rule(
        "203",
        "Date of birth disagrees with the date of birth already recorded for this child.",
        beside_last_years_header(col("DOB") != other("DOB")),
        fields="DOB",
    ),
    Rule(
        "204",
        "Ethnic origin code disagrees with the ethnic origin already recorded for this child.",
        beside_last_years_header(col("ETHNIC").ne_missing(other("ETHNIC"))),
        fields="ETHNIC",
    ),
    Rule(
        "208",
        "Unique Pupil Number (UPN) for the current year disagrees with the Unique Pupil Number (UPN) "
        "already recorded for this child.",
        beside_last_years_header(_UPN.ne_missing(_UPN_LAST_YEAR) & ~_MAY_BECOME.fill_null(value=False)),
        fields="UPN",
    ),
    Rule(
        "209",
        "Child looked after is of school age and should not have an unknown Unique Pupil Number "
        "(UPN) code of UN1.",
        rows("Header", (_UPN == "UN1") & _OF_SCHOOL_AGE),
        fields="UPN DOB",
    ),
    Rule(
        "210",
        "Children looked after for more than a week at 31 March should not have an unknown Unique "
        "Pupil Number (UPN) code of UN4.",
        rows("Episodes", (_UPN_OF_CHILD == "UN4") & _FOR_MORE_THAN_A_WEEK),
        fields="UPN DECOM",
    ),
    Rule(
        "232",
        "Sex of the child/young person has been reported as unknown.",
        rows("Header", col("SEX") == "U"),
        fields="SEX",
        severity=Severity.QUERY,
        since=2025,
    ),
    Rule(
        "301",
        "Date of birth falls after the year ended.",
        rows("Header", col("DOB") > COLLECTION_END),
        fields="DOB",
    ),
    Rule(
        "351",
        "Child was over 25 at the start of the current collection year.",
        rows("Header", birthday(col("DOB"), 25) < COLLECTION_START),
        fields="DOB",
    ),
    Rule(
        "444",
        "Duplicate UPN has been reported",
        rows("Header", _UPN.is_not_null() & ~_A_REASON & _UPN.is_duplicated()),
        fields="UPN",
        since=2026,
    ),
)
