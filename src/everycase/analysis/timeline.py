"""One child's case as a drawing needs it: what lasted, what happened, what is due, what no file tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Any

import polars as pl

from everycase.analysis.wording import capital, day
from everycase.record.derive import DERIVERS
from everycase.record.schema import STORED, TABLES
from everycase.record.snapshot import Stretch
from everycase.review.case import CaseReview
from everycase.review.states import DUE, DUE_SOON, OVERDUE
from everycase.standards.language import Area

Row = Mapping[str, Any]
Rows = Mapping[str, pl.DataFrame]
Reach = Callable[[str], Sequence[Stretch]]


class Lane(StrEnum):
    """The lanes, from the top down."""

    EARLY_HELP = "Early help"
    REFERRAL = "Referral and assessment"
    SECTION_47 = "Section 47 and conference"
    NEED = "Child in need"
    PROTECTION = "Protection"
    LEGAL = "Care: legal status"
    PLACED = "Care: placements"
    MISSING = "Missing"
    WORKERS = "Workers"


class Kind(StrEnum):
    """What a mark stands for, in the words of the drawing's key."""

    SEEN_ALONE = "Visit: seen alone"
    SEEN = "Visit: seen, not alone or not known"
    NOT_SEEN = "Visit: not seen, or not known"
    REVIEW = "Review or conference"
    EVENT = "Contact or other event"
    DUE = "Due"


@dataclass(frozen=True)
class Spell:
    """What lasted. end: the day it ended; None where it goes on, or where no file tells (`told` is False)."""

    says: str
    start: date
    end: date | None
    told: bool = True

    @property
    def words(self) -> str:
        """In words, with its dates: 'Protection plan: neglect, 3 March 2026 to now'."""
        to = day(self.end) if self.end else "now" if self.told else "an end that these files don’t tell"
        return f"{self.says}, {day(self.start)} to {to}"


@dataclass(frozen=True)
class Mark:
    """What happened on a day, or is due on it."""

    kind: Kind
    day: date
    says: str

    @property
    def words(self) -> str:
        """In words, with its date."""
        return f"{self.says}, {day(self.day)}"


@dataclass(frozen=True)
class Overdue:
    """What should have been done by a day and hasn't been."""

    day: date
    says: str

    @property
    def words(self) -> str:
        """In words, with its date."""
        return f"Overdue since {day(self.day)}: {self.says}"


