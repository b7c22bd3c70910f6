"""Cases that close, and cases that should have closed or moved on."""

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"


def case(columns, values, **more):
    """Amira's referral r1 of 2 March 2026."""
    return given(
        AS_OF,
        referrals=f"child_id | referral_id | referred_on | {columns}\nAmira | r1 | 2026-03-02 | {values}",
        **more,
    )


@pytest.mark.parametrize(
    ("values", "broken"),
    [("2026-06-01 |", True), ("| RC7", True), ("2026-06-01 | RC7", False), ("|", False)],
)
def test_a_closing_date_and_a_reason_go_together(values, broken):
    assert wrong(case("closed_on | close_reason", values), "closed-with-no-reason") == (
        ["Amira"] if broken else []
    )


def test_a_file_without_reasons_cannot_tell():
    record = case("closed_on", "2026-06-01")
    assert (wrong(record, "closed-with-no-reason"), untold(record, "closed-with-no-reason")) == (
        [],
        ["Amira"],
    )


@pytest.mark.parametrize(("closed", "broken"), [("2026-03-01", True), ("2026-03-02", False), ("", False)])
def test_a_case_closes_after_it_was_referred(closed, broken):
    assert wrong(case("closed_on", closed), "closed-before-referral") == (["Amira"] if broken else [])


WORK = {
    "assessments": "child_id | referral_id | started_on\nAmira | {}",
    "child_protection_plans": "child_id | referral_id | started_on\nAmira | {}",
    "child_in_need_plans": "child_id | referral_id | started_on\nAmira | {}",
    "section_47_enquiries": "child_id | referral_id | started_on\nAmira | {}",
}


@pytest.mark.parametrize("table", WORK)
@pytest.mark.parametrize(
    ("row", "broken"), [("r1 | 2026-06-02", 1), ("r1 | 2026-06-01", 0), ("r2 | 2026-06-02", 0)]
)
def test_no_work_begins_after_the_case_has_closed(table, row, broken):
    rows = {name: text.format(row if name == table else "r1 | 2026-03-03") for name, text in WORK.items()}
    record = case("closed_on", "2026-06-01", **rows)
    assert len(wrong(record, "activity-after-closure")) == broken


@pytest.mark.parametrize("table", WORK)
@pytest.mark.parametrize(("held_since", "told"), [("2026-06-01", []), ("2026-06-02", ["Amira"])])
def test_files_that_do_not_reach_back_to_the_closing_do_not_tell_of_work_since(table, held_since, told):
    rows = {name: text.format("r1 | 2026-03-03") for name, text in WORK.items()}
    record = case("closed_on", "2026-06-01", **rows, reach={table: (held_since, AS_OF)})
    assert untold(record, "activity-after-closure") == told


@pytest.mark.parametrize(
    ("reason", "died", "broken"),
    [("RC2", "", True), ("RC2", "2026-05-30", False), ("RC7", "", False), ("", "", False)],
)
def test_a_death_has_a_date(reason, died, broken):
    record = case(
        "closed_on | close_reason",
        f"2026-06-01 | {reason}",
        children=f"child_id | born_on | died_on\nAmira | 2014-05-02 | {died}",
    )
    assert wrong(record, "closed-died-with-no-death-date") == (["Amira"] if broken else [])


@pytest.mark.parametrize(
    ("authorised", "enquiry_ended", "conference", "broken"),
    [
        ("2026-05-01", "2026-04-01", "", False),
        ("", "2026-04-01", "", True),
        ("2026-05-01", "", "", True),
        ("2026-05-01", "", "2026-04-10", False),  # the enquiry led to a conference
        ("2026-05-01", "", "2026-03-01", True),  # a conference before it
    ],
)
def test_everything_is_finished_when_a_case_closes(authorised, enquiry_ended, conference, broken):
    record = case(
        "closed_on",
        "2026-06-01",
        assessments=f"""
        child_id | referral_id | started_on | authorised_on
        Amira    | r1          | 2026-03-03 | {authorised}
        """,
        section_47_enquiries=f"""
        child_id | referral_id | started_on | ended_on
        Amira    | r1          | 2026-03-20 | {enquiry_ended}
        """,
        initial_conferences=f"""
        child_id | referral_id | held_on
        Amira    | r1          | {conference}
        Ben      | r8          | 2026-01-01
        """,
    )
    assert wrong(record, "closed-with-open-assessment-or-s47") == (["Amira"] if broken else [])


STUCK = "open-no-assessment-no-plan"
ELSEWHERE = {
    "assessments": "child_id | started_on | authorised_on\n{} | 2026-03-03 | {}",
    "child_in_need_plans": "child_id | started_on | ended_on\n{} | 2026-05-03 | {}",
    "child_protection_plans": "child_id | started_on | ended_on\n{} | 2026-05-03 | {}",
    "care_episodes": "child_id | started_on | ended_on\n{} | 2026-05-03 | {}",
}
NOBODY = {name: text.format("Amira", "2026-06-01") for name, text in ELSEWHERE.items()}
LEAVERS = "child_id | eligibility\nBen | former relevant"


def test_an_open_case_is_being_assessed_or_helped():
    record = case("closed_on | no_further_action", "| no", care_leavers=LEAVERS, **NOBODY)
    assert wrong(record, STUCK) == ["Amira"]


@pytest.mark.parametrize("table", ELSEWHERE)
def test_any_one_of_them_is_enough(table):
    tables = {**NOBODY, table: ELSEWHERE[table].format("Amira", "")}
    assert wrong(case("closed_on | no_further_action", "| no", care_leavers=LEAVERS, **tables), STUCK) == []


def test_a_care_leaver_needs_neither():
    leavers = LEAVERS.replace("Ben", "Amira")
    assert wrong(case("closed_on | no_further_action", "| no", care_leavers=leavers, **NOBODY), STUCK) == []


@pytest.mark.parametrize(("as_of", "broken"), [("2026-05-07", []), ("2026-05-08", ["Amira"])])
def test_only_after_forty_five_working_days(as_of, broken):
    record = given(
        as_of,
        reach=None,
        referrals="child_id | referred_on | closed_on | no_further_action\nAmira | 2026-03-02 | | no",
        care_leavers=LEAVERS,
        **{name: text.format("Amira", "2026-05-05") for name, text in ELSEWHERE.items()},
    )
    assert wrong(record, STUCK) == broken


ADULT = "open-case-past-18"


@pytest.mark.parametrize(
    ("born", "leavers", "disability", "broken"),
    [
        ("2008-11-24", "Ben", "NONE", True),
        ("2008-11-25", "Ben", "NONE", False),
        ("2008-11-24", "Amira", "NONE", False),
        ("2008-11-24", "Ben", "LD", False),
    ],
)
def test_a_case_closes_at_eighteen_but_for_care_leavers_and_disabled_young_people(
    born, leavers, disability, broken
):
    record = case(
        "closed_on | no_further_action",
        "| no",
        children=f"child_id | born_on\nAmira | {born}",
        care_leavers=f"child_id | eligibility\n{leavers} | former relevant",
        disabilities=f"child_id | disability\nAmira | {disability}",
    )
    assert wrong(record, ADULT) == (["Amira"] if broken else [])


def test_the_birthday_and_the_case_are_said():
    record = case(
        "closed_on | no_further_action",
        "| no",
        children="child_id | born_on\nAmira | 2008-01-05",
        care_leavers=LEAVERS,
        disabilities="child_id | disability\nAmira | NONE",
    )
    assert says(record, ADULT) == [
        "Born on 5 January 2008, over 18, with the case of 2 March 2026 still open."
    ]
