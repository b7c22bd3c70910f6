"""The facts that rules need, worked out a level at a time, each level as one set of Polars plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.returns.facts import Lookup
from everycase.returns.needs import Needs
from everycase.returns.preparing import ROW, prepared
from everycase.returns.rules import LAST_YEAR, RETURN

Frames = dict[str, pl.DataFrame]
On = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Year:
    """A collection year by the year in which it ends."""

    ends: int

    @property
    def start(self) -> date:
        """1 April."""
        return date(self.ends - 1, 4, 1)

    @property
    def end(self) -> date:
        """31 March."""
        return date(self.ends, 3, 31)


def collected(plans: Mapping[str, pl.LazyFrame]) -> Frames:
    """Plans run together. In memory: the streaming engine takes ten times as long over many small ones."""
    return dict(zip(plans, pl.collect_all(list(plans.values()), engine="in-memory"), strict=True))


def work_out(needs: Needs, year: Year) -> Frames:
    """Every table that the wanted rules need, with the columns and facts that they name."""
    frames = collected({table: _constants(_read(needs, table), needs, year) for table in needs.columns})
    for level in range(1, 1 + max([0, *needs.worked, *needs.made])):
        made = {name: _make(needs, name, frames) for name in needs.made.get(level, ())}
        frames |= collected({name: _constants(plan, needs, year) for name, plan in made.items()})
        wanted = needs.worked.get(level, {})
        values = _looked_up(needs, wanted, frames)
        frames |= collected(
            {t: _with_facts(needs, t, names, frames[t], values) for t, names in wanted.items()}
        )
    return frames


def _read(needs: Needs, table: str) -> pl.LazyFrame:
    if table == RETURN:
        return pl.LazyFrame({ROW: [0]}, schema={ROW: pl.UInt32})
    names = sorted(needs.columns[table])
    return prepared(needs.facts, table, needs.supplied[table], names, ordered=table in needs.ordered)


def _constants(plan: pl.LazyFrame, needs: Needs, year: Year) -> pl.LazyFrame:
    return plan.with_columns(
        pl.lit(year.start).alias("collection start"),
        pl.lit(year.end).alias("collection end"),
        pl.lit(needs.reference.authority, pl.String).alias("returning authority"),
    )


def _make(needs: Needs, name: str, frames: Frames) -> pl.LazyFrame:
    made = needs.facts.made[name]
    reads = {
        table: frames[table].lazy().select(ROW, *dict.fromkeys(columns))
        for table, columns in needs.readable(made).items()
    }
    return made.build(reads, needs.reference).select(made.columns).with_row_index(ROW)


def _looked_up(
    needs: Needs, wanted: Mapping[str, set[str]], frames: Frames
) -> dict[tuple[str, On], pl.DataFrame]:
    """The values of every lookup at this level: one grouping for each source and key."""
    grouped: dict[tuple[str, On], dict[str, pl.Expr]] = {}
    for table, names in wanted.items():
        for name in sorted(names):
            lookup = _lookup(needs, table, name)
            if lookup and needs.usable(table, lookup):
                keys = tuple(("", there) for _, there in needs.keys(table, lookup))
                grouped.setdefault((lookup.source, keys), {})[name] = lookup.value
    plans = [
        _grouped(frames[source].lazy(), [there for _, there in on], values)
        for (source, on), values in grouped.items()
    ]
    return dict(zip(grouped, pl.collect_all(plans, engine="in-memory"), strict=True))


def _grouped(source: pl.LazyFrame, keys: Sequence[str], values: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    exprs = [value.alias(name) for name, value in values.items()]
    if not keys:
        return source.select(exprs)
    named = [pl.col(key).alias(f"key {place}") for place, key in enumerate(keys)]
    filled = source.drop_nulls(keys)
    return filled.group_by(named, maintain_order=False).agg(exprs)


def _lookup(needs: Needs, table: str, name: str) -> Lookup | None:
    if (table.removesuffix(LAST_YEAR), name) in needs.facts.of_rows:
        return None
    return needs.facts.lookups.get(name)


def _with_facts(
    needs: Needs,
    table: str,
    names: set[str],
    frame: pl.DataFrame,
    values: Mapping[tuple[str, On], pl.DataFrame],
) -> pl.LazyFrame:
    """A table with its facts of one level."""
    plan = frame.lazy()
    joins: dict[tuple[str, On], list[str]] = {}
    of_rows = []
    for name in sorted(names):
        lookup = _lookup(needs, table, name)
        if lookup is None:
            of_rows.append(needs.facts.of_rows[table.removesuffix(LAST_YEAR), name].value.alias(name))
        elif needs.usable(table, lookup):
            joins.setdefault((lookup.source, needs.keys(table, lookup)), []).append(name)
        else:
            of_rows.append(_as_expr(lookup.default).alias(name))
    for (source, on), wanted in joins.items():
        found = values[source, tuple(("", there) for _, there in on)].lazy()
        plan = _joined(plan, found, [here for here, _ in on], wanted)
    defaults = {name: lookup.default for name in names if (lookup := _lookup(needs, table, name))}
    fills = [pl.col(n).fill_null(_as_expr(d)) for n, d in defaults.items() if d is not None]
    return plan.with_columns(of_rows).with_columns(fills)


def _as_expr(value: object) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value)


def _joined(plan: pl.LazyFrame, found: pl.LazyFrame, here: list[str], wanted: list[str]) -> pl.LazyFrame:
    if not here:
        return plan.join(found.select(wanted), how="cross")
    keys = [f"key {place}" for place in range(len(here))]
    return plan.join(
        found.select(*keys, *wanted), left_on=here, right_on=keys, how="left", maintain_order="left"
    )