@dataclass(frozen=True)
class Strip:
    """One lane's contents, each in order of date.

    untold: stretches of which the files don't tell all. lacks: reviews that no file tells of.
    """

    lane: Lane
    spells: tuple[Spell, ...] = ()
    marks: tuple[Mark, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    untold: tuple[Stretch, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw in it."""
        return not (self.spells or self.marks or self.overdue)


@dataclass(frozen=True)
class Timeline:
    """A child's case as of a date. undated: what is on record with no date that it can be drawn at."""

    as_of: date
    since: date
    to: date
    strips: tuple[Strip, ...]
    undated: tuple[str, ...] = ()

    @property
    def years(self) -> range:
        """The calendar years that it spans."""
        return range(self.since.year, self.to.year + 1)


@dataclass(frozen=True)
class Lasting:
    """A table of which each row lasts. code: a field whose meaning says more.

    stored: the table that says how far the files reach, and whether they hold the end.
    """

    table: str
    lane: Lane
    says: str
    code: str = ""
    stored: str = ""


@dataclass(frozen=True)
class Happening:
    """A table of which each row happens on a day; kind: None for visits, which say how the child was seen."""

    table: str
    lane: Lane
    says: str
    kind: Kind | None


LASTING = (
    Lasting("early_help", Lane.EARLY_HELP, "Early help"),
    Lasting("referrals", Lane.REFERRAL, "Open case", "primary_need"),
    Lasting("assessments", Lane.REFERRAL, "Assessment"),
    Lasting("section_47_enquiries", Lane.SECTION_47, "Section 47 enquiry"),
    Lasting("child_in_need_plans", Lane.NEED, "Child in need plan"),
    Lasting("child_protection_plans", Lane.PROTECTION, "Protection plan", "latest_category"),
    Lasting("legal_statuses", Lane.LEGAL, "", "status"),
    Lasting("placements", Lane.PLACED, "", "kind"),
    Lasting("missing_episodes", Lane.MISSING, "Missing or away", "kind"),
    Lasting("case_holders", Lane.WORKERS, "", "worker_id", stored="involvements"),
)
HAPPENING = (
    Happening("contacts", Lane.REFERRAL, "Contact", Kind.EVENT),
    Happening("initial_conferences", Lane.SECTION_47, "Initial conference", Kind.REVIEW),
    Happening("child_in_need_visits", Lane.NEED, "Visit", None),
    Happening("child_protection_visits", Lane.PROTECTION, "Visit", None),
    Happening("child_protection_reviews", Lane.PROTECTION, "Review conference", Kind.REVIEW),
    Happening("pre_proceedings", Lane.PROTECTION, "Pre-proceedings decided on", Kind.EVENT),
    Happening("care_visits", Lane.LEGAL, "Visit", None),
    Happening("care_reviews", Lane.LEGAL, "Review of the child in care", Kind.REVIEW),
)
EVENTS: Mapping[str, tuple[Lane, str]] = {
    "child-in-need-review-held": (Lane.NEED, "Review of the child in need plan"),
    "early-help-review-held": (Lane.EARLY_HELP, "Review of the early help plan"),
}
"""Reviews that only events tell of."""
DRAWN_FROM = frozenset(
    {"children", "events", *(lasting.stored or lasting.table for lasting in LASTING)}
    | {happening.table for happening in HAPPENING}
)
"""The tables that it is read from."""
NO_FURTHER_ACTION = "Referral, no further action"
LANES: Mapping[str, Lane] = {
    **{source.table: source.lane for source in (*LASTING, *HAPPENING)},
    "open_cases": Lane.REFERRAL,
    "assessment_limits": Lane.REFERRAL,
    "care_periods": Lane.LEGAL,
    "care_episodes": Lane.LEGAL,
    "legal_cover": Lane.LEGAL,
    "involvements": Lane.WORKERS,
}
"""The lane of a duty, by the table of the row that began it."""
LANE_OF_AREA: Mapping[str, Lane] = {
    Area.EARLY_HELP: Lane.EARLY_HELP,
    Area.FRONT_DOOR: Lane.REFERRAL,
    Area.ASSESSMENT: Lane.NEED,
    Area.CHILD_PROTECTION: Lane.PROTECTION,
    Area.DISABLED_CHILDREN: Lane.NEED,
}
"""The lane of any other duty; those of the areas that aren't here are about care."""
FORTNIGHT, MONTH_AHEAD = timedelta(days=14), timedelta(days=31)
YEAR_AHEAD = BEFORE_BIRTH = timedelta(days=366)
LONGEST_AGO = timedelta(days=26 * 366)
"""Nobody's case began before they were about to be born, nor 26 years ago: such dates stand for no date."""


def timeline(
    rows: Rows,
    case: CaseReview | None,
    as_of: date,
    *,
    supplied: Mapping[str, Mapping[str, int]],
    reach: Reach,
    titles: Mapping[str, str],
    workers: Mapping[str, str],
) -> Timeline:
    """One child's case, from the child's rows by table and what a review says of the child.

    supplied: table → field → the sources that hold it, as the manifest has it. reach: the stretches in
    which the files hold all of a table. titles: of standards, workers: names, both by id.
    """
    first = _first_possible(rows, as_of)
    found = _Found(supplied, workers, as_of)
    found.read({**rows, "case_holders": DERIVERS["case_holders"](_read_from(rows))})
    found.owed(case, titles)
    since, to = _span(found, first, as_of)
    strips = tuple(_strip(lane, found, first, Stretch(since=since, to=as_of), reach) for lane in Lane)
    return Timeline(as_of, since, to, strips, tuple(found.undatable(first)))


@dataclass
class _Found:
    """What was read so far, by lane."""

    supplied: Mapping[str, Mapping[str, int]]
    workers: Mapping[str, str]
    as_of: date
    spells: dict[Lane, list[Spell]] = field(default_factory=lambda: {lane: [] for lane in Lane})
    marks: dict[Lane, list[Mark]] = field(default_factory=lambda: {lane: [] for lane in Lane})
    overdue: dict[Lane, list[Overdue]] = field(default_factory=lambda: {lane: [] for lane in Lane})
    no_date: list[str] = field(default_factory=list)

    def read(self, rows: Rows) -> None:
        """The child's rows of every table that is drawn."""
        for source in LASTING:
            for row in _each(rows, source.table):
                self._lasted(source, row)
        for happening in HAPPENING:
            for row in _each(rows, happening.table):
                self._happened(happening, row)
        for row in _each(rows, "events"):
            if row["kind"] in EVENTS:
                lane, says = EVENTS[row["kind"]]
                self._mark(lane, Kind.REVIEW, row["happened_on"], says)

    def _lasted(self, source: Lasting, row: Row) -> None:
        table = TABLES[source.table]
        start, end = row[table.when], row[table.until]
        if source.table == "referrals" and row["no_further_action"]:
            self._mark(source.lane, Kind.EVENT, start, NO_FURTHER_ACTION)
            return
        says = self._called(source, row)
        if start is None:
            self.no_date.append(f"{says}: no start date")
            return
        told = bool(row["sources"] & self.supplied.get(source.stored or source.table, {}).get(table.until, 0))
        # What is to end in the future goes on today.
        ended = end if end is not None and end <= self.as_of else None
        self.spells[source.lane].append(Spell(says, start, ended, told=told or end is not None))

    def _called(self, source: Lasting, row: Row) -> str:
        value = str(row[source.code] or "") if source.code else ""
        if source.code == "worker_id":
            return self.workers.get(value, value)
        codes = STORED[source.table].fields()[source.code].codes if value else {}
        meaning = codes.get(value) or value
        if not source.says:
            return capital(meaning) or f"{capital(source.lane.partition(': ')[2])} not recorded"
        return f"{source.says}: {meaning[:1].lower()}{meaning[1:]}" if meaning else source.says

    def _happened(self, happening: Happening, row: Row) -> None:
        on = row[STORED[happening.table].when]
        if happening.kind is None:
            kind, how = _seen(row)
            self._mark(happening.lane, kind, on, f"{happening.says}: {how}")
        elif row.get("cancelled"):
            self._mark(happening.lane, Kind.EVENT, on, f"{happening.says}, cancelled")
        else:
            self._mark(happening.lane, happening.kind, on, happening.says)

    def _mark(self, lane: Lane, kind: Kind, on: date | None, says: str) -> None:
        if on is None:
            self.no_date.append(f"{says}: no date")
        else:
            self.marks[lane].append(Mark(kind, on, says))

    def owed(self, case: CaseReview | None, titles: Mapping[str, str]) -> None:
        """What is due, and what is overdue."""
        if case is None:
            return
        for row in case.obligations.iter_rows(named=True):
            lane, says = lane_of(row["subject"], row["area"]), titles.get(row["standard"], row["standard"])
            if row["state"] in {DUE, DUE_SOON}:
                self._mark(lane, Kind.DUE, row["due_on"], f"Due: {says}")
            elif row["state"] == OVERDUE:
                self.overdue[lane].append(Overdue(row["due_on"], says))

    def days(self) -> Iterator[date]:
        """Every day on which something happened or began, or should have been done."""
        for lane in Lane:
            yield from (spell.start for spell in self.spells[lane])
            yield from (mark.day for mark in self.marks[lane] if mark.kind is not Kind.DUE)
            yield from (late.day for late in self.overdue[lane])

    def ahead(self) -> Iterator[date]:
        """Days on which something is due."""
        for marks in self.marks.values():
            yield from (mark.day for mark in marks if mark.kind is Kind.DUE)

    def undatable(self, first: date) -> Iterator[str]:
        """What can't be drawn, with why."""
        yield from self.no_date
        for spell in chain(*self.spells.values()):
            if spell.start < first:
                yield f"{spell.says}: its start, {day(spell.start)}, is before the child’s time"
        for mark in chain(*self.marks.values()):
            if mark.day < first:
                yield f"{mark.words} is before the child’s time"


def _each(rows: Rows, table: str) -> Iterator[Row]:
    if table in rows:
        yield from rows[table].iter_rows(named=True)


def _read_from(rows: Rows) -> Callable[[str], pl.DataFrame]:
    return lambda table: rows[table] if table in rows else STORED[table].empty()


def _seen(row: Row) -> tuple[Kind, str]:
    """How a child was seen. Seen alone is seen, unless the same row says that the child wasn't."""
    if row["seen"] is False:
        return Kind.NOT_SEEN, "the child was not seen"
    if row["seen_alone"]:
        return Kind.SEEN_ALONE, "the child was seen alone"
    if row["seen"]:
        alone = "not alone" if row["seen_alone"] is False else "not recorded whether alone"
        return Kind.SEEN, f"the child was seen, {alone}"
    return Kind.NOT_SEEN, "not recorded whether the child was seen"


def lane_of(subject: str, area: str) -> Lane:
    """The lane of a duty: that of the row which began it, else that of its area."""
    table = subject.partition("/")[0]
    return LANES.get(table) or LANE_OF_AREA.get(area, Lane.LEGAL)


def _first_possible(rows: Rows, as_of: date) -> date:
    """The first day that can be a day of this child's case."""
    born: list[date] = [row["born_on"] for row in _each(rows, "children") if row["born_on"] is not None]
    first = as_of - LONGEST_AGO
    return max(born[0] - BEFORE_BIRTH, first) if born and born[0] <= as_of else first


def _span(found: _Found, first: date, as_of: date) -> tuple[date, date]:
    """From the first thing to a month from now, or to a fortnight after what is due within a year."""
    begun = min((on for on in found.days() if first <= on <= as_of), default=as_of)
    soon = [on + FORTNIGHT for on in found.ahead() if on <= as_of + YEAR_AHEAD]
    return begun, max([as_of + MONTH_AHEAD, *soon])


def _strip(lane: Lane, found: _Found, first: date, whole: Stretch, reach: Reach) -> Strip:
    spells = [spell for spell in found.spells[lane] if spell.start >= first]
    marks = [mark for mark in found.marks[lane] if mark.day >= first]
    return Strip(
        lane,
        tuple(sorted(spells, key=lambda spell: (spell.start, spell.says))),
        tuple(sorted(marks, key=lambda mark: (mark.day, mark.kind, mark.says))),
        tuple(sorted(found.overdue[lane], key=lambda late: (late.day, late.says))),
        tuple(_untold(lane, whole, reach)),
        tuple(says for kind, (of, says) in EVENTS.items() if of is lane and not reach(f"events:{kind}")),
    )


def _untold(lane: Lane, whole: Stretch, reach: Reach) -> Iterator[Stretch]:
    """The parts of a stretch in which not every table of a lane is held in full, merged, in order."""
    tables = [lasting.stored or lasting.table for lasting in LASTING if lasting.lane is lane]
    tables += [happening.table for happening in HAPPENING if happening.lane is lane]
    gaps = sorted((gap for table in tables for gap in _gaps(reach(table), whole)), key=lambda gap: gap.since)
    merged: list[Stretch] = []
    for gap in gaps:
        if merged and gap.since <= merged[-1].to + timedelta(days=1):
            merged[-1] = Stretch(since=merged[-1].since, to=max(merged[-1].to, gap.to))
        else:
            merged.append(gap)
    yield from merged


def _gaps(held: Sequence[Stretch], whole: Stretch) -> Iterator[Stretch]:
    """What of `whole` lies in none of the stretches, which are in order and don't touch."""
    start, one = whole.since, timedelta(days=1)
    for stretch in held:
        if stretch.since > start:
            yield Stretch(since=start, to=min(stretch.since - one, whole.to))
        start = max(start, stretch.to + one)
        if start > whole.to:
            return
    yield Stretch(since=start, to=whole.to)
