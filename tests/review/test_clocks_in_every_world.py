"""Kinds of clock that the first oracle test leaves out, against the same oracle.

What the engine says for certain must hold in every world that the files allow; and where a clock
that runs once is the same in every world, the engine must say so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.review import oracle
from tests.review.trial import SPANS, START, clock, due_by, judged, record_of

from everycase.record.schema import child_protection_visits as visits
from everycase.record.schema.terms import calendar_days
from everycase.record.snapshot import Stretch
from everycase.standards.language import EVERY, FROM_THIRD, LATER, SECOND, Around, Direction, event

SPAN = 40
BACK = 20
offsets = st.integers(0, SPAN)
spans = st.sampled_from(SPANS)
few = settings(max_examples=25)  # each example is a council of several children


def day(n: int) -> date:
    return START + timedelta(days=n)


Cases = list[oracle.Case]


@st.composite
def councils(draw: st.DrawFn, *, first: int = 0, maybes: int = 2) -> Cases:
    """Children with a plan of one day and a few visits; files with all, the end, a middle part, or none."""
    days = st.integers(first, SPAN)
    as_of = day(draw(offsets))
    lo, hi = sorted(draw(st.tuples(days, days)))
    reach = draw(
        st.sampled_from([((day(-400), as_of),), ((min(day(lo), as_of), as_of),), ((day(lo), day(hi)),), ()])
    )
    looked_from = day(first) if first else None
    cases = []
    for _ in range(draw(st.integers(1, 6))):
        stop = draw(st.none() | offsets.map(day))
        sure = draw(st.sets(days.map(day), max_size=4))
        maybe = draw(st.sets(days.map(day), max_size=maybes))
        case = oracle.Case(START, stop, (), (), reach, as_of, looked_from)
        held = {d for d in sure if d <= as_of and case.reached(d)}
        unsure = {d for d in maybe if d <= as_of and case.reached(d)} - held
        cases.append(replace(case, sure=tuple(sorted(held)), maybe=tuple(sorted(unsure))))
    return cases


def certain(states: set[str | None]) -> str:
    return next(iter(states)) or "" if len(states) == 1 else "cannot tell"


def compared(cases: Cases, found: list[list[tuple[int, str]]], due: oracle.Due) -> None:
    """One link for each case, told exactly where every world agrees."""
    for case, links in zip(cases, found, strict=True):
        worlds = oracle.last_states(case, due, recurs=False)
        said = [state for _, state in links]
        if worlds <= {"met", None}:  # the duty ended before it fell due: nothing to say of it, done or not
            assert said == (["met"] if worlds == {"met"} else [])
        elif not case.reach and said:  # no file holds a visit: cannot tell from the first day on
            assert said == ["cannot tell"]
        else:
            assert said == [certain(worlds)]


@few
@given(councils(), spans)
def test_the_second_of_a_chain_is_certain_only_where_the_first_is(cases, span):
    for case, found in zip(cases, judged(record_of(cases), clock(span, links=SECOND)), strict=True):
        for _, said in found:
            assert said == "cannot tell" or oracle.states_of_link(case, due_by(span), 2) == {said}


@few
@given(councils(maybes=0), spans)
def test_the_second_of_a_chain_is_told_where_everything_is_known(cases, span):
    known = [replace(case, reach=((day(-400), case.as_of),)) for case in cases]
    for case, found in zip(known, judged(record_of(known), clock(span, links=SECOND)), strict=True):
        (state,) = oracle.states_of_link(case, due_by(span), 2)
        assert [said for _, said in found] == ([] if state is None else [state])


@few
@given(councils(), spans, st.sampled_from([(LATER, 2), (FROM_THIRD, 3), (EVERY, 1)]))
def test_what_is_said_of_the_last_of_a_chain_holds_in_every_world(cases, span, which):
    links, first = which
    for case, found in zip(cases, judged(record_of(cases), clock(span, links=links)), strict=True):
        for n, said in found[-1:]:
            if said in {"overdue", "due", "not done"}:
                # The second seen may be the third: late by the third's limit, it is late as either.
                assert oracle.last_states_from(case, due_by(span), min(n, first)) == {said}


@few
@given(councils(maybes=0), spans, st.sampled_from([(LATER, 2), (FROM_THIRD, 3)]))
def test_later_links_are_those_of_every_link_without_the_first(cases, span, which):
    links, first = which
    record = record_of(cases)
    every = judged(record, clock(span, links=EVERY))
    expected = [[(n, state) for n, state in found if n >= first] for found in every]
    later = judged(record, clock(span, links=links))
    assert [[(n, state) for n, state in found if n >= first] for found in later] == expected
    perhaps = {state for found in later for n, state in found if n < first}
    assert perhaps <= {"met late", "overdue", "not done", "cannot tell"}


@few
@given(councils(first=1), st.sampled_from(SPANS[:-1]), st.booleans())
def test_a_visit_on_the_day_of_the_start_need_not_count(cases, span, seen):
    """As where a review must be held after the conference, not on its day."""
    field = "sure" if seen else "maybe"
    both = [replace(c, **{field: (START, *getattr(c, field))}) if c.reached(START) else c for c in cases]
    compared(cases, judged(record_of(both), clock(span, same_day_counts=False)), due_by(span))


@few
@given(councils(first=-BACK), st.integers(0, 10))
def test_a_clock_that_counts_back_looks_at_the_days_before(cases, count):
    span = calendar_days(count)
    back = clock(span, direction=Direction.BEFORE, looks_back=BACK)
    compared(cases, judged(record_of(cases), back), due_by(span, back=True))


@few
@given(councils(first=-BACK), st.integers(0, 10))
def test_a_window_around_a_day_is_open_on_both_sides(cases, count):
    within = Around(calendar_days(BACK), calendar_days(count))
    found = judged(record_of(cases), clock(within, direction=Direction.AROUND))
    compared(cases, found, due_by(within.after))


@few
@given(councils(), spans)
def test_a_thing_not_to_be_done_too_early_is_in_order_only_if_it_certainly_wasn_t(cases, span):
    """Such a thing is done once (an order, a decision): seen at all, it did not happen before."""
    every = judged(record_of(cases), clock(span, direction=Direction.NOT_BEFORE))
    whole = [replace(case, reach=((day(-400), case.as_of),)) for case in cases]
    for case, found in zip(whole, every, strict=True):
        done = [d for d in case.sure if START <= d <= case.last_day]
        expected = [certain(oracle.least_time(case, due_by(span)))] if done else []
        assert [said for _, said in found] == expected


@few
@given(councils(maybes=0), spans, offsets)
def test_where_only_the_latest_visit_is_known_the_days_before_it_are_not(cases, span, last):
    """Annex A holds a child's latest visit, and says that nothing came after it."""
    since = min(day(last), cases[0].as_of)
    kept = [replace(c, sure=tuple(d for d in c.sure if d >= since), reach=((since, c.as_of),)) for c in cases]
    found = judged(record_of(kept, latest=[since] * len(kept)), clock(span))
    compared(kept, found, due_by(span))


