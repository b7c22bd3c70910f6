"""The page of the kinds of event that a council may supply in `events.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from docs.pages.markdown import code, facts, page
from docs.pages.standards import file_of

from everycase.record.schema.events import event_kinds
from everycase.standards.catalogue import catalogue
from everycase.standards.language import Clock, Question, Rule, Standard

WHOSE: Mapping[str, tuple[str, str]] = {
    "child": ("About a child", "the child's id in the case-management system"),
    "carer": ("About a foster carer", "the foster carer's id"),
    "adopter": ("About an adopter", "the prospective adopter's id"),
    "adult": ("About an adult in a position of trust", "the adult's id"),
    "home": ("About a children's home", "the home's id"),
}
"""Whom an event is about → heading, and what stands in the column `child`."""
INTRODUCTION = (
    "Every kind of event that `events.csv` may hold, the file for what no other format does. How to write "
    "it: [write events.csv](../how-to/write-events.md). A kind of which the file has no row isn't reached: "
    "what needs it can't be told."
)


def page_of_kinds() -> str:
    """The page."""
    readers = standards_by_kind()
    parts = [part for about in WHOSE for part in _about(about, readers)]
    return page("Kinds of event", INTRODUCTION, *parts)


def _about(about: str, readers: Mapping[str, Sequence[Standard]]) -> Iterator[str | list[str]]:
    heading, whose = WHOSE[about]
    yield f"## {heading}"
    yield f"The column `child` holds {whose}."
    for kind in event_kinds().values():
        if kind.about == about:
            yield f"### {kind.kind}"
            read_by = [
                f"[{code(s.id)}](standards/{file_of(s.area)}#{s.id})" for s in readers.get(kind.kind, ())
            ]
            yield list(facts({"Means": kind.meaning, "Read by": read_by or "no standard by its name"}))


def standards_by_kind() -> Mapping[str, list[Standard]]:
    """Kind of event → the standards that ask for it, in the catalogue's order."""
    found: dict[str, list[Standard]] = defaultdict(list)
    for standard in catalogue().values():
        for reach in dict.fromkeys(_reaches(standard)):
            found[reach.removeprefix("events:")].append(standard)
    return found


def _reaches(standard: Standard) -> Iterator[str]:
    if isinstance(standard, Question):
        return
    if isinstance(standard, Clock):
        yield from (m.reach for m in (*standard.start_moments, *standard.end_moments))
    terms = (standard.wrong,) if isinstance(standard, Rule) else (standard.unless, standard.until)
    yield from (related.reach for term in terms if term is not None for related in term.related)
