"""What many rules of a return need, worked out once: values of a row, and values from other tables.

    census = Facts(tables=TABLES, child="LAchildID", dates="%Y-%m-%d")
    DIED = census.of_child("date of death", "ChildIdentifiers", pl.col("PersonDeathDate").max())
    ENQUIRIES = census.lookup("section 47 enquiries", "Section47", pl.len(), on=EPISODE, default=0)

Each gives a Polars expression (a column by that name) for use in rules and in other facts. Names are
unique in a return. A fact is worked out only where a rule that runs needs it, and only once for each
table; a rule that names it reads whatever it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from everycase.returns.reference import Reference
from everycase.returns.tables import Column, ReturnTable

Build = Callable[[Mapping[str, pl.LazyFrame], Reference], pl.LazyFrame]


@dataclass(frozen=True)
class RowFact:
    """A value worked out from a table's own row, or its neighbours."""

    value: pl.Expr


@dataclass(frozen=True)
class Lookup:
    """One value from the rows of `source` that match.

    on: pairs of a column here and the column there; none where it is about the whole of `source`.
    default: the value where no row matches; null if not given.
    optional: where `source` isn't supplied the value is `default`, and the rule still runs.
    where_both: columns of `on` that count only where both tables have them.
    """

    source: str
    value: pl.Expr
    on: tuple[tuple[str, str], ...]
    default: object = None
    optional: bool = False
    where_both: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeTable:
    """A table that no file holds, such as periods of care.

    columns: names of its columns.
    reads: table → columns (or facts) that `build` is given, with `row`.
    optional: tables of `reads` that may be missing; `build` is given those that are there.
    reference: parts of the reference data that it needs.
    """

    columns: tuple[str, ...]
    reads: Mapping[str, tuple[str, ...]]
    build: Build
    optional: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """The tables of a return and everything that its rules may name.

    child: the column with the child's id. dates: how dates are written. capitals: whether text is
    compared in capitals. order: table → columns that a child's rows are in order of.
    derived: table → columns that aren't submitted but may be supplied.
    """

    tables: Mapping[str, ReturnTable]
    child: str
    dates: str
    capitals: bool = False
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    derived: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    of_rows: dict[tuple[str, str], RowFact] = field(default_factory=dict)
    lookups: dict[str, Lookup] = field(default_factory=dict)
    made: dict[str, MadeTable] = field(default_factory=dict)

    def of_row(self, name: str, table: str, value: pl.Expr) -> pl.Expr:
        """A value of each row of `table` (and of last year's). Raises ValueError where the name is taken."""
        if (table, name) in self.of_rows or name in self.lookups:
            raise ValueError(f"Two facts are called {name}.")
        self.of_rows[table, name] = RowFact(value)
        return pl.col(name)

    def lookup(
        self,
        name: str,
        source: str,
        value: pl.Expr,
        *,
        on: Sequence[str] | Mapping[str, str],
        default: object = None,
        optional: bool = False,
        where_both: Sequence[str] = (),
    ) -> pl.Expr:
        """One value, such as `pl.len()` or `col("DEC").max()`, over rows of `source` with the same `on`.

        `on` names columns that both tables have, or maps columns here to columns there; a blank one
        matches nothing. Those in `where_both` are left out where either table hasn't got them.
        Raises ValueError where the name is taken.
        """
        if name in self.lookups or any(name == taken for _, taken in self.of_rows):
            raise ValueError(f"Two facts are called {name}.")
        both = tuple(on.items()) if isinstance(on, Mapping) else tuple((key, key) for key in on)
        self.lookups[name] = Lookup(source, value, both, default, optional, tuple(where_both))
        return pl.col(name)

    def of_child(self, name: str, source: str, value: pl.Expr, **options: Any) -> pl.Expr:  # noqa: ANN401
        """One value over the child's rows in `source`; options are those of `lookup`."""
        return self.lookup(name, source, value, on=(self.child,), **options)

    def of_return(self, name: str, source: str, value: pl.Expr, **options: Any) -> pl.Expr:  # noqa: ANN401
        """One value over all of `source`, the same for every row; options are those of `lookup`."""
        return self.lookup(name, source, value, on=(), **options)

    def table(self, name: str, made: MadeTable) -> str:
        """A table that is made from others, for lookups and pairs. Raises ValueError where it's there."""
        if name in self.made or name in self.tables:
            raise ValueError(f"Two tables are called {name}.")
        self.made[name] = made
        return name
