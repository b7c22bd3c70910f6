"""One child's rows of a return, to be changed; and which of them is meant.

A weakness is about one child, so it is made in that child's rows alone, as plain dicts, and put beside the
return's own. There are as many of them as there are rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

Row = dict[str, str | None]
Rows = list[Row]
Which = Callable[[Sequence[Row]], Rows]


@dataclass(frozen=True)
class Form:
    """What one return calls things.

    child: the column of the child's id. person: the table with a row a child, and born: its date of birth.
    dates: how days are written. columns: table → its columns, as in the file. order: columns of numbers by
    which a child's rows stand in the file; none where they stand as they come.
    ids: the children made for weaknesses are numbered from the one after it.
    """

    child: str
    person: str
    born: str
    dates: str
    columns: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...] = ()
    ids: int = 9_000_000


@dataclass
class Case:
    """A child's rows: name of the table (last year's with `_last`) → rows, every cell as it is written."""

    form: Form
    child: str
    end: date
    tables: dict[str, Rows]

    @property
    def start(self) -> date:
        """1 April of the collection year."""
        return date(self.end.year - 1, 4, 1)

    @property
    def born(self) -> date:
        """The child's date of birth, as the table of persons has it."""
        return self.day(self.tables[self.form.person][0][self.form.born])

    def put_in_order(self) -> None:
        """Each table's rows as the file will have them."""
        for name, rows in self.tables.items():
            by = [number for number in self.form.order if rows and number in rows[0]]
            self.tables[name] = sorted(rows, key=lambda row: [int(row[number] or 0) for number in by])

    def day(self, written: str | None) -> date:
        """A cell as a day. Raises ValueError where it holds none: the ground was not as expected."""
        return datetime.strptime(written or "", self.form.dates).date()  # noqa: DTZ007

    def new_row(self, table: str) -> Row:
        """A row with nothing but what every row of the child has: its id and date of birth."""
        known: Row = {self.form.child: self.child}
        columns = self.form.columns[table.removesuffix("_last")]
        if self.form.born in columns and self.tables[self.form.person]:
            known[self.form.born] = self.tables[self.form.person][0][self.form.born]
        return {name: known.get(name) for name in columns}


def every(rows: Sequence[Row]) -> Rows:
    """All of them."""
    return list(rows)


def first(rows: Sequence[Row]) -> Rows:
    """The first, in the order of the file."""
    return list(rows[:1])


def last(rows: Sequence[Row]) -> Rows:
    """The last, in the order of the file."""
    return list(rows[-1:])


def nth(place: int) -> Which:
    """The second is `nth(2)`."""
    return lambda rows: list(rows[place - 1 : place])


def where(**values: str | None) -> Which:
    """Those with these values."""
    return lambda rows: [row for row in rows if all(row[name] == value for name, value in values.items())]


def years_before(day: date, years: int, days: int = 0) -> date:
    """So many years and days before a day that isn't 29 February."""
    return day.replace(year=day.year - years) - timedelta(days=days)
