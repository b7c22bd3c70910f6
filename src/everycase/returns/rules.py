"""How a rule of a return is declared: its code and message, what it reads, and which rows it flags.

A rule is data with one or more Polars expressions, over a table of the return:

    col = pl.col
    RULE = Rule(
        "8610",
        "Primary Need code is missing for a referral which led to further action.",
        fields="ReferralNFA PrimaryNeedCode",
        flags=rows("CINdetails", ~col("ReferralNFA") & col("PrimaryNeedCode").is_null()),
    )

What an expression may name:
- a column of the table. It is typed: dates are Date, whole numbers Int64, true/false flags Boolean, all
  else text, trimmed (and in capitals where the return says so), null where blank. A date or number that
  can't be read is null, as if it were blank;
- `written("DOB")`: the column as it stands in the file. `unreadable("DOB")` is true where something
  is written there that isn't a date (or number), `filled("DOB")` where anything is written;
- `if_supplied("CPPID")`: the column, or null where it isn't supplied, so that the rule runs without it;
  `is_supplied("CPPID")` is whether it is;
- `left_blank("CPPID")`: whether the column is supplied and this row's cell is blank;
- `COLLECTION_START` and `COLLECTION_END`: 1 April and 31 March of the collection year;
- `previous(col("DEC"))` and `following(col("DECOM"))`: the value in the child's row before or after, in
  the order that the return's facts declare; `FOLLOWS` and `PRECEDES` are true where there is such a row.
  Rows with no child, or with the first column of that order blank, neither follow nor precede;
- facts that many rules share, worked out once: see `returns.facts`, which also brings values over
  from other tables (the child's date of birth, last year's row, the number of rows in another table).

What a rule reads is found in its expressions, so it is never listed by hand: a table or column that
isn't supplied makes the rule "not run", with the reason, never clear. A condition that is null
doesn't flag. `over("CHILD")` takes all rows with a blank child for one child: use lookups, or
`alone_if_blank`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules

import polars as pl

AS_WRITTEN = " as written"
IF_SUPPLIED = " if supplied"
IS_SUPPLIED = " is supplied"
OF_THE_OTHER = " of the other"
LAST_YEAR = "_last"
"""What is added to a table's name for last year's: Episodes_last."""
RETURN = "the return"
"""The one-row table that rules about the whole return are judged on."""

COLLECTION_START = pl.col("collection start")
COLLECTION_END = pl.col("collection end")
FOLLOWS = pl.col("follows")
PRECEDES = pl.col("precedes")
RETURNING_AUTHORITY = pl.col("returning authority")
"""The ONS code of the council whose return it is; from the reference data."""


class Severity(StrEnum):
    """Whether the DfE refuses the return until it is right, or asks for a reason."""

    ERROR = "error"
    QUERY = "query"


@dataclass(frozen=True)
class Rows:
    """Rows of one table that a condition flags.

    named: the table that findings name, where that isn't the table judged (rules of the whole return).
    """

    table: str
    where: pl.Expr
    named: str = ""


@dataclass(frozen=True)
class Pairs:
    """Rows of two tables that match on `on` and together meet a condition.

    In `where`, `other("DEC")` is the right row's column. Where left and right are one table, a row is never
    paired with itself, and both orders of a pair are judged.
    """

    left: str
    right: str
    on: tuple[str, ...]
    where: pl.Expr
    flag_left: bool
    flag_right: bool


Flag = Rows | Pairs


def _flagged_tables(flag: Flag) -> list[str]:
    if isinstance(flag, Rows):
        return [flag.named or flag.table]
    return [*[flag.left] * flag.flag_left, *[flag.right] * flag.flag_right]


@dataclass(frozen=True)
class Rule:
    """One rule of the DfE's.

    message: the DfE's own, word for word.
    fields: names of the columns that it is about, with spaces between; `field_names` has them apart.
    since, until: first and last collection year (its second calendar year) in which it holds; None where
        it always has, or still does.
    apart: each of its flags is judged by itself, and one whose table isn't supplied is left out.
    any_of: groups of tables, or table.column; at least one of each group must be supplied.
    """

    code: str
    message: str
    flags: Flag | Sequence[Flag]
    fields: str = ""
    severity: Severity = Severity.ERROR
    since: int | None = None
    until: int | None = None
    apart: bool = False
    any_of: tuple[tuple[str, ...], ...] = ()
    source: str = ""

    @property
    def every_flag(self) -> tuple[Flag, ...]:
        """Its flags, one or several."""
        return (self.flags,) if isinstance(self.flags, Rows | Pairs) else tuple(self.flags)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The columns that it is about."""
        return tuple(self.fields.split())

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables whose rows it flags, each once."""
        return tuple(dict.fromkeys(name for flag in self.every_flag for name in _flagged_tables(flag)))

    def holds_in(self, collection_year: int) -> bool:
        """Whether it is among that year's rules."""
        return (self.since or collection_year) <= collection_year <= (self.until or collection_year)


