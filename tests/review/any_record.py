"""A made-up record with rows in every table, any value in any field: for what must hold of all records."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.tables import given

from everycase.record.schema import STORED, Field, Kind
from everycase.record.schema.events import event_kinds
from everycase.record.snapshot import Record

AS_OF = date(2026, 11, 24)
CHILDREN = tuple(f"C{n}" for n in range(6))
ROWS = 40
NO_CHILD = ("workers", "teams", "prospective_adopters")


def any_record(seed: int) -> Record:
    """The record of one seed: each table has a few rows, of children, workers and parents that there are."""
    chance = random.Random(seed)
    tables = {name: _table(chance, name) for name in STORED}
    return given(AS_OF.isoformat(), **tables)


def _table(chance: random.Random, name: str) -> str:
    fields = STORED[name].fields()
    if name == "children":
        several = [{"child_id": child} for child in CHILDREN]
    elif name in NO_CHILD:
        several = [{STORED[name].key_field(): f"{name}-{n}"} for n in range(4)]
    else:
        key = STORED[name].key_field()
        several = [_about_a_child(chance, name, key, n) for n in range(ROWS)]
    rows = [[_cell(chance, fld, row.get(column)) for column, fld in fields.items()] for row in several]
    return "\n".join(" | ".join(cells) for cells in [list(fields), *rows])


def _about_a_child(chance: random.Random, name: str, key: str, number: int) -> dict[str, str]:
    """A row of some child; its id says whose it is, so that others of the child can name it."""
    child = chance.choice(CHILDREN)
    row = {"child_id": child}
    return {**row, key: f"{name}-{child}-{number}"} if key else row


def _cell(chance: random.Random, fld: Field, told: str | None) -> str:
    if told is not None:
        return told
    return "" if chance.random() < 0.25 else _value(chance, fld)


def _value(chance: random.Random, fld: Field) -> str:
    if fld.kind is Kind.DATE:  # of a few days only, so that some rows fall on one day
        return str(AS_OF - timedelta(days=9 * chance.randint(0, 99)))
    if fld.kind is Kind.REFERENCE:
        return _reference(chance, fld)
    codes = event_kinds() if fld.name == "kind" and fld.table == "events" else fld.codes
    plain = {Kind.FLAG: ["yes", "no"], Kind.WHOLE: ["0", "1", "7"], Kind.NUMBER: ["0.5", "1"]}
    return chance.choice(sorted(codes) or plain.get(fld.kind, ["one", "two"]))


def _reference(chance: random.Random, fld: Field) -> str:
    parent = fld.refers_to
    if parent in NO_CHILD:
        return f"{parent}-{chance.randrange(5)}"  # the last is in no list
    return f"{parent}-{chance.choice(CHILDREN)}-{chance.randrange(ROWS)}"
