"""A protection plan starts at an initial conference."""

from tests.returns.cin_census.rules.census import fires, flags


def _plans_and_conferences(plans: str, episodes: str = "", enquiries: str = "") -> bool:
    """Whether 2883 fires; each text is days, with spaces between."""
    return fires(
        "2883",
        ChildProtectionPlans="\n".join(["| CPPstartDate", *(f"| {day}" for day in plans.split())]),
        CINdetails="\n".join(["| DateOfInitialCPC", *(f"| {day}" for day in episodes.split())]),
        Section47="\n".join(["| DateOfInitialCPC", *(f"| {day}" for day in enquiries.split())]),
    )


def test_2883_no_more_plans_start_than_conferences_take_place():
    assert _plans_and_conferences("2025-05-01 2025-05-02", "2025-05-01")
    assert not _plans_and_conferences("2025-05-01 2025-05-02", "2025-05-01", "2025-05-02")
    assert _plans_and_conferences("2025-04-01 2026-03-31", "2025-03-31", "2026-04-01")
    assert not _plans_and_conferences("2025-03-31 2026-04-01")
    assert not _plans_and_conferences("never")
    assert not _plans_and_conferences("")


def test_2885_a_plan_starts_on_the_day_of_a_conference():
    flags(
        "2885",
        CINdetails="""
              | LAchildID | CINdetailsID | DateOfInitialCPC
              | A1        | 1            | 2025-06-01
            ! | A2        | 1            | 2025-06-02
            ! | A3        | 1            |
              | A4        | 1            |
              | A5        | 1            | 2025-06-01
              | A6        | 1            |
              | A7        | 1            | 2025-06-01
              | A8        | 1            |
              | A9        | 1            | 2025-06-02
        """,
        Section47="""
              | LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
              | A4        | 1            | 2025-06-01       | false
            ! | A5        | 1            | 2025-06-02       | false
            ! | A6        | 1            |                  |
              | A7        | 1            | 2025-07-01       | true
              | A8        | 1            | 2025-06-01       | 0
              | A8        | 1            | 2025-07-09       | 0
        """,
        ChildProtectionPlans="""
              | LAchildID | CINdetailsID | CPPstartDate
              | A1        | 1            | 2025-06-01
            ! | A2        | 1            | 2025-06-01
            ! | A3        | 1            | 2025-06-01
              | A4        | 1            | 2025-06-01
            ! | A5        | 1            | 2025-06-01
            ! | A6        | 1            | 2025-06-01
              | A7        | 1            | 2025-06-01
              | A8        | 1            | 2025-06-01
            ! | A8        | 1            | 2025-08-01
              | A9        | 1            | 2025-03-31
              | A9        | 1            | 2026-04-01
              | A9        | 1            |
        """,
    )
