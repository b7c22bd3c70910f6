"""What a child says, how they took part in their reviews, whether they were seen alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from everycase.record.derive import DERIVERS, VISIT_TABLES
from everycase.record.schema import STORED
from everycase.record.schema.events import event_kinds
from everycase.record.snapshot import Stretch

REVIEWS = {
    "child_protection_reviews": "Review conference",
    "care_reviews": "Review of the child in care",
}
OF_VOICE = ("reviewing-officer-spoke-with-child", "advocate-offered")
"""Events that tell of a child being heard."""
HEARD_IN = frozenset({*VISIT_TABLES, *REVIEWS, "childrens_views", "events"})
"""The tables that it is read from."""
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class SeenAlone:
    """Visits of the last twelve months: alone, of those that tell, and how many don't tell.

    whole: whether the files hold every visit of that time.
    """

    alone: int
    told: int
    untold: int
    whole: bool

    @property
    def words(self) -> str:
        """'5 of 6 visits (2 can’t be told)'."""
        visits = self.told + self.untold
        if not visits:
            return "No visit is on record" if self.whole else "Can’t tell: these files don’t hold every visit"
        untold = f" ({self.untold:,} can’t be told)" if self.untold else ""
        return f"{self.alone:,} of {self.told:,} visit{'' if self.told == 1 else 's'}{untold}"


@dataclass(frozen=True)
class Heard:
    """Something on a day: a review, and how the child took part in it; an event, with no more to say."""

    day: date | None
    what: str
    how: str = ""


@dataclass(frozen=True)
class Views:
    """What the child answered, each answer with its question, and the first extract that held it."""

    first_seen: date | None
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Voice:
    """What is on record, the newest first."""

    views: Sequence[Views]
    seen_alone: SeenAlone
    reviews: Sequence[Heard]
    events: Sequence[Heard]


def voice(rows: Mapping[str, pl.DataFrame], as_of: date, reach: Callable[[str], Sequence[Stretch]]) -> Voice:
    """What is on record of one child's voice, from the child's rows by table (HEARD_IN).

    reach: the stretches in which the files hold all of a table.
    """
    return Voice(
        tuple(_views(rows)),
        _seen_alone(rows, as_of, reach("visits")),
        _newest_first(_reviews(rows)),
        _newest_first(_events(rows)),
    )


def _views(rows: Mapping[str, pl.DataFrame]) -> Iterator[Views]:
    if "childrens_views" not in rows:
        return
    asked = {
        n: f.meaning
        for n, f in STORED["childrens_views"].fields().items()
        if n not in {"view_id", "child_id"}
    }
    for row in rows["childrens_views"].sort("first_seen", descending=True).iter_rows(named=True):
        answers = tuple((meaning, row[name]) for name, meaning in asked.items() if row[name])
        if answers:
            yield Views(row["first_seen"], answers)


def _seen_alone(rows: Mapping[str, pl.DataFrame], as_of: date, held: Sequence[Stretch]) -> SeenAlone:
    """A visit at which the child wasn't seen is one at which they weren't seen alone."""
    since = as_of - YEAR
    visits = DERIVERS["visits"](lambda table: rows[table] if table in rows else STORED[table].empty())
    mine = visits.filter((pl.col("visited_on") > since) & (pl.col("visited_on") <= as_of))
    not_seen = ~pl.col("seen").fill_null(value=True)
    alone = mine.select(pl.when(not_seen).then(pl.lit(value=False)).otherwise("seen_alone")).to_series()
    whole = any(stretch.since <= since + timedelta(days=1) and stretch.to >= as_of for stretch in held)
    return SeenAlone(int(alone.sum()), alone.len() - alone.null_count(), alone.null_count(), whole)


def _reviews(rows: Mapping[str, pl.DataFrame]) -> Iterator[Heard]:
    for table, what in REVIEWS.items():
        codes = STORED[table].fields()["participation"].codes
        for row in rows[table].iter_rows(named=True) if table in rows else ():
            if not row.get("cancelled"):
                yield Heard(row["held_on"], what, codes.get(row["participation"], row["participation"]) or "")


def _events(rows: Mapping[str, pl.DataFrame]) -> Iterator[Heard]:
    if "events" in rows:
        mine = rows["events"].filter(pl.col("kind").is_in(OF_VOICE))
        for row in mine.iter_rows(named=True):
            yield Heard(row["happened_on"], event_kinds()[row["kind"]].meaning)


def _newest_first(heard: Iterator[Heard]) -> tuple[Heard, ...]:
    return tuple(sorted(heard, key=lambda each: each.day or date.min, reverse=True))
