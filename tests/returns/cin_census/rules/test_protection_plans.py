"""Child protection plans and their reviews."""

import pytest
from tests.returns.cin_census.rules.census import flags

DEATHS = """
      | LAchildID | PersonDeathDate
    ! | A1        | 2025-06-01
      | A2        |
      | A3        | 2025-06-01
"""


def test_1105_a_plan_does_not_start_before_the_referral():
    flags(
        "1105",
        CINdetails="""
              | LAchildID | CINdetailsID | CINreferralDate
            ! | A1        | 1            | 2025-06-02
              | A1        | 2            | 2025-06-01
              | A2        | 1            |
              | A3        | 1            | 2025-06-02
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPstartDate
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            | 2025-06-01
              | A2        | 1            | 2025-06-01
              | A3        | 1            |
        """,
    )


def test_8720_a_plan_has_a_start_by_the_end_of_the_census():
    flags(
        "8720",
        ChildProtectionPlans="""
              | CPPstartDate
              | 2019-01-01
              | 2026-03-31
            ! | 2026-04-01
            ! |
            ! | soon
        """,
    )


def test_8720_only_a_row_with_a_plan_needs_a_start():
    flags(
        "8720",
        ChildProtectionPlans="""
              | CPPID | CPPstartDate
            ! | 1     |
              |       |
              |       | 2026-04-01
        """,
    )


def test_8730_the_number_of_earlier_plans_is_there():
    flags(
        "8730",
        ChildProtectionPlans="""
              | NumberOfPreviousCPP
              | 0
              | 3
            ! | -1
            ! | 1.5
            ! | none
            ! |
        """,
    )


def test_8840_a_plan_lasts_more_than_a_day():
    flags(
        "8840",
        ChildProtectionPlans="""
              | CPPstartDate | CPPendDate
            ! | 2025-06-01   | 2025-06-01
              | 2025-06-01   | 2025-06-02
              |              |
              | 2025-06-01   |
        """,
    )


def test_8841_a_review_is_after_the_start_of_its_plan():
    flags(
        "8841",
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPID | CPPstartDate
            ! | A1        | 1            | 1     | 2025-06-01
              | A1        | 2            | 1     | 2025-09-01
              | A2        | 1            | 1     |
              | A3        | 1            | 1     | 2025-06-01
        """,
        Reviews="""
              | LAchildID | CINdetailsID | CPPID | CPPreviewDate
            ! | A1        | 1            | 1     | 2025-05-31
            ! | A1        | 1            | 1     | 2025-06-01
              | A1        | 1            | 1     | 2025-06-02
              | A1        | 2            | 1     | 2025-09-02
              | A2        | 1            | 1     | 2025-05-31
              | A3        | 1            | 1     |
        """,
    )


def test_8842q_a_review_has_a_date():
    flags(
        "8842Q",
        Reviews="""
              | CPPreviewDate
              | 2025-06-01
            ! |
            ! | June
        """,
    )


@pytest.mark.parametrize(
    ("code", "field"), [("8905", "InitialCategoryOfAbuse"), ("8910", "LatestCategoryOfAbuse")]
)
def test_8905_and_8910_a_category_of_abuse_is_in_the_table(code, field):
    flags(
        code,
        ChildProtectionPlans=f"""
              | {field}
              | NEG
              | PHY
              | SAB
              | EMO
              | MUL
            ! | XXX
            ! |
        """,
    )


def test_8915_a_plan_does_not_start_after_death():
    flags(
        "8915",
        ChildIdentifiers=DEATHS,
        ChildProtectionPlans="""
              | LAchildID | CPPstartDate
            ! | A1        | 2025-06-02
              | A1        | 2025-06-01
              | A2        | 2025-06-02
              | A3        |
        """,
    )


def test_8920_a_plan_does_not_end_after_death():
    flags(
        "8920",
        ChildIdentifiers=DEATHS,
        ChildProtectionPlans="""
              | LAchildID | CPPendDate
            ! | A1        | 2025-06-02
              | A1        | 2025-06-01
              | A2        | 2025-06-02
              | A3        |
        """,
    )


def test_8925_a_plan_does_not_end_before_it_starts():
    flags(
        "8925",
        ChildProtectionPlans="""
              | CPPstartDate | CPPendDate
            ! | 2025-06-02   | 2025-06-01
              | 2025-06-01   | 2025-06-01
              |              | 2025-06-01
              | 2025-06-02   |
        """,
    )


def test_8930_a_plan_ends_in_the_census_year():
    flags(
        "8930",
        ChildProtectionPlans="""
              | CPPendDate
            ! | 2025-03-31
              | 2025-04-01
              | 2026-03-31
            ! | 2026-04-01
              |
        """,
    )


def test_8935_a_child_has_one_open_plan():
    flags(
        "8935",
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPID | CPPendDate
            ! | A1        | 1            | 1     |
            ! | A1        | 2            | 1     |
              | A1        | 2            | 2     | 2025-06-01
              | A2        | 1            | 1     |
              | A2        | 1            | 2     | 2025-06-01
              |           | 1            | 1     |
              |           | 1            | 2     |
        """,
    )


def test_8940_plans_do_not_overlap():
    flags(
        "8940",
        ChildProtectionPlans="""
              | LAchildID | CPPID | CPPstartDate | CPPendDate
              | A1        | 1     | 2025-05-01   | 2025-06-01
            ! | A1        | 2     | 2025-06-01   | 2025-07-01
              | A2        | 1     | 2025-05-01   | 2025-05-31
              | A2        | 2     | 2025-06-01   |
              | A3        | 1     | 2025-05-01   |
            ! | A3        | 2     | 2026-03-31   |
              | A4        | 1     | 2025-05-01   |
              | A4        | 2     | 2026-04-01   |
              | A5        | 1     |              | 2025-07-01
              | A5        | 2     | 2025-06-01   | 2025-07-01
        """,
    )


def test_8940_a_plan_does_not_overlap_itself_but_plans_of_two_episodes_may_share_an_id():
    flags(
        "8940",
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
              | A1        | 1            | 1     | 2025-05-01   |
              | A1        | 1            | 1     | 2025-06-01   |
              | A2        | 1            | 1     | 2025-05-01   |
            ! | A2        | 2            | 1     | 2025-06-01   |
              | A3        | 1            | 1     | 2025-05-01   |
            ! | A3        | 1            | 2     | 2025-06-01   |
        """,
    )
    flags(
        "8940",
        ChildProtectionPlans="""
              | LAchildID | CPPID | CPPstartDate | CPPendDate
              | A1        | 1     | 2025-05-01   |
              | A1        | 1     | 2025-06-01   |
        """,
    )