@few
@given(councils(maybes=0), spans)
def test_where_the_file_says_that_there_was_never_a_visit_none_is_missing(cases, span):
    never = [replace(case, sure=(), reach=((day(-400), case.as_of),)) for case in cases]
    found = judged(record_of(never, latest=[date(1900, 1, 1)] * len(never)), clock(span))
    compared(never, found, due_by(span))


@few
@given(councils(maybes=0), spans, offsets)
def test_what_two_files_hold_is_known_only_on_the_days_that_both_reach(cases, span, lo):
    """Either of two events answers: one of a table, one of the events file, each with its own reach."""
    case = cases[0]
    assume(case.reach)
    both = tuple((max(a, day(lo)), b) for a, b in case.reach if max(a, day(lo)) <= b)
    known = [replace(c, reach=both, sure=tuple(d for d in c.sure if d >= day(lo))) for c in cases]
    record = record_of(known, reach=case.reach)
    seen = {"events:child-seen": [Stretch(since=day(lo), to=case.as_of)]}
    manifest = record.manifest.model_copy(update={"reach": {**record.manifest.reach, **seen}})
    ends = (visits.visited_on.where(visits.seen), event("child-seen"))
    found = judged(replace(record, manifest=manifest), clock(span, ends=ends))
    compared(known, found, due_by(span))
