"""A referral with no further action, or closed after assessment, is followed by nothing."""

from tests.returns.cin_census.rules.census import flags

NO_ROWS = "| LAchildID | CINdetailsID"


def test_2990_nothing_happens_in_an_episode_closed_after_assessment():
    flags(
        "2990",
        CINdetails="""
              | LAchildID | CINdetailsID | ReasonForClosure | DateOfInitialCPC
            ! | A1        | 1            | RC8              | 2025-06-01
            ! | A2        | 1            | RC9              |
            ! | A3        | 1            | RC8              |
            ! | A4        | 1            | RC8              |
              | A5        | 1            | RC8              |
              | A5        | 2            | RC7              | 2025-06-01
              | A6        | 1            |                  | 2025-06-01
        """,
        CINplanDates="""
              | LAchildID | CINdetailsID
            ! | A2        | 1
              | A5        | 2
        """,
        Section47="""
              | LAchildID | CINdetailsID
            ! | A3        | 1
              | A6        | 1
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID
            ! | A4        | 1
              |           | 1
        """,
    )


def test_4000_no_plan_for_a_referral_with_no_further_action():
    flags(
        "4000",
        CINdetails="""
              | LAchildID | CINdetailsID | ReferralNFA
            ! | A1        | 1            | true
              | A1        | 2            | false
              | A2        | 1            | 1
              | A3        | 1            |
        """,
        CINplanDates="""
              | LAchildID | CINdetailsID
            ! | A1        | 1
              | A1        | 2
              | A3        | 1
        """,
    )


def test_8825q_a_case_closed_after_assessment_has_one():
    flags(
        "8825Q",
        CINdetails="""
              | LAchildID | CINdetailsID | ReasonForClosure
            ! | A1        | 1            | RC8
            ! | A1        | 2            | RC9
              | A1        | 3            | RC8
              | A2        | 1            | RC7
              | A2        | 2            |
        """,
        Assessments="""
              | LAchildID | CINdetailsID
              | A1        | 3
        """,
    )


def test_8831_no_activity_for_a_referral_with_no_further_action():
    flags(
        "8831",
        CINdetails="""
              | LAchildID | CINdetailsID | ReferralNFA | DateOfInitialCPC
            ! | A1        | 1            | true        | 2025-06-01
            ! | A2        | 1            | 1           |
            ! | A3        | 1            | true        |
            ! | A4        | 1            | true        |
            ! | A5        | 1            | true        |
              | A6        | 1            | true        |
              | A7        | 1            | false       | 2025-06-01
              | A8        | 1            |             | 2025-06-01
        """,
        Section47="""
              | LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
            ! | A2        | 1            | 2025-06-01         |
            ! | A3        | 1            |                    | 2025-06-01
              | A6        | 1            |                    |
              | A7        | 1            | 2025-06-01         |
        """,
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate
            ! | A4        | 1            | 2025-06-01                |
            ! | A5        | 1            |                           | 2025-06-01
              | A6        | 1            |                           |
              | A7        | 1            | 2025-06-01                | 2025-06-01
        """,
    )


def test_8832_no_protection_plan_for_a_referral_with_no_further_action():
    flags(
        "8832",
        CINdetails="""
              | LAchildID | CINdetailsID | ReferralNFA
            ! | A1        | 1            | true
              | A1        | 2            | 0
              | A2        | 1            | true
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID
            ! | A1        | 1
              | A1        | 2
              |           |
        """,
    )
    flags("8832", CINdetails=f"{NO_ROWS} | ReferralNFA", ChildProtectionPlans=NO_ROWS)