def rows(table: str, where: pl.Expr) -> Rows:
    """Flag the rows of `table` where the condition is true."""
    return Rows(table, where)


def whole(table: str, where: pl.Expr) -> Rows:
    """One finding for the whole return, named under `table`; `where` is over facts of the whole return."""
    return Rows(RETURN, where, named=table)


def pairs(
    left: str,
    right: str,
    on: Sequence[str],
    where: pl.Expr,
    *,
    flag_left: bool = True,
    flag_right: bool = True,
) -> Pairs:
    """Flag rows of `left` and `right` that have the same `on` and together meet the condition."""
    return Pairs(left, right, tuple(on), where, flag_left, flag_right)


def written(name: str) -> pl.Expr:
    """A column as it stands in the file: text, not trimmed; null where the cell is."""
    return pl.col(name + AS_WRITTEN)


def filled(name: str) -> pl.Expr:
    """Whether anything is written in a column, readable or not."""
    return written(name).str.strip_chars().fill_null("") != ""


def unreadable(name: str) -> pl.Expr:
    """Whether something is written in a date or number column that isn't one."""
    return pl.col(name).is_null() & filled(name)


def if_supplied(name: str) -> pl.Expr:
    """A column that the rule can do without: null where it isn't supplied."""
    return pl.col(name + IF_SUPPLIED)


def is_supplied(name: str) -> pl.Expr:
    """Whether the table has a column that the rule can do without."""
    return pl.col(name + IS_SUPPLIED)


def left_blank(name: str) -> pl.Expr:
    """Whether a column is supplied and this row's cell in it is blank: false, not null, where it isn't."""
    return is_supplied(name) & if_supplied(name).is_null()


def other(name: str) -> pl.Expr:
    """In a pair, the right row's column."""
    return pl.col(name + OF_THE_OTHER)


def previous(value: pl.Expr) -> pl.Expr:
    """A plain value in the child's row before; null where there is none."""
    return pl.when(FOLLOWS).then(value.shift(1))


def following(value: pl.Expr) -> pl.Expr:
    """A plain value in the child's row after; null where there is none."""
    return pl.when(PRECEDES).then(value.shift(-1))


def alone_if_blank(value: pl.Expr, key: str) -> pl.Expr:
    """A value over all rows with the same `key`; null for rows where that is blank."""
    return pl.when(pl.col(key).is_not_null()).then(value.over(key))


def is_one_of(value: pl.Expr, *codes: str) -> pl.Expr:
    """Whether a code is one of those named; false, not null, where it is blank."""
    return value.is_in(list(codes)).fill_null(value=False)


def none_of(value: pl.Expr, *codes: str) -> pl.Expr:
    """Whether a code is blank or none of those named."""
    return ~is_one_of(value, *codes)


def gathered(package: str, path: Iterable[str]) -> tuple[Rule, ...]:
    """The `RULES` of every module of a package, in order of code: 100, 1001, 101; then those with letters."""
    names = sorted(module.name for module in iter_modules(path))
    found = [rule for name in names for rule in import_module(f"{package}.{name}").RULES]
    return tuple(sorted(found, key=lambda rule: (rule.code, rule.since or 0)))
