"""What rules need, found in their expressions: whether it was supplied, and in which order to work it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from everycase.returns.facts import Facts, Lookup, MadeTable
from everycase.returns.preparing import ROW, declared
from everycase.returns.reference import NOTHING, Reference
from everycase.returns.rules import (
    AS_WRITTEN,
    IF_SUPPLIED,
    IS_SUPPLIED,
    LAST_YEAR,
    OF_THE_OTHER,
    RETURN,
    Pairs,
    Rows,
    Rule,
)

NEIGHBOURS = ("follows", "precedes")
YEAR = ("collection start", "collection end")
AUTHORITY = "returning authority"


class Lack(NamedTuple):
    """Something that a rule reads and that isn't there: a part of the return, or of the reference data."""

    of_return: bool
    says: str


def in_words(table: str) -> str:
    """A table's name as people say it: "last year's Episodes" for Episodes_last."""
    base = table.removesuffix(LAST_YEAR)
    return base if base == table else f"last year's {base}"


@dataclass
class Needs:
    """What can be worked out from the tables that were supplied, and what the wanted rules need of it.

    `want` names a column or fact of a table as needed, with all that it stands on.
    columns: table → names to read. facts, made: level → what to work out there; level 1 stands on
    columns alone, and each level on those before it.
    """

    facts: Facts
    supplied: Mapping[str, pl.DataFrame]
    reference: Reference
    columns: dict[str, set[str]] = field(default_factory=dict)
    ordered: set[str] = field(default_factory=set)
    worked: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    made: dict[int, set[str]] = field(default_factory=dict)
    _lacking: dict[tuple[str, str], tuple[Lack, ...]] = field(default_factory=dict)
    _levels: dict[tuple[str, str], int] = field(default_factory=dict)

    # ------------------------------------------------------------------ what is lacking

    def lacks(self, table: str, name: str) -> tuple[Lack, ...]:
        """What isn't there that this column or fact of `table` stands on; none where all is."""
        if (table, name) not in self._lacking:
            self._lacking[table, name] = self._look(table, name)
        return self._lacking[table, name]

    def table_lacks(self, table: str) -> tuple[Lack, ...]:
        """What isn't there of a whole table."""
        if table == RETURN or table in self.supplied:
            return ()
        made = self.facts.made.get(table)
        if made is None:
            name = in_words(table)
            return (Lack(True, f"{name[0].upper()}{name[1:]} isn't supplied."),)  # noqa: FBT003
        parts = [Lack(False, says) for part in made.reference if (says := self.reference.lacks(part))]  # noqa: FBT003
        reads = [(t, c) for t, cs in made.reads.items() if t not in made.optional for c in cs]
        return (*parts, *(lack for t, c in reads for lack in self.lacks(t, c)))

    def _look(self, table: str, name: str) -> tuple[Lack, ...]:
        if whole := self.table_lacks(table):
            return whole
        if name == AUTHORITY:
            says = self.reference.lacks("authority")
            return (Lack(False, says),) if says else ()  # noqa: FBT003
        if self._is_there(table, name):
            return ()
        if (on := self._stands_on(table, name)) is None:
            says = f"{in_words(table)} has no column {name.removesuffix(AS_WRITTEN)}."
            return (Lack(True, says[0].upper() + says[1:]),)  # noqa: FBT003
        lookup = self._lookup(table, name)
        if lookup and lookup.optional:
            on = [(table, here) for here, _ in self.keys(table, lookup)]
        lacking = [lack for t, n in on for lack in self.lacks(t, n)]
        if lookup and not lookup.optional:
            lacking = [*self.table_lacks(lookup.source), *lacking]
        return tuple(dict.fromkeys(lacking))

    def _is_there(self, table: str, name: str) -> bool:
        """Whether it needs no working out."""
        if name in (ROW, AUTHORITY, *YEAR):
            return True
        if table in self.facts.made:
            return name in self.facts.made[table].columns
        column = name.removesuffix(AS_WRITTEN)
        given, known = self.supplied.get(table), declared(self.facts, table)
        if name.endswith((IF_SUPPLIED, IS_SUPPLIED)):
            return given is not None and _plain(name) in known
        return given is not None and column in given.columns and column in known

    def _lookup(self, table: str, name: str) -> Lookup | None:
        known = (table.removesuffix(LAST_YEAR), name) in self.facts.of_rows
        return None if known or self._is_there(table, name) else self.facts.lookups.get(name)

    def _stands_on(self, table: str, name: str) -> list[tuple[str, str]] | None:
        """Tables and columns that a fact is worked out from; None where it is no fact."""
        base = table.removesuffix(LAST_YEAR)
        if name in NEIGHBOURS:
            # What else rows are in order of is used where it is supplied.
            return [(table, self.facts.child), (table, self.facts.order[base][0])]
        if fact := self.facts.of_rows.get((base, name)):
            return [(table, root) for root in fact.value.meta.root_names()]
        if lookup := self.facts.lookups.get(name):
            on = self.keys(table, lookup)
            here = [(table, key) for key, _ in on]
            there = [(lookup.source, key) for _, key in on]
            return [*here, *there, *((lookup.source, root) for root in lookup.value.meta.root_names())]
        return None

    def beneath(self, table: str, name: str) -> list[tuple[str, str]]:
        """The tables and columns that a column or fact is worked out from; none for one that was supplied."""
        made = self.facts.made.get(table)
        if made is not None:
            return [(source, column) for source, columns in made.reads.items() for column in columns]
        if self._is_there(table, name):
            return []
        lookup = self._lookup(table, name)
        of_source = [(lookup.source, ROW)] if lookup else []
        without = lookup.default.meta.root_names() if lookup and isinstance(lookup.default, pl.Expr) else []
        return [*of_source, *((table, root) for root in without), *(self._stands_on(table, name) or [])]

    def keys(self, table: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
        """The columns that rows of `table` and of a lookup's source match on."""
        return tuple(
            (here, there)
            for here, there in lookup.on
            if here not in lookup.where_both
            or not (self.lacks(table, here) or self.lacks(lookup.source, there))
        )

    def usable(self, table: str, lookup: Lookup) -> bool:
        """Whether a lookup's source is there."""
        there = [*(key for _, key in self.keys(table, lookup)), *lookup.value.meta.root_names()]
        return not (self.table_lacks(lookup.source) or any(self.lacks(lookup.source, n) for n in there))

    # ------------------------------------------------------------------ in which order

    def want(self, table: str, name: str) -> int:
        """Mark a column or fact, and all that it stands on, as needed; gives its level."""
        if (table, name) not in self._levels:
            self._levels[table, name] = self._mark(table, name)
        return self._levels[table, name]

    def want_table(self, table: str) -> int:
        """Mark a table as needed; gives the level from which it is there."""
        made = self.facts.made.get(table)
        if made is None:
            self.columns.setdefault(table, set())
            return 0
        if (table, "") not in self._levels:
            level = 1 + max((self.want(t, c) for t, cs in self.readable(made).items() for c in cs), default=0)
            self.made.setdefault(level, set()).add(table)
            self._levels[table, ""] = level
        return self._levels[table, ""]

    def readable(self, made: MadeTable) -> dict[str, tuple[str, ...]]:
        """What a made table is given to read: all but optional tables that aren't there."""
        return {
            table: columns
            for table, columns in made.reads.items()
            if table not in made.optional or not any(self.lacks(table, column) for column in columns)
        }

    def _mark(self, table: str, name: str) -> int:
        level = self.want_table(table)
        if self._is_there(table, name):
            if name not in (ROW, AUTHORITY, *YEAR) and table not in self.facts.made:
                self.columns[table].add(name)
            return level
        on = self._stands_on(table, name) or []
        if name in NEIGHBOURS:
            self.ordered.add(table)
            return max(self.want(t, n) for t, n in on)
        lookup = self._lookup(table, name)
        if lookup and not self.usable(table, lookup):
            on, lookup = [], None
        if lookup:
            level = max(level, self.want_table(lookup.source))
        level = 1 + max([level, *(self.want(t, n) for t, n in on)])
        self.worked.setdefault(level, {}).setdefault(table, set()).add(name)
        return level


def _plain(name: str) -> str:
    """The column that a name in an expression is about."""
    return name.removesuffix(AS_WRITTEN).removesuffix(IF_SUPPLIED).removesuffix(IS_SUPPLIED)


def read_by(rule: Rule) -> list[list[tuple[str, str]]]:
    """For each of a rule's flags, the tables and columns (or facts) that it names."""
    return [read_by_flag(flag) for flag in rule.every_flag]


def read_by_flag(flag: Rows | Pairs) -> list[tuple[str, str]]:
    """The tables and columns (or facts) that a flag names; (table, "row") for each table itself."""
    roots = flag.where.meta.root_names()
    if isinstance(flag, Rows):
        return [(flag.table, ROW), *((flag.table, root) for root in roots)]
    both = [(table, name) for table in (flag.left, flag.right) for name in (ROW, *flag.on)]
    return [*both, *(_side(flag, root) for root in roots)]


def _side(flag: Pairs, root: str) -> tuple[str, str]:
    if root.endswith(OF_THE_OTHER):
        return flag.right, root.removesuffix(OF_THE_OTHER)
    return flag.left, root


def judges_by_the_year(facts: Facts, rule: Rule) -> bool:
    """Whether a rule reads the collection year's dates, or last year's return, itself or by a fact.

    Such a rule asks something else of the same row in another year's return.
    """
    empty = {
        name: pl.DataFrame(schema=dict.fromkeys(declared(facts, name), pl.String)) for name in facts.tables
    }
    needs = Needs(facts, {**empty, **{name + LAST_YEAR: frame for name, frame in empty.items()}}, NOTHING)
    waiting = [name for names in read_by(rule) for name in names]
    seen: set[tuple[str, str]] = set()
    while waiting:
        table, name = waiting.pop()
        if name in YEAR or table.endswith(LAST_YEAR):
            return True
        if (table, name) not in seen:
            seen.add((table, name))
            waiting += needs.beneath(table, name)
    return False


def unknown(facts: Facts, rules: Iterable[Rule]) -> list[str]:
    """Names in rules' expressions that are neither a column nor a fact, in words; for a test."""
    return [
        f"{rule.code} names {name} in {table}, which is no column or fact."
        for rule in rules
        for names in read_by(rule)
        for table, name in names
        if not _is_known(facts, table, name)
    ]


def _is_known(facts: Facts, table: str, name: str) -> bool:
    base = table.removesuffix(LAST_YEAR)
    if name in (ROW, AUTHORITY, *YEAR) or name in facts.lookups or (base, name) in facts.of_rows:
        return True
    if name in NEIGHBOURS:
        return base in facts.order
    columns = facts.made[table].columns if table in facts.made else declared(facts, table)
    return _plain(name) in columns
