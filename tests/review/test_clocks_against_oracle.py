"""The engine's obligations against an oracle that counts one child and one day at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests import tables
from tests.review import oracle

from everycase.record.schema import child_protection_plans as plans
from everycase.record.schema import child_protection_visits as visits
from everycase.record.schema.terms import calendar_days, working_days
from everycase.record.snapshot import Record, Stretch
from everycase.review.clocks import obligations
from everycase.review.scene import Scene
from everycase.standards.council import Timing, defaults
from everycase.standards.language import EVERY, ONCE, Area, Aspect, Clock, Links

START = date(2026, 3, 26)  # a week before Easter: bank holidays on 3 and 6 April
SPAN = 45
offsets = st.integers(0, SPAN)


def clock(within: int, unit: str, which: Links) -> Clock:
    span = working_days(within) if unit == "working days" else calendar_days(within)
    return Clock(
        id="under-test",
        title="Seen",
        area=Area.CHILD_PROTECTION,
        aspect=Aspect.TIMELINESS,
        starts=plans.started_on,
        until=plans.ended_on,
        ends=visits.visited_on.where(visits.seen),
        within=span,
        links=which,
        source="made up",
    )


@st.composite
def cases(draw: st.DrawFn, *, whole_reach: bool) -> oracle.Case:
    as_of = START + timedelta(days=draw(st.integers(0, SPAN)))
    stop = draw(st.none() | offsets.map(lambda n: START + timedelta(days=n)))
    sure = draw(st.lists(offsets, max_size=4, unique=True))
    maybe = draw(st.lists(offsets, max_size=2, unique=True))
    day = {n: START + timedelta(days=n) for n in range(SPAN + 1)}
    reach: tuple[tuple[date, date], ...] = ((START - timedelta(days=400), as_of),)
    if not whole_reach:
        first, last = sorted(draw(st.tuples(offsets, offsets)))
        reach = draw(st.sampled_from([reach, ((day[first], as_of),), ((day[first], day[last]),), ()]))
    case = oracle.Case(START, stop, (), (), reach, as_of)
    recorded = [n for n in sure if day[n] <= as_of and case.reached(day[n])]
    unsure = [n for n in maybe if day[n] <= as_of and case.reached(day[n]) and n not in recorded]
    return oracle.Case(
        START, stop, tuple(day[n] for n in recorded), tuple(day[n] for n in unsure), reach, as_of
    )


def judged(case: oracle.Case, standard: Clock) -> list[tuple[int, str]]:
    """(link, state) as the engine has them, 'due soon' as 'due'."""
    stop = case.stop.isoformat() if case.stop else ""
    rows = [f"A | {day} | yes" for day in case.sure] + [f"A | {day} | " for day in case.maybe]
    reach = {"child_protection_visits": ("", "")}
    record = tables.given(
        case.as_of.isoformat(),
        child_protection_plans=f"child_id | started_on | ended_on\nA | {case.start} | {stop}",
        child_protection_visits="\n".join(["child_id | visited_on | seen", *rows]),
        reach=reach,
    )
    stretches = [Stretch(since=since, to=to) for since, to in case.reach]
    manifest = record.manifest.model_copy(
        update={"reach": {**record.manifest.reach, "child_protection_visits": stretches}}
    )
    scene = Scene(Record(manifest, record.frames), defaults(), case.as_of)
    found = obligations(scene, standard, Timing(standard.within)).sort("link")
    return [(n, "due" if s == "due soon" else s) for n, s in found.select("link", "state").iter_rows()]


limits = st.sampled_from(
    [(5, "working days"), (10, "working days"), (1, "working days"), (14, "calendar days")]
)


def due_of(within: int, unit: str) -> oracle.Due:
    return oracle.working_days(within) if unit == "working days" else oracle.calendar_days(within)


@given(cases(whole_reach=True), limits)
def test_every_link_agrees_where_everything_is_known(case: oracle.Case, limit: tuple[int, str]) -> None:
    known = oracle.Case(case.start, case.stop, case.sure, (), case.reach, case.as_of)
    (events,) = oracle.worlds(known)
    every = oracle.links(known, events, recurs=True)
    expected = [(n, oracle.state(known, a, d, due_of(*limit))) for n, (a, d) in enumerate(every, 1)]
    assert judged(known, clock(*limit, EVERY)) == [(n, s) for n, s in expected if s is not None]


@given(cases(whole_reach=False), limits)
def test_a_duty_done_once_is_told_exactly_where_every_world_agrees(
    case: oracle.Case, limit: tuple[int, str]
) -> None:
    worlds = oracle.last_states(case, due_of(*limit), recurs=False)
    found = [s for _, s in judged(case, clock(*limit, ONCE))]
    if worlds <= {"met", None}:  # the duty ended before it fell due: nothing to say of it, done or not
        assert found == (["met"] if worlds == {"met"} else [])
        return
    certain = worlds.pop() if len(worlds) == 1 else "cannot tell"
    assert found == [certain]


@given(cases(whole_reach=False), limits)
def test_what_is_said_of_a_recurring_duty_holds_in_every_world(
    case: oracle.Case, limit: tuple[int, str]
) -> None:
    worlds = oracle.last_states(case, due_of(*limit), recurs=True)
    for _, said in judged(case, clock(*limit, EVERY))[-1:]:
        if said in {"overdue", "due", "not done"}:
            assert worlds == {said}


@given(
    st.lists(offsets, min_size=1, max_size=4, unique=True),
    st.lists(offsets, max_size=4, unique=True),
    st.integers(0, SPAN),
    limits,
)
def test_each_start_has_an_answer_of_its_own(
    starts: list[int], events: list[int], last: int, limit: tuple[int, str]
) -> None:
    as_of = START + timedelta(days=max([last, *starts]))
    began = [START + timedelta(days=n) for n in starts]
    seen = [day for n in events if (day := START + timedelta(days=n)) <= as_of]
    expected = oracle.states_of_starts(began, seen, as_of, due_of(*limit))
    record = tables.given(
        as_of.isoformat(),
        child_protection_plans="\n".join(
            ["child_id | started_on | ended_on", *(f"A | {d} |" for d in began)]
        ),
        child_protection_visits="\n".join(
            ["child_id | visited_on | seen", "Z | 2020-01-01 | yes", *(f"A | {day} | yes" for day in seen)]
        ),
    )
    standard = replace(clock(*limit, ONCE), each_its_own=True)
    found = obligations(Scene(record, defaults(), as_of), standard, Timing(standard.within))
    told = found.select("started_on", pl.col("state").replace("due soon", "due")).sort("started_on", "state")
    assert told.rows() == expected
