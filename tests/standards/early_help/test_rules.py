"""What a good record of early help keeps."""

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"


def spells(rows, **more):
    return given(AS_OF, early_help=rows, **more)


BOTH_OPEN = """
    child_id | started_on | ended_on
    Amira    | 2026-06-01 |
    Ben      | 2026-06-01 | 2026-11-24
    Cara     | 2026-06-01 |
    Dan      | 2026-06-01 |
"""
CASES = """
    child_id | referral_id | referred_on | closed_on  | no_further_action
    Amira    | r1          | 2026-07-01  |            | no
    Ben      | r2          | 2026-07-01  |            | no
    Cara     | r3          | 2026-07-01  | 2026-11-24 | no
    Dan      | r4          | 2026-07-01  |            | no
"""


def test_early_help_and_social_care_are_both_open_without_a_joint_role():
    agreed = "child_id | kind | happened_on\nDan | joint-working-agreed | 2026-07-02"
    assert wrong(spells(BOTH_OPEN, referrals=CASES, events=agreed), "early-help-open-with-social-care") == [
        "Amira"
    ]


def test_without_a_record_of_joint_roles_it_cannot_be_told():
    record = spells(BOTH_OPEN, referrals=CASES)
    assert wrong(record, "early-help-open-with-social-care") == []
    assert untold(record, "early-help-open-with-social-care") == ["Amira", "Dan"]


def test_an_end_has_a_reason():
    record = spells(
        """
        child_id | started_on | ended_on   | end_reason
        Amira    | 2026-06-01 | 2026-09-01 |
        Ben      | 2026-06-01 | 2026-09-01 | Needs met
        Cara     | 2026-06-01 |            |
        """
    )
    assert wrong(record, "early-help-no-end-reason") == ["Amira"]
    assert says(record, "early-help-no-end-reason") == [
        "Early help ended on 1 September 2026 and no reason is recorded."
    ]


def test_open_early_help_has_a_worker():
    record = spells(
        """
        child_id | started_on | ended_on   | worker_id
        Amira    | 2026-06-01 |            |
        Ben      | 2026-06-01 |            | w1
        Cara     | 2026-06-01 | 2026-09-01 |
        """
    )
    assert wrong(record, "early-help-no-worker") == ["Amira"]
    without = spells("child_id | started_on | ended_on\nAmira | 2026-06-01 |")
    assert untold(without, "early-help-no-worker") == ["Amira"]


def test_early_help_has_dates_that_can_be_right():
    record = spells(
        """
        child_id | started_on | ended_on
        Amira    | 2026-06-10 | 2026-06-09
        Ben      | 2026-06-10 | 2026-06-10
        Cara     | 2026-11-24 |
        Dan      | 2026-11-25 |
        """
    )
    assert wrong(record, "early-help-dates-impossible") == ["Amira", "Dan"]
    assert says(record, "early-help-dates-impossible")[0] == (
        "Early help is dated from 10 June 2026 to 9 June 2026, which can't be right."
    )


@pytest.mark.parametrize(
    ("referred_on", "broken"),
    [
        ("2026-02-28", []),  # the day before early help ended
        ("2026-03-01", ["Amira"]),
        ("2026-06-01", ["Amira"]),  # three months to the day
        ("2026-06-02", []),
    ],
)
def test_a_referral_within_three_months_of_the_end(referred_on, broken):
    record = spells(
        "child_id | started_on | ended_on\nAmira | 2025-09-01 | 2026-03-01",
        referrals=f"child_id | referred_on\nAmira | {referred_on}",
    )
    assert wrong(record, "early-help-escalated-3-months") == broken
