"""The words the schema is written in: Table, Field, and where each format holds a field.

A table is a class whose attributes are fields, so that `referrals.referred_on` is checked by the
type checker and reads as the field's own terms. Nothing here knows how a format is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar, TypeVar, cast

import polars as pl

from everycase.record.schema.terms import Context, Moment, Related, Rows, Term


class Format(StrEnum):
    """A kind of file that a council can supply."""

    SSD = "ssd"
    ANNEX_A = "annex_a"
    CIN_CENSUS = "cin_census"
    SSDA903 = "ssda903"
    EVENTS = "events"


class Kind(StrEnum):
    """What a field holds, and so how it is stored."""

    TEXT = "text"
    CODE = "code"
    FLAG = "flag"
    DATE = "date"
    WHOLE = "whole number"
    NUMBER = "number"
    FLAGS = "set of codes"
    REFERENCE = "reference"


STORED: Mapping[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.FLAG: pl.Boolean(),
    Kind.DATE: pl.Date(),
    Kind.WHOLE: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.FLAGS: pl.List(pl.String()),
    Kind.REFERENCE: pl.String(),
}

Held = str | tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Field(Term):
    """One field of a table: its meaning, type, unit, codes, and where each format holds it.

    `held` maps a format to its own names for the field, best first: SSD columns (`cine_close_date`),
    Annex A `list: header`, CIN census and SSDA903 `module.column`.
    """

    kind: Kind
    meaning: str
    codes: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    refers_to: str = ""
    timed: bool = False
    held: Mapping[Format, tuple[str, ...]] = field(default_factory=dict)
    table: str = ""
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        object.__setattr__(self, "table", owner.__dict__["name"])
        object.__setattr__(self, "name", name)

    def __hash__(self) -> int:
        # By identity: `==` makes a term of two fields, so sets can't ask it which are the same.
        return id(self)

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"

    __repr__ = __str__

    @property
    def stored_as(self) -> pl.DataType:
        """The Polars type of the column."""
        return STORED[self.kind]

    def build(self, context: Context) -> pl.Expr:  # noqa: ARG002 - as every term is built
        """The field's column: frames name columns `table.field`."""
        return pl.col(str(self))

    @property
    def reads(self) -> frozenset[Field]:
        """Itself."""
        return frozenset({self})

    @property
    def related(self) -> tuple[Related, ...]:
        """Nothing."""
        return ()

    def where(self, condition: Term) -> Moment:
        """The moments of this date on rows that meet `condition`."""
        return Moment(self, condition)

    def not_before(self, day: Term) -> Moment:
        """The moments of this date, counted from `day` where that is later."""
        return Moment(self).not_before(day)

    def with_parent(self, parent: Table, link: Field, id_field: Field) -> Moment:
        """The moments of this date, each row joined to a parent."""
        return Moment(self).with_parent(parent, link, id_field)

    def _known(self, shape: Callable[[pl.Expr], pl.Expr]) -> Term:
        def known(context: Context) -> pl.Expr:
            value = self.build(context)
            filled = value.is_not_null() & context.possible(self)
            return pl.when(context.supplied(self) & value.is_null() | filled).then(shape(value))

        return Term(known, self.reads)


@dataclass(frozen=True)
class Reach:
    """How far back a format tells of a table.

    `depth` is `all` (every row in the window), or `latest` (one row a child, whatever came before).
    `months` is the length of the window before the file's date; None is the council's choice.
    """

    depth: str = "all"
    months: int | None = None


# Columns that every stored table carries beside its own fields.
PROVENANCE: Mapping[str, pl.DataType] = {
    "child": pl.UInt32(),  # the child's number in the snapshot: quick to join and sort by
    "key": pl.String(),  # the row's own id, or start date and rank where the system makes ids anew
    "sources": pl.UInt32(),  # bit i is set where the i-th supplied source holds the row
    "file": pl.UInt16(),  # which of the load's files the row was taken from
    "row": pl.UInt32(),  # its row there as a person sees it, the header being row 1
    "first_seen": pl.Date(),  # as-of date of the first extract that held the row
    "unread": pl.String(),  # fields whose cell says what could not be understood: `|status|to_on|`
    "unseen_on": pl.Date(),  # that of the extract just before, if it would have held it; else null
}


