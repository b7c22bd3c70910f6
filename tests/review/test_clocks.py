"""Each part of a clock's wording on a few rows: what starts it, what excuses it, how its days are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.review.trial import clock
from tests.tables import given

from everycase.record.schema import (
    assessments,
    care_reviews,
    child_protection_plans,
    child_protection_visits,
    children,
    initial_conferences,
    missing_episodes,
    referrals,
    section_47_enquiries,
)
from everycase.record.schema.terms import (
    calendar_days,
    earliest_of,
    hours,
    latest_of,
    months,
    none_of,
    weeks,
    working_days,
    years,
)
from everycase.review.clocks import obligations
from everycase.review.scene import Scene
from everycase.standards.council import Timing, defaults
from everycase.standards.language import EVERY, ByAge, Direction, event, since


def told(standard, as_of="2026-11-24", columns="child_id due_on state", *, reach=None, due_soon=5, **tables):
    """Some columns of what the engine says, a line an obligation."""
    record = given(as_of, reach=reach, **tables)
    found = obligations(Scene(record, defaults(), record.as_of), standard, Timing(standard.within, due_soon))
    named = found.join(record.scan("children").select("child", "child_id").collect(), on="child")
    rows = named.sort("child_id", "due_on", "link").select(columns.split()).rows()
    return [" ".join("-" if cell is None else str(cell) for cell in row) for row in rows]


PLAN = "child_id | started_on | ended_on\nAmira | 2026-11-02 |"

FINISHED = clock(
    starts=assessments.started_on, ends=assessments.authorised_on, until=None, within=working_days(45)
)


def test_an_end_of_the_starting_row_is_read_from_that_row_and_no_other():
    rows = """
        child_id | started_on | authorised_on
        Amira    | 2026-01-05 |
        Amira    | 2026-02-02 | 2026-02-10
        Ben      | 2026-01-05 | 2026-01-04
        """
    assert told(FINISHED, assessments=rows, columns="child_id state late") == [
        "Amira overdue 181",
        "Amira met -",
        "Ben cannot tell -",
    ]


def test_an_end_that_no_file_holds_is_cannot_tell_and_says_so():
    assert told(
        FINISHED, assessments="child_id | started_on\nAmira | 2026-01-05", columns="state reason"
    ) == ["cannot tell no supplied file holds what would show it"]


LATEST_HOUR = clock(
    starts=missing_episodes.to_on, ends=event("return-interview-held"), until=None, within=hours(72)
)


@pytest.mark.parametrize(
    ("back", "interviewed", "expected"),
    [
        ("2026-03-02", "2026-03-05", "2026-03-05 met True"),  # days only: the whole of the third day
        ("2026-03-02", "2026-03-06", "2026-03-05 met late True"),
        ("2026-03-02", "2026-03-02", "2026-03-05 met True"),
    ],
)
def test_hours_are_whole_days_where_no_times_are_known(back, interviewed, expected):
    tables = {
        "missing_episodes": f"child_id | from_on | to_on\nAmira | 2026-03-01 | {back}",
        "events": f"child_id | kind | happened_on\nAmira | return-interview-held | {interviewed}",
    }
    assert told(LATEST_HOUR, columns="due_on state approximate", **tables) == [expected]


@pytest.mark.parametrize(
    ("hour", "minute", "state"), [(9, 29, "met"), (9, 30, "met"), (9, 31, "met late"), (23, 59, "met late")]
)
def test_hours_are_counted_to_the_minute_where_times_are_known(hour, minute, state):
    record = given(
        "2026-11-24",
        missing_episodes="child_id | from_on | to_on\nAmira | 2026-03-01 | 2026-03-02",
        events="child_id | kind | happened_on\nAmira | return-interview-held | 2026-03-05",
    )
    timed = {
        "missing_episodes": ("to_on_time", pl.datetime(2026, 3, 2, 9, 30)),
        "events": ("happened_on_time", pl.datetime(2026, 3, 5, hour, minute)),
    }
    for table, (column, moment) in timed.items():
        with_time = record.scan(table).with_columns(moment.alias(column))
        record.frames[table] = with_time  # type: ignore[index]
    scene = Scene(record, defaults(), record.as_of)
    found = obligations(scene, LATEST_HOUR, Timing(LATEST_HOUR.within))
    assert found.select("state", "approximate").rows() == [(state, False)]


@pytest.mark.parametrize(
    ("times", "state"),
    [
        ((None,), "met"),  # the day is in time, and nothing says more
        (((9, 31),), "met late"),
        (((9, 31), None), "cannot tell"),  # the one without a time may have come before half past nine
        (((9, 30), None), "met"),  # whenever the other came, this one was in time
        (((9, 31), (9, 30)), "met"),
        (((9, 31), (23, 0)), "met late"),
    ],
)
def test_of_one_days_answers_the_first_with_a_time_counts_and_one_without_may_have_come_before(times, state):
    rows = "\n".join("Amira | return-interview-held | 2026-03-05" for _ in times)
    record = given(
        "2026-11-24",
        missing_episodes="child_id | from_on | to_on\nAmira | 2026-03-01 | 2026-03-02",
        events=f"child_id | kind | happened_on\n{rows}",
    )
    back = record.scan("missing_episodes").with_columns(to_on_time=pl.datetime(2026, 3, 2, 9, 30))
    days = [None if at is None else datetime.combine(date(2026, 3, 5), time(*at)) for at in times]
    events = (
        record.scan("events")
        .collect()
        .with_columns(happened_on_time=pl.Series(days, dtype=pl.Datetime("us")))
    )
    record = replace(record, frames={**record.frames, "missing_episodes": back, "events": events.lazy()})
    found = obligations(Scene(record, defaults(), record.as_of), LATEST_HOUR, Timing(LATEST_HOUR.within))
    assert found["state"].to_list() == [state]


CHECKED_BY_AGE = clock(
    ByAge(((0, months(6)), (5, months(12)))),
    ends=event("supervision"),
    links=EVERY,
)


@pytest.mark.parametrize(
    ("born", "due"),
    [
        ("2021-09-03", "2026-09-02"),  # turns five the day after six months are up
        ("2021-09-02", "2027-03-02"),  # turns five on that very day: a year
        ("2020-01-01", "2027-03-02"),
        ("2025-01-01", "2026-09-02"),
        ("", "-"),
    ],
)
def test_an_allowance_by_age_is_that_of_the_age_on_the_due_day(born, due):
    found = told(
        CHECKED_BY_AGE,
        "2026-08-01",
        "due_on state",
        children=f"child_id | born_on\nAmira | {born}",
        child_protection_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        events="child_id | kind | happened_on\nBen | supervision | 2020-01-01",
    )
    assert found == [f"{due} due" if born else "- cannot tell"]


@examples(st.dates(date(2016, 1, 1), date(2022, 12, 31)), st.dates(date(2023, 1, 1), date(2026, 12, 31)))
def test_by_age_agrees_with_a_count_by_hand(born, start):
    def months_on(day, count):
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        last = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return date(year, month, min(day.day, last))

    birthday = (born.month, 28 if (born.month, born.day) == (2, 29) else born.day)
    half_year = months_on(start, 6)
    fifth = date(born.year + 5, *birthday)
    expected = half_year if half_year < fifth else months_on(start, 12)
    found = told(
        CHECKED_BY_AGE,
        start.isoformat(),
        "due_on",
        children=f"child_id | born_on\nAmira | {born}",
        child_protection_plans=f"child_id | started_on | ended_on\nAmira | {start} |",
        events="child_id | kind | happened_on\nBen | supervision | 2020-01-01",
    )
    assert found == [str(expected)]


@pytest.mark.parametrize(
    ("within", "start", "due"),
    [
        (working_days(10), "2026-03-02", "2026-03-13"),  # a Monday: it is day 1, the second Friday day 10
        (working_days(1), "2026-03-07", "2026-03-09"),  # a Saturday: day 1 is the Monday
        (calendar_days(7), "2026-03-02", "2026-03-08"),
        (weeks(2), "2026-03-02", "2026-03-15"),
        (months(3), "2026-01-15", "2026-04-14"),
        (months(1), "2026-03-01", "2026-03-31"),
        (months(6), "2026-02-28", "2026-08-27"),
        (years(1), "2026-03-01", "2027-02-28"),
    ],
)
def test_beginning_with_a_day_counts_that_day_as_the_first(within, start, due):
    found = told(
        clock(within, first_day_counts=True),
        columns="due_on",
        child_protection_plans=f"child_id | started_on | ended_on\nAmira | {start} |",
        child_protection_visits="child_id | visited_on | seen\nBen | 2020-01-01 | yes",
    )
    assert found == [due]


def test_a_limit_speaks_only_of_what_began_while_it_was_in_force():
    standard = clock(in_force=since(2026, 2, 1, until=date(2026, 3, 31)))
    rows = "\n".join(
        f"C{n} | {day} |" for n, day in enumerate(("2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01"))
    )
    found = told(
        standard,
        columns="child_id",
        child_protection_plans=f"child_id | started_on | ended_on\n{rows}",
        child_protection_visits="child_id | visited_on | seen\nBen | 2020-01-01 | yes",
    )
    assert found == ["C1", "C2"]


EITHER_START = clock(
    calendar_days(3),
    starts=(initial_conferences.held_on, section_47_enquiries.started_on),
    until=None,
    ends=event("conference-minutes-sent"),
)


def test_either_of_two_starts_begins_a_duty_of_its_own():
    found = told(
        EITHER_START,
        columns="subject due_on state",
        initial_conferences="conference_id | child_id | held_on\nI1 | Amira | 2026-11-02",
        section_47_enquiries="enquiry_id | child_id | started_on\nS1 | Amira | 2026-10-02",
        events="child_id | kind | happened_on\nAmira | conference-minutes-sent | 2026-10-03",
    )
    assert found == [
        "section_47_enquiries/S1 2026-10-05 met",
        "initial_conferences/I1 2026-11-05 overdue",
    ]


def test_a_start_that_no_file_holds_begins_nothing():
    assert told(
        EITHER_START,
        columns="subject",
        initial_conferences="conference_id | child_id | held_on\nI1 | Amira | 2026-11-02",
    ) == ["initial_conferences/I1"]


EITHER_END = clock(ends=(child_protection_visits.visited_on, event("child-seen")))


@pytest.mark.parametrize("seen_first", ["visit", "event"])
def test_the_sooner_of_two_ends_is_the_one_that_counts(seen_first):
    visit, seen = ("2026-11-04", "2026-11-20") if seen_first == "visit" else ("2026-11-20", "2026-11-04")
    found = told(
        EITHER_END,
        columns="state done_on",
        child_protection_plans=PLAN,
        child_protection_visits=f"child_id | visited_on\nAmira | {visit}",
        events=f"child_id | kind | happened_on\nAmira | child-seen | {seen}",
    )
    assert found == ["met 2026-11-04"]


def test_an_alternative_that_no_file_holds_has_no_say():
    """The events file is the council's choice: without it, the visits that there are decide."""
    found = told(
        EITHER_END,
        columns="state",
        child_protection_plans=PLAN,
        child_protection_visits="child_id | visited_on\nBen | 2020-01-01",
    )
    assert found == ["overdue"]


