"""Visits to children in care: each table is a child's placements and visits, each answer by hand."""

import pytest
from tests.tables import due, given, says, states, untold, wrong

AS_OF = "2026-11-24"
IN_CARE = """
    child_id | started_on | ended_on | start_reason
    Amira    | {start}    | {end}    | S
"""


def record(visits, *, placement="U6 | 2026-10-05 |", as_of=AS_OF, born="2014-05-02", **more):
    """Amira in care in one placement (kind | from | to), with visits (day | seen | seen alone)."""
    kind, start, end = (part.strip() for part in placement.split("|"))
    lines = "\n".join(f"Amira | {visit}" for visit in visits)
    return given(
        as_of,
        children=f"child_id | born_on\nAmira | {born}",
        care_episodes=IN_CARE.format(start=start, end=""),
        placements=f"""
            child_id | kind   | started_on | ended_on | change_reason
            Amira    | {kind} | {start}    | {end}    |
        """,
        care_visits=f"child_id | visited_on | seen | seen_alone\n{lines}",
        **more,
    )


@pytest.mark.parametrize(
    ("visits", "as_of", "state"),
    [
        (["2026-10-12"], AS_OF, "met"),  # Monday 5 October and seven days
        (["2026-10-05"], AS_OF, "met"),  # on the day of the move
        (["2026-10-13"], AS_OF, "met late"),
        ([], "2026-10-12", "due soon"),
        ([], "2026-10-13", "overdue"),
    ],
)
def test_first_visit_within_a_week(visits, as_of, state):
    assert states(record(visits, as_of=as_of), "cla-first-visit-1-week") == {"Amira": [state]}


@pytest.mark.parametrize(
    ("placement", "more"),
    [
        ("T1 | 2026-10-05 |", {}),  # in hospital for a while: not a new home
        ("R5 | 2026-10-05 |", {}),  # custody has its own clock
        ("U6 | 2026-10-05 | 2026-10-10", {}),  # moved on before the visit fell due
        ("U6 | 2026-10-05 |", {"legal_statuses": "child_id | status | from_on\nAmira | V3 | 2026-10-05"}),
    ],
)
def test_no_first_visit_is_asked_for(placement, more):
    assert due(record([], placement=placement, **more), "cla-first-visit-1-week") == []


