"""The made-up council that tests look at, as plain rows: nothing here knows how it was made."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from everycase.synthetic.council import Council, make_council

Row = dict[str, Any]
AS_OF = date(2026, 9, 30)
SEED, CHILDREN = 3, 600


@cache
def council(as_of: date = AS_OF, *, events: bool = True) -> Council:
    """The council of the tests as it stood on a day."""
    return make_council(seed=SEED, children=CHILDREN, as_of=as_of, events=events)


@cache
def rows(table: str, as_of: date = AS_OF) -> list[Row]:
    """A table's rows."""
    return council(as_of).tables[table].to_dicts()


@cache
def events(kind: str) -> dict[str, list[date]]:
    """child → days of a kind of event, in order."""
    found: dict[str, list[date]] = defaultdict(list)
    for row in rows("events"):
        if row["kind"] == kind:
            found[row["child_id"]].append(row["happened_on"])
    return {child: sorted(days) for child, days in found.items()}


@cache
def by_child(table: str) -> dict[str, list[Row]]:
    """child → rows of a table."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(table):
        found[row["child_id"]].append(row)
    return found


@cache
def born() -> dict[str, date | None]:
    """child → day of birth; None for one not born yet."""
    return {row["child_id"]: row["born_on"] for row in rows("children")}


def age(child: str, day: date) -> int:
    """Whole years on a day; -1 before birth."""
    birth = born()[child]
    if birth is None or day < birth:
        return -1
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
