"""Child in need plans."""

from tests.returns.cin_census.rules.census import flags

DEATHS = """
      | LAchildID | PersonDeathDate
    ! | A1        | 2025-06-01
      | A2        |
      | A3        | 2025-06-01
"""


def test_4001_no_open_plan_beside_an_open_protection_plan():
    flags(
        "4001",
        CINplanDates="""
              | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
            ! | A1        | 1            | 2025-05-01       |
              | A1        | 2            | 2025-05-01       |
              | A2        | 1            | 2025-05-01       | 2025-06-01
              | A3        | 1            | 2025-05-01       |
              | A4        | 1            |                  |
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPendDate
            ! | A1        | 1            |
              | A2        | 1            |
              | A3        | 1            | 2025-06-01
              | A4        | 1            |
        """,
    )


def test_4003_no_review_of_a_protection_plan_while_a_plan_is_open():
    flags(
        "4003",
        CINplanDates="""
              | LAchildID | CINPlanStartDate | CINPlanEndDate
            ! | A1        | 2025-06-01       | 2025-07-01
            ! | A2        | 2025-06-01       |
              | A3        | 2025-06-01       | 2025-07-01
              | A4        | 2025-06-01       | 2025-07-01
              | A5        | 2025-06-01       | 2025-07-01
              | A6        |                  | 2025-07-01
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPID | CPPendDate
              | A1        | 1            | 1     |
              | A2        | 1            | 1     | 2025-09-01
              | A3        | 1            | 1     | 2025-06-15
              | A4        | 1            | 1     |
              | A5        | 1            | 1     |
              | A6        | 1            | 1     |
        """,
        Reviews="""
              | LAchildID | CINdetailsID | CPPID | CPPreviewDate
            ! | A1        | 1            | 1     | 2025-06-01
            ! | A1        | 1            | 1     | 2025-06-30
              | A1        | 1            | 1     | 2025-07-01
            ! | A2        | 1            | 1     | 2025-08-01
              | A3        | 1            | 1     | 2025-06-15
              | A4        | 1            | 1     | 2025-05-31
              | A5        | 1            | 1     |
              | A6        | 1            | 1     | 2025-06-15
        """,
    )


def test_4003_a_review_is_of_its_own_plan():
    """Each protection plan ended on the day of a review, which is allowed in that plan alone."""
    flags(
        "4003",
        CINplanDates="""
              | LAchildID | CINPlanStartDate | CINPlanEndDate
            ! | A1        | 2025-06-01       | 2025-07-01
              | A2        | 2025-06-01       | 2025-07-01
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPID | CPPendDate
              | A1        | 1            | 1     | 2025-06-15
              | A1        | 2            | 1     | 2025-06-20
              | A2        | 1            | 1     |
        """,
        Reviews="""
              | LAchildID | CINdetailsID | CPPID | CPPreviewDate
              | A1        | 1            | 1     | 2025-06-15
            ! | A1        | 2            | 1     | 2025-06-15
              | A1        | 2            | 1     | 2025-06-20
              | A2        | 1            | 2     | 2025-06-15
              | A2        | 2            | 1     | 2025-06-15
        """,
    )


def test_4003_without_an_episode_a_plan_is_the_childs():
    flags(
        "4003",
        CINplanDates="""
              | LAchildID | CINPlanStartDate | CINPlanEndDate
            ! | A1        | 2025-06-01       | 2025-07-01
        """,
        ChildProtectionPlans="""
              | LAchildID | CPPID | CPPendDate
              | A1        | 1     | 2025-06-15
        """,
        Reviews="""
              | LAchildID | CINdetailsID | CPPID | CPPreviewDate
            ! | A1        | 1            | 1     | 2025-06-14
              | A1        | 1            | 1     | 2025-06-15
              | A1        | 1            | 2     | 2025-06-14
        """,
    )


def test_4004_an_episode_has_one_open_plan():
    flags(
        "4004",
        CINplanDates="""
              | LAchildID | CINdetailsID | CINPlanEndDate
            ! | A1        | 1            |
            ! | A1        | 1            |
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            |
              | A2        | 1            |
              | A2        | 1            | 2025-06-01
        """,
    )


def test_4008_a_plan_does_not_start_after_death():
    flags(
        "4008",
        ChildIdentifiers=DEATHS,
        CINplanDates="""
              | LAchildID | CINPlanStartDate
            ! | A1        | 2025-06-02
              | A1        | 2025-06-01
              | A2        | 2025-06-02
              | A3        |
        """,
    )


