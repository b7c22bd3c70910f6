"""Episodes of need: closed or open, in order, and with nothing after the end."""

from tests.returns.cin_census.rules.census import flags


def test_8565_nothing_happens_after_closure():
    flags(
        "8565",
        CINdetails="""
              | LAchildID | CINdetailsID | CINclosureDate | DateOfInitialCPC
            ! | A1        | 1            | 2025-06-01     | 2025-06-02
              | A1        | 2            | 2025-06-01     | 2025-06-01
            ! | A2        | 1            | 2025-06-01     |
            ! | A3        | 1            | 2025-06-01     |
            ! | A4        | 1            | 2025-06-01     |
            ! | A5        | 1            | 2025-06-01     |
              | A6        | 1            |                | 2025-06-02
              | A7        | 1            | 2025-06-01     |
        """,
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate
            ! | A2        | 1            | 2025-06-02                |
            ! | A2        | 1            | 2025-05-01                | 2025-06-02
              | A2        | 1            | 2025-05-01                | 2025-06-01
              | A6        | 1            | 2025-07-01                |
        """,
        Section47="""
              | LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
            ! | A3        | 1            | 2025-06-02         |
            ! | A3        | 1            | 2025-05-01         | 2025-06-02
              | A7        | 1            | 2025-05-01         |
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPendDate
            ! | A4        | 1            | 2025-06-02
              | A7        | 1            | 2025-06-01
              | A7        | 1            |
        """,
        CINplanDates="""
              | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
            ! | A5        | 1            | 2025-06-02       |
            ! | A5        | 1            |                  | 2025-06-02
              | A7        | 1            | 2025-06-01       | 2025-06-01
        """,
    )


def test_8585q_a_case_closed_as_died_has_a_date_of_death():
    flags(
        "8585Q",
        ChildIdentifiers="""
              | LAchildID | PersonDeathDate
            ! | A1        |
              | A2        | 2025-06-01
              | A3        |
        """,
        CINdetails="""
              | LAchildID | ReasonForClosure
            ! | A1        | RC2
              | A1        | RC7
              | A2        | RC2
              | A3        |
        """,
    )


def test_8620_closure_is_in_the_census_year():
    flags(
        "8620",
        CINdetails="""
              | CINclosureDate
            ! | 2025-03-31
              | 2025-04-01
              | 2026-03-31
            ! | 2026-04-01
              |
              | 31/03/2020
        """,
    )


def test_8630_closure_is_not_before_referral():
    flags(
        "8630",
        CINdetails="""
              | CINreferralDate | CINclosureDate
              | 2025-06-01      | 2025-06-01
            ! | 2025-06-02      | 2025-06-01
              |                 | 2025-06-01
              | 2025-06-02      |
        """,
    )


def test_8640_a_reason_for_closure_is_in_the_table():
    flags(
        "8640",
        CINdetails="""
              | ReasonForClosure
              | RC1
              | RC9
            ! | RC10
            ! | X
              |
        """,
    )


def test_8805_a_closed_case_has_a_reason():
    flags(
        "8805",
        CINdetails="""
              | CINclosureDate | ReasonForClosure
            ! | 2025-06-01     |
              | 2025-06-01     | RC1
              |                |
              |                | RC1
        """,
    )


def test_8810_a_reason_has_a_closure():
    flags(
        "8810",
        CINdetails="""
              | CINclosureDate | ReasonForClosure
              | 2025-06-01     |
              | 2025-06-01     | RC1
              |                |
            ! |                | RC1
        """,
    )


def test_8815_a_child_has_one_open_episode():
    flags(
        "8815",
        CINdetails="""
              | LAchildID | ReferralNFA | CINclosureDate
            ! | A1        | false       |
            ! | A1        | 0           |
              | A1        | false       | 2025-06-01
              | A1        | true        |
              | A2        | false       |
              | A2        | true        |
              | A2        |             |
              |           | false       |
              |           | false       |
        """,
    )


def test_8816_the_open_episode_is_the_latest():
    flags(
        "8816",
        CINdetails="""
              | LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
            ! | A1        | 1            | 2025-05-01      |                | false
            ! | A1        | 2            | 2025-06-01      | 2025-07-01     | false
              | A1        | 3            | 2025-04-01      | 2025-04-20     | false
              | A2        | 1            | 2025-05-01      | 2025-05-20     | false
              | A2        | 2            | 2025-06-01      |                | false
              | A3        | 1            | 2025-05-01      |                | true
              | A3        | 2            | 2025-06-01      | 2025-07-01     | false
              | A4        | 1            |                 |                | false
              | A4        | 2            | 2025-06-01      | 2025-07-01     | false
              |           | 1            | 2025-05-01      |                | false
              |           | 2            | 2025-06-01      | 2025-07-01     | false
        """,
    )


def test_8816_of_two_on_one_day_the_first_in_the_return_is_the_latest():
    flags(
        "8816",
        CINdetails="""
              | LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
            ! | A1        | 10           | 2025-06-01      |                | false
            ! | A1        | 9            | 2025-06-01      | 2025-07-01     | false
              | A2        | 2            | 2025-06-01      | 2025-07-01     | false
              | A2        | 1            | 2025-06-01      |                | false
        """,
    )


def test_8816_runs_without_the_ordinals():
    flags(
        "8816",
        CINdetails="""
              | LAchildID | CINreferralDate | CINclosureDate | ReferralNFA
            ! | A1        | 2025-05-01      |                | false
            ! | A1        | 2025-06-01      | 2025-07-01     | false
        """,
    )


def test_8820_episodes_do_not_overlap():
    flags(
        "8820",
        CINdetails="""
              | LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
              | A1        | 1            | 2025-05-01      | 2025-06-02     | false
            ! | A1        | 2            | 2025-06-01      | 2025-07-01     | false
              | A2        | 1            | 2025-05-01      | 2025-06-01     | false
              | A2        | 2            | 2025-06-01      | 2025-07-01     | false
              | A3        | 1            | 2025-05-01      |                | false
            ! | A3        | 2            | 2026-03-30      |                | false
              | A4        | 1            | 2025-05-01      |                | false
              | A4        | 2            | 2026-03-31      |                | false
              | A5        | 1            | 2025-05-01      |                | true
              | A5        | 2            | 2025-06-01      |                | false
              | A6        | 1            | 2025-05-01      |                |
              | A6        | 2            | 2025-06-01      |                | false
              | A7        | 1            |                 | 2025-07-01     | false
              | A7        | 2            | 2025-06-01      | 2025-07-01     | false
              |           | 1            | 2025-05-01      | 2025-07-01     | false
              |           | 2            | 2025-06-01      | 2025-07-01     | false
        """,
    )
