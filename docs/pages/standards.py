"""The pages of the standards: an index, and one page an area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docs.pages.markdown import code, facts, page, sentence, table

from everycase.record.schema.events import event_kinds
from everycase.record.schema.fields import ANOTHER, Field
from everycase.record.schema.terms import Moment, Term
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.standards.language import Area, Clock, Direction, Links, Question, Rule, Standard

RUNS = {
    Direction.BY: "done by the due date",
    Direction.BEFORE: "counted back: done this long before",
    Direction.NOT_BEFORE: "a least time: not done sooner",
    Direction.AROUND: "done inside a window around the day",
}
INTRODUCTION = (
    "What should be true. A **clock** says that something is due by a date, a **rule** that a record must "
    "not look like this, and a **question** has to be answered by a person who reads the case. `everycase "
    "standards ID` shows one as your council has set it, and whether your files can answer it."
)
HOW_TO_READ = (
    "An uncertain standard, whose number no source settles, is off until a council sets it: see "
    "[settings](../settings.md). A *red line* says that a child may be unsafe, and comes first everywhere. "
    "*Reads* names the [fields](../record/README.md) that a standard looks at; where no file holds them, the "
    "answer is “cannot tell”."
)


def pages() -> dict[str, str]:
    """Path → text, for the index and every area."""
    return {"standards/README.md": _index(), **{_path(area): _area(area) for area in Area}}


def file_of(area: Area) -> str:
    """The name of an area's page."""
    return f"{area.replace(' ', '-')}.md"


def _path(area: Area) -> str:
    return f"standards/{file_of(area)}"


def _of(area: Area) -> list[Standard]:
    return [standard for standard in catalogue().values() if standard.area is area]


def _index() -> str:
    rows = [
        (f"[{area}]({file_of(area)})", *(sum(s.kind == kind for s in _of(area)) for kind in KINDS))
        for area in Area
    ]
    listed = [
        (f"[{code(s.id)}]({file_of(s.area)}#{s.id})", s.title, s.kind, s.area, _on(s))
        for s in catalogue().values()
    ]
    return page(
        "Standards",
        INTRODUCTION,
        HOW_TO_READ,
        table(("Area", "Clocks", "Rules", "Questions"), rows),
        "## All of them",
        table(("Id", "What should be true", "Kind", "Area", "On"), listed),
    )


KINDS = ("clock", "rule", "question")


def _area(area: Area) -> str:
    return page(
        f"Standards: {area}",
        HOW_TO_READ,
        *(part for standard in _of(area) for part in _section(standard)),
    )


def _section(standard: Standard) -> Iterator[str | list[str]]:
    yield f"### {standard.id}"
    yield f"**{standard.title}**"
    if isinstance(standard, Clock):
        yield list(_clock(standard))
    else:
        yield list(_rule(standard) if isinstance(standard, Rule) else _question(standard))


ANSWERS_ONE = (
    "answers the latest start that it can, and those that weren't overdue by then; an earlier one that was "
    "ended undone"
)


def _on(standard: Standard) -> str:
    return "yes" if Settings().is_on(standard) else "off until set"


def _kind(standard: Standard) -> str:
    red = ", a red line" if standard.red_line else ""
    return f"{standard.kind}, {standard.aspect}{red}"


def _clock(clock: Clock) -> Iterator[str]:
    average = "an average over children against a threshold: a measure, and no child's due date"
    yield from facts(
        {
            "Kind": _kind(clock),
            "Starts": _moments(clock.start_moments),
            "Stops": _moments(clock.end_moments),
            "Time allowed": f"{clock.within} ({clock.force}; {RUNS[clock.direction]})",
            "How it is counted": sentence(clock.counts),
            "Which events": _links(clock.links),
            "Ends with": _term(clock.until),
            "Does not apply": f"depends on {_term(clock.unless)}" if clock.unless is not None else "",
            "Average": average if clock.average_over else "",
            "In force": str(clock.in_force),
            "One event": ANSWERS_ONE if clock.each_its_own else "",
            "Exceptions": clock.exceptions,
            "Local practice": clock.local_default,
            "Only approximate": clock.approximate,
            **_common(clock),
        }
    )


def _rule(rule: Rule) -> Iterator[str]:
    about = "a team or worker, not a child" if rule.team_level else ""
    yield from facts(
        {
            "Kind": _kind(rule),
            "What is wrong": sentence(rule.condition),
            "A finding says": f"“{rule.says}”",
            "Looks at": f"rows of {code(rule.rows.table.name)}",
            "About": about,
            **_common(rule),
        }
    )


def _common(standard: Clock | Rule) -> dict[str, object]:
    return {
        "Severity": standard.severity.name.lower(),
        "Source": standard.source,
        "Confidence": f"{standard.confidence}; {'on' if _on(standard) == 'yes' else _on(standard)}",
        "Stands also for": [code(name) for name in standard.also],
        "Reads": _fields(standard.reads),
    }


def _question(question: Question) -> Iterator[str]:
    yield from facts(
        {
            "Kind": _kind(question),
            "Group": question.group,
            "A good answer": question.good_looks_like,
            "Grades": question.grades,
            "Source": question.source,
            "Stands also for": [code(name) for name in question.also],
        }
    )


def _moments(moments: Sequence[Moment]) -> str:
    return "; or ".join(map(_moment, moments))


def _moment(moment: Moment) -> str:
    table, _, kind = moment.reach.partition(":")
    if table == "events" and kind in event_kinds():
        return f"{event_kinds()[kind].meaning} (event {code(kind)})"
    some = ", on the rows that count" if moment.condition is not None else ""
    return f"{moment.field.meaning} ({code(moment.field)}{some})"


def _term(term: Field | Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Field):
        return f"{term.meaning} ({code(term)})"
    return ", ".join(_fields(term.reads)) or "the day it is counted from"


def _fields(reads: Iterable[Field]) -> list[str]:
    """Fields by name, those of a table's other rows (`table~other`) under the table's own name."""
    return [code(name) for name in sorted({str(fld).replace(ANOTHER, "") for fld in reads})]


def _links(links: Links) -> str:
    if links.recurs and links.first == 1:
        return "from the start to the first, then from each to the next"
    if links.recurs:
        return f"from number {links.first - 1} to the next, and so on from each"
    return "" if links.first == 1 else f"from number {links.first - 1} to number {links.first}"
