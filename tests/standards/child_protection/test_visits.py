"""Visits to a child on a protection plan."""

import pytest
from tests.tables import due, given, says, states, untold, wrong

PLAN = """
child_id | started_on | ended_on
Amira    | 2026-03-23 |
"""


def test_only_a_visit_on_which_the_child_was_seen_restarts_the_clock():
    record = given(
        "2026-05-05",
        child_protection_plans=PLAN,
        child_protection_visits="""
        child_id | visited_on | seen
        Amira    | 2026-03-31 | yes
        Amira    | 2026-04-10 | no
        Amira    | 2026-04-17 | yes
        """,
    )
    # Ten working days after 31 March, over Easter, are 16 April.
    assert due(record, "cp-visit-every-10-working-days") == [
        ("Amira", "2026-04-08", "2026-03-31", "met"),
        ("Amira", "2026-04-16", "2026-04-17", "met late"),
        ("Amira", "2026-05-01", None, "overdue"),
    ]


def test_a_visit_that_may_have_seen_the_child_cannot_be_told():
    record = given(
        "2026-04-09",
        child_protection_plans=PLAN,
        child_protection_visits="""
        child_id | visited_on | seen
        Amira    | 2026-04-01 |
        """,
    )
    assert states(record, "cp-visit-every-10-working-days") == {"Amira": ["cannot tell"]}


def test_visits_count_from_the_birth_and_an_unborn_child_has_none():
    record = given(
        "2026-05-05",
        children="""
        child_id | born_on    | expected_on
        Newborn  | 2026-04-20 | 2026-04-25
        Unborn   |            | 2026-07-01
        """,
        child_protection_plans="""
        child_id | started_on | ended_on
        Newborn  | 2026-03-23 |
        Unborn   | 2026-03-23 |
        """,
        child_protection_visits="""
        child_id | visited_on | seen | seen_alone | bedroom_seen
        Zoe      | 2026-04-21 | yes  | yes        | yes
        """,
    )
    # Ten working days after the birth, over the May holiday, are 5 May.
    assert due(record, "cp-visit-every-10-working-days") == [("Newborn", "2026-05-05", None, "due soon")]
    assert due(record, "cp-bedroom-seen-every-4-weeks") == [("Newborn", "2026-05-18", None, "due")]
    assert wrong(record, "cp-child-never-seen") == []
    assert wrong(record, "cp-bedroom-never-seen") == []


def test_a_child_is_seen_alone_from_the_fourth_birthday():
    record = given(
        "2026-05-05",
        children="""
        child_id | born_on
        Three    | 2022-06-01
        Four     | 2022-04-13
        Older    | 2014-05-02
        """,
        child_protection_plans="""
        child_id | started_on | ended_on
        Three    | 2026-03-23 |
        Four     | 2026-03-23 |
        Older    | 2026-03-23 | 2026-04-20
        """,
        child_protection_visits="""
        child_id | visited_on | seen_alone
        Zoe      | 2026-04-21 | yes
        """,
    )
    # Older's plan ended on the day that the first visit alone was due.
    assert due(record, "cp-child-seen-alone-every-4-weeks") == [("Four", "2026-05-11", None, "due soon")]


# Ten working days after 23 March, over Easter, are 8 April; four weeks are 20 April.
@pytest.mark.parametrize(
    ("standard", "last_day", "flag"),
    [
        ("cp-child-never-seen", "2026-04-08", "seen"),
        ("cp-child-never-seen-alone", "2026-04-20", "seen_alone"),
        ("cp-bedroom-never-seen", "2026-04-20", "bedroom_seen"),
    ],
)
def test_never_seen(standard, last_day, flag):
    visits = f"""
        child_id | visited_on | {flag}
        Ben      | 2026-03-24 | yes
        Cara     | 2026-03-24 | no
        Dan      | 2026-03-24 |
        Ede      | 2026-03-20 | yes
        """
    plans = """
        child_id | started_on | ended_on
        Amira    | 2026-03-23 |
        Ben      | 2026-03-23 |
        Cara     | 2026-03-23 |
        Dan      | 2026-03-23 |
        Ede      | 2026-03-23 |
        Fay      | 2026-03-23 | 2026-04-01
        """
    day_after = last_day[:-2] + f"{int(last_day[-2:]) + 1:02}"
    on_the_day = given(last_day, child_protection_plans=plans, child_protection_visits=visits)
    after = given(day_after, child_protection_plans=plans, child_protection_visits=visits)
    assert (wrong(on_the_day, standard), untold(on_the_day, standard)) == ([], [])
    # Fay's plan has ended; whether Dan was seen is not recorded; Ede was seen before the plan began.
    assert wrong(after, standard) == ["Amira", "Cara", "Ede"]
    assert untold(after, standard) == ["Dan"]


