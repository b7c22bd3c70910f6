"""A council of a few rows, given as text, for acts to be done to."""

from __future__ import annotations

from datetime import date

import polars as pl
from tests.tables import parse

from everycase.record.schema import STORED
from everycase.synthetic.planting.acts import Act
from everycase.synthetic.planting.ground import Ground, Tables
from everycase.synthetic.planting.plant import carry_out, plan

AS_OF = date(2026, 11, 24)


def small(**given: str) -> Tables:
    """Every table of the record, with the rows given (see `tests.tables`); children named exist."""
    told = {name: parse(name, text) for name, text in given.items()}
    known = {row["child_id"] for row in told.get("children", [])}
    named = {str(row["child_id"]) for rows in told.values() for row in rows if row.get("child_id")}
    told["children"] = [
        *told.get("children", []),
        *({"child_id": child, "born_on": date(2014, 5, 2)} for child in sorted(named - known)),
    ]
    return {name: _frame(name, told.get(name, [])) for name in STORED}


def _frame(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    kinds = {
        column: kind
        for column, kind in STORED[name].columns().items()
        if column in STORED[name].fields() or column.endswith("_time")
    }
    return pl.DataFrame([{**dict.fromkeys(kinds), **row} for row in rows], schema=kinds)


def places(act: Act, tables: Tables) -> list[tuple[object, ...]]:
    """(child, what, due, done) of every place where an act can be done."""
    rows = act.candidates(Ground(tables, AS_OF)).sort("child_id", "row_id")
    return rows.select("child_id", "what", _text("due_on"), _text("done_on")).rows()


def after(act: Act, tables: Tables) -> Tables:
    """The tables once an act has been done wherever it can be, once to a child."""
    return carry_out(tables, [act], plan(tables, AS_OF, [act], seed=1, few=10))


def shown(tables: Tables, table: str, *columns: str) -> list[tuple[object, ...]]:
    """Rows of a table, dates as text, in order."""
    frame = tables[table].select(columns)
    dates = [column for column, kind in frame.schema.items() if kind == pl.Date]
    return sorted(frame.with_columns(_text(column) for column in dates).rows(), key=str)


def _text(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String)