def test_an_end_must_name_the_same_thing_as_its_start():
    standard = clock(
        months(3),
        starts=child_protection_plans.started_on,
        ends=care_reviews.held_on,
        until=None,
        same=(child_protection_plans.plan_id, care_reviews.review_id),
    )
    plans = """
        plan_id | child_id | started_on
        P1      | Amira    | 2026-01-05
        P2      | Amira    | 2026-01-06
                | Amira    | 2026-01-07
        """
    reviews = "review_id | child_id | held_on\nP2 | Amira | 2026-02-01\nP1 | Ben | 2026-02-01"
    assert told(standard, columns="started_on state", child_protection_plans=plans, care_reviews=reviews) == [
        "2026-01-05 overdue",
        "2026-01-06 met",
        "2026-01-07 overdue",
    ]


TRANSFER = clock(
    starts=initial_conferences.held_on,
    until=None,
    unless=initial_conferences.transfer_in,
    ends=child_protection_visits.visited_on,
)


def test_an_exception_excuses_and_one_not_recorded_can_t_be_told():
    found = told(
        TRANSFER,
        columns="child_id state reason",
        initial_conferences="""
            child_id | held_on    | transfer_in
            Amira    | 2026-11-02 | yes
            Ben      | 2026-11-02 | no
            Cara     | 2026-11-02 |
            """,
        child_protection_visits="child_id | visited_on\nDev | 2020-01-01",
    )
    assert found == ["Ben overdue -", "Cara cannot tell the files do not say whether it applies"]


