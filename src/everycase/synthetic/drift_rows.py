"""The changes of `drift`, one function each: they choose rows, change them, and list what they did."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

import polars as pl

from everycase.record.schema import STORED

CHANGES: Mapping[str, pl.DataType] = dict.fromkeys(
    ("what", "table", "child_id", "key", "field", "before", "after"), pl.String()
)

VISITS = ("child_in_need_visits", "child_protection_visits", "care_visits")

CORRECTED: Mapping[str, str] = {
    **dict.fromkeys(VISITS, "visited_on"),
    "contacts": "received_on",
    "assessments": "started_on",
    "care_reviews": "held_on",
}

BACK_DATED: Mapping[str, tuple[str, str]] = {
    # the date by which work is judged, and the one before which it can't have been done
    "assessments": ("authorised_on", "started_on"),
    "section_47_enquiries": ("ended_on", "started_on"),
    "early_help": ("ended_on", "started_on"),
}

LOST = (*VISITS, "contacts", "health_checks")
REISSUED = (*VISITS, "health_checks", "assessments")
"""Tables whose ids no other table holds."""


@dataclass
class Pick:
    """Chance, and what it may not fall on."""

    chance: Random
    untouched: frozenset[str]
    taken: set[tuple[str, str]] = field(default_factory=set)

    def some(self, rows: pl.DataFrame, table: str, share: float) -> pl.DataFrame:
        """About `share` of `rows` (at least one, if there is any), none chosen before."""
        key = STORED[table].key_field()
        free = rows.drop_nulls(key).unique(key, keep="none", maintain_order=True)
        free = free.filter(~pl.col("child_id").is_in(list(self.untouched)))
        taken = [row for of, row in self.taken if of == table]
        free = free.filter(~pl.col(key).is_in(taken)).sort(key)
        count = min(free.height, max(1, round(share * free.height))) if share > 0 else 0
        chosen = free[sorted(self.chance.sample(range(free.height), count))]
        self.taken.update((table, row) for row in chosen[key])
        return chosen

    def days(self, count: int, low: int, high: int) -> pl.Expr:
        """So many lengths of time, from `low` to `high` days, none of them 0."""
        choices = [day for day in range(low, high + 1) if day]
        drawn = pl.Series(self.chance.choices(choices, k=count), dtype=pl.Int64)
        return pl.duration(days=pl.lit(drawn))


@dataclass
class Rows:
    """The tables as changed so far, and the changes as listed so far."""

    tables: dict[str, pl.DataFrame]
    pick: Pick
    changes: list[pl.DataFrame] = field(default_factory=list)

    def has(self, table: str, *columns: str) -> bool:
        """Whether there is such a table with rows, ids and these columns."""
        needed = {"child_id", STORED[table].key_field(), *columns}
        return table in self.tables and needed <= set(self.tables[table].columns)

    def listed(self, what: str, table: str, chosen: pl.DataFrame, **said: pl.Expr) -> None:
        """List `chosen` rows as changed: `field`, `before` and `after` as given."""
        key = STORED[table].key_field()
        told = {name: said.get(name, pl.lit(None)) for name in ("field", "before", "after")}
        self.changes.append(
            chosen.select(
                what=pl.lit(what),
                table=pl.lit(table),
                child_id="child_id",
                key=key,
                **{name: value.cast(pl.String) for name, value in told.items()},
            )
        )

    def redate(self, what: str, table: str, column: str, moved: pl.DataFrame) -> None:
        """Put `moved`'s column `new` into `column` of the same rows, and list those that it changes."""
        moved = moved.filter(pl.col("new") != pl.col(column))
        self.listed(what, table, moved, field=pl.lit(column), before=pl.col(column), after=pl.col("new"))
        self.put_dates(table, column, moved)

    def put_dates(self, table: str, column: str, moved: pl.DataFrame) -> None:
        """Put `moved`'s column `new` into `column` of the same rows; a time of day stays as it was."""
        key, time = STORED[table].key_field(), f"{column}_time"
        frame = self.tables[table].join(moved.select(key, "new"), on=key, how="left", maintain_order="left")
        changed = [pl.coalesce("new", column).alias(column)]
        if time in frame.columns:
            shifted = pl.col("new").cast(pl.Datetime("us")) + (pl.col(time) - pl.col(time).dt.truncate("1d"))
            changed.append(pl.coalesce(shifted, time).alias(time))
        self.tables[table] = frame.with_columns(changed).drop("new")


