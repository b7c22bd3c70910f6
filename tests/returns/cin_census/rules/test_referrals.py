"""The referral, and the header of the return."""

import pytest
from tests.returns.cin_census.rules.census import flags


@pytest.mark.parametrize(
    ("year", "day", "right"),
    [
        ("2026", "2026-03-31", True),
        ("2026", "2025-03-31", False),
        ("2026", "2026-03-30", False),
        ("2026", "", False),
        ("2026", "31/03/2026", False),
        ("", "2026-03-31", False),
        ("999999999999", "2026-03-31", False),
    ],
)
def test_100_the_reference_date_is_31_march_of_the_year(year, day, right):
    mark = " " if right else "!"
    flags("100", Header=f"  | Year | ReferenceDate\n{mark} | {year} | {day}")


def test_8568_the_no_further_action_flag_is_there_and_valid():
    flags(
        "8568",
        CINdetails="""
              | ReferralNFA
              | true
              | FALSE
              | 1
              | 0
            ! | no
            ! |
        """,
    )


def test_8569q_a_referral_from_before_the_year_went_on():
    # The working day before 1 April 2025 is Monday 31 March.
    flags(
        "8569Q",
        CINdetails="""
              | CINreferralDate | ReferralNFA
            ! | 2025-03-30      | true
              | 2025-03-31      | true
              | 2025-03-30      | false
              | 2025-03-30      | 0
            ! | 2025-03-30      |
              |                 | true
        """,
    )


def test_8600_a_referral_has_a_date_by_the_end_of_the_census():
    flags(
        "8600",
        CINdetails="""
              | CINreferralDate
              | 2026-03-31
            ! | 2026-04-01
            ! |
            ! | 2025-02-30
              | 2019-01-01
        """,
    )


def test_8606_a_child_is_referred_at_most_40_weeks_before_birth():
    # 1 January 2025 is 280 days before 8 October 2025.
    flags(
        "8606",
        ChildIdentifiers="""
              | LAchildID | PersonBirthDate | ExpectedPersonBirthDate
            ! | A1        | 2025-10-08      |
            ! | A2        |                 | 2025-10-08
              | A3        | 2025-10-08      |
              | A4        |                 |
              |           | 2025-10-08      |
        """,
        CINdetails="""
              | LAchildID | CINreferralDate
            ! | A1        | 2024-12-31
              | A1        | 2025-01-01
            ! | A2        | 2024-12-31
              | A3        | 2025-01-01
              | A3        |
              | A4        | 2024-12-31
              |           | 2024-12-31
        """,
    )


def test_8610_a_referral_that_went_on_has_a_need():
    flags(
        "8610",
        CINdetails="""
              | ReferralNFA | PrimaryNeedCode
            ! | false       |
            ! | 0           |
              | false       | N1
              | true        |
              |             |
        """,
    )


def test_8650_a_need_is_in_the_table():
    flags(
        "8650",
        CINdetails="""
              | PrimaryNeedCode
              | N0
              | N9
            ! | N10
            ! | X
              |
        """,
    )


def test_8866_a_referral_since_april_2013_has_a_source():
    flags(
        "8866",
        CINdetails="""
              | CINreferralDate | ReferralSource
              | 2013-04-01      | 1A
            ! | 2013-04-01      |
            ! | 2025-05-01      | 1Z
              | 2025-05-01      | 10
              | 2013-03-31      |
              |                 |
        """,
    )