def test_where_no_file_says_when_a_plan_ended_nothing_undone_is_late():
    found = told(
        clock(),
        columns="child_id state",
        child_protection_plans="child_id | started_on\nAmira | 2026-11-02\nBen | 2026-11-02",
        child_protection_visits="child_id | visited_on | seen\nBen | 2026-11-05 | yes",
    )
    assert found == ["Amira cannot tell", "Ben met"]


@pytest.mark.parametrize(
    ("ended", "state"),
    [
        ("2026-11-11", []),
        ("2026-11-12", []),  # ended on the due day: nothing fell due after it
        ("2026-11-13", ["not done"]),
        ("2026-11-24", ["not done"]),
        ("2026-11-25", ["overdue"]),
        ("", ["overdue"]),
        ("2026-11-01", ["cannot tell"]),  # ended, by its dates, before it began
    ],
)
def test_nothing_is_due_after_the_end(ended, state):
    found = told(
        clock(),
        columns="state",
        child_protection_plans=f"child_id | started_on | ended_on\nAmira | 2026-11-02 | {ended}",
        child_protection_visits="child_id | visited_on | seen\nBen | 2020-01-01 | yes",
    )
    assert found == state


def test_a_visit_after_the_end_answers_nothing():
    found = told(
        clock(),
        columns="state done_on",
        child_protection_plans="child_id | started_on | ended_on\nAmira | 2026-11-02 | 2026-11-13",
        child_protection_visits="child_id | visited_on | seen\nAmira | 2026-11-14 | yes",
    )
    assert found == ["not done -"]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-11-04", "due"),
        ("2026-11-05", "due soon"),  # five working days before Thursday 12 November
        ("2026-11-12", "due soon"),
        ("2026-11-13", "overdue"),
    ],
)
def test_due_soon_begins_so_many_working_days_ahead(as_of, state):
    visits = "child_id | visited_on | seen\nBen | 2020-01-01 | yes"
    found = told(clock(), as_of, "state", child_protection_plans=PLAN, child_protection_visits=visits)
    assert found == [state]