def in_both(rows: Rows, before: Mapping[str, pl.DataFrame], table: str) -> pl.DataFrame:
    """Rows that the first extract had too, by their ids."""
    key = STORED[table].key_field()
    if table not in before or key not in before[table].columns:
        return rows.tables[table].clear()
    return rows.tables[table].join(before[table].select(key), on=key, how="semi", maintain_order="left")


def only_now(rows: Rows, before: Mapping[str, pl.DataFrame], table: str) -> pl.DataFrame:
    """Rows that the first extract had not, by their ids."""
    key = STORED[table].key_field()
    if table not in before or key not in before[table].columns:
        return rows.tables[table]
    return rows.tables[table].join(before[table].select(key), on=key, how="anti", maintain_order="left")


def list_recorded_late(rows: Rows, before: Mapping[str, pl.DataFrame], first: date) -> None:
    """List what the council itself recorded late: rows of the second extract dated before the first."""
    for name, table in STORED.items():
        if table.when and rows.has(name, table.when) and name in before:
            late = only_now(rows, before, name).filter(pl.col(table.when) <= first)
            rows.listed("recorded late", name, late, field=pl.lit(table.when), after=pl.col(table.when))
            rows.pick.taken.update((name, key) for key in late[table.key_field()].drop_nulls())


def record_late(rows: Rows, before: Mapping[str, pl.DataFrame], first: date, share: float) -> None:
    """Some visits made since the first extract turn out to have been made before it."""
    for name in VISITS:
        if rows.has(name, "visited_on"):
            new = only_now(rows, before, name).filter(pl.col("visited_on") > first)
            chosen = rows.pick.some(new, name, share)
            ago = rows.pick.days(chosen.height, 1, 14)
            moved = chosen.with_columns(new=pl.lit(first) - ago)
            # The first extract never had the date that it replaces: nothing stood there before.
            rows.listed("recorded late", name, moved, field=pl.lit("visited_on"), after=pl.col("new"))
            rows.put_dates(name, "visited_on", moved)


def back_date(rows: Rows, before: Mapping[str, pl.DataFrame], share: float) -> None:
    """Some dates by which work is judged are moved earlier, never before the work began."""
    for name, (column, start) in BACK_DATED.items():
        if rows.has(name, column, start):
            done = in_both(rows, before, name).filter(pl.col(column) > pl.col(start))
            chosen = rows.pick.some(_unchanged(done, before, name, column), name, share)
            ago = rows.pick.days(chosen.height, 3, 20)
            earlier = pl.max_horizontal(pl.col(column) - ago, pl.col(start))
            rows.redate("back-dated", name, column, chosen.with_columns(new=earlier))


def correct(rows: Rows, before: Mapping[str, pl.DataFrame], share: float) -> None:
    """Some dates are put right by a few days, either way, never past the first extract's latest date."""
    for name, column in CORRECTED.items():
        if rows.has(name, column):
            dated = in_both(rows, before, name).drop_nulls(column)
            chosen = rows.pick.some(_unchanged(dated, before, name, column), name, share)
            by = rows.pick.days(chosen.height, -5, 5)
            latest = dated[column].max()
            new = pl.min_horizontal(pl.col(column) + by, pl.lit(latest), *_ends_by(name, dated))
            rows.redate("corrected", name, column, chosen.with_columns(new=new))


def _ends_by(name: str, rows: pl.DataFrame) -> list[str]:
    """The field that ends a row's period: a date put right is not past it."""
    until = STORED[name].until
    return [until] if until in rows.columns else []


def _unchanged(
    frame: pl.DataFrame, before: Mapping[str, pl.DataFrame], table: str, column: str
) -> pl.DataFrame:
    """Rows whose date real life has not already changed since the first extract."""
    key = STORED[table].key_field()
    same = before[table].select(key, column) if table in before else frame.clear().select(key, column)
    return frame.join(same, on=[key, column], how="semi", maintain_order="left")


