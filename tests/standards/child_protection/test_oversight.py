"""Who holds the case of a child at risk, and supervision of it."""

from tests.tables import due, given, untold, wrong


def test_supervision_counts_from_the_last_one():
    record = given(
        "2026-04-20",
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-01-31 |
        """,
        events="""
        child_id | kind        | happened_on
        Amira    | supervision | 2026-02-28
        Amira    | supervision | 2026-03-30
        """,
    )
    # A month after 31 January is the last day of February; a month after 28 February is 28 March.
    assert due(record, "supervision-every-month-child-protection") == [
        ("Amira", "2026-02-28", "2026-02-28", "met"),
        ("Amira", "2026-03-28", "2026-03-30", "met late"),
        ("Amira", "2026-04-30", None, "due"),
    ]


def test_a_child_on_a_plan_or_in_care_is_held_by_a_registered_social_worker():
    record = given(
        "2026-04-20",
        workers="""
        worker_id | registration_number
        w1        | SW1
        w2        |
        """,
        involvements="""
        child_id | worker_id | role      | from_on    | to_on
        Amira    | w2        | ALLOCATED | 2026-01-05 |
        Ben      | w1        | ALLOCATED | 2026-01-05 |
        Cara     | w2        | ALLOCATED | 2026-01-05 |
        Dan      | w2        | ALLOCATED | 2026-01-05 |
        Ede      | w2        | ALLOCATED | 2026-01-05 | 2026-03-02
        Ede      | w1        | ALLOCATED | 2026-03-02 |
        Fay      | w9        | ALLOCATED | 2026-01-05 |
        """,
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-01-05 |
        Ben      | 2026-01-05 |
        Dan      | 2025-01-06 | 2026-03-02
        Ede      | 2026-01-05 |
        Fay      | 2026-01-05 |
        """,
        care_episodes="""
        child_id | started_on | ended_on
        Cara     | 2026-01-05 |
        """,
        legal_statuses="""
        child_id | status | from_on
        Cara     | C1     | 2026-01-05
        """,
    )
    assert wrong(record, "allocated-worker-is-not-registered-social-worker") == ["Amira", "Cara"]
    assert untold(record, "allocated-worker-is-not-registered-social-worker") == ["Fay"]
