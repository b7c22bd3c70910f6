"""Seeing a child in need: who must be seen, from when, and what shows that nobody did."""

import pytest
from tests.tables import due, given, says, states, untold, wrong

AS_OF = "2026-11-24"
EVERY = "cin-visit-every-20-working-days"


def plan(started="2026-03-02", ended="", visits=(), as_of=AS_OF, **more):
    """Amira's plan, with visits a line each (day | seen)."""
    lines = "\n".join(f"Amira | {visit}" for visit in visits)
    return given(
        as_of,
        child_in_need_plans=f"child_id | started_on | ended_on\nAmira | {started} | {ended}",
        child_in_need_visits=f"child_id | visited_on | seen\n{lines}",
        **more,
    )


def test_each_interval_runs_from_the_last_visit_on_which_the_child_was_seen():
    record = plan(visits=["2026-03-20 | yes", "2026-04-10 | no", "2026-04-22 | yes"], as_of="2026-04-27")
    # Twenty working days after 20 March end on 21 April, Easter left out; after 22 April on 21 May.
    assert due(record, EVERY) == [
        ("Amira", "2026-03-30", "2026-03-20", "met"),
        ("Amira", "2026-04-21", "2026-04-22", "met late"),
        ("Amira", "2026-05-21", None, "due"),
    ]


@pytest.mark.parametrize(
    ("born", "expected", "answer"),
    [
        ("2026-03-16", "", [("Amira", "2026-04-15", None, "overdue")]),  # born after the plan began
        ("", "2026-06-01", []),
    ],
)
def test_a_baby_is_seen_from_birth_on(born, expected, answer):
    record = plan(
        as_of="2026-04-20", children=f"child_id | born_on | expected_on\nAmira | {born} | {expected}"
    )
    assert due(record, EVERY) == answer


STEP_DOWN = """
    child_id | started_on | ended_on
    Amira    | 2025-09-01 | 2026-03-02
"""


def stepped_down(closed="", care="2024-01-01 | 2024-06-01", visit="2026-01-05", reviewed="2024-01-05"):
    return given(
        AS_OF,
        child_protection_plans=STEP_DOWN,
        referrals=f"child_id | referred_on | closed_on\nAmira | 2025-08-01 | {closed}",
        care_episodes=f"child_id | started_on | ended_on\nAmira | {care}",
        child_in_need_visits=f"child_id | visited_on | seen\nAmira | {visit} | yes",
        events=f"child_id | kind | happened_on\nAmira | step-down-review | {reviewed}",
    )


@pytest.mark.parametrize(
    ("more", "visit_state", "review_state"),
    [
        ({}, ["overdue"], ["overdue"]),
        ({"visit": "2026-03-16", "reviewed": "2026-06-02"}, ["met"], ["met"]),
        ({"visit": "2026-03-17", "reviewed": "2026-06-03"}, ["met late"], ["met late"]),
        ({"closed": "2026-03-02"}, [], []),  # the case closed with the plan
        ({"closed": "2026-04-01"}, ["not done"], []),  # closed before the review fell due
        ({"care": "2026-02-20 |"}, [], []),  # into care
    ],
)
def test_a_child_who_comes_off_a_protection_plan_is_visited_and_reviewed(more, visit_state, review_state):
    record = stepped_down(**more)
    visited, reviewed = "step-down-to-cin-visit-10-working-days", "step-down-cin-plan-minimum-3-months"
    assert [s for *_, s in due(record, visited)] == visit_state
    assert [s for *_, s in due(record, reviewed)] == review_state


HOME = "reunification-visits-weekly-first-month"


@pytest.mark.parametrize(("status", "found"), [("V2", ["not done"]), ("V3", []), ("V4", [])])
def test_going_home_from_a_short_break_is_no_return_from_care(status, found):
    record = given(
        AS_OF,
        care_episodes="child_id | started_on | ended_on | end_reason\nAmira | 2026-03-02 | 2026-03-04 | E4A",
        legal_statuses=f"child_id | status | from_on | to_on\nAmira | {status} | 2026-03-02 | 2026-03-04",
        child_in_need_visits="child_id | visited_on | seen\nBen | 2026-03-09 | yes",
    )
    assert states(record, HOME).get("Amira", []) == found


