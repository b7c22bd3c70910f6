"""A slow oracle of the clocks: one child, one day at a time, in every world that the files allow.

Where the files are silent, the oracle supposes each thing that could have happened: an event that may
not count does or doesn't; a day that no file reaches has an event or hasn't. What comes out the same
in every such world is certain. Nothing of the engine is used.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2030))
DAY = timedelta(days=1)
Due = Callable[[date], date]


def working_days(count: int) -> Due:
    """Counts one day at a time."""

    @cache
    def due(start: date) -> date:
        day, left = start, count
        while left:
            day += DAY
            if day.weekday() < 5 and day not in CLOSED:
                left -= 1
        return day

    return due


def calendar_days(count: int) -> Due:
    """So many days on."""
    return lambda start: start + count * DAY


@dataclass(frozen=True)
class Case:
    """One start of one child: when, until when, what was recorded, and the days that the files hold."""

    start: date
    stop: date | None
    sure: tuple[date, ...]
    maybe: tuple[date, ...]
    reach: tuple[tuple[date, date], ...]
    as_of: date
    looked_from: date | None = None
    """First day on which an event may answer the start; the start itself if not given."""

    @property
    def first_day(self) -> date:
        """The first day on which an event may answer the start."""
        return self.start if self.looked_from is None else self.looked_from

    def reached(self, day: date) -> bool:
        """Whether the files would show an event on `day`."""
        return any(since <= day <= to for since, to in self.reach)

    @property
    def last_day(self) -> date:
        """The last day on which the duty can be met or missed."""
        return self.as_of if self.stop is None else min(self.stop, self.as_of)


def worlds(case: Case, extra: int = 1) -> Iterator[tuple[date, ...]]:
    """Every set of real events that the files allow, with up to `extra` unseen ones."""
    hidden = [case.first_day + n * DAY for n in range((case.last_day - case.first_day).days + 1)]
    hidden = [day for day in hidden if not case.reached(day)]
    unseen = [combo for size in range(extra + 1) for combo in itertools.combinations(hidden, size)]
    for size in range(len(case.maybe) + 1):
        for counted in itertools.combinations(case.maybe, size):
            for more in unseen:
                every = {*case.sure, *counted, *more}
                yield tuple(sorted(d for d in every if case.first_day <= d <= case.last_day))


def links(case: Case, events: Sequence[date], *, recurs: bool) -> list[tuple[date, date | None]]:
    """(anchor, next event) of a world: the first link only, or all of them."""
    if not recurs:
        return [(case.start, events[0] if events else None)]
    # An event on the very day of the start answers the start.
    chain = [case.start, *events]
    return list(itertools.zip_longest(chain, chain[1:]))


def state(case: Case, anchor: date, done: date | None, due: Due) -> str | None:
    """The state of a link when everything is known; None where the duty ended before it fell due."""
    by = due(anchor)
    if done is not None:
        return "met" if done <= by else "met late"
    if case.stop is not None and case.stop <= by:
        return None
    if case.stop is not None and case.stop <= case.as_of:
        return "not done"
    return "overdue" if by < case.as_of else "due"


def states_of_link(case: Case, due: Due, number: int) -> set[str | None]:
    """The state of one link of the chain in every world; None where there is none, or it ended."""
    found = set()
    for events in worlds(case):
        chain = links(case, events, recurs=True)
        found.add(state(case, *chain[number - 1], due) if len(chain) >= number else None)
    return found


def last_states_from(case: Case, due: Due, first: int) -> set[str | None]:
    """The state of the last link in every world, of links from the `first` on; None where there is none."""
    found = set()
    for events in worlds(case):
        chain = links(case, events, recurs=True)
        found.add(state(case, *chain[-1], due) if len(chain) >= first else None)
    return found


def least_time(case: Case, due: Due) -> set[str | None]:
    """Of a thing that must not be done too early: its state in every world; None where it isn't done."""
    firsts = {events[0] if events else None for events in worlds(case)}
    return {None if day is None else "too soon" if day < due(case.start) else "met" for day in firsts}


def last_states(case: Case, due: Due, *, recurs: bool) -> set[str | None]:
    """The state of the last link in every world."""
    found = set()
    for events in worlds(case):
        anchor, done = links(case, events, recurs=recurs)[-1]
        found.add(state(case, anchor, done, due))
    return found


def states_of_starts(
    starts: Sequence[date], events: Sequence[date], as_of: date, due: Due
) -> list[tuple[date, str]]:
    """Several starts of one child, each with an answer of its own, day by day; everything is known.

    An event answers every start that waits for it, but those that were overdue when a later one began:
    these ended undone.
    """
    waiting: list[date] = []
    found: list[tuple[date, str]] = []
    day = min(starts)
    while day <= as_of:
        if day in starts:
            waiting.append(day)
        if day in events:
            over = [start for start in waiting if any(due(start) < later for later in waiting)]
            found += [(start, "not done") for start in over]
            done = [start for start in waiting if start not in over]
            found += [(start, "met" if day <= due(start) else "met late") for start in done]
            waiting = []
        day += DAY
    return sorted([*found, *((start, "overdue" if due(start) < as_of else "due") for start in waiting)])
