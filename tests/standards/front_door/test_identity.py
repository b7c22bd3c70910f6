"""Who the child is: each fact missing, impossible, there, and in no file."""

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"
OPEN_CASE = """
    child_id | referral_id | referred_on | closed_on | no_further_action
    Amira    | r1          | 2026-07-01  |           | no
"""


def child(columns, values, **more):
    """Amira alone, with these columns."""
    return given(AS_OF, children=f"child_id | {columns}\nAmira | {values}", **more)


@pytest.mark.parametrize(
    ("standard", "columns", "values", "broken"),
    [
        ("ethnicity-missing", "born_on | expected_on | ethnicity", "2014-05-02 | |", True),
        ("ethnicity-missing", "born_on | expected_on | ethnicity", "2014-05-02 | | XXXX", True),
        ("ethnicity-missing", "born_on | expected_on | ethnicity", "2014-05-02 | | WBRI", False),
        ("ethnicity-missing", "born_on | expected_on | ethnicity", "2014-05-02 | | NOBT", False),
        ("ethnicity-missing", "born_on | expected_on | ethnicity", "2014-05-02 | | REFU", False),
        ("ethnicity-missing", "born_on | expected_on | ethnicity", "| 2026-12-20 |", False),  # unborn
        ("sex-missing", "born_on | expected_on | sex", "2014-05-02 | |", True),
        ("sex-missing", "born_on | expected_on | sex", "2014-05-02 | | X", True),
        ("sex-missing", "born_on | expected_on | sex", "2014-05-02 | | F", False),
        ("sex-missing", "born_on | expected_on | sex", "2014-05-02 | | U", False),
        ("sex-missing", "born_on | expected_on | sex", "| 2026-12-20 | M", True),
        ("sex-missing", "born_on | expected_on | sex", "| 2026-12-20 | U", False),
        ("dob-missing", "born_on | expected_on", "|", True),
        ("dob-missing", "born_on | expected_on", "2014-05-02 | 2014-05-10", True),
        ("dob-missing", "born_on | expected_on", "2014-05-02 |", False),
        ("dob-missing", "born_on | expected_on", "| 2026-12-20", False),
        ("dob-missing", "born_on", "2014-05-02", False),  # no file holds expected dates: not both
        ("dob-after-snapshot", "born_on", "2026-11-25", True),
        ("dob-after-snapshot", "born_on", "2026-11-24", False),
        ("upn-missing-school-age", "born_on | expected_on | upn | upn_unknown", "2021-11-24 | | |", True),
        ("upn-missing-school-age", "born_on | expected_on | upn | upn_unknown", "2021-11-25 | | |", False),
        (
            "upn-missing-school-age",
            "born_on | expected_on | upn | upn_unknown",
            "2014-05-02 | | | UN2",
            False,
        ),
        (
            "upn-missing-school-age",
            "born_on | expected_on | upn | upn_unknown",
            "2014-05-02 | | A123456789012 |",
            False,
        ),
        ("upn-missing-school-age", "born_on | expected_on | upn | upn_unknown", "| 2026-12-20 | |", False),
    ],
)
def test_facts_of_the_child(standard, columns, values, broken):
    record = child(columns, values)
    assert wrong(record, standard) == (["Amira"] if broken else [])
    assert untold(record, standard) == []


@pytest.mark.parametrize(
    ("standard", "columns", "values"),
    [
        ("ethnicity-missing", "born_on | expected_on", "2014-05-02 |"),
        ("sex-missing", "born_on | expected_on", "2014-05-02 |"),
        ("dob-missing", "born_on", ""),
        ("upn-missing-school-age", "born_on | expected_on", "2014-05-02 |"),
    ],
)
def test_a_fact_that_no_file_holds_cannot_be_told(standard, columns, values):
    record = child(columns, values)
    assert (wrong(record, standard), untold(record, standard)) == ([], ["Amira"])


@pytest.mark.parametrize(
    ("ethnicity", "authorised_on", "broken"),
    [
        ("NOBT", "2026-09-01", True),
        ("NOBT", "", False),
        ("WBRI", "2026-09-01", False),
        ("", "2026-09-01", False),
    ],
)
def test_ethnicity_is_obtained_by_the_end_of_an_assessment(ethnicity, authorised_on, broken):
    record = child(
        "born_on | ethnicity",
        f"2014-05-02 | {ethnicity}",
        assessments=f"child_id | started_on | authorised_on\nAmira | 2026-07-06 | {authorised_on}",
    )
    assert wrong(record, "ethnicity-not-yet-obtained") == (["Amira"] if broken else [])


