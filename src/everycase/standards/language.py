"""The words that standards are written in: Clock, Rule and Question.

A standard is a declaration that a practice lead can read. How it is evaluated is `everycase.review`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from everycase.record.schema import TABLES, Field, Table, children
from everycase.record.schema.events import event_kinds, events
from everycase.record.schema.fields import another
from everycase.record.schema.terms import Moment, Rows, Span, Term, as_rows


class Area(StrEnum):
    """A part of the service."""

    EARLY_HELP = "early help"
    FRONT_DOOR = "front door"
    ASSESSMENT = "assessment and child in need"
    CHILD_PROTECTION = "child protection"
    DISABLED_CHILDREN = "disabled children"
    CHILDREN_IN_CARE = "children in care"
    FOSTERING = "fostering"
    ADOPTION = "adoption"
    CARE_LEAVERS = "care leavers"


class Aspect(StrEnum):
    """A side of practice."""

    TIMELINESS = "timeliness"
    RECORDS = "records"
    PLANS = "plans"
    OVERSIGHT = "oversight"
    VOICE = "voice"
    PARTNERS = "partners"
    QUALITY = "quality"


class Severity(IntEnum):
    """How much a weakness matters, from a fact worth knowing to a child who may be unsafe."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Force(StrEnum):
    """What stands behind a time limit."""

    STATUTORY = "statutory"
    GUIDANCE = "guidance"
    LOCAL = "local"


class Confidence(StrEnum):
    """How sure the number's source is. An uncertain one is off until a council sets its own."""

    VERIFIED = "verified-in-source"
    QUOTED = "widely-quoted"
    UNCERTAIN = "uncertain"


class Direction(StrEnum):
    """Which way a clock runs."""

    BY = "by"  # done by the due date
    BEFORE = "before"  # counted back: done this long before the start
    NOT_BEFORE = "not before"  # a minimum: not done sooner than this
    AROUND = "around"  # within a window around the start


@dataclass(frozen=True)
class InForce:
    """The dates between which a limit holds; None where no date is known."""

    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        start = f"since {self.since:%-d %B %Y}" if self.since else "no national date"
        return f"{start}, until {self.until:%-d %B %Y}" if self.until else start


def since(year: int, month: int, day: int, until: date | None = None) -> InForce:
    """In force from a date (to another)."""
    return InForce(date(year, month, day), until)


ALWAYS = InForce()
"""A local limit, or one with no date known."""


@dataclass(frozen=True)
class ByAge:
    """An allowance that depends on the child's age on the due date: (from this age, this long)."""

    steps: tuple[tuple[int, Span], ...]

    def __str__(self) -> str:
        return ", ".join(f"{span} from age {age}" for age, span in self.steps)


@dataclass(frozen=True)
class Around:
    """A window around a date: from so long before it to so long after."""

    before: Span
    after: Span

    def __str__(self) -> str:
        return f"from {self.before} before to {self.after} after"


Allowance = Span | ByAge | Around


@dataclass(frozen=True)
class Links:
    """Which links of a chain of events a clock speaks of: 1 is from the start to the first event."""

    first: int
    last: int | None

    @property
    def recurs(self) -> bool:
        """Whether more than one link of a chain is meant."""
        return self.last != self.first


