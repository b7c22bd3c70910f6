"""Education, health and care plans: refusals, exceptions, amendments, and the time parents have."""

import pytest
from tests.tables import due, given, states, wrong


@pytest.mark.parametrize(
    ("ceased", "broken"), [("2026-03-22", ["Amira"]), ("2026-03-23", []), ("2026-03-24", []), ("", [])]
)
def test_a_plan_does_not_end_before_it_is_issued(ceased, broken):
    record = given(
        "2026-09-01", ehc_named_plans=f"child_id | started_on | ceased_on\nAmira | 2026-03-23 | {ceased}"
    )
    assert wrong(record, "ehc-plan-dates-impossible") == broken


def test_a_refusal_is_told_in_16_weeks_and_only_a_refusal():
    record = given(
        "2026-09-01",
        ehc_requests="""
        child_id | request_id | requested_on
        Amira    | r1         | 2026-03-23
        Ben      | r2         | 2026-03-23
        Cara     | r3         | 2026-03-23
        """,
        ehc_assessments="""
        child_id | request_id | decided_on | outcome
        Amira    | r1         | 2026-07-13 | N
        Ben      | r2         | 2026-07-14 | N
        Cara     | r3         | 2026-07-14 | Y
        """,
    )
    assert due(record, "ehc-refusal-16-weeks") == [
        ("Amira", "2026-07-13", "2026-07-13", "met"),
        ("Ben", "2026-07-13", "2026-07-14", "met late"),
    ]


def test_no_plan_is_due_where_it_was_refused_withdrawn_or_excused():
    record = given(
        "2026-09-01",
        ehc_requests="""
        child_id | request_id | requested_on | outcome
        Amira    | r1         | 2026-03-23   | N
        Ben      | r2         | 2026-03-23   | Y
        Cara     | r3         | 2026-03-23   | Y
        Dan      | r4         | 2026-03-23   |
        Ede      | r5         | 2026-03-23   | Y
        """,
        ehc_assessments="""
        child_id | request_id | outcome | exception
        Ben      | r2         | N       |
        Cara     | r3         |         | yes
        Ede      | r5         | Y       | no
        """,
        ehc_named_plans="""
        child_id | started_on
        Ede      | 2026-08-11
        """,
    )
    assert states(record, "ehc-plan-20-weeks") == {"Dan": ["overdue"], "Ede": ["met late"]}


# Twenty weeks after 23 March are 10 August.
@pytest.mark.parametrize(
    ("as_of", "issued", "state"),
    [
        ("2026-09-01", "2026-08-10", "met"),
        ("2026-09-01", "2026-08-11", "met late"),
        ("2026-08-11", "", "overdue"),
        ("2026-08-10", "", "due soon"),
    ],
)
def test_the_plan_is_issued_in_20_weeks(as_of, issued, state):
    record = given(
        as_of,
        ehc_requests="""
        child_id | request_id | requested_on | outcome
        Amira    | r1         | 2026-03-23   | Y
        """,
        ehc_assessments="""
        child_id | request_id | outcome | exception
        Amira    | r1         | Y       |
        """,
        ehc_named_plans=f"""
        child_id | started_on
        Amira    | {issued}
        """,
    )
    assert due(record, "ehc-plan-20-weeks") == [("Amira", "2026-08-10", issued or None, state)]


def test_a_withdrawn_request_needs_no_decision():
    record = given(
        "2026-09-01",
        ehc_requests="""
        child_id | requested_on | decided_on | outcome
        Amira    | 2026-03-23   |            | W
        Ben      | 2026-03-23   |            | A
        """,
    )
    assert states(record, "ehc-decision-to-assess-6-weeks") == {"Ben": ["overdue"]}


def test_parents_have_at_least_15_days_to_comment():
    record = given(
        "2026-09-01",
        events="""
        child_id | kind               | happened_on
        Amira    | ehc-draft-sent     | 2026-03-23
        Amira    | ehc-draft-answered | 2026-04-06
        Ben      | ehc-draft-sent     | 2026-03-23
        Ben      | ehc-draft-answered | 2026-04-07
        Cara     | ehc-draft-sent     | 2026-03-23
        """,
    )
    assert states(record, "ehc-draft-15-days") == {"Amira": ["too soon"], "Ben": ["met"]}


def test_only_a_meeting_that_led_to_an_amendment_asks_for_an_amended_plan():
    record = given(
        "2026-09-01",
        events="""
        child_id | kind               | happened_on | value
        Amira    | ehc-review-meeting | 2026-03-23  | Amend
        Ben      | ehc-review-meeting | 2026-03-23  | maintain
        Cara     | ehc-review-meeting | 2026-03-23  |
        Zoe      | ehc-plan-amended   | 2026-03-23  |
        """,
    )
    assert states(record, "ehc-amended-plan-12-weeks") == {"Amira": ["overdue"], "Cara": ["cannot tell"]}


def test_annual_reviews_count_from_the_last_one():
    record = given(
        "2026-09-01",
        ehc_named_plans="""
        child_id | started_on | ceased_on
        Amira    | 2024-03-25 |
        Ben      | 2024-03-25 | 2025-03-25
        """,
        ehc_active_plans="""
        child_id | reviewed_on
        Amira    | 2025-03-24
        """,
    )
    assert due(record, "ehc-annual-review-12-months") == [
        ("Amira", "2025-03-25", "2025-03-24", "met"),
        ("Amira", "2026-03-24", None, "overdue"),
    ]
