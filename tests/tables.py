"""Small visible tables in, obligations and findings out: how standards are specified in tests.

A record is given as text tables, a blank cell for "not recorded" and a missing column for "no file
holds it":

    record = given("2026-11-24", child_protection_plans='''
        child_id | started_on | ended_on
        Amira    | 2026-11-02 |
    ''')
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from everycase.record.derive import VISIT_TABLES
from everycase.record.schema import STORED, Format, Kind
from everycase.record.schema.people import ROLES_TOLD_APART, reach_of_role
from everycase.record.snapshot import Manifest, Record, Stretch
from everycase.review.clocks import obligations
from everycase.review.rules import check
from everycase.review.scene import Scene
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Timing, defaults
from everycase.standards.language import Clock, Rule

ALL_TIME = date(1990, 1, 1)


def given(as_of: str, *, reach: dict[str, tuple[str, str]] | None = None, **tables: str) -> Record:
    """A record of the tables as of a date. Children named anywhere exist, born 2 May 2014 if not given.

    reach: table (or `events:KIND`) → first and last day that the files hold; default is all time.
    """
    day = date.fromisoformat(as_of)
    parsed = {name: parse(name, text) for name, text in tables.items()}
    parsed["children"] = _children(parsed)
    numbers = {child: n for n, child in enumerate(sorted(_ids(parsed)))}
    frames = {name: _stored(name, rows, numbers, day) for name, rows in parsed.items()}
    supplied = {name: dict.fromkeys(rows[0], 1) if rows else {} for name, rows in parsed.items()}
    supplied |= {name: dict.fromkeys(header(text), 1) for name, text in tables.items()}
    manifest = Manifest(
        council="Test council",
        as_of=day,
        everycase="test",
        sources=[Format.SSD],
        files=[],
        rows={name: frame.height for name, frame in frames.items()},
        supplied=supplied,
        reach=_reach(parsed, day, reach or {}),
    )
    return Record(manifest, {name: frame.lazy() for name, frame in frames.items()})


def parse(table: str, text: str) -> list[dict[str, object]]:
    """Rows of a text table, values in the fields' own types. Raises KeyError for an unknown column."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    columns = header(text)
    fields = STORED[table].fields()
    rows = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        cells += [""] * (len(columns) - len(cells))
        rows.append(
            {name: _value(fields[name].kind, cell) for name, cell in zip(columns, cells, strict=True)}
        )
    return rows


def header(text: str) -> list[str]:
    """The columns of a text table: what the files hold, in rows or not."""
    return [cell.strip() for cell in text.strip().splitlines()[0].split("|")]


def _value(kind: Kind, cell: str) -> object:
    if cell == "":
        return None
    readers: dict[Kind, Callable[[str], object]] = {
        Kind.DATE: lambda c: date.fromisoformat(c[:10]),
        Kind.FLAG: {"yes": True, "no": False}.__getitem__,
        Kind.WHOLE: int,
        Kind.NUMBER: float,
        Kind.FLAGS: str.split,
    }
    return readers.get(kind, str)(cell)


def _children(parsed: dict[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    told = {row["child_id"]: row for row in parsed.get("children", [])}
    missing = sorted(_ids(parsed) - set(told))
    usual: dict[str, object] = {"born_on": date(2014, 5, 2), "expected_on": None, "died_on": None}
    columns = {c: None for row in told.values() for c in row} or usual
    filled = {c: usual.get(c) for c in columns}
    return [*told.values(), *({**filled, "child_id": child} for child in missing)]


def _ids(parsed: dict[str, list[dict[str, object]]]) -> set[str]:
    return {str(row["child_id"]) for rows in parsed.values() for row in rows if row.get("child_id")}


def _stored(name: str, rows: list[dict[str, object]], numbers: dict[str, int], day: date) -> pl.DataFrame:
    table = STORED[name]
    columns = table.columns()
    key_field = table.key_field()
    full = []
    for number, row in enumerate(rows):
        own = row.get(key_field) if key_field else None
        key = own or f"{row.get('child_id')}@{row.get(table.when) or ''}#{number}"
        extra = {
            "child": numbers.get(str(row.get("child_id"))),
            "key": str(key),
            "sources": 1,
            "first_seen": day,
        }
        full.append({**dict.fromkeys(columns), **row, **extra})
    return pl.DataFrame(full, schema=columns)


def _reach(
    parsed: dict[str, list[dict[str, object]]], day: date, told: dict[str, tuple[str, str]]
) -> dict[str, list[Stretch]]:
    names = {name for name in parsed if name != "events"}
    names |= {f"events:{row['kind']}" for row in parsed.get("events", [])}
    names |= {visits for visits in VISIT_TABLES if not names.isdisjoint(VISIT_TABLES)}
    names |= {reach_of_role(role) for role in ROLES_TOLD_APART if "involvements" in parsed}
    whole = {name: [Stretch(since=ALL_TIME, to=day)] for name in names}
    for name, (since, to) in told.items():
        whole[name] = [Stretch(since=date.fromisoformat(since), to=date.fromisoformat(to))] if since else []
    return whole


def due(record: Record, standard: str, **timing: object) -> list[tuple[object, ...]]:
    """(child, due, done, state) of every obligation of a clock, by child and due date."""
    clock = catalogue()[standard]
    assert isinstance(clock, Clock)
    scene = Scene(record, defaults(), record.as_of)
    found = obligations(scene, clock, Timing(**{"within": clock.within, **timing}))
    return (
        found.join(_named(record), on="child", how="left")
        .sort("child_id", "due_on", "link")
        .select("child_id", pl.col("due_on").cast(pl.String), pl.col("done_on").cast(pl.String), "state")
        .rows()
    )


def states(record: Record, standard: str) -> dict[str, list[str]]:
    """child → states of its obligations, in order of due date."""
    found: dict[str, list[str]] = {}
    for child, _due, _done, state in due(record, standard):
        found.setdefault(str(child), []).append(str(state))
    return found


def wrong(record: Record, standard: str) -> list[str]:
    """Children whose rows break a rule, in order (once a row); empty ids for rules about a team."""
    broken, _ = _checked(record, standard)
    return broken.join(_named(record), on="child", how="left").sort("child_id")["child_id"].to_list()


def says(record: Record, standard: str) -> list[str]:
    """What a rule says of the rows that break it."""
    return _checked(record, standard)[0].sort("subject")["says"].to_list()


def untold(record: Record, standard: str) -> list[str]:
    """Children with a row of which the rule can't be told, in order."""
    _, checks = _checked(record, standard)
    rows = checks.filter(pl.col("cannot_tell") > 0)
    return rows.join(_named(record), on="child", how="left").sort("child_id")["child_id"].to_list()


def _checked(record: Record, standard: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    rule = catalogue()[standard]
    assert isinstance(rule, Rule)
    return check(Scene(record, defaults(), record.as_of), rule)


def _named(record: Record) -> pl.DataFrame:
    return record.scan("children").select("child", "child_id").collect()
