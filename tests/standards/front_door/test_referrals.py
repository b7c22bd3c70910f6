"""Referrals: decided, answered, allocated, and recorded so that they make sense."""

import pytest
from tests.standards.due_days import EXPECTED, Case, trial
from tests.tables import due, given, says, states, untold, wrong

MONDAY = "2026-03-02"
REFERRED = "referrals.referred_on"
OPEN = {"closed_on": "", "no_further_action": "no"}

CASES = [
    Case("referral-decision-1-working-day", REFERRED, MONDAY, "referral-decision", "2026-03-03"),
    Case(
        "referrer-feedback-5-working-days",
        REFERRED,
        MONDAY,
        "referrer-told",
        "2026-03-09",
        row={"source": "2A"},
    ),
    Case(
        "referral-to-allocation-1-working-day",
        REFERRED,
        MONDAY,
        "involvements.from_on",
        "2026-03-03",
        row=OPEN,
        end_row={"role": "ALLOCATED", "worker_id": "w1", "to_on": ""},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_the_days_around_the_due_date(case):
    assert trial(case) == EXPECTED


@pytest.mark.parametrize(
    ("source", "state"), [("6", ["overdue"]), ("1A", []), ("9", []), ("", ["cannot tell"])]
)
def test_neighbours_and_relatives_are_not_told_the_outcome(source, state):
    record = given(
        "2026-04-20",
        referrals=f"child_id | referred_on | source\nAmira | {MONDAY} | {source}",
        events="child_id | kind | happened_on\nBen | referrer-told | 2026-01-01",
    )
    assert [s for *_, s in due(record, "referrer-feedback-5-working-days")] == state


@pytest.mark.parametrize(
    ("worker", "state"),
    [
        ("ALLOCATED | 2026-01-05 |", {}),  # held by a worker already
        ("ALLOCATED | 2026-03-02 |", {"Amira": ["met"]}),
        ("ALLOCATED | 2026-01-05 | 2026-03-02", {"Amira": ["overdue"]}),  # who left that day
        ("DUTY      | 2026-03-02 |", {"Amira": ["overdue"]}),  # an inbox is no worker
    ],
)
def test_a_child_needs_a_worker_unless_one_holds_the_case(worker, state):
    record = given(
        "2026-04-20",
        referrals=f"child_id | referred_on | closed_on | no_further_action\nAmira | {MONDAY} | | no",
        involvements=f"child_id | worker_id | role | from_on | to_on\nAmira | w1 | {worker}",
    )
    assert states(record, "referral-to-allocation-1-working-day") == state


def test_a_decision_names_the_manager():
    record = given(
        "2026-04-20",
        referrals="""
        child_id | referred_on | outcomes
        Amira    | 2026-03-02  | SINGLE_ASSESSMENT_FLAG
        Ben      | 2026-03-02  | SINGLE_ASSESSMENT_FLAG
        Cara     | 2026-03-02  |
        Dan      | 2026-03-02  | NFA_FLAG
        """,
        events="""
        child_id | kind              | happened_on | by
        Amira    | referral-decision | 2026-03-03  |
        Ben      | referral-decision | 2026-03-02  | A manager
        Dan      | referral-decision | 2026-03-01  | A manager
        """,
    )
    assert wrong(record, "management-decision-missing") == ["Amira", "Dan"]


def test_the_source_is_a_code_of_the_list():
    record = given(
        "2026-04-20",
        referrals="""
        child_id | referred_on | source
        Amira    | 2026-03-02  |
        Ben      | 2026-03-02  | 5D
        Cara     | 2026-03-02  | SCHOOLS
        """,
    )
    assert wrong(record, "referral-source-missing") == ["Amira", "Cara"]


OUTCOMES = """
    child_id | referred_on | outcomes | no_further_action | closed_on
    Amira    | 2026-03-02  |          |                   |
    Ben      | 2026-03-02  | NFA_FLAG |                   |
    Cara     | 2026-03-02  |          | yes               |
    Dan      | 2026-03-02  |          |                   | 2026-03-04
    Ewa      | 2026-03-02  |          |                   |
    Finn     | 2026-03-02  |          |                   |
    Gita     | 2026-03-03  |          |                   |
"""


def test_a_referral_has_an_outcome_or_work_after_two_working_days():
    record = given(
        "2026-03-05",
        referrals=OUTCOMES,
        assessments="child_id | started_on\nEwa | 2026-03-04\nAmira | 2025-03-04",
        section_47_enquiries="child_id | started_on\nFinn | 2026-03-02",
    )
    assert wrong(record, "referral-no-outcome") == ["Amira"]  # Gita's second working day is 5 March


def test_without_a_file_of_assessments_it_cannot_be_told():
    record = given(
        "2026-03-05", referrals=OUTCOMES, section_47_enquiries="child_id | started_on\nFinn | 2026-03-02"
    )
    assert untold(record, "referral-no-outcome") == ["Amira", "Ewa"]


@pytest.mark.parametrize(
    ("earlier", "broken"),
    [("2025-03-01", []), ("2025-03-02", ["Amira"]), ("2026-03-01", ["Amira"]), ("2026-03-02", [])],
)
def test_referred_again_within_twelve_months(earlier, broken):
    record = given(
        "2026-04-20",
        referrals=f"child_id | referral_id | referred_on\nAmira | r1 | {earlier}\nAmira | r2 | 2026-03-02",
    )
    assert wrong(record, "repeat-referral-12-months") == broken


def test_the_earlier_referral_is_named():
    record = given(
        "2026-04-20",
        referrals="child_id | referral_id | referred_on\nAmira | r1 | 2025-09-01\nAmira | r2 | 2026-03-02",
    )
    assert says(record, "repeat-referral-12-months") == [
        "Referred on 2 March 2026, within 12 months of the referral of 1 September 2025."
    ]


def test_no_further_action_has_no_work_on_it():
    record = given(
        "2026-04-20",
        referrals="""
        child_id | referral_id | referred_on | no_further_action
        Amira    | r1          | 2026-03-02  | yes
        Ben      | r2          | 2026-03-02  | yes
        Cara     | r3          | 2026-03-02  | no
        Dan      | r4          | 2026-03-02  |
        Ewa      | r5          | 2026-03-02  | yes
        """,
        assessments="""
        child_id | referral_id | started_on
        Amira    | r1          | 2026-03-03
        Ben      | r9          | 2026-03-03
        Cara     | r3          | 2026-03-03
        Dan      | r4          | 2026-03-03
        Ewa      |             | 2026-03-03
        """,
        child_protection_plans="child_id | referral_id | started_on\nCara | r3 | 2026-03-03",
        section_47_enquiries="child_id | referral_id | started_on\nCara | r3 | 2026-03-03",
    )
    assert wrong(record, "nfa-referral-has-activity") == ["Amira"]
    assert untold(record, "nfa-referral-has-activity") == ["Ewa"]  # an assessment of which referral?


@pytest.mark.parametrize("table", ["assessments", "child_protection_plans", "section_47_enquiries"])
@pytest.mark.parametrize(
    ("held_since", "work_of", "broken", "told"),
    [
        ("2026-03-02", "r9", [], []),
        ("2026-03-03", "r9", [], ["Amira"]),
        ("2026-03-03", "r1", ["Amira"], []),  # what is there is enough
    ],
)
def test_files_that_do_not_reach_back_to_the_referral_do_not_tell_that_there_is_no_work(
    table, held_since, work_of, broken, told
):
    tables = dict.fromkeys(
        ("assessments", "child_protection_plans", "section_47_enquiries"),
        f"child_id | referral_id | started_on\nAmira | {work_of} | 2026-03-04",
    )
    record = given(
        "2026-04-20",
        referrals="child_id | referral_id | referred_on | no_further_action\nAmira | r1 | 2026-03-02 | yes",
        **tables,
        reach={table: (held_since, "2026-04-20")},
    )
    found = wrong(record, "nfa-referral-has-activity"), untold(record, "nfa-referral-has-activity")
    assert found == (broken, told)


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        ("2026-01-05 | 2026-03-02 | no", "2026-03-02 | | no", []),  # closed on the day: no overlap
        ("2026-01-05 | 2026-03-03 | no", "2026-03-02 | | no", ["Amira"]),
        ("2026-01-05 | | no", "2026-03-02 | | no", ["Amira"]),
        ("2026-01-05 | | yes", "2026-03-02 | | no", []),  # no further action: never open
        ("2026-03-02 | | no", "2026-03-02 | | no", ["Amira"]),  # one day: told once, not twice
    ],
)
def test_one_referral_is_open_at_a_time(first, second, broken):
    record = given(
        "2026-04-20",
        referrals=f"""
        child_id | referral_id | referred_on | closed_on | no_further_action
        Amira    | r1          | {first}
        Amira    | r2          | {second}
        """,
    )
    assert wrong(record, "overlapping-referrals") == broken


@pytest.mark.parametrize(
    ("born", "expected", "broken"),
    [
        ("2026-12-07", "", []),  # 40 weeks to the day after 2 March
        ("2026-12-08", "", ["Amira"]),
        ("", "2026-12-08", ["Amira"]),
        ("2014-05-02", "", []),
        ("", "", []),
    ],
)
def test_a_referral_is_not_long_before_birth(born, expected, broken):
    record = given(
        "2026-04-20",
        children=f"child_id | born_on | expected_on\nAmira | {born} | {expected}",
        referrals="child_id | referred_on\nAmira | 2026-03-02",
    )
    assert wrong(record, "referral-over-40-weeks-before-birth") == broken
    assert untold(record, "referral-over-40-weeks-before-birth") == ([] if born or expected else ["Amira"])
