"""What a review looks at: the record's tables in memory once, with what is supplied and reached.

Columns are named `table.field`, so that rows of several tables can stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import polars as pl

from everycase.record.derive import DERIVERS
from everycase.record.schema import TABLES, Field
from everycase.record.schema.fields import ANOTHER, PROVENANCE
from everycase.record.schema.people import ROLES_TOLD_APART, reach_of_role
from everycase.record.snapshot import Record, Stretch

T = TypeVar("T")

NO_LATEST = pl.DataFrame(schema={"child": pl.UInt32, "since": pl.Date})
EVERY_SOURCE = 0xFFFF_FFFF
ROW_COLUMNS = ("child", "key", "sources", "unread", "first_seen")
# An allocation that can't be right holds nobody's case: the red line about it stays.
NOT_ASKED = frozenset({"involvements", "case_holders"})
"""Tables of which an end before the start is taken as it stands."""


@dataclass
class Scene:
    """One record as of one date, with one council's settings. Implements `terms.Context`."""

    record: Record
    settings: Mapping[str, Any]
    as_of: date
    wanted: Mapping[str, frozenset[str]] | None = None
    """Columns to hold, by table; None is all of them."""
    _held: dict[str, pl.DataFrame] = field(default_factory=dict)
    _shared: dict[Hashable, object] = field(default_factory=dict)

    def setting(self, name: str) -> Any:  # noqa: ANN401 - settings are of many types
        """A value of the council's settings."""
        return self.settings[name]

    def supplied(self, fld: Field) -> pl.Expr:
        """Does any source of the row hold this field? Null for a row that isn't there.

        Not where its cell could not be understood: that is empty in the record, and not blank. An empty end
        says "not ended" only in a source of the record's own date, and in a row that doesn't say otherwise
        that it has ended.
        """
        ends = self.ends(fld)
        mask = self.mask(fld) & (self.up_to_date if ends else EVERY_SOURCE)
        bits = pl.col(f"{fld.table}.sources")
        held = ((bits & pl.lit(mask, dtype=pl.UInt32)) != 0) & ~self._unread(fld)
        return held & ~_ended_too(fld) if ends else held

    def of_the_day(self, fld: Field) -> pl.Expr:
        """Whether a source of the record's own date holds the row, with nothing unreadable in the field."""
        held = (pl.col(f"{fld.table}.sources") & pl.lit(self.up_to_date, dtype=pl.UInt32)) != 0
        return held & ~self._unread(fld)

    def _unread(self, fld: Field) -> pl.Expr:
        """Whether the field's cell says something that could not be understood."""
        # Nearly every cell is understood: most fields never need to be looked for, row by row.
        if fld.name not in self.once(("unread", fld.table), lambda: self._unread_in(fld.table)):
            return pl.lit(value=False)
        unread = pl.col(f"{fld.table}.unread").str.contains(f"|{fld.name}|", literal=True)
        return unread.fill_null(value=False)

    def _unread_in(self, table: str) -> frozenset[str]:
        """The fields of a table that could not be understood in some row."""
        rows = self.table(table)
        if f"{table}.unread" not in rows.columns:
            return frozenset()
        named = rows[f"{table}.unread"].drop_nulls().unique()
        return frozenset(name for fields in named for name in fields.split("|"))

    @staticmethod
    def possible(fld: Field) -> pl.Expr:
        """Whether an end can be right: not where it lies before the start of its own row."""
        table = TABLES[fld.table.removesuffix(ANOTHER)]
        if table.until != fld.name or table.name in NOT_ASKED:
            return pl.lit(value=True)
        return ~(pl.col(str(fld)) < pl.col(f"{fld.table}.{table.when}")).fill_null(value=False)

    @cached_property
    def up_to_date(self) -> int:
        """The sources that tell of the record's own date, as bits."""
        dates = self.record.manifest.dates
        told = sum(1 << n for n, day in enumerate(dates) if day >= self.record.as_of)
        return told if dates else EVERY_SOURCE

    @staticmethod
    def ends(fld: Field) -> bool:
        """Whether the field ends its row's period, or that of the stored row which it rests on."""
        table, name = fld.table.removesuffix(ANOTHER), fld.name
        if table in DERIVERS:
            table, name = DERIVERS[table].rests_on.get(name, (table, name))
        return bool(name) and TABLES[table].until == name

    def mask(self, fld: Field) -> int:
        """The sources that hold a field, as bits."""
        table, name = fld.table.removesuffix(ANOTHER), fld.name
        if table in DERIVERS and name in DERIVERS[table].rests_on:
            table, name = DERIVERS[table].rests_on[name]
        fields = self.record.manifest.supplied.get(table)
        if fields is None and table in DERIVERS:
            return EVERY_SOURCE  # its rows were made from what was supplied
        return (fields or {}).get(name, 0)

    def holds(self, fld: Field) -> bool:
        """Whether some file holds a field. Every events file has each of an event's."""
        return fld.table.removesuffix(ANOTHER) == "events" or self.mask(fld) != 0

    def table(self, name: str) -> pl.DataFrame:
        """A table with its columns named `name.column`."""
        held = f"{name}."
        if held not in self._held:
            self._held[held] = _named(self.plain(name.removesuffix(ANOTHER)), name)
        return self._held[held]

    def events_of(self, kind: str, name: str) -> pl.DataFrame:
        """Events of one kind, columns named `name.column`: the table is large, and most ask for one kind."""
        return _named(self._by_kind.get((kind,), self.plain("events").clear()), name)

    @cached_property
    def _by_kind(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.plain("events").partition_by("kind", as_dict=True)

    def _read(self, name: str) -> pl.DataFrame:
        if name in DERIVERS:
            return DERIVERS[name](self.plain).rechunk()
        frame = self.record.scan(name)
        if self.wanted is None:
            return frame.collect()
        keep = self.wanted.get(name, frozenset()) | set(ROW_COLUMNS)
        return frame.select(c for c in TABLES[name].columns() if c in keep).collect()

    def plain(self, name: str) -> pl.DataFrame:
        """A table with its columns as they are, to derive others from."""
        if name not in self._held:
            self._held[name] = self._read(name)
        return self._held[name]

    def once(self, asked: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made the first time that it is asked for."""
        if asked not in self._shared:
            self._shared[asked] = make()
        return cast("T", self._shared[asked])

    def hold(self) -> None:
        """Read every table that is wanted at once, before standards are judged side by side."""
        for name in TABLES:
            if name not in DERIVERS:
                self.table(name)
        # Events are most of a record's rows: they are told apart while the other tables are derived.
        with ThreadPoolExecutor(1) as beside:
            told_apart = beside.submit(self.events_of, "", "events")
            for name in DERIVERS:
                self.table(name)
            told_apart.result()

    def stretches(self, reach: str) -> list[Stretch]:
        """Stretches of time in which the files hold all of a table, in order, none touching the next."""
        deriver = DERIVERS.get(reach.removesuffix(ANOTHER))
        whole = deriver is not None and deriver.whole
        several = [
            self.record.manifest.reach.get(_table_in(r), [])
            for r in _reaches(reach)
            if whole or self.reached(r)
        ]
        return _meet([_joined(stretches) for stretches in several])

    def reached(self, reach: str) -> bool:
        """Whether any file tells anything of it."""
        return self._own_reached(reach) or any(self._own_reached(part) for part in _beside(reach))

    def _own_reached(self, reach: str) -> bool:
        return any(
            self.record.manifest.reach.get(_table_in(part)) or _latest_key(part) in self.latest_keys
            for part in _reaches(reach)
        )

    def apart(self, reach: str) -> tuple[str, ...]:
        """The names of reach that must all cover a day for its rows to be known: those that files tell of."""
        beside = tuple(part for part in _beside(reach) if self.reached(part))
        return (reach, *beside) if not beside or self._own_reached(reach) else beside

    @cached_property
    def latest_keys(self) -> frozenset[tuple[str, str | None]]:
        """Tables (and kinds) of which some file holds each child's latest row only."""
        return frozenset(self.latest.select("table", "kind").unique().iter_rows())

    @cached_property
    def latest(self) -> pl.DataFrame:
        """Since when, for a child, nothing happened but what a table holds."""
        return self.record.latest.collect()

    def latest_of(self, reach: str) -> pl.DataFrame:
        """Child → since, for one table (or kind in it), or for all the parts of a derived table."""
        keys = [_latest_key(part) for part in _reaches(reach)]
        if self.latest_keys.isdisjoint(keys):
            return NO_LATEST
        mine = pl.any_horizontal(
            (pl.col("table") == table) & pl.col("kind").eq_missing(pl.lit(kind, dtype=pl.String))
            for table, kind in keys
        )
        return self.latest.filter(mine).group_by("child").agg(pl.col("since").max())


def _ended_too(fld: Field) -> pl.Expr:
    """Whether another field of the row says that it has ended."""
    table = TABLES[fld.table.removesuffix(ANOTHER)]
    if not table.ended_too:
        return pl.lit(value=False)
    means = table.fields()[table.ended_too].codes
    return pl.col(f"{fld.table}.{table.ended_too}").is_in(list(means)).fill_null(value=False)


def _named(plain: pl.DataFrame, table: str) -> pl.DataFrame:
    """A frame with its columns named `table.column`."""
    named = plain.clone()
    named.columns = [f"{table}.{column}" for column in plain.columns]
    return named


def _reaches(reach: str) -> tuple[str, ...]:
    """A name of reach, or those of the parts of a derived table."""
    name = reach.removesuffix(ANOTHER)
    deriver = DERIVERS.get(name)
    return (deriver.reaches or deriver.parts) if deriver else (name,)


def _beside(reach: str) -> tuple[str, ...]:
    """Reaches of what may hold a derived table's row as well."""
    deriver = DERIVERS.get(reach.removesuffix(ANOTHER))
    return deriver.beside if deriver else ()


def _table_in(reach: str) -> str:
    """The name under which the manifest has a reach: `health_checks:DENTAL` is its table's."""
    table, _, _ = reach.partition(":")
    apart = table == "events" or reach in {reach_of_role(role) for role in ROLES_TOLD_APART}
    return reach if apart else table


def _latest_key(reach: str) -> tuple[str, str | None]:
    table, _, kind = reach.partition(":")
    return table, kind or None


def columns_wanted(reads: Collection[Field]) -> dict[str, frozenset[str]]:
    """Columns that a set of fields needs held, by table, those that derived tables are made of included."""
    wanted: dict[str, set[str]] = {name: set() for name in TABLES}
    for fld in reads:
        table = fld.table.removesuffix(ANOTHER)
        wanted[table] |= {fld.name, f"{fld.name}_time"} if fld.timed else {fld.name}
    for name, of in TABLES.items():
        if wanted[name] and of.until:  # an end is set against the start of its row
            wanted[name] |= {of.when, of.until}
    wanted["children"] |= {"died_on", "born_on"}  # every duty that goes on ends with the child's life
    for name, deriver in DERIVERS.items():
        for part in deriver.parts:
            wanted[part] |= set(TABLES[part].columns()) - set(PROVENANCE)
        wanted.pop(name, None)
    return {name: frozenset(columns) for name, columns in wanted.items()}


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: s.since):
        if joined and (stretch.since - joined[-1].to).days <= 1:
            last = joined.pop()
            stretch = Stretch(since=last.since, to=max(last.to, stretch.to))  # noqa: PLW2901
        joined.append(stretch)
    return joined


def _meet(several: list[list[Stretch]]) -> list[Stretch]:
    """Stretches that lie in every list."""
    if not several:
        return []
    met = several[0]
    for other in several[1:]:
        met = [
            Stretch(since=max(a.since, b.since), to=min(a.to, b.to))
            for a in met
            for b in other
            if max(a.since, b.since) <= min(a.to, b.to)
        ]
    return met
