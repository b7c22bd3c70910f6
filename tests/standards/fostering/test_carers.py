"""Foster carers: reviews, checks, and the time that an applicant has."""

from tests.tables import due, given, states


def test_later_reviews_count_from_the_last_one_until_the_carer_leaves():
    record = given(
        "2026-09-01",
        events="""
        child_id | kind              | happened_on
        Carer1   | carer-approved    | 2023-03-23
        Carer1   | carer-review-held | 2024-03-20
        Carer1   | carer-review-held | 2025-03-21
        Carer2   | carer-approved    | 2023-03-23
        Carer2   | carer-review-held | 2024-03-20
        Carer2   | carer-left        | 2025-03-20
        """,
    )
    assert due(record, "foster-carer-review-every-12-months") == [
        ("Carer1", "2025-03-20", "2025-03-21", "met late"),
        ("Carer1", "2026-03-21", None, "overdue"),
    ]


def test_each_check_starts_the_next_even_the_one_before_approval():
    events = """
        child_id | kind                        | happened_on
        Carer1   | {kind} | 2020-03-23
        Carer1   | {kind} | 2023-03-24
        Carer1   | {kind} | 2026-03-20
        Carer2   | {kind} | 2023-03-23
        Carer2   | carer-left                  | 2026-03-23
        """
    for standard, kind in (
        ("foster-dbs-every-3-years", "carer-criminal-record-check"),
        ("foster-medical-every-3-years", "carer-medical"),
    ):
        record = given("2026-09-01", events=events.replace("{kind}", kind))
        assert due(record, standard) == [
            ("Carer1", "2023-03-23", "2023-03-24", "met late"),
            ("Carer1", "2026-03-24", "2026-03-20", "met"),
            ("Carer1", "2029-03-20", None, "due"),
        ]


# 28 days after 23 March are 20 April.
def test_an_applicant_who_does_not_reply_has_missed_nothing():
    record = given(
        "2026-09-01",
        events="""
        child_id   | kind                       | happened_on
        Applicant1 | fostering-refusal-proposed | 2026-03-23
        Applicant1 | fostering-representations  | 2026-04-20
        Applicant2 | fostering-refusal-proposed | 2026-03-23
        Applicant2 | fostering-representations  | 2026-04-21
        Applicant3 | fostering-refusal-proposed | 2026-03-23
        """,
    )
    assert states(record, "foster-applicant-representations-28-days") == {
        "Applicant1": ["met"],
        "Applicant2": ["met late"],
    }


def test_replies_that_no_file_holds_cannot_be_told():
    record = given(
        "2026-09-01",
        events="""
        child_id   | kind                       | happened_on
        Applicant1 | fostering-refusal-proposed | 2026-03-23
        """,
    )
    assert states(record, "foster-applicant-representations-28-days") == {"Applicant1": ["cannot tell"]}
