"""A clock that runs once, tried on the days around its due date.

Each case gives the due date, worked out by hand from the wording. The trial then asks what the clock
says of a thing done on that day, done the day after, and not done; and with no file that could show it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.tables import due, given


@dataclass(frozen=True)
class Case:
    """A start, where its end would be, and the due date; both places are table.field or an event's kind."""

    standard: str
    start: str
    began: str
    end: str
    due: str
    row: dict[str, str] = field(default_factory=dict)  # more of the starting row; blank cells for a column
    end_row: dict[str, str] = field(default_factory=dict)  # more of the row that ends it
    beside: dict[str, str] = field(default_factory=dict)  # other tables, as text
    reopens: bool = False  # a recurring clock: another link follows

    def __str__(self) -> str:
        return self.standard


EXPECTED = {
    "done on the day": "met",
    "done the day after": "met late",
    "not done, on the day": "due soon",
    "not done, the day after": "overdue",
    "no file holds it": "cannot tell",
}


def trial(case: Case) -> dict[str, str]:
    """What the clock says on each of the days; raises AssertionError where the due date is another."""
    day = date.fromisoformat(case.due)
    after = day + timedelta(days=1)
    later = day + timedelta(days=3)
    return {
        "done on the day": _state(case, later, day),
        "done the day after": _state(case, later, after),
        "not done, on the day": _state(case, day, None),
        "not done, the day after": _state(case, after, None),
        "no file holds it": _state(case, after, None, supplied=False),
    }


def _state(case: Case, as_of: date, done: date | None, *, supplied: bool = True) -> str:
    found = due(given(str(as_of), **_tables(case, done, supplied=supplied)), case.standard)
    child, due_on, _, state = found[0]
    assert (child, due_on) == ("Amira", case.due)
    assert len(found) == 1 or case.reopens
    return str(state)


def _tables(case: Case, done: date | None, *, supplied: bool) -> dict[str, Any]:
    start, end = _place(case.start), _place(case.end)
    beside: dict[str, Any] = dict(case.beside)
    rows: dict[str, list[dict[str, str]]] = {}
    first = {"child_id": "Amira", start[1]: case.began, **start[2], **case.row}
    rows.setdefault(start[0], []).append(first)
    ending = {end[1]: str(done or ""), **end[2], **case.end_row}
    if not supplied:
        return beside | {table: _text(several) for table, several in rows.items()}
    if end[0] == start[0] != "events":
        first.update(ending)
    else:
        other = {"child_id": "Amira" if done else "Ben", **ending}
        # Another child's row: the file is there, and holds nothing of Amira's.
        rows.setdefault(end[0], []).append({**other, end[1]: str(done or "2010-01-04")})
    return beside | {table: _text(several) for table, several in rows.items()}


def _place(where: str) -> tuple[str, str, dict[str, str]]:
    table, _, name = where.rpartition(".")
    return (table, name, {}) if table else ("events", "happened_on", {"kind": where})


def _text(rows: list[dict[str, str]]) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [" | ".join(columns), *(" | ".join(row.get(c, "") for c in columns) for row in rows)]
    return "\n".join(lines)
