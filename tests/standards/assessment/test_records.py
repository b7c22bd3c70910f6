"""Whether an assessment's record hangs together."""

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"
OPEN_CASE = "child_id | referred_on | closed_on | no_further_action\nAmira | 2026-07-01 | | no"


@pytest.mark.parametrize(
    ("born", "expected", "broken"),
    [
        ("", "2026-11-09", ["Amira"]),
        ("", "2026-11-10", []),  # fourteen days ago today
        ("2026-11-01", "2026-11-01", []),
    ],
)
def test_a_birth_is_recorded_within_two_weeks_of_the_day_it_was_expected(born, expected, broken):
    record = given(AS_OF, children=f"child_id | born_on | expected_on\nAmira | {born} | {expected}")
    assert wrong(record, "still-unborn-past-due-date") == broken


def test_language_is_recorded_for_every_open_case():
    told = "child_id | kind | happened_on | value\n{} | language-recorded | 2026-07-03 | Polish"
    standard = "language-or-communication-not-recorded"
    assert wrong(given(AS_OF, referrals=OPEN_CASE, events=told.format("Ben")), standard) == ["Amira"]
    assert wrong(given(AS_OF, referrals=OPEN_CASE, events=told.format("Amira")), standard) == []
    assert untold(given(AS_OF, referrals=OPEN_CASE), standard) == ["Amira"]


@pytest.mark.parametrize(
    ("row", "broken"), [("no |", True), ("|", True), ("yes |", False), ("no | N1", False), ("no | N0", False)]
)
def test_a_referral_taken_further_has_a_primary_need(row, broken):
    record = given(
        AS_OF,
        referrals=f"child_id | referred_on | no_further_action | primary_need\nAmira | 2026-07-01 | {row}",
    )
    assert wrong(record, "primary-need-missing") == (["Amira"] if broken else [])


@pytest.mark.parametrize(
    ("row", "broken"),
    [("2026-03-02 | 2026-03-01", True), ("2026-03-02 | 2026-03-02", False), ("2026-03-02 |", False)],
)
def test_an_assessment_ends_after_it_begins(row, broken):
    record = given(AS_OF, assessments=f"child_id | started_on | authorised_on\nAmira | {row}")
    assert wrong(record, "assessment-end-before-start") == (["Amira"] if broken else [])


@pytest.mark.parametrize(
    ("row", "broken", "unknown"),
    [
        ("r1 | 2026-02-28", True, False),
        ("r1 | 2026-03-01", False, False),
        ("r2 | 2026-02-28", False, True),  # its referral isn't there
        ("   | 2026-02-28", False, True),
    ],
)
def test_an_assessment_begins_with_or_after_its_referral(row, broken, unknown):
    record = given(
        AS_OF,
        referrals="child_id | referral_id | referred_on\nAmira | r1 | 2026-03-01",
        assessments=f"child_id | referral_id | started_on\nAmira | {row}",
    )
    assert wrong(record, "assessment-before-referral") == (["Amira"] if broken else [])
    assert untold(record, "assessment-before-referral") == (["Amira"] if unknown else [])


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        ("r1 | 2026-03-02 | 2026-05-01", "r1 | 2026-05-01 |", []),
        ("r1 | 2026-03-02 | 2026-05-02", "r1 | 2026-05-01 |", ["Amira"]),
        ("r1 | 2026-03-02 |", "r1 | 2026-05-01 | 2026-06-01", ["Amira"]),
        ("r1 | 2026-03-02 |", "r1 | 2026-03-02 |", ["Amira"]),
        ("r1 | 2026-03-02 |", "r2 | 2026-05-01 |", []),
    ],
)
def test_one_assessment_of_a_referral_is_open_at_a_time(first, second, broken):
    record = given(
        AS_OF,
        assessments=f"child_id | referral_id | started_on | authorised_on\nAmira | {first}\nAmira | {second}",
    )
    assert wrong(record, "assessments-overlap") == broken


@pytest.mark.parametrize(("row", "broken"), [("w1 | t1", False), ("| t1", True), ("w1 |", True)])
def test_an_assessment_has_a_worker_and_a_team(row, broken):
    record = given(
        AS_OF, assessments=f"child_id | started_on | worker_id | team_id\nAmira | 2026-03-02 | {row}"
    )
    assert wrong(record, "assessment-no-worker") == (["Amira"] if broken else [])


def finished_by(ends):
    """Assessments of team t1, all begun on 2 March 2026: how many were authorised on which day."""
    rows = [f"c{day}{n} | 2026-03-02 | {day} | t1" for day, several in ends.items() for n in range(several)]
    return given(AS_OF, assessments="child_id | started_on | authorised_on | team_id\n" + "\n".join(rows))


# Working day 40 is 29 April, 42 is 1 May, 43 is 5 May, 45 is 7 May and 46 is 8 May.
@pytest.mark.parametrize(
    ("ends", "broken"),
    [
        ({"2026-05-05": 3, "2026-05-07": 4, "2026-04-20": 2, "2026-05-08": 1}, True),  # 7 is over 3 × 2
        ({"2026-05-05": 3, "2026-05-07": 3, "2026-04-20": 2, "2026-05-08": 2}, False),  # 6 is not
        (
            {"2026-05-05": 7, "2026-04-29": 1, "2026-05-01": 2, "2026-05-08": 1},
            False,
        ),  # 3 in three days running
        ({"2026-05-07": 10}, True),
        ({"2026-05-08": 10}, False),
        ({"2026-05-07": 9}, False),  # fewer than ten say nothing
    ],
)
def test_assessments_do_not_bunch_at_day_45(ends, broken):
    assert len(wrong(finished_by(ends), "assessment-day-45-spike")) == int(broken)


def test_bunching_asks_the_team_a_question():
    (question,) = says(finished_by({"2026-05-07": 10}), "assessment-day-45-spike")
    assert question == (
        "Team t1 authorises far more assessments on working days 43 to 45 than in any three days before "
        "(10 assessments). Why?"
    )
