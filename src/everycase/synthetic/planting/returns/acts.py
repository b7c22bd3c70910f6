"""What can be done to a child's rows in a return: fields set or blanked, rows added, dropped, written twice.

    weakness("371", aged(13), put("Episodes", last, PLACE="K3"))

Acts come in order. The last is the weakness: the rows that it touched in this year's tables are those that
the rule must find, unless `shows` says which. Those before it are the ground: on it the rule finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from everycase.synthetic.planting.returns.case import Case, Row, Rows, Which, every, last

Value = str | None | Callable[[Case, Row], str | None]
"""What is written in a cell: text, nothing, or what is told by the child and the row."""
Act = Callable[[Case], Rows]
"""Changes a case, and gives back the rows that it wrote."""
Shown = tuple[str, Which]
"""Rows that a rule must find: a table, and which of the child's in it."""


@dataclass(frozen=True)
class Weakness:
    """What breaks one rule.

    ground: what is made of a child first, in which the rule finds nothing. act: the weakness itself.
    shows: where the rule must find it; empty for the rows that the act wrote.
    kind: whom it is done to, by the name of a kind of child.
    """

    rule: str
    ground: tuple[Act, ...]
    act: Act
    shows: tuple[Shown, ...] = ()
    kind: str = ""


def weakness(rule: str, *acts: Act, shows: Shown | Sequence[Shown] | None = None, kind: str = "") -> Weakness:
    """A rule, the ground, and the act that breaks it."""
    shown = () if shows is None else (shows,) if callable(shows[1]) else tuple(shows)
    return Weakness(rule, acts[:-1], acts[-1], shown, kind)  # type: ignore[arg-type]


def put(table: str, which: Which = every, /, **values: Value) -> Act:
    """Write these values in the fields of these rows; None blanks a field."""

    def act(case: Case) -> Rows:
        rows = which(case.tables[table])
        for row in rows:
            _write(case, row, values)
        return rows

    return act


def add(table: str, /, **values: Value) -> Act:
    """A row more, with the child's id, date of birth and these values."""

    def act(case: Case) -> Rows:
        row = case.new_row(table)
        case.tables.setdefault(table, []).append(row)
        _write(case, row, values)
        return [row]

    return act


def twice(table: str, which: Which = last, /, **values: Value) -> Act:
    """Rows written once more, with these values; both are touched."""

    def act(case: Case) -> Rows:
        rows = which(case.tables[table])
        copies = [dict(row) for row in rows]
        case.tables[table] += copies
        for row in copies:
            _write(case, row, values)
        return rows + copies

    return act


def drop(*tables: str, which: Which = every) -> Act:
    """Rows left out. Nothing is left to find: `shows` says where it is seen."""

    def act(case: Case) -> Rows:
        for table in tables:
            gone = {id(row) for row in which(case.tables.get(table, []))}
            case.tables[table] = [row for row in case.tables.get(table, []) if id(row) not in gone]
        return []

    return act


def both(*acts: Act) -> Act:
    """Several acts as one; all their rows are touched."""
    return lambda case: [row for act in acts for row in act(case)]


def beside(act: Act) -> Act:
    """An act whose rows the rule doesn't find."""

    def quiet(case: Case) -> Rows:
        act(case)
        return []

    return quiet


def _write(case: Case, row: Row, values: dict[str, Value]) -> None:
    """Each value is told from the row as it was, but for those written before it."""
    unknown = values.keys() - row.keys()
    if unknown:
        raise KeyError(f"There is no field {', '.join(sorted(unknown))} in a row with {', '.join(row)}.")
    for name, value in values.items():
        row[name] = value(case, row) if callable(value) else value
