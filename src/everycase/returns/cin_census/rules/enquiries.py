"""Section 47 enquiries, and the initial child protection conferences that they lead to."""

from __future__ import annotations

import polars as pl

from everycase.calendar import add_working_days
from everycase.returns.cin_census.facts import (
    ASSESSMENTS,
    CENSUS,
    CHILD,
    CONFERENCE_NOT_NEEDED,
    EPISODE,
    REFERENCE_DATE,
    on_a_weekend,
    out_of_census_year,
)
from everycase.returns.rules import Rule, Severity, other, pairs, rows

col = pl.col
QUERY = Severity.QUERY

_STARTED, _CONFERENCE = col("S47ActualStartDate"), col("DateOfInitialCPC")
_OTHER_STARTED, _OTHER_CONFERENCE = other("S47ActualStartDate"), other("DateOfInitialCPC")
_OTHER_NOT_NEEDED = other("ICPCnotRequired").fill_null(value=False)
_OPEN = _CONFERENCE.is_null() & ~CONFERENCE_NOT_NEEDED
# Marked as needing one, which leaving it blank does not.
_WAITS_FOR_CONFERENCE = _CONFERENCE.is_null() & ~col("ICPCnotRequired")
_OPEN_IN_EPISODE = CENSUS.lookup("open enquiries", "Section47", _OPEN.sum(), on=EPISODE, default=0)

RULES = (
    Rule(
        "1104",
        "The date of the initial child protection conference cannot be before the referral date",
        pairs("Section47", "CINdetails", EPISODE, other("CINreferralDate") > _CONFERENCE),
        fields="CINreferralDate DateOfInitialCPC",
    ),
    Rule(
        "2884",
        "An initial child protection conference is recorded at both the S47 and CIN Details level and "
        "it should only be recorded in one",
        pairs("Section47", "CINdetails", CHILD, _CONFERENCE == _OTHER_CONFERENCE),
        fields="DateOfInitialCPC",
    ),
    Rule(
        "2889",
        "The S47 start date cannot be before the referral date.",
        pairs("Section47", "CINdetails", EPISODE, other("CINreferralDate") > _STARTED),
        fields="S47ActualStartDate CINreferralDate",
    ),
    Rule(
        "2991Q",
        "Please check and either amend data or provide a reason: A Section 47 module is recorded and "
        "there is no assessment on the episode",
        rows("Section47", ASSESSMENTS == 0),
        fields="CINdetailsID",
        severity=QUERY,
    ),
    Rule(
        "8615",
        "Section 47 Enquiry Start Date must be present and cannot be later than the date of the initial"
        " Child Protection Conference",
        rows(
            "Section47",
            (_CONFERENCE.is_not_null() & _STARTED.is_null()) | (_STARTED > _CONFERENCE),
        ),
        fields="S47ActualStartDate DateOfInitialCPC",
    ),
    Rule(
        "8675Q",
        "Please check and either amend data or provide a reason: S47 Enquiry started more than 15 "
        "working days before the end of the census year. However, there is no date of Initial Child "
        "Protection Conference.",
        rows("Section47", _WAITS_FOR_CONFERENCE & (add_working_days(REFERENCE_DATE, -15) > _STARTED)),
        fields="DateOfInitialCPC S47ActualStartDate ICPCnotRequired",
        severity=QUERY,
    ),
    Rule(
        "8715",
        "Date of Initial Child Protection Conference must fall within the census year",
        rows("Section47", out_of_census_year(_CONFERENCE)),
        fields="DateOfInitialCPC ReferenceDate",
    ),
    Rule(
        "8740",
        "For a Section 47 Enquiry that has not held the Initial Child Protection Conference by the end "
        "of the census year, the start date must fall within the census year",
        rows("Section47", _WAITS_FOR_CONFERENCE & out_of_census_year(_STARTED)),
        fields="S47ActualStartDate DateOfInitialCPC ICPCnotRequired",
    ),
    Rule(
        "8839",
        "Within one CINDetails group there are 2 or more open S47 Assessments",
        rows("Section47", _OPEN & (_OPEN_IN_EPISODE > 1)),
        fields="DateOfInitialCPC",
    ),
    Rule(
        "8868",
        "CIN episode is shown as closed, however Section 47 enquiry is not shown as completed by ICPC "
        "date or ICPC not required flag",
        pairs(
            "Section47",
            "CINdetails",
            EPISODE,
            other("CINclosureDate").is_not_null() & (_CONFERENCE.is_not_null() == CONFERENCE_NOT_NEEDED),
        ),
        fields="ICPCnotRequired CINclosureDate DateOfInitialCPC",
    ),
    Rule(
        "8870Q",
        "Please check and either amend or provide a reason: The Target Date for Initial Child "
        "Protection Conference should not be a weekend",
        rows("Section47", on_a_weekend(col("InitialCPCtarget"))),
        fields="InitialCPCtarget",
        severity=QUERY,
    ),
    Rule(
        "8875",
        "The Date of Initial Child Protection Conference cannot be a weekend",
        rows("Section47", on_a_weekend(_CONFERENCE)),
        fields="DateOfInitialCPC",
    ),
    Rule(
        "8890",
        "A Section 47 enquiry is shown as starting when there is another Section 47 Enquiry ongoing",
        pairs(
            "Section47",
            "Section47",
            EPISODE,
            (_STARTED >= _OTHER_STARTED)
            & ~((_STARTED == _OTHER_STARTED) & _CONFERENCE.eq_missing(_OTHER_CONFERENCE))
            & (
                (_STARTED <= _OTHER_CONFERENCE)
                | (_OTHER_CONFERENCE.is_null() & ~_OTHER_NOT_NEEDED & (_STARTED <= REFERENCE_DATE))
            ),
            flag_right=False,
        ),
        fields="S47ActualStartDate",
    ),
)