class Table:
    """A table of the record. Subclasses set `name`, `meaning` (their docstring) and fields."""

    name: ClassVar[str]
    ssd: ClassVar[str] = ""
    """The SSD table, where there is one."""
    when: ClassVar[str] = ""
    """The field that dates a row: its event, or the start of its period."""
    until: ClassVar[str] = ""
    """The field that ends the row's period, where it has one."""
    ended_too: ClassVar[str] = ""
    """A field whose codes say that the row has ended: with no end beside it, whether it has can't be told."""
    has_happened: ClassVar[bool] = False
    """A row's start is something that happened: one after the date of the files is a mistake, and no plan."""
    volatile_key: ClassVar[bool] = False
    """Ids made anew at every extract: match rows by date and rank instead."""
    reach: ClassVar[Mapping[Format, Reach]] = {}

    @classmethod
    def fields(cls) -> dict[str, Field]:
        """The table's fields by name, in the order written."""
        return {n: f for n, f in vars(cls).items() if isinstance(f, Field)}

    @classmethod
    def key_field(cls) -> str:
        """The name of the field that identifies a row; empty where the format gives none."""
        return next((n for n, f in cls.fields().items() if f.unit == "key"), "")

    @classmethod
    def columns(cls) -> dict[str, pl.DataType]:
        """Stored columns and their types: the fields, times beside timed dates, provenance."""
        own: dict[str, pl.DataType] = {}
        for name, fld in cls.fields().items():
            own[name] = fld.stored_as
            if fld.timed:
                own[f"{name}_time"] = pl.Datetime("us")
        return {**own, **PROVENANCE}

    @classmethod
    def empty(cls) -> pl.DataFrame:
        """A frame of this table with no rows."""
        return pl.DataFrame(schema=cls.columns())

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields().values())

    def where(self, condition: Term) -> Rows:
        """Rows of this table that meet `condition`."""
        return Rows(self, condition)

    def with_parent(self, parent: Table, link: Field, id_field: Field) -> Rows:
        """Rows of this table, each joined to a parent."""
        return Rows(self).with_parent(parent, link, id_field)


ANOTHER = "~other"
T = TypeVar("T", bound=Table)


def another(table: T) -> T:
    """The same table under a second name, to set a row against the others of its child."""
    kind = type(table)
    name = table.name + ANOTHER
    body = {"name": name, **{n: replace(f, table="", name="") for n, f in kind.fields().items()}}
    return cast("T", type(kind.__name__ + "Other", (kind,), body)())


def _field(kind: Kind, meaning: str, held: Mapping[str, Held], **more: Any) -> Field:
    places = {
        Format(fmt): (names,) if isinstance(names, str) else tuple(names)
        for fmt, names in held.items()
        if names
    }
    return Field(kind=kind, meaning=meaning, held=places, **more)


def key(meaning: str, **held: Held) -> Field:
    """The row's own id in the case-management system."""
    return replace(_field(Kind.TEXT, meaning, held), unit="key")


def child(**held: Held) -> Field:
    """The child the row is about."""
    return _field(Kind.REFERENCE, "The child's id in the case-management system", held, refers_to="children")


def reference(refers_to: str, meaning: str, **held: Held) -> Field:
    """An id of a row in another table."""
    return _field(Kind.REFERENCE, meaning, held, refers_to=refers_to)


def text(meaning: str, **held: Held) -> Field:
    """Free text."""
    return _field(Kind.TEXT, meaning, held)


def code(meaning: str, codes: Mapping[str, str], **held: Held) -> Field:
    """One code of a list; values outside the list are listed as problems, and empty in the record."""
    return _field(Kind.CODE, meaning, held, codes=codes)


def flags(meaning: str, codes: Mapping[str, str], **held: Held) -> Field:
    """Several codes of a list."""
    return _field(Kind.FLAGS, meaning, held, codes=codes)


def flag(meaning: str, **held: Held) -> Field:
    """Yes, no, or not recorded; blank is never 'no'."""
    return _field(Kind.FLAG, meaning, held)


def date(meaning: str, *, timed: bool = False, **held: Held) -> Field:
    """A day. A timed one keeps the time beside it (`NAME_time`) where the extract has one."""
    return _field(Kind.DATE, meaning, held, timed=timed)


def whole(meaning: str, unit: str = "", **held: Held) -> Field:
    """A whole number."""
    return _field(Kind.WHOLE, meaning, held, unit=unit)


def number(meaning: str, unit: str = "", **held: Held) -> Field:
    """A number that need not be whole."""
    return _field(Kind.NUMBER, meaning, held, unit=unit)
