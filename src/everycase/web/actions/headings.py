"""Findings under headings: however many there are, the database is asked twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from everycase.web.actions.models import Action, Finding
from everycase.web.actions.seeing import with_what_is_shown

MOST_SHOWN = 50
"""Findings under a heading before the rest are only counted."""
ORDER = (
    F("red_line").desc(),
    F("action__due_on").asc(nulls_last=True),
    F("action").asc(),
    F("severity").desc(),
    F("pk").asc(),
)
"""Red lines, then the soonest due; those of one piece of work together."""


@dataclass(frozen=True)
class Heading:
    """What stands under a heading, of the findings that stand under none before it. calm: folded at first."""

    title: str
    which: Q
    hint: str = ""
    calm: bool = False


@dataclass(frozen=True)
class Piece:
    """One action with those of its findings that stand under one heading."""

    action: Action
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Group:
    """What stands under one heading: how many findings in all, and the pieces shown."""

    heading: Heading
    count: int
    pieces: Sequence[Piece]

    @property
    def title(self) -> str:
        """The heading's."""
        return self.heading.title

    @property
    def shown(self) -> int:
        """How many of the findings are shown."""
        return sum(len(piece.findings) for piece in self.pieces)


def groups_of(
    findings: QuerySet[Finding], headings: Sequence[Heading], most: int | None = None
) -> list[Group]:
    """The headings under which something stands, in their order, each with its first `most` findings."""
    placed = _placed(findings, headings, most or MOST_SHOWN)
    rows = with_what_is_shown(Finding.objects.filter(pk__in=[pk for _, _, pk in placed])).in_bulk()
    groups = []
    for (number, count), several in groupby(placed, key=lambda row: row[:2]):
        shown = pieces_of(rows[pk] for _, _, pk in several if pk in rows)
        groups.append(Group(headings[number], count, shown))
    return groups


def _placed(
    findings: QuerySet[Finding], headings: Sequence[Heading], most: int
) -> list[tuple[int, int, int]]:
    """Of each finding that is shown: its heading's place, how many stand there, and its number."""
    fits = [When(heading.which, then=Value(place)) for place, heading in enumerate(headings)]
    number = Window(RowNumber(), partition_by=F("heading"), order_by=ORDER)
    return list(
        findings.filter(reduce(or_, (heading.which for heading in headings)))
        .annotate(heading=Case(*fits, output_field=IntegerField()))
        .annotate(many=Window(Count("pk"), partition_by=F("heading")), place=number)
        .filter(place__lte=most)
        .order_by("heading", "place")
        .values_list("heading", "many", "pk")
    )


def pieces_of(findings: Iterable[Finding]) -> list[Piece]:
    """Findings in their order, those of one action together."""
    return [Piece(action, list(theirs)) for action, theirs in groupby(findings, key=lambda f: f.action)]