def test_never_seen_alone_is_asked_of_children_of_four_and_older():
    record = given(
        "2026-05-05",
        children="""
        child_id | born_on
        Three    | 2022-05-06
        Four     | 2022-05-05
        """,
        child_protection_plans="""
        child_id | started_on | ended_on
        Three    | 2026-03-23 |
        Four     | 2026-03-23 |
        """,
        care_visits="""
        child_id | visited_on | seen_alone
        Zoe      | 2026-03-24 | yes
        """,
    )
    assert wrong(record, "cp-child-never-seen-alone") == ["Four"]


def test_a_child_never_seen_in_any_kind_of_visit():
    record = given(
        "2026-05-05",
        child_protection_plans="""
        child_id | started_on | ended_on
        Amira    | 2026-03-23 |
        Ben      | 2026-03-23 |
        """,
        child_protection_visits="""
        child_id | visited_on | seen
        Amira    | 2026-03-24 | no
        """,
        child_in_need_visits="""
        child_id | visited_on | seen
        Ben      | 2026-03-24 | yes
        """,
    )
    assert says(record, "cp-child-never-seen") == [
        "On a protection plan since 23 March 2026 and not seen since."
    ]


SEEN_SAYS_THE_EVENTS_FILE = """
child_id | kind       | happened_on
Amira    | child-seen | 2026-05-01
Ben      | child-seen | 2026-03-22
"""


def test_a_child_seen_as_the_events_file_says_was_not_never_seen():
    """The red line and the clock of visits speak of the same sights: 22 March is before the plan."""
    record = given(
        "2026-05-05",
        child_protection_plans=PLAN + "Ben | 2026-03-23 |",
        child_protection_visits="child_id | visited_on | seen\nAmira | 2026-03-24 | no",
        events=SEEN_SAYS_THE_EVENTS_FILE,
    )
    assert wrong(record, "cp-child-never-seen") == ["Ben"]
    assert states(record, "cp-visit-every-10-working-days") == {
        "Amira": ["met late", "due"],
        "Ben": ["overdue"],
    }


def test_where_the_events_file_ends_early_the_child_may_have_been_seen_since():
    record = given(
        "2026-05-05",
        reach={"events:child-seen": ("2026-01-01", "2026-04-30")},
        child_protection_plans=PLAN,
        child_protection_visits="child_id | visited_on | seen\nAmira | 2026-03-24 | no",
        events="child_id | kind | happened_on\nBen | child-seen | 2026-03-22",
    )
    assert (wrong(record, "cp-child-never-seen"), untold(record, "cp-child-never-seen")) == ([], ["Amira"])


@pytest.mark.parametrize(
    ("born", "died", "told"),
    [
        ("2008-10-06", "", []),  # 18 on the day on which the visit falls due
        ("2008-10-07", "", ["not done"]),  # the day after it
        ("2008-11-25", "", ["overdue"]),  # 18 tomorrow
        ("2014-05-02", "2026-10-06", []),
        ("2014-05-02", "2026-10-07", ["not done"]),
        ("2014-05-02", "2026-11-24", ["not done"]),
        ("", "", ["overdue"]),  # nothing says that the child has grown up
    ],
)
def test_a_plan_left_open_asks_for_no_visit_to_who_has_died_or_grown_up(born, died, told):
    record = given(
        "2026-11-24",
        children=f"child_id | born_on | expected_on | died_on\nAmira | {born} | | {died}",
        child_protection_plans="child_id | started_on | ended_on\nAmira | 2026-09-22 |",
        child_protection_visits="child_id | visited_on | seen\nZoe | 2026-01-05 | yes",
    )
    assert states(record, "cp-visit-every-10-working-days").get("Amira", []) == told
    still_a_child = told == ["overdue"]
    assert wrong(record, "cp-child-never-seen") == ["Amira"] * still_a_child


def test_visits_before_growing_up_are_judged_all_the_same():
    record = given(
        "2026-11-24",
        children="child_id | born_on\nAmira | 2008-11-03",
        child_protection_plans="child_id | started_on | ended_on\nAmira | 2026-10-01 |",
        child_protection_visits="child_id | visited_on | seen\nAmira | 2026-10-16 | yes",
    )
    assert due(record, "cp-visit-every-10-working-days") == [
        ("Amira", "2026-10-15", "2026-10-16", "met late"),
        ("Amira", "2026-10-30", None, "not done"),
    ]
