"""Tables that the record implies: whole periods of care, who held the case, each visit once, birthdays."""

import random
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.tables import given

from everycase.record.derive import DERIVERS
from everycase.record.schema import STORED


def derived(table, columns, **tables):
    """Some columns of a derived table, a line a row, blanks as '-'."""
    record = given("2026-11-24", **tables)
    held = {}

    def read(name):
        if name not in held:
            held[name] = DERIVERS[name](read) if name in DERIVERS else record.scan(name).collect()
        return held[name]

    shown = [pl.col(c).cast(pl.String).fill_null("-") for c in columns.split()]
    return sorted(read(table).select(pl.concat_str(shown, separator=" ")).to_series())


def periods(episodes, columns="child_id started_on ended_on", **more):
    return derived("care_periods", columns, care_episodes=episodes, **more)


def test_episodes_that_touch_are_one_period_and_a_day_between_them_makes_two():
    episodes = """
        child_id | started_on | ended_on   | end_reason
        Amira    | 2025-01-10 | 2025-02-01 | X1
        Amira    | 2025-02-01 | 2025-03-01 | E4A
        Amira    | 2025-03-03 |            |
        """
    assert periods(episodes, "started_on ended_on end_reason") == [
        "2025-01-10 2025-03-01 E4A",
        "2025-03-03 - -",
    ]


def test_an_episode_inside_a_longer_one_ends_nothing():
    episodes = """
        child_id | started_on | ended_on
        Amira    | 2025-01-10 | 2025-06-01
        Amira    | 2025-02-01 | 2025-03-01
        Amira    | 2025-05-01 | 2025-07-01
        """
    assert periods(episodes) == ["Amira 2025-01-10 2025-07-01"]


def test_an_open_episode_keeps_the_period_open_whatever_ends_after_it():
    episodes = """
        child_id | started_on | ended_on
        Amira    | 2025-01-10 |
        Amira    | 2025-02-01 | 2025-03-01
        """
    assert periods(episodes) == ["Amira 2025-01-10 -"]


def test_a_first_episode_that_only_goes_on_from_one_that_no_file_holds_has_no_start():
    """The return's year begins with episodes whose reason is a change of placement, not a start of care."""
    episodes = """
        child_id | started_on | ended_on | start_reason | entered_care_on
        Amira    | 2025-04-10 |          | P            |
        Ben      | 2025-04-10 |          | S            |
        Cara     | 2025-04-10 |          | P            | 2023-01-05
        Dev      | 2025-04-10 |          |              |
        """
    assert periods(episodes) == ["Amira - -", "Ben 2025-04-10 -", "Cara 2023-01-05 -", "Dev 2025-04-10 -"]


def test_short_breaks_are_periods_whose_every_status_is_one():
    episodes = """
        child_id | started_on | ended_on
        Amira    | 2025-01-10 | 2025-01-12
        Ben      | 2025-01-10 | 2025-02-01
        Cara     | 2025-01-10 | 2025-02-01
        """
    statuses = """
        child_id | status | from_on    | to_on
        Amira    | V4     | 2025-01-01 | 2025-06-30
        Ben      | V4     | 2025-01-10 | 2025-01-20
        Ben      | C2     | 2025-01-20 | 2025-02-01
        """
    assert periods(episodes, "child_id short_breaks", legal_statuses=statuses) == [
        "Amira true",
        "Ben false",
        "Cara -",
    ]


def test_care_that_followed_short_breaks_is_not_what_they_were():
    """One child's summer of short breaks, and the care that began in the winter, are told apart."""
    episodes = """
        child_id | started_on | ended_on
        Amira    | 2025-06-10 | 2025-06-12
        Amira    | 2025-12-01 |
        """
    statuses = """
        child_id | status | from_on    | to_on
        Amira    | V4     | 2025-06-01 | 2025-08-31
        Amira    | C2     | 2025-12-01 |
        """
    assert periods(episodes, "started_on short_breaks", legal_statuses=statuses) == [
        "2025-06-10 true",
        "2025-12-01 false",
    ]


days = st.integers(0, 20)