def lose(rows: Rows, before: Mapping[str, pl.DataFrame], share: float) -> None:
    """Some rows are gone."""
    for name in LOST:
        if rows.has(name):
            chosen = rows.pick.some(in_both(rows, before, name), name, share)
            rows.listed("lost", name, chosen)
            key = STORED[name].key_field()
            rows.tables[name] = rows.tables[name].join(
                chosen.select(key), on=key, how="anti", maintain_order="left"
            )


def reissue(rows: Rows, before: Mapping[str, pl.DataFrame], share: float) -> None:
    """Some rows have another id: all of them in tables whose ids the case system makes anew every time."""
    volatile = [name for name, table in STORED.items() if table.volatile_key]
    for name in (*REISSUED, *volatile):
        if not rows.has(name):
            continue
        known = in_both(rows, before, name)
        chosen = rows.pick.some(known, name, 1 if name in volatile and share > 0 else share)
        key = STORED[name].key_field()
        fresh = pl.Series("fresh", rows.pick.chance.sample(range(10**9), chosen.height), dtype=pl.Int64)
        renamed = chosen.with_columns(fresh=pl.lit("N") + pl.lit(fresh).cast(pl.String))
        rows.listed("re-issued", name, renamed, field=pl.lit(key), before=pl.col(key), after=pl.col("fresh"))
        frame = rows.tables[name].join(
            renamed.select(key, "fresh"), on=key, how="left", maintain_order="left"
        )
        rows.tables[name] = frame.with_columns(pl.coalesce("fresh", key).alias(key)).drop("fresh")


def choose_merged(rows: Rows, share: float) -> dict[str, str]:
    """Which children's records turn out to be a second record of another child: old id → the id kept.

    Those of the tenth of children with the fewest rows are joined to others. Neither takes part in anything
    else.
    """
    if "children" not in rows.tables or share <= 0:
        return {}
    free = rows.tables["children"].select("child_id").drop_nulls().unique()
    free = free.filter(~pl.col("child_id").is_in(list(rows.pick.untouched)))
    counted = free.join(_row_counts(rows.tables), on="child_id", how="left")
    ids = counted.sort(pl.col("rows").fill_null(0), "child_id")["child_id"].to_list()
    little = -(-len(ids) // 10)
    few, many = ids[:little], ids[little:]
    count = min(len(few), len(many), max(1, round(share * free.height)))
    pairs = dict(zip(rows.pick.chance.sample(few, count), rows.pick.chance.sample(many, count), strict=True))
    rows.pick.untouched = rows.pick.untouched.union(pairs.keys(), pairs.values())
    return pairs


def _row_counts(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    ids = [
        frame.select("child_id")
        for name, frame in tables.items()
        if name != "children" and "child_id" in frame.columns
    ]
    empty = pl.DataFrame(schema={"child_id": pl.String})
    return pl.concat([empty, *ids]).group_by("child_id").agg(rows=pl.len())


def merge(rows: Rows, pairs: Mapping[str, str], second: date) -> None:
    """Join the chosen records: every row of the old id becomes the kept id's, and the old id is noted."""
    if not pairs:
        return
    old = pl.DataFrame({"child_id": list(pairs.values()), "old": list(pairs.keys())})
    for name, frame in rows.tables.items():
        columns = [column for column in ("child_id", "mother_id") if column in frame.columns]
        if name != "children" and columns:
            rows.tables[name] = frame.with_columns(pl.col(columns).replace(pairs))
    gone: Collection[str] = list(pairs)
    rows.tables["children"] = rows.tables["children"].filter(~pl.col("child_id").is_in(gone))
    _note_identifiers(rows, old, second)
    told = old.select(
        what=pl.lit("merged"),
        table=pl.lit("children"),
        child_id="child_id",
        key="old",
        field=pl.lit("child_id"),
        before="old",
        after="child_id",
    )
    rows.changes.append(told)


def _note_identifiers(rows: Rows, old: pl.DataFrame, second: date) -> None:
    notes = old.select(
        link_id=pl.lit("MERGED-") + pl.col("old"),
        child_id="child_id",
        kind=pl.lit("Case Number"),
        value="old",
        valid_from=pl.lit(second),
    )
    known = rows.tables.get("linked_identifiers")
    if known is None:
        rows.tables["linked_identifiers"] = notes
    else:
        kept = [column for column in notes.columns if column in known.columns]
        rows.tables["linked_identifiers"] = pl.concat([known, notes.select(kept)], how="diagonal")
