"""Emergency powers, work before proceedings, and care proceedings."""

from tests.tables import due, given, states, untold, wrong


def test_police_protection_is_known_by_an_event_or_a_legal_status_but_counted_once():
    record = given(
        "2026-05-01",
        events="""
        child_id | kind                    | happened_on
        Amira    | police-protection-began | 2026-03-23
        Amira    | police-protection-ended | 2026-03-25
        """,
        legal_statuses="""
        child_id | status | from_on    | to_on
        Amira    | L1     | 2026-03-23 | 2026-03-25
        Ben      | L1     | 2026-03-23 | 2026-03-27
        Cara     | V2     | 2026-03-23 |
        """,
    )
    assert due(record, "police-protection-72-hours") == [
        ("Amira", "2026-03-26", "2026-03-25", "met"),
        ("Ben", "2026-03-26", "2026-03-27", "met late"),
    ]


def test_a_child_assessment_order_may_be_a_legal_status():
    record = given(
        "2026-05-01",
        legal_statuses="""
        child_id | status | from_on    | to_on
        Amira    | L3     | 2026-03-23 | 2026-03-29
        Ben      | L3     | 2026-03-23 | 2026-03-30
        """,
    )
    assert states(record, "child-assessment-order-7-days") == {"Amira": ["met"], "Ben": ["met late"]}


# Sixteen weeks after 23 March are 13 July.
def test_pre_proceedings_are_concluded_by_a_decision_or_by_going_to_court():
    record = given(
        "2026-07-14",
        pre_proceedings="""
        child_id | letter_on  | step_decision_on | issue_letter_on | outcome
        Amira    | 2026-03-23 | 2026-07-13       |                 |
        Ben      | 2026-03-23 |                  | 2026-07-14      |
        Cara     | 2026-03-23 |                  |                 |
        Dan      | 2026-03-24 |                  |                 |
        Ede      | 2026-03-23 |                  |                 | Decision to step down
        """,
    )
    assert states(record, "pre-proceedings-16-weeks") == {
        "Amira": ["met"],
        "Ben": ["met late"],
        "Cara": ["overdue"],
        "Dan": ["due soon"],
        "Ede": ["overdue"],
    }
    assert wrong(record, "pre-proceedings-no-outcome") == ["Cara"]


def test_an_outcome_that_no_file_holds_cannot_be_told():
    record = given(
        "2026-07-14",
        pre_proceedings="""
        child_id | letter_on  | step_decision_on | issue_letter_on
        Amira    | 2026-03-23 |                  |
        Ben      | 2026-03-23 | 2026-05-01       |
        """,
    )
    assert untold(record, "pre-proceedings-no-outcome") == ["Amira"]


def test_a_gateway_that_did_not_choose_pre_proceedings_asks_for_no_letter():
    record = given(
        "2026-05-01",
        pre_proceedings="""
        child_id | decided_on | letter_on | first_meeting_on | gateway_outcome
        Amira    | 2026-03-23 |           |                  | B
        Ben      | 2026-03-23 |           |                  | C
        Cara     | 2026-03-23 |           |                  |
        """,
    )
    for standard in ("legal-gateway-to-letter-10-working-days", "pre-proceedings-meeting-10-working-days"):
        assert states(record, standard) == {"Amira": ["overdue"], "Cara": ["overdue"]}


def test_midpoint_reviews_go_on_until_pre_proceedings_conclude():
    record = given(
        "2026-09-01",
        pre_proceedings="""
        child_id | first_meeting_on | step_decision_on | issue_letter_on
        Amira    | 2026-03-23       | 2026-07-13       |
        Ben      | 2026-03-23       |                  |
        """,
        events="""
        child_id | kind                        | happened_on
        Amira    | pre-proceedings-review-held | 2026-05-18
        Ben      | pre-proceedings-review-held | 2026-05-19
        """,
    )
    # Eight weeks after 18 May are 13 July, the day that Amira's concluded.
    assert due(record, "pre-proceedings-midpoint-review-8-weeks") == [
        ("Amira", "2026-05-18", "2026-05-18", "met"),
        ("Ben", "2026-05-18", "2026-05-19", "met late"),
        ("Ben", "2026-07-14", None, "overdue"),
    ]