def test_a_change_of_the_placements_status_alone_is_not_a_move():
    moved = given(
        AS_OF,
        care_episodes="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        placements="""
            child_id | kind | started_on | ended_on   | change_reason
            Amira    | U6   | 2026-03-02 | 2026-10-05 | PLACE
            Amira    | U4   | 2026-10-05 |            |
        """,
        care_visits="child_id | visited_on\nAmira | 2026-03-05",
    )
    assert due(moved, "cla-first-visit-1-week") == [("Amira", "2026-03-09", "2026-03-05", "met")]


def test_without_visits_in_any_file_the_first_visit_cannot_be_told():
    without = given(
        AS_OF,
        care_episodes=IN_CARE.format(start="2026-10-05", end=""),
        placements="child_id | kind | started_on | ended_on\nAmira | U6 | 2026-10-05 |",
    )
    assert states(without, "cla-first-visit-1-week") == {"Amira": ["cannot tell"]}


def test_visits_go_on_at_most_six_weeks_apart():
    visits = ["2026-06-05", "2026-07-17", "2026-08-29"]  # 42 days, then 43
    seen = due(record(visits, placement="K2 | 2026-06-01 |"), "cla-visit-every-6-weeks")
    assert seen == [
        ("Amira", "2026-07-17", "2026-07-17", "met"),
        ("Amira", "2026-08-28", "2026-08-29", "met late"),
        ("Amira", "2026-10-10", None, "overdue"),
    ]


def test_the_interval_stops_with_the_placement_with_care_and_at_18():
    visits = ["2026-10-08"]  # the next is due by 19 November
    ended = "U6 | 2026-10-05 | 2026-11-18"
    assert due(record(visits, placement=ended), "cla-visit-every-6-weeks") == []
    adult = record(visits, born="2008-11-10")
    assert due(adult, "cla-visit-every-6-weeks") == []
    left = given(
        AS_OF,
        care_episodes="child_id | started_on | ended_on\nAmira | 2026-10-05 | 2026-11-18",
        placements="child_id | kind | started_on | ended_on\nAmira | U6 | 2026-10-05 |",
        care_visits="child_id | visited_on\nAmira | 2026-10-08",
    )
    assert due(left, "cla-visit-every-6-weeks") == []


@pytest.mark.parametrize(
    ("entered_care", "expected"),
    [
        ("2026-02-05", []),
        ("2026-02-19", []),  # two weeks after the placement is said to have begun
        ("2026-02-20", ["overdue"]),  # another time in care: the placement may go on
    ],
)
def test_visits_end_with_the_care_that_a_placement_is_said_to_have_begun_before(entered_care, expected):
    found = given(
        AS_OF,
        care_episodes=f"child_id | started_on | ended_on\nAmira | {entered_care} | 2026-06-30",
        placements="child_id | kind | started_on | ended_on\nAmira | U6 | 2026-02-05 |",
        care_visits="child_id | visited_on\nAmira | 2026-06-15",
    )
    overdue = [state for state in states(found, "cla-visit-every-6-weeks").get("Amira", []) if state != "met"]
    assert overdue == expected


def test_after_a_year_in_long_term_fostering_visits_are_three_months_apart():
    settled = record(["2025-09-20", "2026-01-05", "2026-04-06"], placement="U4 | 2025-09-15 |")
    # In the first year, to 15 September 2026, six weeks hold.
    assert [row[1:] for row in due(settled, "cla-visit-every-6-weeks")] == [
        ("2025-11-01", "2026-01-05", "met late"),
        ("2026-02-16", "2026-04-06", "met late"),
        ("2026-05-18", None, "not done"),
    ]
    assert due(settled, "cla-visit-every-3-months-long-term") == [("Amira", "2026-12-15", None, "due")]


def test_a_decision_that_a_placement_will_last_counts_like_long_term_fostering():
    agreed = {"events": "child_id | kind | happened_on\nAmira | long-term-placement-agreed | 2026-02-02"}
    visits = ["2025-06-09", "2026-05-30", "2026-07-01", "2026-09-20"]
    home = record(visits, placement="K2 | 2025-06-02 |", **agreed)
    assert due(home, "cla-visit-every-3-months-long-term") == [
        ("Amira", "2026-09-02", "2026-07-01", "met"),
        ("Amira", "2026-10-01", "2026-09-20", "met"),
        ("Amira", "2026-12-20", None, "due"),
    ]
    undecided = record(visits, placement="K2 | 2025-06-02 |")
    assert due(undecided, "cla-visit-every-3-months-long-term") == []
    assert due(undecided, "cla-visit-every-6-weeks")[-1] == ("Amira", "2026-11-01", None, "overdue")


def test_settled_long_term_fostering_may_have_six_months():
    settled = record(["2026-03-02"], placement="U1 | 2025-01-10 |")
    assert due(settled, "cla-visit-long-term-foster-6-months") == [
        ("Amira", "2026-07-10", "2026-03-02", "met"),
        ("Amira", "2026-09-02", None, "overdue"),
    ]


def test_seen_alone_is_counted_from_the_last_time():
    visits = ["2026-10-08 | yes | yes", "2026-10-22 | yes | no", "2026-11-20 | yes | yes"]
    assert due(record(visits), "cla-seen-alone-each-visit") == [
        ("Amira", "2026-11-19", "2026-11-20", "met late"),
        ("Amira", "2027-01-01", None, "due"),
    ]
    blank = ["2026-10-08 | yes | yes", "2026-10-22 | yes |", "2026-11-20 | yes | yes"]
    assert states(record(blank), "cla-seen-alone-each-visit") == {"Amira": ["cannot tell", "due"]}


def test_a_visit_is_written_up_within_five_working_days():
    written = "child_id | kind | happened_on\nAmira | visit-written-up | {}"
    for day, state in (("2026-10-15", "met"), ("2026-10-16", "met late")):  # Thursday 8 October and five
        found = record(["2026-10-08"], events=written.format(day))
        assert states(found, "cla-visit-record-5-working-days") == {"Amira": [state]}
    assert states(record(["2026-10-08"]), "cla-visit-record-5-working-days") == {"Amira": ["cannot tell"]}


@pytest.mark.parametrize(
    ("visits", "broken"),
    [
        (["2026-10-08 | yes", "2026-10-20 | no", "2026-11-10 | no"], ["Amira"]),
        (["2026-10-20 | no", "2026-11-10 |"], ["Amira"]),  # blank is not a yes
        (["2026-10-20 | yes", "2026-11-10 | no"], []),
        (["2026-10-20 | no", "2026-11-10 | yes"], []),
        (["2026-10-20 | no", "2026-11-10 | no", "2026-11-10 | yes"], []),
        (["2026-11-10 | no"], []),  # one visit only
    ],
)
def test_not_seen_at_the_last_two_visits(visits, broken):
    assert wrong(record(visits), "cla-child-not-seen") == broken


def test_not_seen_says_when():
    missed = record(["2026-10-20 | no", "2026-11-10 | no"])
    [sentence] = says(missed, "cla-child-not-seen")
    assert sentence.startswith(
        "In care since 5 October 2026. The child was not seen at the latest two visits"
    )
    assert sentence.endswith("on 20 October 2026 and 10 November 2026.")


def test_where_no_file_says_who_was_seen_it_cannot_be_told():
    unsaid = given(
        AS_OF,
        care_episodes=IN_CARE.format(start="2026-06-01", end=""),
        care_visits="child_id | visited_on\nAmira | 2026-10-20\nAmira | 2026-11-10",
    )
    assert wrong(unsaid, "cla-child-not-seen") == []
    assert untold(unsaid, "cla-child-not-seen") == ["Amira"]


@pytest.mark.parametrize(
    ("born", "start", "visits", "broken"),
    [
        ("2014-05-02", "2026-08-24", ["2026-10-08 | yes | no"], ["Amira"]),  # three months to the day
        ("2014-05-02", "2026-08-25", ["2026-10-08 | yes | no"], []),  # not yet three months
        ("2014-05-02", "2026-06-01", ["2026-08-24 | yes | yes"], []),  # within three months to the day
        ("2014-05-02", "2026-06-01", ["2026-08-23 | yes | yes"], ["Amira"]),
        ("2022-11-25", "2026-06-01", [], []),  # four tomorrow
        ("2022-11-24", "2026-06-01", [], ["Amira"]),  # four today
    ],
)
def test_not_seen_alone_for_three_months(born, start, visits, broken):
    found = record(visits, placement=f"U6 | {start} |", born=born)
    assert wrong(found, "cla-child-not-seen-alone") == broken


def test_a_blank_about_seeing_a_child_alone_cannot_be_told():
    found = record(["2026-10-08 | yes |"], placement="U6 | 2026-06-01 |")
    assert wrong(found, "cla-child-not-seen-alone") == []
    assert untold(found, "cla-child-not-seen-alone") == ["Amira"]


@pytest.mark.parametrize(("seen", "broken"), [("2026-10-19", ["Amira"]), ("2026-10-20", [])])
def test_a_child_seen_otherwise_since_the_last_visit_but_one_was_seen(seen, broken):
    missed = record(
        ["2026-10-20 | no", "2026-11-10 | no"],
        events=f"child_id | kind | happened_on\nAmira | child-seen | {seen}",
    )
    assert wrong(missed, "cla-child-not-seen") == broken
