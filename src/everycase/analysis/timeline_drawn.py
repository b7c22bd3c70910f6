"""Where on a drawing each thing of a timeline stands: across in hundredths of its width, down in pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from everycase.analysis.timeline import Kind, Lane, Spell, Strip, Timeline
from everycase.analysis.wording import day
from everycase.record.snapshot import Stretch

PAD, MARKS, BAR, GAP, HATCH = 3.0, 20.0, 18.0, 3.0, 8.0
"""Pixels: around a lane's contents, the row of marks, a bar, between bars, the row of what is overdue."""
NARROWEST, NAMED = 0.25, 7.0
"""Hundredths: the narrowest bar that can be seen, and the narrowest that has room for words."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A spell. label: blank where there's no room. goes_on: past the drawing's right edge, or until now."""

    x: float
    width: float
    y: float
    says: str
    label: str
    goes_on: bool
    told: bool


@dataclass(frozen=True)
class Point:
    """A mark. shape: the name of its shape, as the drawing's key and styles have it."""

    x: float
    y: float
    shape: str
    says: str


@dataclass(frozen=True)
class Band:
    """A part of a lane: hatched where something is overdue, shaded where the files don't tell."""

    x: float
    width: float
    y: float
    height: float
    says: str


@dataclass(frozen=True)
class DrawnStrip:
    """One lane. key: its name as one word, for its colours."""

    lane: Lane
    key: str
    height: float
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]
    overdue: tuple[Band, ...]
    untold: tuple[Band, ...]


@dataclass(frozen=True)
class Line:
    """A line across all lanes, at the start of a year or month."""

    x: float
    label: str


@dataclass(frozen=True)
class Said:
    """A row of the table that says the same as the drawing."""

    lane: str
    day: date
    words: str


@dataclass(frozen=True)
class Drawing:
    """A timeline drawn between two days, both included. now: where the day of the record is, if it is there.

    quiet: lanes in which nothing is on record, of which the files tell all. untold: what they leave out,
    in words. table: all that is drawn.
    """

    since: date
    to: date
    strips: tuple[DrawnStrip, ...]
    lines: tuple[Line, ...]
    now: float | None
    quiet: tuple[str, ...]
    untold: tuple[str, ...]
    table: tuple[Said, ...]


SHAPES = {
    Kind.SEEN_ALONE: "alone",
    Kind.SEEN: "seen",
    Kind.NOT_SEEN: "not-seen",
    Kind.REVIEW: "review",
    Kind.EVENT: "event",
    Kind.DUE: "due",
}


def drawn(timeline: Timeline, year: int | None = None) -> Drawing:
    """The whole timeline drawn, or one calendar year of it."""
    since = date(year, 1, 1) if year else timeline.since
    to = date(year, 12, 31) if year else timeline.to
    scale = _Scale(since, to)
    busy = [strip for strip in timeline.strips if not strip.empty]
    return Drawing(
        since,
        to,
        tuple(_strip(strip, scale, timeline.as_of) for strip in busy),
        tuple(_lines(scale)),
        scale.at(timeline.as_of) if since <= timeline.as_of <= to else None,
        tuple(str(strip.lane) for strip in timeline.strips if strip.empty and not strip.untold),
        (*_not_whole(timeline.strips, scale), *_lacking(busy)),
        tuple(said for strip in busy for said in _said(strip, scale, timeline.as_of)),
    )


@dataclass(frozen=True)
class _Scale:
    """Days to hundredths of the drawing's width."""

    since: date
    to: date

    def at(self, on: date) -> float:
        """Where a day begins."""
        return round(100 * (on - self.since).days / ((self.to - self.since).days + 1), 2)

    def part(self, start: date, end: date) -> tuple[float, float] | None:
        """Where a stretch (both days included) begins and how wide it is; None where it isn't drawn."""
        first, last = max(start, self.since), min(end, self.to)
        if first > last:
            return None
        x = self.at(first)
        width = max(NARROWEST, self.at(last + ONE_DAY) - x)
        return x, round(min(width, 100 - x), 2)


def _lines(scale: _Scale) -> Iterator[Line]:
    """The start of each month of a year, or of each year."""
    monthly = (scale.to - scale.since).days <= 366
    for year in range(scale.since.year, scale.to.year + 1):
        for month in range(1, 13) if monthly else (1,):
            start = date(year, month, 1)
            if scale.since <= start <= scale.to:
                yield Line(scale.at(start), f"{start:%b}" if monthly and month > 1 else str(year))


