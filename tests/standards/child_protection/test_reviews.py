"""Review child protection conferences."""

from tests.tables import due, given, says, untold, wrong

AS_OF = "2026-06-01"


def test_later_reviews_count_from_the_last_one_held():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2025-02-03 |
        """,
        child_protection_reviews="""
        child_id | held_on    | quorate
        Amira    | 2025-02-03 | yes
        Amira    | 2025-05-02 | yes
        Amira    | 2025-10-30 | no
        Amira    | 2025-11-04 | yes
        """,
    )
    # The conference that made the plan is no review of it, and one that was not quorate does not count.
    assert due(record, "cp-first-review-3-months") == [("Amira", "2025-05-03", "2025-05-02", "met")]
    assert due(record, "cp-review-every-6-months") == [
        ("Amira", "2025-11-02", "2025-11-04", "met late"),
        ("Amira", "2026-05-04", None, "overdue"),
    ]


def test_a_review_is_after_its_plan_began():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | plan_id | started_on
        Amira    | p1      | 2026-01-05
        Ben      | p2      | 2026-01-05
        Cara     | p3      | 2026-01-05
        """,
        child_protection_reviews="""
        child_id | plan_id | held_on
        Amira    | p1      | 2026-01-05
        Ben      | p2      | 2026-01-06
        Cara     |         | 2026-01-05
        """,
    )
    assert wrong(record, "cp-review-before-plan") == ["Amira"]
    assert untold(record, "cp-review-before-plan") == ["Cara"]
    assert says(record, "cp-review-before-plan") == [
        "The review on 5 January 2026 is not after its plan began, on 5 January 2026."
    ]


def test_reviews_that_fell_due_are_dated_and_the_next_is_booked():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | plan_id | conference_id | started_on | ended_on
        Amira    | p1      | c1            | 2026-01-05 |
        Ben      | p2      | c2            | 2026-01-05 |
        Cara     | p3      | c3            | 2026-01-05 |
        Dan      | p4      | c4            | 2026-01-05 | 2026-03-02
        Ede      | p5      | c5            | 2026-01-05 |
        """,
        child_protection_reviews="""
        child_id | plan_id | due_on     | held_on
        Amira    | p1      | 2026-04-01 | 2026-03-30
        Amira    | p1      | 2026-09-30 |
        Ben      | p2      | 2026-04-01 |
        Ben      | p2      | 2026-09-30 |
        Cara     | p3      | 2026-04-01 | 2026-03-30
        Dan      | p4      | 2026-04-01 |
        """,
    )
    # Ben's first review has no date; Cara and Ede have nothing booked; Dan's plan ended before his was due.
    assert wrong(record, "cp-review-no-date") == ["Ben", "Cara", "Ede"]


def test_bookings_cannot_be_told_from_files_that_hold_none():
    record = given(
        AS_OF,
        child_protection_plans="""
        child_id | plan_id | started_on | ended_on
        Amira    | p1      | 2026-01-05 |
        """,
        child_protection_reviews="""
        child_id | plan_id | held_on
        Zoe      | p9      | 2026-03-30
        """,
    )
    assert (wrong(record, "cp-review-no-date"), untold(record, "cp-review-no-date")) == ([], ["Amira"])


def test_a_review_says_that_enough_agencies_came():
    record = given(
        AS_OF,
        child_protection_reviews="""
        child_id | held_on    | quorate
        Amira    | 2026-03-30 | yes
        Ben      | 2026-03-30 | no
        Cara     | 2026-03-30 |
        Dan      |            |
        """,
    )
    assert wrong(record, "cp-review-not-quorate") == ["Ben", "Cara"]


def test_a_child_of_four_or_older_takes_part():
    record = given(
        AS_OF,
        children="""
        child_id | born_on
        Amira    | 2022-03-30
        Ben      | 2022-03-31
        Cara     | 2014-05-02
        Dan      |
        """,
        child_protection_reviews="""
        child_id | held_on    | participation
        Amira    | 2026-03-30 |
        Ben      | 2026-03-30 |
        Cara     | 2026-03-30 | PN1
        Dan      | 2026-03-30 |
        """,
    )
    assert wrong(record, "cp-review-no-participation") == ["Amira"]
    assert untold(record, "cp-review-no-participation") == ["Dan"]