HELD_LATER = "child_id | held_on\nAmira | 2026-12-15"


def test_what_begins_after_the_review_s_date_is_not_yet_due_unless_it_is_counted_back_from():
    later = "child_id | started_on | ended_on\nAmira | 2026-12-15 |"
    visits = "child_id | visited_on | seen\nBen | 2020-01-01 | yes"
    tables = {"child_protection_plans": later, "child_protection_visits": visits}
    assert told(EITHER_START, columns="state", initial_conferences=HELD_LATER, **tables) == []
    before = clock(working_days(5), direction=Direction.BEFORE)
    assert told(before, columns="due_on state", **tables) == ["2026-12-08 due"]


def test_a_visit_after_the_review_s_date_has_not_been_made():
    visits = "child_id | visited_on | seen\nAmira | 2026-11-25 | yes"
    found = told(
        clock(), columns="state done_on", child_protection_plans=PLAN, child_protection_visits=visits
    )
    assert found == ["overdue -"]


def test_a_census_that_stops_before_the_review_s_date_leaves_what_came_after_untold():
    visits = "child_id | visited_on | seen\nAmira | 2026-11-05 | yes"
    plans = """
        child_id | started_on | ended_on
        Amira    | 2026-11-02 |
        Ben      | 2026-11-02 |
        Cara     | 2026-09-02 | 2026-09-30
        """
    found = told(
        clock(),
        columns="child_id state",
        reach={"child_protection_visits": ("2026-04-01", "2026-11-10")},
        child_protection_plans=plans,
        child_protection_visits=visits,
    )
    assert found == ["Amira met", "Ben cannot tell", "Cara not done"]


def test_an_exception_over_other_rows_is_cannot_tell_where_they_aren_t_reached():
    standard = clock(unless=none_of(referrals, since=child_protection_plans.started_on))
    visits = "child_id | visited_on | seen\nDev | 2020-01-01 | yes"
    plans = "child_id | started_on | ended_on\nAmira | 2026-11-02 |\nBen | 2026-11-02 |"
    one = "child_id | referred_on\nAmira | 2026-11-03"
    tables = {"child_protection_plans": plans, "child_protection_visits": visits, "referrals": one}
    assert told(standard, columns="child_id state", **tables) == ["Amira overdue"]
    short = {"referrals": ("2026-11-03", "2026-11-24")}
    assert told(standard, columns="child_id state", reach=short, **tables) == [
        "Amira overdue",
        "Ben cannot tell",
    ]