@pytest.mark.parametrize(
    ("born_on", "expected_on", "broken"),
    [
        ("", "2026-12-24", False),
        ("2026-08-31", "2026-12-24", True),
        ("2026-08-31", "", True),
        ("2026-09-01", "", True),  # the day on which the assessment was authorised
        ("2026-09-02", "", False),  # authorised before the birth: it couldn't ask
        ("", "", False),  # nobody can tell whether the child was born by then
    ],
)
def test_the_ethnicity_of_an_unborn_child_is_yet_to_be_obtained(born_on, expected_on, broken):
    record = child(
        "born_on | expected_on | ethnicity",
        f"{born_on} | {expected_on} | NOBT",
        assessments="child_id | started_on | authorised_on\nAmira | 2026-07-06 | 2026-09-01",
    )
    assert wrong(record, "ethnicity-not-yet-obtained") == (["Amira"] if broken else [])


@pytest.mark.parametrize(
    ("held_since", "authorised_on", "told"),
    [
        ("2013-08-02", "", True),  # nine months before the birth
        ("2013-08-03", "", False),
        ("2026-05-24", "", False),
        ("2026-05-24", "2026-09-01", True),  # one that is there is enough
    ],
)
def test_files_of_some_months_do_not_tell_that_no_assessment_was_ever_authorised(
    held_since, authorised_on, told
):
    record = child(
        "born_on | ethnicity",
        "2014-05-02 | NOBT",
        assessments=f"child_id | started_on | authorised_on\nAmira | 2026-07-06 | {authorised_on}",
        reach={"assessments": (held_since, AS_OF)},
    )
    assert untold(record, "ethnicity-not-yet-obtained") == ([] if told else ["Amira"])


BORN = ("born_on | expected_on | disabled", "2014-05-02 | |")


@pytest.mark.parametrize(
    ("columns", "values", "rows", "broken"),
    [
        (*BORN, "Ben | NONE", True),
        (*BORN, "Amira | NONE", False),
        (*BORN, "Amira | LD", False),
        ("born_on | expected_on | disabled", "2014-05-02 | | no", "Ben | NONE", False),
        ("born_on | expected_on | disabled", "| 2026-12-20 |", "Ben | NONE", False),
    ],
)
def test_a_child_with_an_open_case_has_a_disability_or_none(columns, values, rows, broken):
    record = child(columns, values, referrals=OPEN_CASE, disabilities=f"child_id | disability\n{rows}")
    assert wrong(record, "disability-missing") == (["Amira"] if broken else [])


def test_disability_is_not_asked_of_a_closed_case_and_not_told_without_a_file():
    closed = OPEN_CASE.replace("|           | no", "| 2026-09-01 | no")
    assert (
        wrong(
            child(*BORN, referrals=closed, disabilities="child_id | disability\nBen | NONE"),
            "disability-missing",
        )
        == []
    )
    assert untold(child(*BORN, referrals=OPEN_CASE), "disability-missing") == ["Amira"]


@pytest.mark.parametrize(
    ("referral", "plan", "broken"),
    [
        ("2026-03-01", "2026-03-01", []),
        ("2026-03-02", "2026-03-01", ["Amira"]),
        ("2026-01-01", "2026-05-01", ["Amira"]),
    ],
)
def test_no_work_is_dated_after_a_death(referral, plan, broken):
    record = child(
        "born_on | died_on",
        "2014-05-02 | 2026-03-01",
        referrals=f"child_id | referred_on\nAmira | {referral}",
        assessments="child_id | started_on\nAmira | 2026-01-05",
        child_protection_plans=f"child_id | started_on\nAmira | {plan}",
        child_in_need_plans="child_id | started_on\nAmira | 2026-02-05",
    )
    assert wrong(record, "activity-after-death") == broken


@pytest.mark.parametrize(
    "table", ["referrals", "assessments", "child_protection_plans", "child_in_need_plans"]
)
@pytest.mark.parametrize(("held_since", "told"), [("2026-03-01", []), ("2026-03-02", ["Amira"])])
def test_files_that_do_not_reach_back_to_the_death_do_not_tell_of_work_since(table, held_since, told):
    record = child(
        "born_on | died_on",
        "2014-05-02 | 2026-03-01",
        referrals="child_id | referred_on\nAmira | 2026-01-05",
        assessments="child_id | started_on\nAmira | 2026-01-05",
        child_protection_plans="child_id | started_on\nAmira | 2026-02-05",
        child_in_need_plans="child_id | started_on\nAmira | 2026-02-05",
        reach={table: (held_since, AS_OF)},
    )
    assert untold(record, "activity-after-death") == told


def test_the_first_work_after_the_death_is_named():
    record = child(
        "born_on | died_on",
        "2014-05-02 | 2026-03-01",
        referrals="child_id | referred_on\nAmira | 2026-05-01",
        assessments="child_id | started_on\nAmira | 2026-04-01",
    )
    assert says(record, "activity-after-death") == [
        "The child died on 1 March 2026, and work is dated 1 April 2026."
    ]