@examples(st.lists(st.tuples(days, st.none() | days), min_size=1, max_size=5))
def test_a_child_is_in_a_period_on_exactly_the_days_of_its_episodes(spells):
    """Day by day: in care on a day of any episode, from its first to its last."""
    first = date(2025, 1, 1)
    spells = [(a, None if b is None else a + b) for a, b in spells]
    text = "child_id | started_on | ended_on\n" + "\n".join(
        f"Amira | {first + timedelta(a)} | {'' if b is None else first + timedelta(b)}" for a, b in spells
    )
    found = [row.split() for row in periods(text, "started_on ended_on")]
    ends = [(date.fromisoformat(a), date.max if b == "-" else date.fromisoformat(b)) for a, b in found]
    for n in range(60):
        day = first + timedelta(n)
        held = any(a <= n and (b is None or n <= b) for a, b in spells)
        assert sum(a <= day <= b for a, b in ends) == held
    # Nothing lies between two periods that would have joined them.
    assert all(later[0] > sooner[1] for sooner, later in pairwise(sorted(ends)))


HEADER = "child_id | worker_id | role | from_on | to_on"


def holders(*spells):
    text = "\n".join([HEADER, *(f"Amira | {w} | ALLOCATED | {a} | {b}" for w, a, b in spells)])
    return derived("case_holders", "worker_id from_on to_on", involvements=text)


def test_a_worker_holds_the_case_until_the_next_one_does():
    assert holders(("W1", "2026-01-05", ""), ("W2", "2026-03-01", "")) == [
        "W1 2026-01-05 2026-03-01",
        "W2 2026-03-01 -",
    ]


def test_a_gap_between_two_workers_stays_a_gap():
    assert holders(("W1", "2026-01-05", "2026-02-01"), ("W2", "2026-03-01", "")) == [
        "W1 2026-01-05 2026-02-01",
        "W2 2026-03-01 -",
    ]


def test_a_worker_who_only_covered_for_another_hands_the_case_back():
    """Else a child with a worker would look like a child without one."""
    assert holders(("W1", "2026-01-05", ""), ("W2", "2026-03-01", "2026-03-15")) == [
        "W1 2026-01-05 2026-03-01",
        "W1 2026-03-15 -",
        "W2 2026-03-01 2026-03-15",
    ]


def test_of_two_who_began_on_one_day_the_one_who_went_on_holds_the_case():
    spells = [("W1", "2026-01-05", ""), ("W2", "2026-01-05", "2026-02-01")]
    assert holders(*spells) == holders(*reversed(spells))
    assert holders(*spells) == ["W1 2026-01-05 -"]


def test_only_the_allocated_worker_holds_a_case():
    text = f"{HEADER}\nAmira | W1 | IRO | 2026-01-05 |\nAmira | | ALLOCATED | 2026-01-05 |"
    assert derived("case_holders", "worker_id", involvements=text) == []


spell = st.tuples(st.sampled_from("ABC"), days, st.none() | days)


