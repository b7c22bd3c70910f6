"""Time limits of assessment, each on the days around its due date.

Everything begins on Monday 2 March 2026. Good Friday is 3 April, Easter Monday 6 April, the early May
bank holiday 4 May: 45 working days end on 7 May.
"""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial
from tests.tables import due, given, states

MONDAY = "2026-03-02"
BEGAN = "assessments.started_on"
FINISHED = "assessments.authorised_on"
OPEN = {"closed_on": "", "no_further_action": "no"}

CASES = [
    Case(
        "child-seen-in-assessment-5-working-days",
        "referrals.referred_on",
        MONDAY,
        "child_in_need_visits.visited_on",
        "2026-03-09",
        row=OPEN,
        end_row={"seen": "yes"},
    ),
    Case(
        "child-seen-in-assessment-5-working-days",
        "referrals.referred_on",
        MONDAY,
        "child-seen",
        "2026-03-09",
        row=OPEN,
    ),
    Case(
        "assessment-manager-checkpoint-10-working-days",
        BEGAN,
        MONDAY,
        "assessment-checkpoint",
        "2026-03-16",
        row={"authorised_on": ""},
    ),
    Case("assessment-sign-off-3-working-days", "assessment-submitted", MONDAY, FINISHED, "2026-03-05"),
    Case("assessment-shared-with-family-5-working-days", FINISHED, MONDAY, "assessment-shared", "2026-03-09"),
    Case(
        "young-carer-assessment-45-working-days",
        "young-carer-assessment-requested",
        MONDAY,
        "young-carer-assessment-completed",
        "2026-05-07",
    ),
    Case(
        "homeless-16-17-assessment-10-working-days",
        "presented-as-homeless",
        MONDAY,
        "homeless-assessment-decided",
        "2026-03-16",
    ),
    Case(
        "supervision-every-month-assessment",
        BEGAN,
        MONDAY,
        "supervision",
        "2026-04-02",
        row={"authorised_on": ""},
        reopens=True,
    ),
    # The two limits that ended on 14 April 2013. In 2012 Good Friday was 6 April.
    Case(
        "initial-assessment-10-working-days-historic",
        "referrals.referred_on",
        "2012-03-26",
        "initial-assessment-completed",
        "2012-04-11",
        row=OPEN,
    ),
    Case(
        "core-assessment-35-working-days-historic",
        "core-assessment-started",
        "2012-03-05",
        "core-assessment-completed",
        "2012-04-25",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_the_due_date(case):
    assert trial(case) == EXPECTED


LIMIT = "assessment-45-working-days"


def of_a_referral(assessments, as_of="2026-11-24", closed=""):
    """One referral of 2 March 2026 and its assessments (began | authorised)."""
    return given(
        as_of,
        referrals=f"child_id | referral_id | referred_on | closed_on\nAmira | r1 | {MONDAY} | {closed}",
        assessments="child_id | referral_id | started_on | authorised_on\n"
        + "\n".join(f"Amira | r1 | {dates}" for dates in assessments),
    )


@pytest.mark.parametrize(
    ("began_and_ended", "as_of", "state"),
    [
        ("2026-03-05 | 2026-05-07", "2026-11-24", "met"),
        ("2026-03-05 | 2026-05-08", "2026-11-24", "met late"),
        ("2026-03-05 |", "2026-05-07", "due soon"),
        ("2026-03-05 |", "2026-05-08", "overdue"),
        ("2026-03-05 |", "2026-03-10", "due"),
    ],
)
def test_the_first_assessment_counts_from_the_referral(began_and_ended, as_of, state):
    assert [(d, s) for _, d, _, s in due(of_a_referral([began_and_ended], as_of), LIMIT)] == [
        ("2026-05-07", state)
    ]


def test_a_later_one_on_the_open_case_counts_from_its_own_start():
    record = of_a_referral(["2026-03-02 | 2026-04-20", "2026-08-03 | 2026-10-06"])
    assert due(record, LIMIT) == [
        ("Amira", "2026-05-07", "2026-04-20", "met"),
        ("Amira", "2026-10-06", "2026-10-06", "met"),  # 31 August is a bank holiday
    ]


def test_where_no_file_joins_the_two_the_latest_open_referral_counts():
    record = given(
        "2026-11-24",
        referrals="""
        child_id | referred_on | closed_on  | no_further_action
        Amira    | 2026-03-02  |            | no
        Ben      | 2026-03-02  | 2026-03-04 | no
        Cara     | 2026-03-02  |            | yes
        """,
        assessments="""
        child_id | started_on | authorised_on
        Amira    | 2026-03-05 | 2026-05-08
        Ben      | 2026-03-05 | 2026-05-08
        Cara     | 2026-03-05 | 2026-05-08
        """,
    )
    # From 5 March, 45 working days end on 12 May.
    assert states(record, LIMIT) == {"Amira": ["met late"], "Ben": ["met"], "Cara": ["met"]}


def test_nothing_is_due_after_the_case_has_closed():
    assert due(of_a_referral(["2026-03-05 |"], closed="2026-04-30"), LIMIT) == []


@pytest.mark.parametrize(("day", "historic", "single"), [("2013-04-14", 1, 0), ("2013-04-15", 0, 1)])
def test_one_assessment_took_the_place_of_two_on_15_april_2013(day, historic, single):
    record = given(
        "2014-01-06",
        referrals=f"child_id | referral_id | referred_on | closed_on\nAmira | r1 | {day} |",
        assessments=f"child_id | referral_id | started_on | authorised_on\nAmira | r1 | {day} |",
        events="child_id | kind | happened_on\nBen | initial-assessment-completed | 2010-01-04",
    )
    assert len(due(record, "initial-assessment-10-working-days-historic")) == historic
    assert len(due(record, LIMIT)) == single


# From Monday 26 March 2012, ten working days end on Wednesday 11 April: Good Friday was the 6th.
@pytest.mark.parametrize(
    ("closed", "no_further_action", "expected"),
    [
        ("", "no", {"Amira": ["overdue"]}),
        ("2012-03-27", "yes", {}),  # nothing came of the referral, and so no assessment
        ("", "yes", {}),
        ("2012-04-10", "no", {}),  # the case was closed before it was due
        ("2012-04-11", "no", {}),
        ("2012-04-12", "no", {"Amira": ["not done"]}),
    ],
)
def test_an_initial_assessment_was_due_only_of_a_referral_taken_further(closed, no_further_action, expected):
    record = given(
        "2014-01-06",
        referrals=f"""
        child_id | referral_id | referred_on | closed_on | no_further_action
        Amira    | r1          | 2012-03-26  | {closed} | {no_further_action}
        """,
        events="child_id | kind | happened_on\nBen | initial-assessment-completed | 2010-01-04",
    )
    assert states(record, "initial-assessment-10-working-days-historic") == expected


@pytest.mark.parametrize(
    ("born", "expected", "state"),
    [
        ("2014-05-02", "", {"Amira": ["overdue"]}),
        ("", "2026-06-01", {}),
        ("2026-03-03", "", {}),  # born the day after the referral
        ("", "", {"Amira": ["cannot tell"]}),
    ],
)
def test_an_unborn_child_is_not_seen(born, expected, state):
    record = given(
        "2026-04-20",
        children=f"child_id | born_on | expected_on\nAmira | {born} | {expected}",
        referrals="child_id | referred_on | closed_on | no_further_action\nAmira | 2026-03-02 | | no",
        child_in_need_visits="child_id | visited_on | seen\nAmira | 2026-03-03 | no",
    )
    assert states(record, "child-seen-in-assessment-5-working-days") == state


def test_a_visit_that_does_not_say_whether_the_child_was_seen_may_count():
    record = given(
        "2026-04-20",
        referrals="child_id | referred_on | closed_on | no_further_action\nAmira | 2026-03-02 | | no",
        child_in_need_visits="child_id | visited_on | seen\nAmira | 2026-03-03 |",
    )
    assert states(record, "child-seen-in-assessment-5-working-days") == {"Amira": ["cannot tell"]}


def test_an_assessment_is_refreshed_every_year_while_the_case_is_open():
    record = given(
        "2026-11-24",
        referrals="""
        child_id | referred_on | closed_on  | no_further_action
        Amira    | 2024-01-08  |            | no
        Ben      | 2024-01-08  | 2025-02-10 | no
        """,
        assessments="""
        child_id | started_on | authorised_on
        Amira    | 2024-01-09 | 2024-02-29
        Amira    | 2025-01-09 | 2025-02-28
        Ben      | 2024-01-09 | 2024-02-29
        """,
    )
    assert due(record, "assessment-refresh-12-months") == [
        ("Amira", "2025-02-28", "2025-02-28", "met"),
        ("Amira", "2026-02-28", None, "overdue"),
    ]


PRE_BIRTH = "pre-birth-assessment-start-by-20-weeks-pregnant"


@pytest.mark.parametrize(
    ("referred", "began", "state"),
    [
        ("2025-12-01", "2026-01-12", ["met"]),  # twenty weeks before 1 June
        ("2025-12-01", "2026-01-13", ["met late"]),
        ("2026-01-12", "2026-01-13", ["met late"]),
        ("2026-01-13", "2026-02-20", []),  # told of the pregnancy later than that
    ],
)
def test_a_pre_birth_assessment_begins_twenty_weeks_before_the_baby_is_expected(referred, began, state):
    record = given(
        "2026-04-20",
        children="child_id | born_on | expected_on\nAmira | | 2026-06-01",
        referrals=f"child_id | referred_on\nAmira | {referred}",
        assessments=f"child_id | started_on\nAmira | {began}",
    )
    assert [s for *_, s in due(record, PRE_BIRTH)] == state


@pytest.mark.parametrize(("as_of", "state"), [("2026-01-12", "due soon"), ("2026-01-13", "overdue")])
def test_a_pre_birth_assessment_not_begun_is_overdue_from_the_next_day(as_of, state):
    record = given(
        as_of,
        children="child_id | born_on | expected_on\nAmira | | 2026-06-01",
        referrals="child_id | referred_on\nAmira | 2025-12-01",
        assessments="child_id | started_on\nBen | 2025-12-05",
    )
    assert due(record, PRE_BIRTH) == [("Amira", "2026-01-12", None, state)]


def test_the_first_assessment_in_files_that_do_not_reach_the_referral_may_not_be_the_first():
    record = given(
        "2026-11-24",
        reach={"assessments": ("2026-06-01", "2026-11-24")},
        referrals="""
        child_id | referral_id | referred_on | closed_on | no_further_action
        Amira    | r1          | 2025-03-03  |           | no
        Ben      | r2          | 2026-05-29  |           | no
        Cara     | r3          | 2026-06-01  |           | no
        """,
        assessments="""
        child_id | assessment_id | referral_id | started_on | authorised_on
        Amira    | a1            | r1          | 2026-09-01 | 2026-10-01
        Ben      | b1            | r2          | 2026-06-01 | 2026-07-31
        Cara     | c1            | r3          | 2026-06-01 | 2026-08-04
        """,
    )
    # Ben's was finished in time from the referral, and so whether or not another came before.
    assert states(record, "assessment-45-working-days") == {
        "Amira": ["cannot tell"],
        "Ben": ["met"],
        "Cara": ["met late"],
    }


@pytest.mark.parametrize(("first", "states"), [("2025-08-11", []), ("2025-08-12", ["cannot tell"])])
def test_who_may_have_been_referred_earlier_is_not_excused_for_being_referred_late(first, states):
    """The pregnancy began about 42 weeks before 1 June 2026, on 11 August."""
    record = given(
        "2026-04-20",
        reach={"referrals": (first, "2026-04-20")},
        children="child_id | born_on | expected_on\nAmira | | 2026-06-01",
        referrals="child_id | referred_on\nAmira | 2026-01-13",
        assessments="child_id | started_on\nBen | 2025-12-05",
    )
    assert [s for *_, s in due(record, PRE_BIRTH)] == states
