"""What is due of one child, grouped by how it stands: what the record can prove and what it can't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from everycase.analysis.wording import capital, day, number
from everycase.review.case import CaseReview
from everycase.review.states import (
    CANNOT_TELL,
    DUE,
    DUE_SOON,
    MET,
    MET_LATE,
    NOT_DONE,
    OVERDUE,
    TOO_SOON,
)
from everycase.standards.council import Settings
from everycase.standards.language import Clock, Standard

LAST_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Duty:
    """One thing due. counting: how the due date is counted. stands: what became of it, in words."""

    standard: str
    subject: str
    title: str
    counting: str
    due_on: date | None
    stands: str
    approximate: bool


@dataclass(frozen=True)
class Duties:
    """Duties that stand alike, the earliest due first. earlier: how many more, due over a year ago."""

    title: str
    duties: Sequence[Duty]
    earlier: int = 0
    quiet: bool = False


GROUPS = (
    ("Overdue", (OVERDUE,), False),
    ("Due soon", (DUE_SOON,), False),
    ("Due later", (DUE,), False),
    ("Can’t be told", (CANNOT_TELL,), True),
    ("Done, or ended undone, in the last year", (MET, MET_LATE, TOO_SOON, NOT_DONE), True),
)
"""Titles, states, and whether only the last year's are listed: the rest is in the chronology."""


def duties(case: CaseReview, catalogue: Mapping[str, Standard], settings: Settings) -> list[Duties]:
    """Every duty of a child that the review judged, in GROUPS; a group with none is left out."""
    rows = case.obligations.sort("due_on", "standard", nulls_last=True).to_dicts()
    groups = []
    for title, states, recent_only in GROUPS:
        mine = [row for row in rows if row["state"] in states]
        shown = [row for row in mine if not recent_only or _recent(row["due_on"], case.as_of)]
        told = [_duty(row, catalogue.get(row["standard"]), settings) for row in shown]
        groups.append(Duties(title, told, len(mine) - len(shown), quiet=recent_only))
    return [group for group in groups if group.duties or group.earlier]


def _recent(due_on: date | None, as_of: date) -> bool:
    return due_on is None or due_on >= as_of - LAST_YEAR


def _duty(row: Mapping[str, Any], standard: Standard | None, settings: Settings) -> Duty:
    clock = standard if isinstance(standard, Clock) else None
    return Duty(
        row["standard"],
        row["subject"],
        clock.title if clock else row["standard"],
        counting(clock, settings) if clock else "",
        row["due_on"],
        stands(row),
        bool(row["approximate"]),
    )


def counting(clock: Clock, settings: Settings) -> str:
    """How a clock's due date is counted here, in words; a council's own limit says that it is one.

    The standard's own words stand beside it: they say from when, and which days count.
    """
    within = settings.timing(clock).within
    if within == clock.within:
        return clock.counts
    return f"{within}: your council’s own limit. The standard says: {clock.counts}"


def stands(row: Mapping[str, Any]) -> str:
    """How an obligation stands, in words: 'Overdue, late by 6 working days'."""
    done = f" on {day(row['done_on'])}" if row["done_on"] else ""
    by = f", late by {_late(row)}" if row["late"] else ""
    return {
        OVERDUE: f"Overdue{by}",
        DUE_SOON: "Due soon",
        DUE: "Not due yet",
        MET: f"Done in time{done}",
        MET_LATE: f"Done{done}{by}",
        TOO_SOON: f"Done too soon{done}",
        NOT_DONE: f"Never done{by}: the duty ended"
        + (f" on {day(row['ended_on'])}" if row["ended_on"] else ""),
        CANNOT_TELL: f"Can’t tell: {row['reason']}" if row["reason"] else "Can’t tell",
    }.get(row["state"], capital(row["state"]))


def _late(row: Mapping[str, Any]) -> str:
    unit = row["unit"].removesuffix("s") if row["late"] == 1 else row["unit"]
    return f"{number(row['late'])} {unit}"
