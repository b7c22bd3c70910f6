"""Section 47 enquiries and the initial conferences that they lead to."""

from tests.returns.cin_census.rules.census import flags

REFERRED = """
      | LAchildID | CINdetailsID | CINreferralDate
    ! | A1        | 1            | 2025-06-02
      | A1        | 2            | 2025-06-02
      | A2        | 1            |
      | A3        | 1            | 2025-06-02
"""


def test_1104_a_conference_is_not_before_the_referral():
    flags(
        "1104",
        CINdetails=REFERRED,
        Section47="""
              | LAchildID | CINdetailsID | DateOfInitialCPC
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            | 2025-06-02
              | A2        | 1            | 2025-06-01
              | A3        | 1            |
              | A4        | 1            | 2025-06-01
        """,
    )


def test_2889_an_enquiry_does_not_start_before_the_referral():
    flags(
        "2889",
        CINdetails=REFERRED,
        Section47="""
              | LAchildID | CINdetailsID | S47ActualStartDate
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            | 2025-06-02
              | A2        | 1            | 2025-06-01
              | A3        | 1            |
              | A4        | 1            | 2025-06-01
        """,
    )


def test_2884_a_conference_is_recorded_in_one_place():
    flags(
        "2884",
        CINdetails="""
              | LAchildID | DateOfInitialCPC
            ! | A1        | 2025-06-01
              | A1        | 2025-07-01
              | A2        | 2025-06-01
              | A3        |
              |           | 2025-06-01
        """,
        Section47="""
              | LAchildID | DateOfInitialCPC
            ! | A1        | 2025-06-01
              | A2        | 2025-06-02
              | A3        |
              |           | 2025-06-01
        """,
    )


def test_2991q_an_enquiry_comes_with_an_assessment():
    flags(
        "2991Q",
        Section47="""
              | LAchildID | CINdetailsID
              | A1        | 1
            ! | A1        | 2
            ! | A2        | 1
        """,
        Assessments="""
              | LAchildID | CINdetailsID
              | A1        | 1
              | A3        | 1
        """,
    )


def test_8615_an_enquiry_starts_before_its_conference():
    flags(
        "8615",
        Section47="""
              | S47ActualStartDate | DateOfInitialCPC
              | 2025-06-01         | 2025-06-01
            ! | 2025-06-02         | 2025-06-01
            ! |                    | 2025-06-01
              | 2025-06-02         |
              |                    |
        """,
    )


def test_8675q_an_enquiry_has_its_conference_within_15_working_days():
    # Three weeks of five days before Tuesday 31 March 2026: 10 March.
    flags(
        "8675Q",
        Section47="""
              | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
            ! | 2026-03-09         |                  | false
            ! | 2026-03-09         |                  | 0
              | 2026-03-10         |                  | false
              | 2026-03-09         | 2026-03-20       | false
              | 2026-03-09         |                  | true
              | 2026-03-09         |                  |
              |                    |                  | false
        """,
    )


def test_8715_a_conference_is_in_the_census_year():
    flags(
        "8715",
        Section47="""
              | DateOfInitialCPC
            ! | 2025-03-31
              | 2025-04-01
              | 2026-03-31
            ! | 2026-04-01
              |
        """,
    )


def test_8740_an_enquiry_without_its_conference_started_in_the_census_year():
    flags(
        "8740",
        Section47="""
              | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
            ! | 2025-03-31         |                  | false
              | 2025-04-01         |                  | false
              | 2026-03-31         |                  | 0
            ! | 2026-04-01         |                  | 0
              | 2025-03-31         | 2025-04-10       | false
              | 2025-03-31         |                  | true
              | 2025-03-31         |                  |
              |                    |                  | false
        """,
    )


def test_8839_an_episode_has_one_open_enquiry():
    flags(
        "8839",
        Section47="""
              | LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
            ! | A1        | 1            |                  | false
            ! | A1        | 1            |                  |
              | A1        | 1            | 2025-06-01       | false
              | A1        | 1            |                  | true
              | A1        | 2            |                  | 0
              | A2        | 1            |                  | false
              | A2        | 1            |                  | 1
        """,
    )


def test_8868_a_closed_case_has_each_enquiry_finished_in_one_way():
    flags(
        "8868",
        CINdetails="""
              | LAchildID | CINdetailsID | CINclosureDate
            ! | A1        | 1            | 2025-08-01
            ! | A2        | 1            | 2025-08-01
              | A3        | 1            | 2025-08-01
              | A4        | 1            |
        """,
        Section47="""
              | LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
            ! | A1        | 1            |                  | false
            ! | A1        | 1            |                  |
            ! | A2        | 1            | 2025-06-01       | true
              | A3        | 1            | 2025-06-01       | false
              | A3        | 1            | 2025-06-01       |
              | A3        | 1            |                  | 1
              | A4        | 1            |                  | false
        """,
    )


def test_8870q_the_target_of_a_conference_is_not_at_a_weekend():
    flags(
        "8870Q",
        Section47="""
              | InitialCPCtarget
              | 2025-06-06
            ! | 2025-06-07
            ! | 2025-06-08
              | 2025-06-09
              |
        """,
    )


def test_8875_a_conference_is_not_at_a_weekend():
    flags(
        "8875",
        Section47="""
              | DateOfInitialCPC
              | 2025-06-06
            ! | 2025-06-07
            ! | 2025-06-08
              | 2025-06-09
              |
        """,
    )


def test_8890_enquiries_of_an_episode_do_not_overlap():
    flags(
        "8890",
        Section47="""
              | LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
              | A1        | 1            | 2025-05-01         | 2025-06-01       | false
            ! | A1        | 1            | 2025-06-01         | 2025-07-01       | false
              | A1        | 2            | 2025-06-01         | 2025-07-01       | false
              | A2        | 1            | 2025-05-01         | 2025-05-31       | false
              | A2        | 1            | 2025-06-01         |                  | false
              | A3        | 1            | 2025-05-01         |                  | false
            ! | A3        | 1            | 2026-03-31         |                  | false
              | A4        | 1            | 2025-05-01         |                  | false
              | A4        | 1            | 2026-04-01         |                  | false
              | A5        | 1            | 2025-05-01         |                  | true
              | A5        | 1            | 2025-06-01         |                  | true
              | A6        | 1            | 2025-05-01         |                  |
            ! | A6        | 1            | 2025-06-01         |                  | true
              | A7        | 1            | 2025-05-01         |                  | false
              | A7        | 1            | 2025-05-01         |                  | false
              | A8        | 1            |                    | 2025-06-01       | false
              | A8        | 1            | 2025-05-20         | 2025-06-20       | false
        """,
    )
