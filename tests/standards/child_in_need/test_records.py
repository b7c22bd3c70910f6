"""Records written late, dated wrongly, copied, orphaned, or not written for a long time."""

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"


@pytest.mark.parametrize(
    ("value", "entered", "broken", "unknown"),
    [
        ("visit of 2026-03-02", "2026-03-09", [], []),  # five working days later
        ("visit of 2026-03-02", "2026-03-10", ["Amira"], []),
        ("visit of 02/03/2026", "2026-03-10", ["Amira"], []),
        ("a visit", "2026-03-10", [], ["Amira"]),
        ("", "2026-03-10", [], ["Amira"]),
    ],
)
def test_a_record_is_entered_within_five_working_days(value, entered, broken, unknown):
    record = given(
        AS_OF, events=f"child_id | kind | happened_on | value\nAmira | record-entered | {entered} | {value}"
    )
    standard = "late-entry-over-5-days"
    assert (wrong(record, standard), untold(record, standard)) == (broken, unknown)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("child_in_need_visits", "visited_on"),
        ("child_protection_visits", "visited_on"),
        ("care_visits", "visited_on"),
        ("child_protection_reviews", "held_on"),
        ("care_reviews", "held_on"),
        ("initial_conferences", "held_on"),
        ("contacts", "received_on"),
        ("referrals", "referred_on"),
        ("assessments", "started_on"),
    ],
)
def test_nothing_is_held_or_comes_in_in_the_future(table, column):
    rows = f"child_id | {column}\nAmira | 2026-11-25\nBen | 2026-11-24\nCara |"
    assert wrong(given(AS_OF, reach=None, **{table: rows}), "future-dated-event") == ["Amira"]


def test_a_plan_may_begin_in_the_future():
    record = given(AS_OF, child_in_need_plans="child_id | started_on\nAmira | 2026-11-25")
    assert wrong(record, "future-dated-event") == []


@pytest.mark.parametrize(
    ("day", "broken"), [("1989-12-31", ["Amira"]), ("1990-01-01", []), ("9999-12-31", ["Amira"])]
)
def test_no_date_is_nonsense(day, broken):
    record = given(AS_OF, referrals=f"child_id | referred_on\nAmira | {day}")
    assert wrong(record, "date-far-past") == broken


def test_a_date_of_birth_may_be_long_ago():
    assert wrong(given(AS_OF, children="child_id | born_on\nAmira | 1985-05-02"), "date-far-past") == []


@pytest.mark.parametrize(("named", "broken"), [("r2", ["Amira"]), ("r1", []), ("", []), ("r3", ["Amira"])])
def test_a_row_names_a_row_of_its_own_child(named, broken):
    record = given(
        AS_OF,
        referrals="child_id | referral_id | referred_on\nAmira | r1 | 2026-03-02\nBen | r3 | 2026-03-02",
        assessments=f"child_id | assessment_id | referral_id | started_on\nAmira | a1 | {named} | 2026-03-03",
    )
    assert wrong(record, "orphan-row") == broken


def test_the_orphan_is_named():
    record = given(
        AS_OF,
        child_protection_plans="child_id | plan_id | started_on\nAmira | p1 | 2026-03-02",
        child_protection_reviews="child_id | review_id | plan_id | held_on\nAmira | v1 | p9 | 2026-05-02",
    )
    (sentence,) = says(record, "orphan-row")
    assert sentence == (
        "1 row(s) name something that isn't in the record, such as: child protection reviews row v1 names "
        "child protection plans p9."
    )


NOTE = "Amira was at home with her mother. She was well and happy and showed me her drawings and her room."


@pytest.mark.parametrize(
    ("second", "broken"),
    [
        (NOTE, ["Amira"]),
        (NOTE.upper(), ["Amira"]),
        ("Amira was at school. She told me about swimming, and that she does not want to move house.", []),
    ],
)
def test_a_visit_note_is_written_anew(second, broken):
    record = given(
        AS_OF,
        events=f"""
        child_id | kind       | happened_on | value
        Amira    | visit-note | 2026-03-02  | {NOTE}
        Amira    | visit-note | 2026-04-02  | {second}
        Ben      | visit-note | 2026-04-02  | {NOTE}
        """,
    )
    assert wrong(record, "copy-paste-visits") == broken


QUIET = "open-no-activity-60-days"
OPEN_CASE = "child_id | referred_on | closed_on | no_further_action\nAmira | {} | {} | no"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("child_in_need_visits", "visited_on"),
        ("child_protection_visits", "visited_on"),
        ("care_visits", "visited_on"),
        ("assessments", "started_on"),
        ("child_in_need_plans", "started_on"),
        ("child_protection_plans", "started_on"),
        ("care_plans", "from_on"),
        ("initial_conferences", "held_on"),
        ("child_protection_reviews", "held_on"),
        ("care_reviews", "held_on"),
    ],
)
def test_work_of_any_kind_in_the_last_sixty_days_is_activity(table, column):
    def with_work(day):
        visits = "child_id | visited_on\nBen | 2026-03-02"
        rows = f"child_id | {column}\nAmira | {day}"
        tables = {"child_in_need_visits": visits, table: rows}
        return given(AS_OF, reach=None, referrals=OPEN_CASE.format("2026-03-02", ""), **tables)

    assert wrong(with_work("2026-09-25"), QUIET) == []
    assert wrong(with_work("2026-09-24"), QUIET) == ["Amira"]


@pytest.mark.parametrize(
    ("opened", "closed", "broken"),
    [("2026-09-24", "", ["Amira"]), ("2026-09-25", "", []), ("2026-03-02", "2026-11-01", [])],
)
def test_only_a_case_open_for_longer_than_that(opened, closed, broken):
    record = given(
        AS_OF,
        referrals=OPEN_CASE.format(opened, closed),
        child_in_need_visits="child_id | visited_on\nBen | 2026-11-01",
    )
    assert wrong(record, QUIET) == broken


def test_where_no_file_holds_visits_other_work_alone_cannot_say_that_nothing_was_done():
    record = given(
        AS_OF,
        referrals=OPEN_CASE.format("2026-03-02", ""),
        assessments="child_id | started_on\nAmira | 2026-03-04",
    )
    assert wrong(record, QUIET) == []
    assert untold(record, QUIET) == ["Amira"]


def test_visits_that_the_files_do_not_reach_may_have_been_made():
    record = given(
        AS_OF,
        referrals=OPEN_CASE.format("2026-03-02", ""),
        child_in_need_visits="child_id | visited_on\nAmira | 2026-08-01",
        reach={"child_in_need_visits": ("2020-01-01", "2026-08-31")},
    )
    assert (wrong(record, QUIET), untold(record, QUIET)) == ([], ["Amira"])