@pytest.mark.parametrize(("reason", "count"), [("E4A", 4), ("E4B", 4), ("E12", 0)])
def test_a_child_back_home_is_visited_each_week_for_four_weeks(reason, count):
    record = given(
        AS_OF,
        care_episodes=f"""
        child_id | started_on | ended_on   | end_reason
        Amira    | 2025-09-01 | 2026-03-02 | {reason}
        """,
        child_in_need_visits="""
        child_id | visited_on | seen
        Amira    | 2026-03-09 | yes
        Amira    | 2026-03-17 | yes
        Amira    | 2026-03-24 | yes
        """,
    )
    expected = [
        ("Amira", "2026-03-09", "2026-03-09", "met"),
        ("Amira", "2026-03-16", "2026-03-17", "met late"),
        ("Amira", "2026-03-24", "2026-03-24", "met"),
    ]
    # The last would be due on 31 March, after the four weeks have ended on the 30th.
    assert due(record, HOME) == expected[: min(count, 3)]


@pytest.mark.parametrize(
    ("as_of", "visit", "broken"),
    [
        ("2026-03-30", "2026-03-01 | yes", []),  # the twentieth working day
        ("2026-03-31", "2026-03-01 | yes", ["Amira"]),
        ("2026-03-31", "2026-03-02 | no", []),  # a visit, if not seen
    ],
)
def test_a_plan_has_a_visit_within_twenty_working_days(as_of, visit, broken):
    assert wrong(plan(visits=[visit], as_of=as_of), "cin-plan-no-visit") == broken


def test_a_visit_says_whether_the_child_was_seen():
    record = plan(visits=["2026-03-20 |", "2026-04-20 | no", "2026-05-20 | yes"])
    assert says(record, "cin-visit-no-child-seen") == [
        "The visit of 20 March 2026 doesn't say whether the child was seen."
    ]


UNSEEN = "cin-child-not-seen-60-days"


@pytest.mark.parametrize(
    ("started", "visits", "broken", "unknown"),
    [
        ("2026-03-02", ["2026-09-25 | yes"], [], []),  # sixty days ago
        ("2026-03-02", ["2026-09-24 | yes"], ["Amira"], []),
        ("2026-03-02", ["2026-11-20 | no"], ["Amira"], []),
        ("2026-03-02", ["2026-11-20 |"], [], ["Amira"]),
        ("2026-11-02", ["2026-09-24 | yes"], ["Amira"], []),  # seen before the new plan, too long ago
        ("2026-11-02", ["2026-09-24 | no"], [], []),  # a new plan, never seen yet
        ("2026-09-24", ["2026-01-24 | no"], ["Amira"], []),
    ],
)
def test_a_child_in_need_is_seen_within_sixty_days(started, visits, broken, unknown):
    record = plan(started, visits=visits)
    assert (wrong(record, UNSEEN), untold(record, UNSEEN)) == (broken, unknown)


@pytest.mark.parametrize(("ended", "broken"), [("2026-11-24", []), ("2026-11-25", ["Amira"])])
def test_only_while_the_plan_is_open(ended, broken):
    assert wrong(plan(ended=ended, visits=["2026-04-01 | yes"]), UNSEEN) == broken


def test_without_a_file_of_visits_it_cannot_be_told():
    record = given(AS_OF, child_in_need_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |")
    assert [untold(record, s) for s in (UNSEEN, "cin-plan-no-visit")] == [["Amira"], ["Amira"]]
    assert states(record, EVERY) == {"Amira": ["cannot tell"]}


def test_where_a_file_holds_visits_of_another_kind_only_a_child_may_have_been_visited():
    record = given(
        "2026-04-20",
        reach={"child_in_need_visits": ("", "")},
        child_in_need_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        care_visits="child_id | visited_on | seen\nBen | 2026-03-02 | yes",
    )
    assert states(record, "cin-first-visit-5-working-days") == {"Amira": ["cannot tell"]}


@pytest.mark.parametrize(("seen", "broken"), [("2026-09-25", []), ("2026-09-24", ["Amira"])])
def test_a_child_seen_as_the_events_file_says_is_seen(seen, broken):
    """Sixty days before 24 November are 25 September."""
    record = given(
        AS_OF,
        child_in_need_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        child_in_need_visits="child_id | visited_on | seen\nAmira | 2026-11-20 | no",
        events=f"child_id | kind | happened_on\nAmira | child-seen | {seen}",
    )
    assert wrong(record, UNSEEN) == broken


def test_a_child_seen_was_visited_wherever_the_visit_is_recorded():
    plan_of_march = "child_id | started_on | ended_on\nAmira | 2026-03-02 |"
    seen = "child_id | kind | happened_on\n{} | child-seen | 2026-04-01"
    visits_of_others = "child_id | visited_on | seen\nBen | 2026-04-01 | yes"
    for child, broken in (("Amira", []), ("Ben", ["Amira"])):
        record = given(
            AS_OF,
            child_in_need_plans=plan_of_march,
            child_in_need_visits=visits_of_others,
            events=seen.format(child),
        )
        assert wrong(record, "cin-plan-no-visit") == broken
