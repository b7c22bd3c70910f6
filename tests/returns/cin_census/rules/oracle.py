"""The census read cell by cell in plain Python, for rules that are judged row by row.

What `RULES` of `oracle_rules` says of a small census is compared with what the program says: two
readings of the DfE's words that share no line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product

import polars as pl

from everycase.calendar import bank_holidays
from everycase.returns.cin_census import TABLES

Cell = date | bool | str | list[str] | None
Row = Mapping[str, Cell]
Flagged = set[tuple[str, int | None]]

CHILD = ("LAchildID",)
EPISODE = ("LAchildID", "CINdetailsID")
ASSESSMENT = ("LAchildID", "CINdetailsID", "AssessmentID")
PLAN = ("LAchildID", "CINdetailsID", "CPPID")
KINDS = {column.name: column.kind for table in TABLES.values() for column in table.columns}


class Census:
    """The tables of a return as lists of rows, each cell a date, flag, list or text; None where blank.

    Each row has `at`, its place in the table, and `written`, its child's id as it stands.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], year: int) -> None:
        self.rows = {name: _rows(frame) for name, frame in tables.items()}
        days = [day for row in self.rows.get("Header", []) if (day := row["ReferenceDate"])]
        ends = [day for day in days if isinstance(day, date) and (day.month, day.day) == (3, 31)]
        self.end = max(ends, default=date(year, 3, 31))
        self.start = date(self.end.year - 1, 4, 1)

    def __getitem__(self, table: str) -> list[dict]:
        return self.rows[table]

    def in_year(self, day: date | None) -> bool:
        """Whether a day is there and in the census year."""
        return day is not None and self.start <= day <= self.end

    def alike(self, table: str, row: Row, key: tuple[str, ...]) -> list[dict]:
        """The rows of `table` with this row's key; none where part of it is blank."""
        wanted = [row[name] for name in key]
        return [] if None in wanted else [one for one in self[table] if [one[n] for n in key] == wanted]


def _rows(frame: pl.DataFrame) -> list[dict]:
    return [
        {
            **{name: _cell(name, text) for name, text in row.items()},
            "at": place,
            "written": row.get("LAchildID"),
        }
        for place, row in enumerate(frame.iter_rows(named=True))
    ]


def _cell(name: str, written: str | None) -> Cell:
    text = (written or "").strip()
    if not text:
        return None
    if KINDS[name] == "date":
        return _day(text)
    if KINDS[name] == "flag":
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower())
    if KINDS[name] == "list":
        return [code for code in re.split(r"[\s,;|\[\]'\"]+", text) if code]
    return text


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[1-9]\d{3}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# ---------------------------------------------------------------------- days


def before(one: date | None, other: date | None) -> bool:
    """Whether one day is before the other; false where either is blank."""
    return one is not None and other is not None and one < other


def by(one: date | None, other: date | None) -> bool:
    """Whether one day is before the other, or that day."""
    return one is not None and other is not None and one <= other


def working_days_before(day: date, count: int) -> date:
    """So many working days before a day."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < 5 and day not in bank_holidays()
    return day


def birthday(born: date, age: int) -> date:
    """The day when someone is so old; 28 February for who was born on the 29th, where there is none."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return born.replace(year=born.year + age, day=28)


# ---------------------------------------------------------------------- which rows are flagged

Judge = Callable[[Census], Flagged]


def rows(table: str, wrong: Callable[[dict, Census], object]) -> Judge:
    """The rows of a table that are wrong."""
    return lambda census: {(table, row["at"]) for row in census[table] if wrong(row, census)}


def pairs(
    left: str, right: str, key: tuple[str, ...], wrong: Callable[[dict, dict, Census], object]
) -> Judge:
    """Both rows of each pair with one key that is wrong together."""
    return lambda census: {
        place
        for one, other in joined(census, left, right, key)
        if wrong(one, other, census)
        for place in ((left, one["at"]), (right, other["at"]))
    }


def later(table: str, key: tuple[str, ...], wrong: Callable[[dict, dict, Census], object]) -> Judge:
    """The first of each two rows of a table with one key, where it is wrong beside the other."""
    return lambda census: {
        (table, one["at"]) for one, other in joined(census, table, table, key) if wrong(one, other, census)
    }


def joined(census: Census, left: str, right: str, key: tuple[str, ...]) -> Iterator[tuple[dict, dict]]:
    """Every two different rows with one key, no part of it blank."""
    for one, other in product(census[left], census[right]):
        same = [one[name] for name in key] == [other[name] for name in key]
        if one is not other and same and None not in [one[name] for name in key]:
            yield one, other


def whole(table: str, wrong: Callable[[Census], object]) -> Judge:
    """One finding for the return, named under a table."""
    return lambda census: {(table, None)} if wrong(census) else set()


def outside_the_year(table: str, field: str) -> Judge:
    """Rows whose day is there and not in the census year."""
    return rows(table, lambda row, census: row[field] is not None and not census.in_year(row[field]))


def both(*judges: Judge) -> Judge:
    """What either says."""
    return lambda census: set().union(*(judge(census) for judge in judges))
