"""Expressions over the record's fields, in which "not recorded" and "not supplied" are different things.

A term becomes a Polars expression when a context says which sources supply which fields. Truth has
three values: true, false and null. Null is "cannot tell": a comparison with something that isn't
there, or a field that no file supplies for the row. `&`, `|` and `~` carry it as Kleene's logic does.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from everycase import calendar

if TYPE_CHECKING:
    from everycase.record.schema.fields import Field, Table


class Context(Protocol):
    """What a term needs to know to become an expression."""

    @property
    def as_of(self) -> date:
        """The review's date."""

    def supplied(self, fld: Field) -> pl.Expr:
        """A boolean expression: whether any of the row's sources holds this field."""

    def possible(self, fld: Field) -> pl.Expr:
        """A boolean expression: whether the field, if filled in, can be right beside its row's start."""

    def setting(self, name: str) -> Any:
        """A value of the council's settings."""


Build = Callable[[Context], pl.Expr]


class Term:
    """An expression over fields of one row, and of rows joined to it."""

    _settings: frozenset[str] = frozenset()

    def __init__(
        self,
        build: Build,
        reads: Collection[Field] = (),
        related: Collection[Related] = (),
        settings: Collection[str] = (),
    ) -> None:
        self._build = build
        self._reads = frozenset(reads)
        self._related = tuple(dict.fromkeys(related))
        self._settings = frozenset(settings)

    def build(self, context: Context) -> pl.Expr:
        """The Polars expression in this context."""
        return self._build(context)

    @property
    def reads(self) -> frozenset[Field]:
        """Every field that the term looks at, those of related rows included."""
        return self._reads

    @property
    def related(self) -> tuple[Related, ...]:
        """Related rows that must be joined before the term can be built."""
        return self._related

    @property
    def settings(self) -> frozenset[str]:
        """The names of the council's settings that it is measured by."""
        return self._settings.union(*(related.settings for related in self.related))

    def __hash__(self) -> int:
        return id(self)

    def __bool__(self) -> bool:
        raise TypeError("A term has no truth of its own: combine terms with &, | and ~.")

    def __eq__(self, other: object) -> Term:  # type: ignore[override]
        return self._with(other, lambda a, b: a == b)

    def __ne__(self, other: object) -> Term:  # type: ignore[override]
        return self._with(other, lambda a, b: a != b)

    def __lt__(self, other: object) -> Term:
        return self._with(other, lambda a, b: a < b)

    def __le__(self, other: object) -> Term:
        return self._with(other, lambda a, b: a <= b)

    def __gt__(self, other: object) -> Term:
        return self._with(other, lambda a, b: a > b)

    def __ge__(self, other: object) -> Term:
        return self._with(other, lambda a, b: a >= b)

    def __and__(self, other: object) -> Term:
        return self._with(other, lambda a, b: a & b)

    def __or__(self, other: object) -> Term:
        return self._with(other, lambda a, b: a | b)

    def __invert__(self) -> Term:
        return self._alone(lambda a: ~a)

    def __add__(self, span: Span) -> Term:
        return self._alone(span.after)

    def __sub__(self, span: Span) -> Term:
        return self._alone(span.before)

    def __truediv__(self, other: object) -> Term:
        return self._with(other, lambda a, b: a / b)

    def is_missing(self) -> Term:
        """Empty where some file should hold it; null where none does."""
        return self._known(lambda a: a.is_null())

    def is_present(self) -> Term:
        """Filled in; null where no file holds it."""
        return self._known(lambda a: a.is_not_null())

    def not_yes(self) -> Term:
        """No, or empty in a file that holds it."""
        return self._known(lambda a: ~a.fill_null(value=False))

    def is_in(self, values: Collection[object]) -> Term:
        """One of `values`."""
        return self._alone(lambda a: a.is_in(list(values)))

    def holds(self, code: str) -> Term:
        """A set of codes has this one."""
        return self._alone(lambda a: a.list.contains(code))

    def size(self) -> Term:
        """How many codes a set has."""
        return self._alone(lambda a: a.list.len())

    def year(self) -> Term:
        """The calendar year of a date."""
        return self._alone(lambda a: a.dt.year())

    def weekday(self) -> Term:
        """1 for Monday to 7 for Sunday."""
        return self._alone(lambda a: a.dt.weekday())

    def working_days_to(self, other: object) -> Term:
        """Working days after this date, up to and including the other."""
        return self._with(other, calendar.working_days_between)

    def age_on(self, day: object) -> Term:
        """Whole years from this date of birth to `day`."""
        return self._with(day, calendar.age_on)

    def or_else(self, other: object) -> Term:
        """This, or the other where this is null."""
        return self._with(other, pl.coalesce)

    def earlier_of(self, other: object) -> Term:
        """The smaller of the two, leaving out nulls."""
        return self._with(other, pl.min_horizontal)

    def later_of(self, other: object) -> Term:
        """The greater of the two, leaving out nulls."""
        return self._with(other, pl.max_horizontal)

    def at_earliest(self, other: object) -> Term:
        """This date, or the other if that is later; null where this is."""
        return self._with(other, lambda a, b: pl.when(a.is_not_null()).then(pl.max_horizontal(a, b)))

    def mentions(self, words: str) -> Term:
        """A text has these words in it, in capitals or not."""
        return self._alone(lambda a: a.str.to_lowercase().str.contains(words.lower(), literal=True))

    def certain(self) -> Term:
        """True only where true: null becomes false. For choosing rows, never for judging them."""
        return self._alone(lambda a: a.fill_null(value=False))

    def _alone(self, shape: Callable[[pl.Expr], pl.Expr]) -> Term:
        return Term(lambda context: shape(self.build(context)), self.reads, self.related, self._settings)

    def _with(self, other: object, shape: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Term:
        right = lift(other)
        return Term(
            lambda context: shape(self.build(context), right.build(context)),
            self.reads | right.reads,
            (*self.related, *right.related),
            self.settings | right.settings,
        )

    def _known(self, shape: Callable[[pl.Expr], pl.Expr]) -> Term:
        """`shape` where the fields are supplied. A term that isn't one field is known by its own nulls."""
        return self._alone(shape)


def lift(value: object) -> Term:
    """A term as it is; anything else as a constant."""
    return value if isinstance(value, Term) else Term(lambda _context: pl.lit(value))


AS_OF = Term(lambda context: pl.lit(context.as_of, dtype=pl.Date))
"""The review's date."""


def key_of(table: Table) -> Term:
    """The row's own key: compares a row with the others of its child."""
    return Term(lambda _context: pl.col(f"{table.name}.key"))


def setting(name: str) -> Term:
    """A value from the council's settings, such as a caseload limit."""
    return Term(lambda context: pl.lit(context.setting(name)), settings=(name,))


@dataclass(frozen=True)
class Span:
    """A length of time with its unit: how far a due date lies from its start."""

    count: int
    unit: str

    def after(self, start: pl.Expr) -> pl.Expr:
        """The date this long after `start`."""
        return self._from(start, self.count)

    def before(self, start: pl.Expr) -> pl.Expr:
        """The date this long before `start`."""
        return self._from(start, -self.count)

    def _from(self, start: pl.Expr, count: int) -> pl.Expr:
        if self.unit == "working days":
            return calendar.add_working_days(start, count)
        if self.unit == "months":
            return calendar.add_months(start, count)
        per_unit = {"calendar days": 1, "weeks": 7, "years": 0, "hours": 0}[self.unit]
        if self.unit == "years":
            return calendar.add_months(start, 12 * count)
        if self.unit == "hours":  # with dates only: the whole of the last day counts as in time
            return calendar.add_days(start, -(-count // 24) if count >= 0 else count // 24)
        return calendar.add_days(start, per_unit * count)

    def __str__(self) -> str:
        if self.unit == "calendar days" and self.count == 0:
            return "the same day"
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {unit}"


def working_days(count: int) -> Span:
    """So many working days."""
    return Span(count, "working days")


def calendar_days(count: int) -> Span:
    """So many days, weekends and holidays counted."""
    return Span(count, "calendar days")


def weeks(count: int) -> Span:
    """So many times seven days."""
    return Span(count, "weeks")


def months(count: int) -> Span:
    """So many months, to the same day number or the month's last day."""
    return Span(count, "months")


def years(count: int) -> Span:
    """So many years."""
    return Span(count, "years")


def hours(count: int) -> Span:
    """So many hours; with dates only, whole days and marked approximate."""
    return Span(count, "hours")


_NUMBERS: Iterator[int] = itertools.count(1)


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of one table that meet a condition, each with parents joined to it.

    A condition that can't be told for a row leaves the row in, and what is said of it "cannot tell".
    """

    table: Table
    condition: Term | None = None
    parents: tuple[Parent, ...] = ()
    reach: str = ""
    """Name under which the record states how far the files reach, where it isn't the table's."""

    def where(self, condition: Term) -> Rows:
        """Those of these rows that meet `condition` as well."""
        both = condition if self.condition is None else self.condition & condition
        return replace(self, condition=both)

    def with_parent(self, parent: Table, link: Field, id_field: Field) -> Rows:
        """Each row joined to the `parent` row whose `id_field` it names in `link`."""
        return replace(self, parents=(*self.parents, Parent(parent, link, id_field)))


@dataclass(frozen=True, eq=False)
class Parent:
    """How a row finds its parent row."""

    table: Table
    link: Field
    id_field: Field

    @property
    def reads(self) -> frozenset[Field]:
        """The two fields that must be equal."""
        return frozenset({self.link, self.id_field})


@dataclass(frozen=True, eq=False)
class Moment:
    """Something that happens to a child: a date of a table's rows, those that meet a condition."""

    field: Field
    condition: Term | None = None
    parents: tuple[Parent, ...] = ()
    reach: str = ""
    """Name under which the record states how far the files reach, where it isn't the table's."""
    earliest: Term | None = None
    """A start counts from this day where the field's own is earlier; it has no say where it is null."""

    def where(self, condition: Term) -> Moment:
        """The same on rows that meet `condition` as well."""
        both = condition if self.condition is None else self.condition & condition
        return replace(self, condition=both)

    def with_parent(self, parent: Table, link: Field, id_field: Field) -> Moment:
        """The same with a parent row joined."""
        return replace(self, parents=(*self.parents, Parent(parent, link, id_field)))

    def not_before(self, day: Term) -> Moment:
        """The same start, but never before `day`: the child's birth, a birthday, an anniversary."""
        return replace(self, earliest=day)

    def reaching(self, reach: str) -> Moment:
        """The same, known as far as the files reach for `TABLE:KIND`, where they differ by kind."""
        return replace(self, reach=reach)

    @property
    def day(self) -> Term:
        """When it happened, or the earliest day that it counts from; null where it didn't happen."""
        if self.earliest is None:
            return self.field
        return self.field.at_earliest(self.earliest)

    @property
    def reads(self) -> frozenset[Field]:
        """Fields that it looks at."""
        terms = [t for t in (self.condition, self.earliest) if t is not None]
        return frozenset({self.field}).union(*(t.reads for t in terms), *(p.reads for p in self.parents))


@dataclass(frozen=True, eq=False)
class Related:
    """Other rows of the same child, boiled down to one value beside a row."""

    name: str
    rows: Rows
    how: str  # any, count, distinct, latest, earliest, first
    value: Term | None
    where: Term | None
    since: Term | None
    to: Term | None
    link: tuple[Field, Field] | None
    reach: str

    @property
    def of_one_row(self) -> bool:
        """Whether the value is that of one row among others, which a row that isn't there might replace."""
        return self.how in {"latest", "earliest"}

    @property
    def settings(self) -> frozenset[str]:
        """The council's settings that finding the rows, and their value, rests on."""
        parts = (self.rows.condition, self.value, self.where, self.since, self.to)
        return frozenset().union(*(part.settings for part in parts if part is not None))

    def inner_reads(self) -> frozenset[Field]:
        """Fields that finding the rows looks at."""
        parts = (self.rows.condition, self.value, self.where, self.since, self.to)
        reads = frozenset(self.link or ()).union(*(parent.reads for parent in self.rows.parents))
        when = self.rows.table.fields().get(self.rows.table.when)
        dated = {when} if when is not None else set()
        return reads.union(dated, *(part.reads for part in parts if part is not None))


class ValueOfOthers(Term):
    """A value of related rows. Empty is no answer: a row that the files lack may hold one."""

    def __init__(self, related: Related) -> None:
        super().__init__(lambda _context: pl.col(related.name), related.inner_reads(), (related,))
        self._name = related.name

    def is_missing(self) -> Term:
        """No such row; null where the files may lack one."""
        return self._alone(lambda _value: pl.col(f"{self._name}.none"))

    def is_present(self) -> Term:
        """There is such a row; null where the files may lack one."""
        return ~self.is_missing()


def _related(
    source: Table | Rows | Moment,
    how: str,
    *,
    value: Term | None = None,
    where: Term | None = None,
    since: Term | None = None,
    to: Term | None = None,
    link: tuple[Field, Field] | None = None,
) -> Term:
    rows = as_rows(source)
    related = Related(
        f"related.{next(_NUMBERS)}", rows, how, value, where, since, to, link, rows.reach or rows.table.name
    )
    if related.of_one_row:
        return ValueOfOthers(related)
    return Term(lambda _context: pl.col(related.name), related.inner_reads(), (related,))


def as_rows(source: Table | Rows | Moment) -> Rows:
    """A table or moment as rows."""
    if isinstance(source, Rows):
        return source
    if isinstance(source, Moment):
        return Rows(_table_of(source.field), source.condition, source.parents, source.reach)
    return Rows(source)


def _table_of(fld: Field) -> Table:
    """The table of a field, or that table under its second name (see `another`)."""
    from everycase.record.schema import TABLES
    from everycase.record.schema.fields import ANOTHER, another

    table = TABLES[fld.table.removesuffix(ANOTHER)]
    return another(table) if fld.table.endswith(ANOTHER) else table


def any_of(source: Table | Rows | Moment, **how: Any) -> Term:
    """Whether the child has such a row. `where` may also read the row it stands beside.

    `since` and `to` bound the row's date (both inclusive) and are what the files must reach for "no"
    to be an answer; without them the files must reach the review's date.
    `link=(a, b)` asks that field `a` beside equals field `b` of the row.
    """
    return _related(source, "any", **how)


def none_of(source: Table | Rows | Moment, **how: Any) -> Term:
    """Whether the child has no such row (see `any_of`)."""
    return ~any_of(source, **how)


def count_of(source: Table | Rows | Moment, **how: Any) -> Term:
    """How many such rows the child has; null where the files don't reach `since` to `to`."""
    return _related(source, "count", **how)


def distinct_of(field: Term, source: Table | Rows | Moment, **how: Any) -> Term:
    """How many different values of `field` such rows have."""
    return _related(source, "distinct", value=field, **how)


def latest_of(field: Term, source: Table | Rows | Moment, **how: Any) -> Term:
    """The greatest value of `field` in such rows; null where there is none."""
    return _related(source, "latest", value=field, **how)


def earliest_of(field: Term, source: Table | Rows | Moment, **how: Any) -> Term:
    """The smallest value of `field` in such rows; null where there is none."""
    return _related(source, "earliest", value=field, **how)
