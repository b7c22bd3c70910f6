"""What no format holds: supervision, core groups, sign-off, attendance, decisions.

A council supplies these in `events.csv`: child, event, date, by, value.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from everycase.record.schema.fields import Table, child, code, date, text


@dataclass(frozen=True)
class EventKind:
    """A kind of event: its name in the file, whom it is about, and its meaning."""

    kind: str
    about: str
    meaning: str


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """Every kind of event by name, from `data/event_kinds.csv`."""
    lines = files("everycase.record").joinpath("data/event_kinds.csv").read_text(encoding="utf-8")
    return {entry["kind"]: EventKind(**entry) for entry in csv.DictReader(lines.splitlines())}


class Events(Table):
    """Something that happened which no extract holds.

    `child_id` is the child's id; for kinds about a carer, adopter, adult or home it is theirs.
    """

    name = "events"
    when = "happened_on"

    child_id = child(events="child")
    kind = code("What happened", {k: v.meaning for k, v in event_kinds().items()}, events="event")
    happened_on = date("When it happened", timed=True, events="date")
    by = text("Who did it", events="by")
    value = text("What more there is to say", events="value")


events = Events()
