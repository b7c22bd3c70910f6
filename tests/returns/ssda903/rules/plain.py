"""The return read cell by cell in plain Python, for rules that are judged row by row.

What the `RULES` of `plain_…` say of a small return is compared with what the program says: two readings
of the DfE's words that share no line.
"""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.reference import Reference
from everycase.returns.ssda903 import TABLES

DATES = {column.name for table in TABLES.values() for column in table.columns if column.kind == "date"}
NEVER = date(9999, 12, 31)

ADOPTING = ("A3", "A4", "A5", "A6")
FOSTERED = ("U1", "U2", "U3", "U4", "U5", "U6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
OTHERS = ("Z11", "Z12", "Z13", "Z14")
ADOPTED = ("E11", "E12")
EPISODES = "Episodes"


def listed(name: str) -> tuple[str, ...]:
    return codes("ssda903", name)


# ---------------------------------------------------------------------- days


def day(text: str | None) -> date | None:
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/([1-9]\d{3})", text or "")
    try:
        return date(*(int(part) for part in reversed(match.groups()))) if match else None
    except ValueError:
        return None


def before(one: date | None, other: date | None) -> bool:
    """Whether one day is before the other; false where either is blank."""
    return one is not None and other is not None and one < other


def by(one: date | None, other: date | None) -> bool:
    """Whether one day is before the other, or that day."""
    return one is not None and other is not None and one <= other


def turns(age: int, born: date | None) -> date | None:
    """The day when someone is so old; 28 February for who was born on the 29th, where there is none."""
    if born is None:
        return None
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return born.replace(year=born.year + age, day=28)


def days(start: date, end: date) -> int:
    return (end - start).days


def earliest(values: Iterable[date | None]) -> date | None:
    return min((value for value in values if value), default=None)


def latest(values: Iterable[date | None]) -> date | None:
    return max((value for value in values if value), default=None)


# ---------------------------------------------------------------------- a row


class Row:
    """A row by its columns: a date or None where the column is one, else text in capitals or None."""

    def __init__(self, table: str, at: int, cells: Mapping[str, str | None]) -> None:
        self.place = (table, at)
        self.written = {name: (text or "").strip().upper() or None for name, text in cells.items()}

    def __getattr__(self, name: str) -> Any:
        text = self.written.get(name)
        return day(text) if name in DATES else text

    def no_date(self, name: str) -> bool:
        """Whether something is written there that isn't a date."""
        return self.written[name] is not None and day(self.written[name]) is None

    def some(self, *names: str) -> bool:
        return any(getattr(self, name) is not None for name in names)

    def lacks(self, *names: str) -> bool:
        return any(getattr(self, name) is None for name in names)


def short(episode: Row) -> bool:
    """Whether it is of short breaks."""
    return episode.LS in {"V3", "V4"}


# ---------------------------------------------------------------------- a return


class Return:
    """This year's tables by name, last year's with _last, and what the rules compare with."""

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        last: Mapping[str, pl.DataFrame],
        year: int,
        reference: Reference,
    ) -> None:
        frames = {**tables, **{f"{name}_last": frame for name, frame in last.items()}}
        self.rows = {
            name: [Row(name, at, cells) for at, cells in enumerate(frame.iter_rows(named=True))]
            for name, frame in frames.items()
        }
        self.year, self.start, self.end = year, date(year - 1, 4, 1), date(year, 3, 31)
        self.council = reference.authority
        postcodes = pl.DataFrame() if reference.postcodes is None else reference.postcodes
        providers = pl.DataFrame() if reference.providers is None else reference.providers
        self.postcodes = {code: (place, east, north) for code, place, east, north in postcodes.iter_rows()}
        self.providers = {row["urn"]: row for row in providers.iter_rows(named=True)}
        self.by_child: dict[str, dict[str, list[Row]]] = {}

    def __getitem__(self, table: str) -> list[Row]:
        return self.rows[table]

    def children(self, table: str) -> dict[str, list[Row]]:
        """Child → rows; those without an id are nobody's."""
        if table not in self.by_child:
            found: dict[str, list[Row]] = {}
            for row in self[table]:
                if row.CHILD is not None:
                    found.setdefault(row.CHILD, []).append(row)
            self.by_child[table] = found
        return self.by_child[table]

    def of(self, child: str | None, table: str) -> list[Row]:
        """The child's rows in a table."""
        return self.children(table).get(child, []) if child else []

    def in_order(self, table: str, start: str, end: str) -> list[list[Row]]:
        """Each child's dated rows, in order of their start and then end, open ones last."""
        dated = [[row for row in rows if getattr(row, start)] for rows in self.children(table).values()]
        return [
            sorted(rows, key=lambda row: (getattr(row, start), getattr(row, end) or NEVER))
            for rows in dated
            if rows
        ]

    def one_after_other(self, table: str = "Episodes", start: str = "DECOM", end: str = "DEC") -> list:
        """Each two rows of a child's that follow one another."""
        return [two for rows in self.in_order(table, start, end) for two in pairwise(rows)]

    def episodes(self) -> list[list[Row]]:
        return self.in_order("Episodes", "DECOM", "DEC")

    def in_year(self, value: date | None) -> bool:
        return value is not None and self.start <= value <= self.end

    def touches_year(self, episode: Row) -> bool:
        return by(episode.DECOM, self.end) and (episode.DEC is None or episode.DEC >= self.start)

    def born_first(self, child: str | None) -> date | None:
        """Date of birth in Header; the earlier of two."""
        return earliest(row.DOB for row in self.of(child, "Header"))

    def born_last(self, child: str | None) -> date | None:
        return latest(row.DOB for row in self.of(child, "Header"))

    def all_year(self, child: str | None) -> bool:
        """Whether the child was looked after continuously for the year."""
        episodes = self.of(child, "Episodes")
        started = any(
            e.RNE == "S" and before(self.start, e.DECOM) and by(e.DECOM, self.end) for e in episodes
        )
        ended = any(e.REC != "X1" and by(self.start, e.DEC) and before(e.DEC, self.end) for e in episodes)
        inside = [episode for episode in episodes if self.touches_year(episode)]
        return bool(inside) and not started and not ended and not any(short(episode) for episode in inside)

    def periods(self, child: str | None) -> list[tuple[date, date | None]]:
        """First and last day of each time in care; no last day while it is open."""
        found: list[tuple[date, date | None]] = []
        for rows in self.episodes():
            for row, prior in zip(rows, [None, *rows], strict=False):
                if row.CHILD != child:
                    continue
                if prior is None or before(prior.DEC, row.DECOM):
                    found.append((row.DECOM, row.DEC))
                else:
                    found[-1] = (found[-1][0], row.DEC)
        return found

    def is_other(self, episode: Row) -> bool:
        """Whether its kind of placement is one of the other ones."""
        return episode.PLACE in OTHERS or (episode.PLACE == "Z1" and self.year <= 2025)

    def is_sex(self, row: Row, letter: str) -> bool:
        return bool(row.SEX == (letter if self.year >= 2025 else {"M": "1", "F": "2"}[letter]))

    # ------------------------------------------------------------------ where it is

    def authority(self, episode: Row) -> str | None:
        """The authority that the placement is in, by its postcode."""
        found = self.postcodes.get(closed_up(episode.PL_POST) or "")
        return found[0] if found else None

    def location(self, episode: Row) -> str | None:
        authority = self.authority(episode)
        return None if authority is None else "IN" if authority == self.council else "OUT"

    def distance(self, episode: Row) -> float | None:
        """Miles from home to the placement."""
        ends = [self.postcodes.get(closed_up(post) or "") for post in (episode.HOME_POST, episode.PL_POST)]
        if None in ends:
            return None
        (_, east, north), (_, other_east, other_north) = [end for end in ends if end]
        metres = ((east - other_east) ** 2 + (north - other_north) ** 2) ** 0.5
        return float(round(metres / 1000 / 1.6093, 1))

    def by_ofsted(self, episode: Row, name: str) -> Any:
        """What Ofsted's list has for the URN."""
        return self.providers.get(episode.URN, {}).get(name)

    def seeks_asylum(self, child: str | None) -> bool:
        flagged = [row.UASC == "1" for table in ("Header", "Header_last") for row in self.of(child, table)]
        named = [
            row.some("SEX", "DOB", "DUC") for table in ("UASC", "UASC_last") for row in self.of(child, table)
        ]
        return any([*flagged, *named])


