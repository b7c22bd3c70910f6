"""What each Annex A list says, as tables of the record.

A list of events or of cases gives whole tables (`Part`); a list of children with the date of their last
visit gives the latest row only (`Latest`). A blank date in a latest column says that there was none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from everycase.record.readers.annex_a_headers import CHILD_ID, annex_lists
from everycase.record.schema import (
    Format,
    Table,
    assessments,
    care_episodes,
    care_leavers,
    care_plans,
    care_reviews,
    care_visits,
    child_in_need_visits,
    child_protection_plans,
    child_protection_reviews,
    child_protection_visits,
    children,
    contacts,
    early_help,
    families,
    health_checks,
    initial_conferences,
    involvements,
    legal_statuses,
    permanence,
    placements,
    prospective_adopters,
    referrals,
    section_47_enquiries,
)

ALLOCATED, ADVISER = "ALLOCATED", "ADVISER"


@dataclass(frozen=True)
class Part:
    """A table that a list gives.

    needs: the field without which a row of the list isn't a row of the table (empty: every row is one).
    only: field → header of those to read, where not all that the schema says the list holds. kind: of health
    check, or role of the worker. months: how far before its date the list holds every row; 0 where only each
    child's latest.
    """

    table: Table
    months: int = 0
    needs: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""

    @property
    def latest(self) -> bool:
        """Whether the list holds only each child's latest row."""
        return self.months == 0 and not self.of_people

    @property
    def of_people(self) -> bool:
        """Whether it says who the child is or who holds the case, which many lists repeat."""
        return self.table.name in (children.name, involvements.name)

    def columns(self, number: int) -> dict[str, str]:
        """Field → template header, in the list of that number."""
        return {**child_of(self.table), **(self.only or held_in(self.table, number))}


_EVENTS_AND_CASES: Mapping[int, Sequence[Part]] = {
    1: (Part(contacts, months=6),),
    2: (Part(early_help, months=6),),
    3: (Part(referrals, months=6),),
    4: (Part(assessments, months=6),),
    5: (
        Part(section_47_enquiries, months=6),
        Part(initial_conferences, months=6, needs="held_on"),
    ),
    6: (
        Part(referrals, months=6),
        Part(child_in_need_visits, needs="visited_on"),
    ),
    7: (
        Part(child_protection_plans, months=6),
        Part(child_protection_visits, needs="visited_on"),
        Part(child_protection_reviews, needs="held_on"),
    ),
    8: (
        Part(care_episodes, months=6),
        Part(legal_statuses),
        Part(placements),
        Part(care_plans, needs="permanence"),
        Part(care_visits, needs="visited_on"),
        Part(care_reviews, needs="held_on"),
        Part(
            health_checks,
            needs="checked_on",
            only={"checked_on": "Date of Last Health Assessment"},
            kind="ASSESSMENT",
        ),
        Part(
            health_checks, needs="checked_on", only={"checked_on": "Date of Last Dental Check"}, kind="DENTAL"
        ),
    ),
    9: (Part(care_leavers),),
    10: (Part(permanence, months=12), Part(families, months=12, needs="family_id")),
    11: (Part(prospective_adopters, months=12),),
}


def held_in(table: Table, number: int) -> dict[str, str]:
    """Field → header of the list, as the schema says."""
    start = f"{number}: "
    return {
        name: place.removeprefix(start)
        for name, known in table.fields().items()
        for place in reversed(known.held.get(Format.ANNEX_A, ()))
        if place.startswith(start)
    }


def child_of(table: Table) -> dict[str, str]:
    """The child's id, in tables about children."""
    return {"child_id": CHILD_ID} if "child_id" in table.fields() else {}


def _people(number: int) -> list[Part]:
    """Who the child is (lists 1 to 10), who holds the case (3 to 9), who advises a care leaver (9)."""
    who = {name: header for name, header in held_in(children, number).items() if name != "child_id"}
    names = {"worker_id": "Allocated Worker", "team_id": "Allocated Team"}
    parts = [Part(children, only={"child_id": CHILD_ID, **who})] if who else []
    if number in range(3, 10):
        parts.append(Part(involvements, only=names, kind=ALLOCATED))
    if number == 9:
        parts.append(Part(involvements, only={"worker_id": "Allocated Personal Advisor"}, kind=ADVISER))
    return parts


PARTS: Mapping[int, Sequence[Part]] = {
    number: (*parts, *_people(number)) for number, parts in _EVENTS_AND_CASES.items()
}
"""The tables of each list, by the list's number."""

NOT_HELD = (
    "The record has no place for what Annex A only counts or derives, and these columns were not read: ages, "
    "numbers of referrals, enquiries, conferences, missing and absent episodes, return interviews after the "
    "last of them, second periods of care, emergency protection in the last six months, where a placement "
    "lies, and adopters' own details."
)


def needed_headers() -> dict[int, list[str]]:
    """List → template headers that the record has a place for, in the template's order."""
    held = {n: {h for part in parts for h in part.columns(n).values()} for n, parts in PARTS.items()}
    return {
        number: [header.header for header in of.headers if header.header in held[number]]
        for number, of in annex_lists().items()
    }