def test_a_start_counts_from_the_day_that_it_may_not_precede():
    standard = clock(starts=child_protection_plans.started_on.not_before(children.born_on))
    found = told(
        standard,
        columns="child_id started_on due_on",
        children="child_id | born_on\nAmira | 2026-11-06\nBen | 2020-01-01\nUnborn |",
        child_protection_plans="""
            child_id | started_on | ended_on
            Amira    | 2026-11-02 |
            Ben      | 2026-11-02 |
            Unborn   | 2026-11-02 |
            """,
        child_protection_visits="child_id | visited_on | seen\nDev | 2020-01-01 | yes",
    )
    assert found == [
        "Amira 2026-11-06 2026-11-16",
        "Ben 2026-11-02 2026-11-12",
        "Unborn 2026-11-02 2026-11-12",
    ]


def test_a_duty_may_end_with_another_row_s_date():
    standard = clock(
        until=earliest_of(
            referrals.closed_on, referrals, where=referrals.closed_on >= child_protection_plans.started_on
        )
    )
    found = told(
        standard,
        columns="child_id state ended_on",
        child_protection_plans="child_id | started_on\nAmira | 2026-11-02\nBen | 2026-11-02",
        child_protection_visits="child_id | visited_on | seen\nDev | 2020-01-01 | yes",
        referrals="""
            child_id | referred_on | closed_on
            Amira    | 2026-10-01  | 2026-11-10
            Ben      | 2026-10-01  | 2026-11-20
            """,
    )
    assert found == ["Ben not done 2026-11-20"]


def test_a_duty_that_comes_again_holds_for_what_began_before_it_was_in_force():
    """Only what was done before then is left out: a plan of 2010 that goes on is visited today."""
    standard = clock(calendar_days(14), in_force=since(2026, 4, 1), links=EVERY)
    visits = "child_id | visited_on | seen\nAmira | {} | yes\nAmira | 2026-04-20 | yes"
    for first, links in (
        ("2026-03-31", ["2 met late", "3 overdue"]),
        ("2026-04-01", ["1 met late", "2 met late", "3 overdue"]),
    ):
        found = told(
            standard,
            "2026-05-29",
            "link state",
            child_protection_plans="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
            child_protection_visits=visits.format(first),
        )
        assert found == links


CLOSED_LATER = latest_of(
    referrals.closed_on, referrals, where=referrals.closed_on >= child_protection_plans.started_on
)
BY_THE_CASE = clock(until=CLOSED_LATER)
TWO_PLANS = "child_id | started_on\nAmira | 2026-11-02\nBen | 2026-11-02"
ONE_CASE = "child_id | referred_on | closed_on\nAmira | 2026-10-01 | {}\nBen | 2026-10-01 |"


@pytest.mark.parametrize(
    ("closed", "referrals_to", "found"),
    [
        ("2026-11-10", "2026-11-24", ["Ben overdue"]),  # Amira's duty ended before it fell due
        ("2026-11-10", "2026-11-23", ["Amira cannot tell", "Ben cannot tell"]),  # a later case may be missing
        ("2026-11-20", "2026-11-23", ["Amira cannot tell", "Ben cannot tell"]),
        ("2026-11-20", "2026-11-24", ["Amira not done", "Ben overdue"]),
    ],
)
def test_an_end_after_which_a_later_one_may_be_missing_is_no_end_yet(closed, referrals_to, found):
    said = told(
        BY_THE_CASE,
        columns="child_id state",
        reach={"referrals": ("2026-01-01", referrals_to)},
        child_protection_plans=TWO_PLANS,
        child_protection_visits="child_id | visited_on | seen\nDev | 2020-01-01 | yes",
        referrals=ONE_CASE.format(closed),
    )
    assert said == found


def test_what_was_done_is_met_whatever_end_may_be_missing():
    said = told(
        BY_THE_CASE,
        columns="child_id state",
        reach={"referrals": ("2026-01-01", "2026-11-23")},
        child_protection_plans=TWO_PLANS,
        child_protection_visits="child_id | visited_on | seen\nAmira | 2026-11-03 | yes",
        referrals=ONE_CASE.format("2026-11-10"),
    )
    assert said == ["Amira met", "Ben cannot tell"]


