"""Weaknesses planted in a return that is right, and the list of them.

Each rule gets a child of its own: one of the return's, written once more under another id, in whose rows the
rule's weakness is. So every weakness finds the circumstances that it needs, and none is in another's way.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.synthetic.planting.returns.acts import Weakness
from everycase.synthetic.planting.returns.case import Case, Form, Row, Rows

Frames = Mapping[str, pl.DataFrame]
"""Table → rows, every cell text as in the file."""

TRUTH: Mapping[str, pl.DataType] = {
    "rule": pl.String(),
    "table": pl.String(),  # last year's with _last
    "row": pl.UInt32(),  # 0-based, in the order of the file; null where it is about the whole return
    "child": pl.String(),  # null where the id itself is blank, or it is about the whole return
    "of": pl.String(),  # the child made for it
    "written": pl.String(),  # the row, as "DECOM=03/05/2026 RNE=S", without its empty fields
}
"""A row for each row that a rule must find."""

Kinds = Mapping[str, Callable[[Case], bool]]


@dataclass(frozen=True)
class Planted:
    """A return with weaknesses in it.

    tables: this year's, and last year's with `_last`. ground: the same children without the weaknesses.
    truth: TRUTH. untried: rules of which nothing could be planted, because nobody is of the kind.
    """

    tables: Frames
    ground: Frames
    truth: pl.DataFrame
    untried: tuple[str, ...]


@dataclass(frozen=True)
class _Made:
    """A child made for a rule: its rows before and after the weakness, and those that show it."""

    rule: str
    child: str
    ground: dict[str, Rows]
    rows: dict[str, Rows]
    shown: list[tuple[str, Row]]


def plant(
    form: Form,
    frames: Frames,
    weaknesses: Sequence[Weakness],
    kinds: Kinds,
    end: date,
    *,
    seed: int,
) -> Planted:
    """`frames` with a child more for each weakness. The same seed chooses the same children.

    kinds: which children of the return are of a kind. end: 31 March that ends the collection year.
    """
    cases = _by_child(form, frames, end)
    suited = {
        name: sorted(child for child, case in cases.items() if is_(case)) for name, is_ in kinds.items()
    }
    made = [
        _made(one, cases[random.Random(f"{seed} {one.rule}").choice(suited[one.kind])], place)
        for place, one in enumerate(weaknesses)
        if suited[one.kind]
    ]
    untried = tuple(one.rule for one in weaknesses if not suited[one.kind])
    truth = pl.DataFrame(_truth(form, frames, made), schema=dict(TRUTH), orient="row")
    tables, ground = (
        _with(frames, [getattr(one, rows) for one in made], form) for rows in ("rows", "ground")
    )
    return Planted(tables, ground, truth, untried)


def _by_child(form: Form, frames: Frames, end: date) -> dict[str, Case]:
    cases: dict[str, Case] = {}
    for name, frame in frames.items():
        if form.child in frame.columns:
            for row in frame.iter_rows(named=True):
                child = row[form.child]
                case = cases.setdefault(child, Case(form, child, end, {table: [] for table in frames}))
                case.tables[name].append(row)
    return cases


def _made(one: Weakness, donor: Case, place: int) -> _Made:
    case = _copied(donor, f"{donor.form.ids + place + 1}")
    for act in one.ground:
        act(case)
    case.put_in_order()
    ground = {name: [dict(row) for row in rows] for name, rows in case.tables.items()}
    touched = {id(row) for row in one.act(case)}
    case.put_in_order()
    if one.shows:
        shown = [(table, row) for table, which in one.shows for row in which(case.tables[table])]
    else:
        shown = [(name, row) for name, rows in case.tables.items() for row in rows if id(row) in touched]
        shown = [(name, row) for name, row in shown if not name.endswith("_last")]
    return _Made(one.rule, case.child, ground, case.tables, shown)


def _copied(donor: Case, child: str) -> Case:
    """The donor's rows under another id, with a pupil number of its own."""
    changed: Row = {donor.form.child: child}
    tables = {name: [{**row, **changed} for row in rows] for name, rows in donor.tables.items()}
    for name, rows in tables.items():
        if name.removesuffix("_last") == donor.form.person:
            for row in rows:
                row["UPN"] = pupil_number(int(child))
    return Case(donor.form, child, donor.end, tables)


def pupil_number(number: int) -> str:
    """A unique pupil number with its check letter. Source: DfE, UPN guide: weights 2 to 13, modulo 23."""
    digits = f"001{number:09}"
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    return letters[sum(place * int(digit) for place, digit in enumerate(digits, 2)) % 23] + digits


def _truth(form: Form, frames: Frames, made: Sequence[_Made]) -> list[tuple[object, ...]]:
    """Where each row that shows a weakness stands, once all children are in."""
    heights = {name: frame.height for name, frame in frames.items()}
    found: list[tuple[object, ...]] = []
    for one in made:
        for table, row in one.shown:
            at = heights.get(table, 0) + next(n for n, other in enumerate(one.rows[table]) if other is row)
            written = " ".join(f"{name}={value}" for name, value in row.items() if value)
            found.append((one.rule, table, at, row[form.child], one.child, written))
        for name, rows in one.rows.items():
            heights[name] = heights.get(name, 0) + len(rows)
    return found


def _with(frames: Frames, cases: Sequence[Mapping[str, Rows]], form: Form) -> dict[str, pl.DataFrame]:
    """The frames with the rows of all cases after their own."""
    names = dict.fromkeys([*frames, *(name for case in cases for name, rows in case.items() if rows)])
    empty = {name: _columns(frames, form, name) for name in names}
    return {
        name: pl.concat(
            [
                frames.get(name, pl.DataFrame(schema=columns)),
                pl.DataFrame([row for case in cases for row in case.get(name, [])], schema=columns),
            ]
        )
        for name, columns in empty.items()
    }


def _columns(frames: Frames, form: Form, name: str) -> dict[str, pl.DataType]:
    columns = frames[name].columns if name in frames else form.columns[name.removesuffix("_last")]
    return {column: pl.String() for column in columns}
