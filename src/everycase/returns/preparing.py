"""A table as supplied, typed: dates beside what was written, blanks null, the rows numbered, in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from everycase.returns.facts import Facts
from everycase.returns.rules import AS_WRITTEN, IF_SUPPLIED, IS_SUPPLIED, LAST_YEAR
from everycase.returns.tables import Column

ROW = "row"
KINDS: dict[str, pl.DataType] = {
    "date": pl.Date(),
    "flag": pl.Boolean(),
    "list": pl.List(pl.String()),
    "whole": pl.Int64(),
    "number": pl.Float64(),
}
"""What a column is read as, by its kind; text if it isn't named."""
DAYS = (pl.Date, pl.Datetime)
"""Types that hold a day; any other is read as text."""
ILLEGIBLE = (pl.Object, pl.Binary, pl.Array, pl.Struct, pl.Duration)
FACTOR = r"[^\s,;|\[\]'\"]+"


def declared(facts: Facts, table: str) -> dict[str, Column]:
    """The columns that a table (this year's or last's) may have, by name; empty for an unknown table."""
    base = table.removesuffix(LAST_YEAR)
    known = facts.tables.get(base)
    columns = (*known.columns, *facts.derived.get(base, ())) if known else ()
    return {column.name: column for column in columns}


def prepared(
    facts: Facts, table: str, frame: pl.DataFrame, names: Iterable[str], *, ordered: bool
) -> pl.LazyFrame:
    """The columns of `names` typed, with `row` (0-based place in the frame given).

    A name ending in "as written" is the column as it stands. Where `ordered`, rows are in order of
    child and the facts' order, ties told apart by every other column, so that the order in the file
    changes nothing; `follows` and `precedes` say whether the child has a row before or after.
    """
    known = declared(facts, table)
    order = tuple(name for name in _order(facts, table) if name in frame.columns)
    wanted = list(dict.fromkeys([*names, *(order if ordered else ())]))
    plan = (
        frame.lazy()
        .drop(ROW, strict=False)  # a column of that name is the council's own
        .with_row_index(ROW)
        .select(
            ROW,
            *(_as_read(name, frame, known, facts) for name in wanted),
            *_ties(frame, known, facts, ordered=ordered),
        )
    )
    return _in_order(plan, order, facts.child) if ordered else plan


def _as_read(name: str, frame: pl.DataFrame, known: dict[str, Column], facts: Facts) -> pl.Expr:
    if name.endswith(AS_WRITTEN):
        plain = name.removesuffix(AS_WRITTEN)
        return as_text(plain, frame.schema[plain], facts.dates).alias(name)
    if name.endswith(IS_SUPPLIED):
        return pl.lit(name.removesuffix(IS_SUPPLIED) in frame.columns).alias(name)
    column = known[name.removesuffix(IF_SUPPLIED)]
    if column.name not in frame.columns:
        return pl.lit(None, KINDS.get(column.kind, pl.String())).alias(name)
    return typed(column, frame.schema[column.name], facts).alias(name)


def typed(column: Column, given: pl.DataType, facts: Facts) -> pl.Expr:
    """A column as its kind says; what can't be read so is null."""
    kind = "text" if column.need == "generated" else column.kind  # an ordinal is only a key
    if kind == "date":
        return _date(column.name, given, facts.dates)
    if kind == "flag":
        return _flag(column.name, given, facts.dates)
    if kind == "list":
        return as_text(column.name, given, facts.dates).str.extract_all(FACTOR)
    if kind in {"whole", "number"}:
        return _number(column.name, given, facts.dates, pl.Int64() if kind == "whole" else pl.Float64())
    text = as_text(column.name, given, facts.dates).str.strip_chars()
    text = text.str.to_uppercase() if facts.capitals else text
    return pl.when(text != "").then(text)


def legible(frame: pl.DataFrame, dates: str) -> pl.DataFrame:
    """A frame as given, but for columns that Polars can't take as text, such as of Python objects: as text.

    dates: how a date among them is written.
    """
    return frame.with_columns(
        pl.Series(name, [_written(value, dates) for value in frame.get_column(name)], pl.String)
        for name, given in frame.schema.items()
        if given in ILLEGIBLE
    )


def _written(value: object, dates: str) -> str | None:
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return value.strftime(dates) if isinstance(value, date) else None if value is None else str(value)


def as_text(name: str, given: pl.DataType, dates: str) -> pl.Expr:
    """A cell as it would be written in the file, whatever type it has."""
    value = pl.col(name)
    if given in DAYS:
        return _day(name, given).dt.strftime(dates)
    if given == pl.Boolean:
        return value.cast(pl.Int8).cast(pl.String)
    if given.is_float() or given.is_decimal():  # a column of codes with gaps, as spreadsheets give it
        value = value.cast(pl.Float64).fill_nan(None)
        whole = value.cast(pl.Int64, strict=False)
        return pl.when(whole == value).then(whole.cast(pl.String)).otherwise(value.cast(pl.String))
    if isinstance(given, pl.List):
        return value.list.eval(pl.element().cast(pl.String)).list.join(",")
    return value.cast(pl.String, strict=False)


def _date(name: str, given: pl.DataType, written_as: str) -> pl.Expr:
    if given in DAYS:
        return _day(name, given)
    day = as_text(name, given, written_as).str.strip_chars().str.to_date(written_as, strict=False)
    return pl.when(day >= date(1000, 1, 1)).then(day)  # 01/04/26 is not a day of the year 26


def _day(name: str, given: pl.DataType) -> pl.Expr:
    """The day of a date, or of a time where it was: a British midnight in summer is the day before in UTC."""
    return pl.col(name) if given == pl.Date else pl.col(name).dt.date()


def _flag(name: str, given: pl.DataType, dates: str) -> pl.Expr:
    if given == pl.Boolean:
        return pl.col(name)
    text = as_text(name, given, dates).str.strip_chars().str.to_lowercase()
    return pl.when(text.is_in(["true", "1"])).then(True).when(text.is_in(["false", "0"])).then(False)  # noqa: FBT003


def _number(name: str, given: pl.DataType, dates: str, wanted: pl.DataType) -> pl.Expr:
    if not given.is_numeric():
        return as_text(name, given, dates).str.strip_chars().cast(wanted, strict=False)
    number = pl.col(name).cast(wanted, strict=False)
    return pl.when(number == pl.col(name)).then(number)


def _order(facts: Facts, table: str) -> tuple[str, ...]:
    return (facts.child, *facts.order.get(table.removesuffix(LAST_YEAR), ()))


def _ties(frame: pl.DataFrame, known: dict[str, Column], facts: Facts, *, ordered: bool) -> list[pl.Expr]:
    """Every column as it stands, to tell rows apart that are otherwise in no order."""
    names = [name for name in known if ordered and name in frame.columns]
    return [as_text(name, frame.schema[name], facts.dates).alias(f"{name} tie") for name in names]


def _in_order(plan: pl.LazyFrame, order: tuple[str, ...], child: str) -> pl.LazyFrame:
    """Rows in order, with `follows` and `precedes`. A row without child or first date is in none."""
    by, first = pl.col(child), pl.col(order[1])
    ties = pl.selectors.ends_with(" tie")
    placed = by.is_not_null() & first.is_not_null()
    follows = placed & (by == by.shift(1)) & first.shift(1).is_not_null()
    precedes = placed & (by == by.shift(-1)) & first.shift(-1).is_not_null()
    return (
        plan.sort(*order, ties, nulls_last=True)
        .drop(ties)
        .with_columns(follows=follows.fill_null(value=False), precedes=precedes.fill_null(value=False))
    )