def closed_up(postcode: str | None) -> str | None:
    return postcode.replace(" ", "") if postcode else None


# ---------------------------------------------------------------------- which rows are flagged

Judge = Callable[[Return], Iterable[Row]]


def rows(table: str, wrong: Callable[[Row, Return], object]) -> Judge:
    """The rows of a table that are wrong."""
    return lambda of: [row for row in of[table] if wrong(row, of)]


def episodes(wrong: Callable[[Row], object]) -> Judge:
    """The episodes that are wrong by themselves."""
    return rows(EPISODES, lambda row, _: wrong(row))


def not_among(table: str, name: str, allowed: Iterable[str]) -> Judge:
    """Rows with something else than one of these codes."""
    allowed = set(allowed)
    return rows(table, lambda row, _: getattr(row, name) is not None and getattr(row, name) not in allowed)


def no_date(table: str, name: str) -> Judge:
    return rows(table, lambda row, _: row.no_date(name))


def both(left: str, right: str, wrong: Callable[[Row, Row, Return], object]) -> Judge:
    """Both rows of each pair of the child's that is wrong together."""

    def judge(of: Return) -> list[Row]:
        pairs = [(one, other) for one in of[left] for other in of.of(one.CHILD, right)]
        return [row for two in pairs if wrong(*two, of) for row in two]

    return judge


def first(left: str, right: str, wrong: Callable[[Row, Row, Return], object]) -> Judge:
    """The first of each pair of the child's that is wrong together."""
    return lambda of: [
        one for one in of[left] if any(wrong(one, other, of) for other in of.of(one.CHILD, right))
    ]


def later(wrong: Callable[[Row, Row], object], *order: str) -> Judge:
    """The later of two that follow one another; episodes, or rows of another table in its order."""
    return lambda of: [two[1] for two in of.one_after_other(*order) if wrong(*two)]


def earlier(wrong: Callable[[Row, Row], object], *order: str) -> Judge:
    return lambda of: [two[0] for two in of.one_after_other(*order) if wrong(*two)]