@examples(st.lists(spell, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_somebody_holds_the_case_on_exactly_the_days_that_somebody_was_allocated(spells, shuffle):
    """And never two people at once, but for the day of handing over; in whatever order the rows come."""
    first = date(2026, 1, 1)

    def rows(order):
        return [(w, first + timedelta(a), "" if b is None else first + timedelta(a + b)) for w, a, b in order]

    found = [row.split() for row in holders(*rows(spells))]
    ends = sorted(
        (date.fromisoformat(a), date.max if b == "-" else date.fromisoformat(b)) for _, a, b in found
    )
    for n in range(45):
        day = first + timedelta(n)
        held = any(a <= n and (b is None or n <= a + b) for _, a, b in spells)
        assert any(a <= day <= b for a, b in ends) == held
    assert all(sooner[1] <= later[0] for sooner, later in pairwise(ends))
    shuffled = list(spells)
    shuffle.shuffle(shuffled)
    assert holders(*rows(shuffled)) == holders(*rows(spells))


DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("visits", "at"),
    [
        ([(9, True), (17, True)], 9),
        ([(9, False), (17, True)], 17),  # at nine the child wasn't seen
        ([(9, None), (17, True)], 17),
        ([(9, False), (17, False)], 9),
        ([(9, False), (None, True)], None),  # seen, and nobody says when
    ],
)
def test_of_two_visits_on_a_day_the_time_is_that_at_which_the_child_was_seen(visits, at):
    rows = [
        {
            "child": 0,
            "child_id": "Amira",
            "visited_on": DAY,
            "visited_on_time": None if hour is None else datetime.combine(DAY, time(hour)),
            "seen": seen,
            "sources": 1,
        }
        for hour, seen in visits
    ]
    for several in (rows, rows[::-1]):
        tables = {name: STORED[name].empty() for name in STORED}
        table = "child_protection_visits"
        tables[table] = pl.DataFrame(
            [{**dict.fromkeys(STORED[table].columns()), **row} for row in several],
            schema=STORED[table].columns(),
        )
        (found,) = DERIVERS["visits"](tables.__getitem__)["visited_on_time"]
        assert found == (None if at is None else datetime.combine(DAY, time(at)))


def test_a_case_is_open_from_its_referral_unless_nothing_was_done():
    text = """
        child_id | referral_id | referred_on | closed_on  | no_further_action
        Amira    | R1          | 2026-01-05  | 2026-02-01 | no
        Amira    | R2          | 2026-03-05  |            |
        Amira    | R3          | 2026-04-05  |            | yes
        Amira    | R4          |             |            | no
        """
    assert derived("open_cases", "referral_id opened_on closed_on", referrals=text) == [
        "R1 2026-01-05 2026-02-01",
        "R2 2026-03-05 -",
        "R4 - -",  # nobody knows since when, but nobody closed it
    ]


def test_one_visit_in_two_tables_is_one_visit_seen_if_either_says_so():
    found = derived(
        "visits",
        "child_id visited_on seen seen_alone bedroom_seen kinds",
        child_protection_visits="""
            child_id | visited_on | seen | seen_alone | bedroom_seen
            Amira    | 2026-01-05 | no   |            | yes
            Amira    | 2026-01-06 |      |            |
            """,
        care_visits="""
            child_id | visited_on | seen | seen_alone
            Amira    | 2026-01-05 | yes  | no
            Ben      | 2026-01-05 | yes  | yes
            Ben      |            | yes  | yes
            """,
    )
    assert found == [
        "Amira 2026-01-05 true false true child_protection_visits, care_visits",
        "Amira 2026-01-06 - - - child_protection_visits",
        "Ben 2026-01-05 true true - care_visits",
    ]


@pytest.mark.parametrize(
    ("born", "age", "birthday", "school_year_ends"),
    [
        ("2014-05-02", 14, "2028-05-02", "2028-08-31"),
        ("2014-08-31", 14, "2028-08-31", "2028-08-31"),
        ("2014-09-01", 14, "2028-09-01", "2029-08-31"),
        ("2012-02-29", 18, "2030-02-28", "2030-08-31"),
        ("2012-02-29", 16, "2028-02-28", "2028-08-31"),
        ("2014-12-31", 21, "2035-12-31", "2036-08-31"),
    ],
)
def test_a_birthday_is_the_same_day_of_the_year(born, age, birthday, school_year_ends):
    found = derived(
        "birthdays", "age on school_year_ends_on", children=f"child_id | born_on\nAmira | {born}\nUnborn |"
    )
    assert f"{age} {birthday} {school_year_ends}" in found
    assert len(found) == 8  # the 14th to the 21st


def test_rows_in_another_order_imply_the_same():
    visit_rows = [f"Amira | 2026-01-{n:02} | yes | " for n in range(1, 20)]
    header = "child_id | visited_on | seen | seen_alone"
    shown = "child_id visited_on seen kinds"
    in_order = derived("visits", shown, care_visits="\n".join([header, *visit_rows]))
    random.Random(3).shuffle(visit_rows)
    assert derived("visits", shown, care_visits="\n".join([header, *visit_rows])) == in_order


def test_a_sight_is_a_visit_or_a_day_on_which_the_events_file_has_the_child_seen():
    found = derived(
        "sights",
        "child_id on seen kinds",
        child_in_need_visits="""
            child_id | visited_on | seen
            Amira    | 2026-01-05 | no
            Amira    | 2026-01-06 |
            """,
        events="""
            child_id | kind        | happened_on
            Amira    | child-seen  | 2026-01-05
            Ben      | child-seen  | 2026-01-07
            Ben      | child-seen  |
            Ben      | supervision | 2026-01-08
            """,
    )
    assert found == [
        "Amira 2026-01-05 false child_in_need_visits",
        "Amira 2026-01-05 true events",
        "Amira 2026-01-06 - child_in_need_visits",
        "Ben 2026-01-07 true events",
    ]


def test_care_is_not_over_by_an_episode_that_ends_before_it_begins():
    """The year of Amira's second episode's end is mistyped; Ben's only one ends before the whole period."""
    episodes = """
        child_id | started_on | ended_on   | end_reason
        Amira    | 2026-01-10 | 2026-06-01 | X1
        Amira    | 2026-06-01 | 2026-02-01 | E4A
        Ben      | 2026-06-01 | 2025-07-01 | E4A
        """
    assert periods(episodes) == ["Amira 2026-01-10 -", "Ben 2026-06-01 2025-07-01"]