def _strip(strip: Strip, scale: _Scale, as_of: date) -> DrawnStrip:
    shown = [mark for mark in strip.marks if scale.since <= mark.day <= scale.to]
    top = PAD + (MARKS if shown else 0)
    bars, rows = _bars(strip.spells, scale, as_of, top)
    below = top + rows * (BAR + GAP)
    late = _overdue(strip, scale, as_of, below)
    height = below + (HATCH + GAP if late else 0) + PAD
    points = [Point(scale.at(m.day), PAD + MARKS / 2, SHAPES[m.kind], m.words) for m in shown]
    untold = [_band(scale, gap, 0, height, "Not all of this is in the files") for gap in _gaps(strip, scale)]
    return DrawnStrip(
        strip.lane,
        strip.lane.name.lower().replace("_", "-"),
        max(height, 2 * PAD + BAR),
        tuple(bars),
        tuple(points),
        tuple(late),
        tuple(band for band in untold if band),
    )


def _bars(spells: Sequence[Spell], scale: _Scale, as_of: date, top: float) -> tuple[list[Bar], int]:
    """Bars in as few rows as hold them side by side, and how many rows those are."""
    free: list[date] = []
    bars = []
    for spell in spells:
        end = _end(spell, as_of)
        part = scale.part(spell.start, end)
        if part is None:
            continue
        row = next((n for n, until in enumerate(free) if until <= spell.start), len(free))
        free[row : row + 1] = [max(end, spell.start + ONE_DAY)]  # one may begin on the day that another ends
        x, width = part
        label = spell.says if width >= NAMED else ""
        y = top + row * (BAR + GAP)
        goes_on = spell.told and (spell.end is None or spell.end > scale.to)
        bars.append(Bar(x, width, y, spell.words, label, goes_on, spell.told))
    return bars, len(free)


def _end(spell: Spell, as_of: date) -> date:
    """How far a bar reaches: a day, where no file tells how long it was."""
    if spell.end is not None:
        return max(spell.start, spell.end)
    return max(spell.start, as_of) if spell.told else spell.start


def _overdue(strip: Strip, scale: _Scale, as_of: date, y: float) -> list[Band]:
    """All that is overdue reaches to the day of the record: one band, from the earliest."""
    if not strip.overdue:
        return []
    says = "; ".join(late.words for late in strip.overdue)
    late = Stretch(since=min(late.day for late in strip.overdue) + ONE_DAY, to=as_of)
    band = _band(scale, late, y, HATCH, says)
    return [band] if band else []


def _band(scale: _Scale, stretch: Stretch, y: float, height: float, says: str) -> Band | None:
    part = scale.part(stretch.since, stretch.to)
    return Band(*part, y, height, says) if part else None


def _gaps(strip: Strip, scale: _Scale) -> list[Stretch]:
    """What the files leave out of a lane, within what is drawn."""
    shown = (
        Stretch(since=max(gap.since, scale.since), to=min(gap.to, scale.to))
        for gap in strip.untold
        if gap.since <= scale.to and gap.to >= scale.since
    )
    return list(shown)


def _not_whole(strips: Sequence[Strip], scale: _Scale) -> Iterator[str]:
    """Stretches of time of which the files don’t hold all, each said once, with its lanes."""
    lanes: dict[tuple[tuple[date, date], ...], list[str]] = {}
    for strip in strips:
        gaps = tuple((gap.since, gap.to) for gap in _gaps(strip, scale))
        if gaps:
            lanes.setdefault(gaps, []).append(str(strip.lane))
    for gaps, named in lanes.items():
        times = " and ".join(f"{day(since)} to {day(to)}" for since, to in gaps)
        what = "any lane" if len(named) == len(Lane) else ", ".join(named)
        yield f"{times}: these files don’t hold all of {what}"


def _lacking(strips: Sequence[Strip]) -> Iterator[str]:
    """Reviews that no file tells of, in lanes that have something."""
    for strip in strips:
        yield from (f"{strip.lane}: no file tells of “{says}”" for says in strip.lacks)


def _said(strip: Strip, scale: _Scale, as_of: date) -> Iterator[Said]:
    """Everything of a lane that the drawing shows, in order of date."""
    lane = str(strip.lane)
    spells = [Said(lane, s.start, s.words) for s in strip.spells if scale.part(s.start, _end(s, as_of))]
    marks = [Said(lane, m.day, m.words) for m in strip.marks if scale.part(m.day, m.day)]
    late = [Said(lane, o.day, o.words) for o in strip.overdue if scale.part(o.day + ONE_DAY, as_of)]
    yield from sorted([*spells, *marks, *late], key=lambda said: said.day)
