"""Who the child is: the authority's id, the unique pupil number, and that each child is there once."""

from __future__ import annotations

import polars as pl

from everycase.returns.cin_census.facts import (
    CENSUS,
    CHILD,
    CHILD_GOES_ON,
    REFERENCE_DATE,
    in_list,
    repeated,
)
from everycase.returns.codes import codes
from everycase.returns.rules import Rule, Severity, none_of, other, pairs, rows, written

col = pl.col
QUERY = Severity.QUERY

_UPN = col("UPN")
_OF_13 = _UPN.str.len_chars() == 13
_ALL_DIGITS = _UPN.str.contains(r"^.[0-9]{12}$")
_CHECK_SUM = pl.sum_horizontal(
    _UPN.str.slice(place - 1, 1).cast(pl.Int32, strict=False) * place for place in range(2, 14)
)
_CHECK_LETTERS = "".join(codes("cin_census", "upn_check_letter"))
_CHECK_LETTER = pl.lit(_CHECK_LETTERS).str.slice(_CHECK_SUM % 23, 1)

# Letter and 12 digits, or as temporary numbers have it, letter, 11 digits and a letter but I, O and S.
_FORMER_UPN = r"^[A-Za-z][0-9]{11}[0-9A-HJ-NP-RT-Za-hj-np-rt-z]$"

_REASON_UNKNOWN = col("UPNunknown").str.to_uppercase()
# A child is of school age from the 1 September after the fifth birthday.
_OF_SCHOOL_AGE = col("PersonBirthDate") <= pl.date(REFERENCE_DATE.dt.year() - 6, 8, 31)

_EPISODES = CENSUS.of_child("number of episodes", "CINdetails", pl.len(), default=0)

RULES = (
    Rule(
        "1510",
        "UPN invalid (wrong check letter at character 1)",
        rows("ChildIdentifiers", _OF_13 & _ALL_DIGITS & (_UPN.str.head(1) != _CHECK_LETTER)),
        fields="UPN",
    ),
    Rule(
        "1520",
        "More than one record with the same UPN.",
        rows("ChildIdentifiers", repeated("UPN")),
        fields="UPN",
    ),
    Rule(
        "1530",
        "UPN invalid (characters 2-4 not a recognised LA code)",
        rows("ChildIdentifiers", _OF_13 & ~in_list(_UPN.str.slice(1, 3), "upn_la_code")),
        fields="UPN",
    ),
    Rule(
        "1540",
        "UPN invalid (characters 5-12 not all numeric)",
        rows("ChildIdentifiers", ~_UPN.str.slice(4, 8).str.contains(r"^[0-9]+$")),
        fields="UPN",
    ),
    Rule(
        "1550",
        "UPN invalid (character 13 not a recognised value)",
        rows("ChildIdentifiers", _OF_13 & ~_UPN.str.contains(r"[0-9A-HJ-NP-RT-Z]$")),
        fields="UPN",
    ),
    Rule(
        "1560Q",
        "Please check and either amend or provide a reason: Former UPN wrongly formatted",
        rows("ChildIdentifiers", ~col("FormerUPN").str.contains(_FORMER_UPN)),
        fields="FormerUPN",
        severity=QUERY,
    ),
    Rule(
        "1570",
        "LA Child ID must not be longer than 20 characters",
        rows("ChildIdentifiers", col("LAchildID").str.len_chars() > 20),
        fields="LAchildID",
        since=2025,
    ),
    Rule(
        "1580",
        "LA Child ID must not contain any non-alphanumeric characters",
        rows("ChildIdentifiers", ~written("LAchildID").str.contains(r"^[\p{L}\p{N}]+$")),
        fields="LAchildID",
        since=2025,
    ),
    Rule(
        "8500",
        "LA Child ID missing",
        rows("ChildIdentifiers", col("LAchildID").is_null()),
        fields="LAchildID",
    ),
    Rule(
        "8510",
        "More than one child record with the same LA Child ID",
        rows("ChildIdentifiers", repeated("LAchildID")),
        fields="LAchildID",
    ),
    Rule(
        "8590",
        "Child does not have a recorded CIN episode.",
        rows("ChildIdentifiers", col("LAchildID").is_not_null() & (_EPISODES == 0)),
        fields="LAchildID",
    ),
    Rule(
        "8770Q",
        "Please check and either amend data or provide a reason: UPN is missing or reason UPN is "
        "missing or is UN1 for a child who is of school age.",
        rows(
            "ChildIdentifiers",
            CHILD_GOES_ON
            & _OF_SCHOOL_AGE
            & _UPN.is_null()
            & none_of(_REASON_UNKNOWN, "UN2", "UN3", "UN4", "UN5", "UN6", "UN7"),
        ),
        fields="UPNunknown",
        severity=QUERY,
    ),
    Rule(
        "8772",
        "UPN unknown reason is UN7 (Referral with no further action) but at least one CIN details is a "
        "referral going on to further action",
        pairs(
            "CINdetails",
            "ChildIdentifiers",
            CHILD,
            col("ReferralNFA").not_().fill_null(value=True)
            & (other("UPNunknown").str.to_uppercase() == "UN7"),
        ),
        fields="UPNunknown ReferralNFA",
    ),
)