LAST_CLOSED = latest_of(referrals.closed_on, referrals)


@pytest.mark.parametrize(
    ("unless", "closed", "reached", "found"),
    [
        (child_protection_plans.started_on > LAST_CLOSED, "2026-06-01", "2026-11-24", []),
        (child_protection_plans.started_on > LAST_CLOSED, "2026-06-01", "2026-11-23", ["cannot tell"]),
        (LAST_CLOSED.is_missing(), "", "2026-11-24", []),
        (LAST_CLOSED.is_missing(), "", "2026-11-23", ["cannot tell"]),
        (LAST_CLOSED.is_present(), "2026-06-01", "2026-11-23", []),  # there is one, whatever else there is
        (LAST_CLOSED.is_missing(), "2026-06-01", "2026-11-23", ["overdue"]),
    ],
)
def test_an_excuse_that_a_missing_row_could_overturn_is_none_yet(unless, closed, reached, found):
    said = told(
        clock(unless=unless),
        columns="state",
        reach={"referrals": ("2026-01-01", reached)},
        child_protection_plans=PLAN,
        child_protection_visits="child_id | visited_on | seen\nDev | 2020-01-01 | yes",
        referrals=f"child_id | referred_on | closed_on\nAmira | 2026-01-05 | {closed}",
    )
    assert said == found


DATES = "the dates of the record can't all be right "


@pytest.mark.parametrize(
    ("started", "ended", "reason"),
    [
        (
            "2026-11-02",
            "2026-11-01",
            "(it ends on 1 November 2026, before it starts on 2 November 2026)",
        ),
        ("2026-11-25", "", "(it starts on 25 November 2026, after 24 November 2026)"),
    ],
)
@pytest.mark.parametrize("visited", ["2026-11-03", "2020-01-01"])
def test_where_the_dates_contradict_each_other_nothing_is_told_and_both_are_named(
    started, ended, reason, visited
):
    """Nor is it met: the visit answers a start that may never have been."""
    found = told(
        clock(),
        columns="state reason",
        child_protection_plans=f"child_id | started_on | ended_on\nAmira | {started} | {ended}",
        child_protection_visits=f"child_id | visited_on | seen\nAmira | {visited} | yes",
    )
    assert found == [f"cannot tell {DATES}{reason}"]


@pytest.mark.parametrize(("to_on", "state"), [("2026-11-02", "overdue"), ("2026-11-01", "cannot tell")])
def test_a_return_from_missing_before_the_going_begins_nothing_that_can_be_told(to_on, state):
    found = told(
        LATEST_HOUR,
        columns="state",
        missing_episodes=f"child_id | from_on | to_on\nAmira | 2026-11-02 | {to_on}",
        events="child_id | kind | happened_on\nBen | return-interview-held | 2020-01-01",
    )
    assert found == [state]


@pytest.mark.parametrize(("decided", "state"), [("2026-06-05", "too soon"), ("2026-06-04", "cannot tell")])
def test_an_end_in_the_same_row_before_its_start_is_neither_done_nor_too_soon(decided, state):
    standard = clock(
        starts=assessments.started_on,
        ends=assessments.authorised_on,
        until=None,
        direction=Direction.NOT_BEFORE,
        within=weeks(1),
    )
    rows = f"child_id | started_on | authorised_on\nAmira | 2026-06-05 | {decided}"
    assert told(standard, columns="state", assessments=rows) == [state]


@pytest.mark.parametrize(("ended", "found"), [("2026-11-12", []), ("2026-11-13", ["cannot tell"])])
def test_a_duty_may_have_ended_sooner_by_a_row_that_the_files_may_lack(ended, found):
    """Over by 12 November, when it fell due, it was over whatever else ended it."""
    said = told(
        clock(until=child_protection_plans.ended_on.earlier_of(CLOSED_LATER)),
        columns="state",
        reach={"referrals": ("2026-01-01", "2026-11-23")},
        child_protection_plans=f"child_id | started_on | ended_on\nAmira | 2026-11-02 | {ended}",
        child_protection_visits="child_id | visited_on | seen\nDev | 2020-01-01 | yes",
        referrals="child_id | referred_on | closed_on\nAmira | 2026-01-05 |",
    )
    assert said == found