ONCE = Links(1, 1)
"""From the start to the first event after it."""
SECOND = Links(2, 2)
"""From the first event to the second."""
EVERY = Links(1, None)
"""From the start to the first event, then from each event to the next."""
LATER = Links(2, None)
"""From each event to the next, once there has been a first."""
FROM_THIRD = Links(3, None)
"""From the second event on."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Clock:
    """Something is due by a date.

    starts: what starts the clock; several where any of them does. The first's row is the subject.
    ends: what stops it; several where any of them does. A field of the starting row's own table, for
        a clock that runs once, is read from that same row.
    until: on the starting row, when the duty ends (the plan's end, leaving care): nothing is due after it.
        A duty that goes on until something ends is over when the child dies, too.
    until_age: it ends on this birthday as well, where the date of birth is known.
    unless: where the duty does not apply; null is "cannot tell".
    links: which events of a chain. same: a pair of fields (of the start, of the end) that must be equal.
    each_its_own: a later event answers the latest start that it can, and no earlier one that was overdue when
        that began: the earlier duty ended undone. Starts that come before the first is due share one answer.
    same_day_counts: whether an end on the day of the start stops the first link.
    average_over: the clock is an average against a threshold; it makes a measure, and no finding.
    """

    id: str
    title: str
    area: Area
    aspect: Aspect
    starts: Field | Moment | tuple[Field | Moment, ...]
    ends: Field | Moment | tuple[Field | Moment, ...]
    within: Allowance
    source: str
    until: Field | Term | None = None
    until_age: int | None = None
    unless: Term | None = None
    links: Links = ONCE
    direction: Direction = Direction.BY
    same: tuple[Field, Field] | None = None
    each_its_own: bool = False
    same_day_counts: bool = True
    first_day_counts: bool = False
    """'Beginning with': the start day is day 1."""
    looks_back: int = 60
    """For a clock that counts back: how many days before the start an event still answers it."""
    average_over: bool = False
    red_line: bool = False
    severity: Severity = Severity.MEDIUM
    force: Force = Force.LOCAL
    confidence: Confidence = Confidence.QUOTED
    in_force: InForce = ALWAYS
    counting: str = ""
    """The counting rule in words, where the usual words for the unit aren't enough."""
    exceptions: str = ""
    local_default: str = ""
    approximate: str = ""
    """Why a due date is only near the real one, where it is."""
    also: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The word for this kind of standard."""
        return "clock"

    @property
    def start_moments(self) -> tuple[Moment, ...]:
        """What starts it, each as a moment."""
        return moments(self.starts)

    @property
    def end_moments(self) -> tuple[Moment, ...]:
        """What stops it, each as a moment."""
        return moments(self.ends)

    @property
    def same_row(self) -> bool:
        """Whether the end is a field of the starting row."""
        first, ends = self.start_moments[0], self.end_moments
        return (
            not self.recurs
            and len(ends) == 1
            and ends[0].condition is None
            and ends[0].field.table == first.field.table
            and ends[0].field.table != "events"
            and str(ends[0].field) != str(first.field)
        )

    @property
    def recurs(self) -> bool:
        """Whether it asks for more than the first event of a chain."""
        return self.links.recurs or self.links.first > 1

    @property
    def counts(self) -> str:
        """How the due date is counted, in words."""
        return self.counting or _counting(self)

    @property
    def reads(self) -> frozenset[Field]:
        """Every field it looks at."""
        terms = [t for t in (self.until, self.unless) if t is not None]
        found = frozenset(self.same or ()).union(*(m.reads for m in (*self.start_moments, *self.end_moments)))
        by_age = {children.born_on} if isinstance(self.within, ByAge) else set()
        return found.union(by_age, *(t.reads for t in terms))


PLACE = re.compile(r"\{([^}]+)\}")
"""A place in a rule's sentence where a value goes."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule:
    """A record must not look like this today, whenever its row began: what is in force today governs.

    looks_at: the rows it judges. wrong: true where a row breaks the rule; null is "cannot tell".
    says: what is wrong in one plain sentence; `{table.field}` and names of `shows` are filled in.
    shows: more values for the sentence. since: from when it has been wrong (the row's own date if none).
    team_level: about a team or worker, not a child.
    """

    id: str
    title: str
    area: Area
    aspect: Aspect
    looks_at: Table | Rows
    wrong: Term
    says: str
    severity: Severity
    source: str
    condition: str
    """The rule in words."""
    since: Term | None = None
    shows: Mapping[str, Term] = field(default_factory=dict)
    red_line: bool = False
    team_level: bool = False
    confidence: Confidence = Confidence.QUOTED
    also: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The word for this kind of standard."""
        return "rule"

    @property
    def rows(self) -> Rows:
        """What it judges, as rows."""
        return as_rows(self.looks_at)

    @property
    def reads(self) -> frozenset[Field]:
        """Every field it looks at, those that its sentence shows included."""
        own_day = self.rows.table.fields().get(self.rows.table.when)
        terms = [
            self.wrong,
            *self.shown,
            *(t for t in (self.rows.condition, self.since, own_day) if t is not None),
        ]
        return frozenset().union(*(t.reads for t in terms), *(p.reads for p in self.rows.parents))

    @property
    def settings(self) -> frozenset[str]:
        """The names of the council's settings that it is measured by."""
        terms = (self.wrong, self.rows.condition)
        return frozenset().union(*(t.settings for t in terms if t is not None))

    @property
    def shown(self) -> tuple[Term, ...]:
        """The terms that the sentence is filled in with, in the order of their places."""
        return tuple(self.shown_as(name) for name in PLACE.findall(self.says))

    def shown_as(self, name: str) -> Term:
        """The term at a place of the sentence: one of `shows`, or `table.field`."""
        if name in self.shows:
            return self.shows[name]
        table, _, fld = name.rpartition(".")
        return TABLES[table].fields()[fld]


GRADES = ("outstanding", "good", "requires improvement", "inadequate", "not applicable", "cannot tell")


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """A person must read the case and answer."""

    id: str
    area: Area
    aspect: Aspect
    group: str
    question: str
    good_looks_like: str
    red_line: bool
    source: str
    grades: tuple[str, ...] = GRADES
    also: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The word for this kind of standard."""
        return "question"

    @property
    def title(self) -> str:
        """The question itself."""
        return self.question


Standard = Clock | Rule | Question


def moments(what: Field | Moment | tuple[Field | Moment, ...]) -> tuple[Moment, ...]:
    """One or several fields or moments, as moments."""
    several = what if isinstance(what, tuple) else (what,)
    return tuple(Moment(m) if isinstance(m, Field) else m for m in several)


def event(kind: str) -> Moment:
    """When an event of this kind happened. Raises KeyError for a kind that the record doesn't know."""
    event_kinds()[kind]
    return Moment(events.happened_on, events.kind == kind, reach=f"events:{kind}")


_OTHER_EVENTS = another(events)


def other_event(kind: str) -> Moment:
    """Another event of the same child, to set beside one: its fields are those of `another(events)`."""
    event_kinds()[kind]
    return Moment(_OTHER_EVENTS.happened_on, _OTHER_EVENTS.kind == kind, reach=f"events:{kind}")


_DAY_ZERO = "the start day is day 0"
_WORDS = {
    "working days": f"{_DAY_ZERO}; weekends and England's bank holidays are not counted",
    "calendar days": f"{_DAY_ZERO}; every day is counted",
    "weeks": f"{_DAY_ZERO}; seven days for each week",
    "months": "the same day of the month, or the month's last day if it has none",
    "years": "the same day of the year",
    "hours": "with dates only, the whole of the last day is in time, and the result is approximate",
}


def _counting(clock: Clock) -> str:
    where = {
        Direction.BY: "after the start",
        Direction.BEFORE: "before the date it is counted back from",
        Direction.NOT_BEFORE: "at least, after the start",
        Direction.AROUND: "the date",
    }[clock.direction]
    unit = clock.within.unit if isinstance(clock.within, Span) else "months"
    words = _WORDS[unit]
    if clock.first_day_counts:
        words = words.replace(_DAY_ZERO, "the start day is day 1")
    again = "; each interval runs from the last event that was done" if clock.links.recurs else ""
    return f"{clock.within} {where}; {words}{again}"