def test_4009q_a_plan_does_not_end_after_death():
    flags(
        "4009Q",
        ChildIdentifiers=DEATHS,
        CINplanDates="""
              | LAchildID | CINPlanEndDate
            ! | A1        | 2025-06-02
              | A1        | 2025-06-01
              | A2        | 2025-06-02
              | A3        |
        """,
    )


def test_4010_a_plan_has_a_start_by_the_end_of_the_census():
    flags(
        "4010",
        CINplanDates="""
              | CINPlanStartDate
              | 2019-01-01
              | 2026-03-31
            ! | 2026-04-01
            ! |
            ! | 2026-02-30
        """,
    )


def test_4011_a_plan_does_not_end_before_it_starts():
    flags(
        "4011",
        CINplanDates="""
              | CINPlanStartDate | CINPlanEndDate
            ! | 2025-06-02       | 2025-06-01
              | 2025-06-01       | 2025-06-01
              |                  | 2025-06-01
              | 2025-06-02       |
        """,
    )


def test_4012q_a_plan_lasts_more_than_a_day():
    flags(
        "4012Q",
        CINplanDates="""
              | CINPlanStartDate | CINPlanEndDate
            ! | 2025-06-01       | 2025-06-01
              | 2025-06-01       | 2025-06-02
              |                  |
              | 2025-06-01       |
        """,
    )


def test_4013_a_plan_ends_in_the_census_year():
    flags(
        "4013",
        CINplanDates="""
              | CINPlanEndDate
            ! | 2025-03-31
              | 2025-04-01
              | 2026-03-31
            ! | 2026-04-01
              |
        """,
    )


def test_4014_plans_do_not_overlap():
    flags(
        "4014",
        CINplanDates="""
              | LAchildID | CINPlanStartDate | CINPlanEndDate
            ! | A1        | 2025-05-01       | 2025-06-01
            ! | A1        | 2025-06-01       | 2025-07-01
              | A2        | 2025-05-01       | 2025-05-31
              | A2        | 2025-06-01       |
            ! | A3        | 2025-05-01       |
            ! | A3        | 2026-03-31       |
              | A4        | 2025-05-01       |
              | A4        | 2026-04-01       |
              | A5        |                  | 2025-07-01
              | A5        | 2025-06-01       | 2025-07-01
            ! | A6        | 2025-05-01       | 2025-06-01
            ! | A6        | 2025-05-01       | 2025-06-01
        """,
    )


def test_4015_a_plan_does_not_start_before_the_referral():
    flags(
        "4015",
        CINdetails="""
              | LAchildID | CINdetailsID | CINreferralDate
            ! | A1        | 1            | 2025-06-02
              | A1        | 2            | 2025-06-01
              | A2        | 1            |
              | A3        | 1            | 2025-06-02
        """,
        CINplanDates="""
              | LAchildID | CINdetailsID | CINPlanStartDate
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            | 2025-06-01
              | A2        | 1            | 2025-06-01
              | A3        | 1            |
        """,
    )


def test_4016_a_plan_does_not_start_during_a_protection_plan():
    flags(
        "4016",
        CINplanDates="""
              | LAchildID | CINPlanStartDate
            ! | A1        | 2025-06-01
              | A1        | 2025-07-01
              | A1        | 2025-05-31
            ! | A2        | 2026-03-31
              | A2        | 2026-04-01
              | A3        |
              | A4        | 2025-06-01
        """,
        ChildProtectionPlans="""
              | LAchildID | CPPstartDate | CPPendDate
            ! | A1        | 2025-06-01   | 2025-07-01
            ! | A2        | 2025-06-01   |
              | A3        | 2025-06-01   |
              | A4        |              | 2025-07-01
        """,
    )


def test_4017_a_protection_plan_does_not_start_during_a_plan():
    flags(
        "4017",
        ChildProtectionPlans="""
              | LAchildID | CPPstartDate
            ! | A1        | 2025-06-01
              | A1        | 2025-07-01
              | A1        | 2025-05-31
            ! | A2        | 2026-03-31
              | A2        | 2026-04-01
              | A3        |
              | A4        | 2025-06-01
        """,
        CINplanDates="""
              | LAchildID | CINPlanStartDate | CINPlanEndDate
            ! | A1        | 2025-06-01       | 2025-07-01
            ! | A2        | 2025-06-01       |
              | A3        | 2025-06-01       |
              | A4        |                  | 2025-07-01
        """,
    )
