"""Acts against the record itself: fields empty or contradictory, rows twice, missing, or from nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from everycase.record.schema import STORED
from everycase.record.schema.fields import Format
from everycase.synthetic.planting.acts import (
    NOT_DONE,
    WRONG,
    Board,
    Common,
    append,
    chosen_rows,
    formats_of,
    is_of,
    table_of,
    with_new_id,
)
from everycase.synthetic.planting.ground import Ground, date_of

Value = pl.Expr | str | int | float | bool | date | list[str] | None


def expression_of(value: Value, kind: pl.DataType) -> pl.Expr:
    if isinstance(value, pl.Expr):
        return value.cast(kind)
    if isinstance(value, list):
        return pl.lit(pl.Series([value], dtype=kind)).first()
    return pl.lit(value, dtype=kind)


def untimed(values: Mapping[str, Value], kinds: Mapping[str, pl.DataType]) -> dict[str, Value]:
    """The values, and no time beside a day that is changed: it would say the old day."""
    times = {f"{name}_time": None for name in values if f"{name}_time" in kinds}
    return {**times, **values}


def say_instead(board: Board, table: str, values: Mapping[str, Value], chosen: pl.DataFrame) -> None:
    """Change fields of every row that the chosen children have in a table. `~day` is their `since`."""
    kinds = STORED[table].columns()
    days = chosen.group_by("child_id").agg(
        pl.col("since").min().alias("~day"), pl.lit(value=True).first().alias("~hit")
    )
    rows = board[table].join(days, on="child_id", how="left", maintain_order="left")
    board[table] = rows.with_columns(
        pl.when("~hit").then(expression_of(value, kinds[name])).otherwise(name).alias(name)
        for name, value in values.items()
    ).drop("~day", "~hit")


def add_workers(board: Board, ids: tuple[str, ...]) -> None:
    """Add workers of these ids, whose registration is not recorded, once."""
    new = [worker for worker in ids if worker not in board["workers"]["worker_id"]]
    rows = pl.DataFrame({"worker_id": new}, schema={"worker_id": pl.String}).with_columns(
        staff_number="worker_id",
        full_name=pl.format("Worker {}", "worker_id"),
        job_title=pl.lit("Social Worker"),
        full_time_equivalent=1.0,
        agency=pl.lit(value=True),
    )
    append(board, "workers", rows)


@dataclass(frozen=True, kw_only=True)
class Wrong(Common):
    """A row's fields are empty, or say what can't be."""

    source: str
    values: Mapping[str, Value]
    where: pl.Expr | None = None
    what: str = WRONG
    due_on: pl.Expr | None = None
    done_on: pl.Expr | None = None
    every: bool = False
    """Every such row of the child at once, not one."""
    day: pl.Expr | None = None
    """A day that `values` read as `~day`, told from the row and its child's facts; the plan's day if none."""
    with_workers: tuple[str, ...] = ()
    """Ids of unregistered workers who join the council for it."""
    elsewhere: Mapping[str, Value] = field(default_factory=dict)
    """What another row says: a column that is empty in every row is one that a file lacks."""
    says: pl.Expr | None = None
    """For an event: a text that `values` read as `~says`, told from the event and its child's facts."""

    @property
    def touches(self) -> frozenset[str]:
        """The source."""
        return frozenset({self.source}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches, but for what it minds."""
        return self.touches - frozenset(self.minds)

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold every field that is changed, or are said to show it all the same."""
        names = [name for name in self.values if not name.endswith("_time")]
        return (formats_of(table_of(self.source), *names) | self.shown_in,)

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Rows that it can be done to."""
        rows = ground.rows(self.source)
        if self.source not in STORED:
            rows = rows.filter(pl.col("happened_on") >= ground.earliest)
        found = rows if self.where is None else rows.filter(self.where)
        day = pl.col("~as_of") if self.day is None else self.day
        own_day = day if self.source in STORED else pl.col("happened_on")
        said = {"due_on": self.due_on, "done_on": self.done_on, "since": own_day, "row_id": self.says}
        return chosen_rows(found, what=pl.lit(self.what), **{n: v for n, v in said.items() if v is not None})

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Change the fields of the chosen rows, or of every such row of the chosen children."""
        table = table_of(self.source)
        kinds = STORED[table].columns()
        marked = board[table].join(
            self._marks(table, chosen), on=self._found_by(table), how="left", maintain_order="left"
        )
        hit = pl.col("~day").is_not_null() & is_of(self.source)
        board[table] = marked.with_columns(
            pl.when(hit).then(expression_of(value, kinds[name])).otherwise(name).alias(name)
            for name, value in untimed(self.values, kinds).items()
        ).drop("~day", "~says")
        self._say_elsewhere(board, table, chosen)
        add_workers(board, self.with_workers)

    def _say_elsewhere(self, board: Board, table: str, chosen: pl.DataFrame) -> None:
        """A bare row of another child that says it."""
        if not self.elsewhere:
            return
        kinds, key = STORED[table].columns(), STORED[table].key_field()
        others = board["children"].filter(~pl.col("child_id").is_in(chosen["child_id"].implode()))
        row = (
            others.head(1)
            .select("child_id")
            .with_columns(
                pl.format("{}-said", "child_id").alias(key),
                *(expression_of(value, kinds[name]).alias(name) for name, value in self.elsewhere.items()),
            )
        )
        append(board, table, row)

    def _found_by(self, table: str) -> list[str]:
        """The columns by which a chosen row is found again: its id, its child, or its child and day."""
        if self.source not in STORED:
            return ["child_id", "happened_on"]
        return ["child_id"] if self.every else [STORED[table].key_field() or "child_id"]

    def _marks(self, table: str, chosen: pl.DataFrame) -> pl.DataFrame:
        by = self._found_by(table)
        own = {name: pl.col(name) if name == "child_id" else pl.col("row_id") for name in by}
        if self.source not in STORED:
            own["happened_on"] = pl.col("since")
        elif by != ["child_id"] or table == "children":
            own = {by[0]: pl.col("row_id")}
        more = {"~day": pl.col("since"), "~says": pl.col("row_id")}
        return chosen.select(**own, **more).unique(by, keep="first")


@dataclass(frozen=True, kw_only=True)
class Twice(Common):
    """A row stands twice, the second a little different."""

    source: str
    values: Mapping[str, Value] = field(default_factory=dict)
    where: pl.Expr | None = None
    times: int = 1
    day: pl.Expr | None = None
    """A day that `values` and `own` read as `~day`; the plan's day if none."""
    own: Mapping[str, Value] = field(default_factory=dict)
    """How the row itself is changed once it has been copied."""
    with_workers: tuple[str, ...] = ()

    @property
    def touches(self) -> frozenset[str]:
        """The source."""
        return frozenset({self.source}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches, but for what it minds."""
        return self.touches - frozenset(self.minds)

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold the fields that differ."""
        return (formats_of(table_of(self.source), *self.values),)

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Rows that it can be done to."""
        rows = ground.rows(self.source)
        found = rows if self.where is None else rows.filter(self.where)
        day = pl.col("~as_of") if self.day is None else self.day
        return chosen_rows(found, what=pl.lit(WRONG), since=day)

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Add a copy of each chosen row under another id."""
        kinds = STORED[self.source].columns()
        key = STORED[self.source].key_field() or "child_id"
        marks = chosen.select(pl.col("row_id").alias(key), pl.col("since").alias("~day"))
        marked = board[self.source].join(marks, on=key, how="left", maintain_order="left")
        hit = pl.col("~day").is_not_null()
        board[self.source] = marked.with_columns(
            pl.when(hit).then(expression_of(value, kinds[name])).otherwise(name).alias(name)
            for name, value in self.own.items()
        ).drop("~day")
        for number in range(self.times):
            numbered = marked.filter(hit).with_columns(pl.lit(number).alias("~n"))
            copies = numbered.with_columns(
                expression_of(value, kinds[name]).alias(name)
                for name, value in untimed(self.values, kinds).items()
            )
            append(board, self.source, with_new_id(self.source, copies, f"-{number + 2}"))
        add_workers(board, self.with_workers)


@dataclass(frozen=True, kw_only=True)
class Made(Common):
    """A row from nowhere: something is recorded of a child that can't be, or that nothing follows."""

    source: str
    values: Mapping[str, Value]
    who: pl.Expr | None = None
    what: str = WRONG
    due_on: pl.Expr | None = None
    drops: tuple[str, ...] = ()
    """Tables or kinds of event of which the child loses every row first."""
    day: pl.Expr | None = None
    """A day that `values` read as `~day`, told from the child's facts and `~as_of`."""
    again_after: int = 0
    """The same again so many days later; 0: once."""
    says: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Table → fields of the child's other rows that say the same, and what they say."""

    @property
    def touches(self) -> frozenset[str]:
        """The source, and what is dropped."""
        return frozenset({self.source, *self.drops}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches, but for what it minds."""
        return self.touches - frozenset(self.minds)

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold the row's fields, and what is dropped or looked for."""
        others = [formats_of(source) for source in self.drops]
        return formats_of(table_of(self.source), *self.values), *others

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Children of whom it can be said."""
        people = ground.facts if self.who is None else ground.facts.filter(self.who)
        shown = {} if self.due_on is None else {"due_on": self.due_on}
        dated = people.with_columns(row_id="child_id")
        day = pl.col("~as_of") if self.day is None else self.day
        return chosen_rows(dated, since=day, what=pl.lit(self.what), **shown)

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Write the row."""
        for source in self.drops:
            _drop(board, source, chosen)
        for said, values in self.says.items():
            say_instead(board, said, values, chosen)
        table = table_of(self.source)
        kinds = STORED[table].columns()
        key = STORED[table].key_field()
        days = [chosen.select("child_id", pl.col("since").alias("~day"))]
        if self.again_after:
            days.append(days[0].with_columns(pl.col("~day") + timedelta(days=self.again_after)))
        rows = pl.concat(days).with_columns(
            expression_of(value, kinds[name]).alias(name) for name, value in self.values.items()
        )
        if table == "events":
            rows = rows.with_columns(kind=pl.lit(self.source))
        elif key and key not in self.values:
            made = pl.format("{}-{}", pl.lit(self.source[:3]), "child_id")
            rows = rows.with_columns(made.alias(key))
        append(board, self.source, rows)


def _drop(board: Board, source: str, chosen: pl.DataFrame) -> None:
    table = table_of(source)
    hit = pl.col("child_id").is_in(chosen["child_id"].implode()) & is_of(source)
    board[table] = board[table].filter(~hit)


@dataclass(frozen=True, kw_only=True)
class Gone(Common):
    """Every row of some tables or kinds of event that a child has is gone, or every one since a day."""

    sources: tuple[str, ...]
    who: pl.Expr
    since: pl.Expr | None = None
    """Only rows from this day on; it may read the child's facts and `~as_of`."""
    what: str = WRONG
    blank: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Table → fields of the child's rows that say the same, and what they say instead (`~day` is `since`)."""

    @property
    def touches(self) -> frozenset[str]:
        """The sources."""
        return frozenset({*self.sources, *self.blank}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches, but for what it minds."""
        return self.touches - frozenset(self.minds)

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold each of the tables, and what would say the same."""
        said = [formats_of(table, *values) for table, values in self.blank.items() if table != "children"]
        return *(formats_of(source, date_of(source)) for source in self.sources), *said

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Children who have such rows, and meet the condition."""
        have = pl.concat([ground.rows(source).select("child_id") for source in self.sources]).unique()
        people = ground.facts.with_columns(row_id="child_id")
        found = people.filter(self.who).join(have, on="child_id", how="semi")
        found = found.filter(~pl.col("child_id").is_in(ground.keepers(*self.sources).implode()))
        since = {} if self.since is None else {"since": self.since}
        return chosen_rows(found, what=pl.lit(self.what), **since)

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Take the rows out."""
        spans = chosen.select("child_id", pl.col("since").alias("~since"), pl.lit(value=True).alias("~hit"))
        for source in self.sources:
            table, day = table_of(source), date_of(source)
            rows = board[table].join(
                spans.unique("child_id"), on="child_id", how="left", maintain_order="left"
            )
            since = pl.col("~since").is_null() | (
                (pl.col(day) >= pl.col("~since")) if day else pl.lit(value=True)
            )
            hit = (pl.col("~hit") & since & is_of(source)).fill_null(value=False)
            board[table] = rows.filter(~hit).drop("~since", "~hit")
        for table, values in self.blank.items():
            say_instead(board, table, values, chosen)


@dataclass(frozen=True, kw_only=True)
class Alike(Common):
    """Two children's records hold what only one can."""

    source: str
    fields: tuple[str, ...]
    where: pl.Expr

    @property
    def touches(self) -> frozenset[str]:
        """The source."""
        return frozenset({self.source}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches, but for what it minds."""
        return self.touches - frozenset(self.minds)

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold the fields."""
        return (formats_of(self.source, *self.fields),)

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Rows that have the fields filled in."""
        rows = ground.rows(self.source)
        filled = pl.all_horizontal(pl.col(name).is_not_null() for name in self.fields)
        return chosen_rows(rows.filter(filled & self.where), what=pl.lit(WRONG))

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Give the second, fourth ... of the chosen rows what the one before it has; an odd one is left."""
        key = STORED[self.source].key_field()
        rows = board[self.source]
        pairs = chosen.sort("row_id").with_row_index("~n").with_columns(pair=pl.col("~n") // 2)
        first = pairs.filter(pl.col("~n") % 2 == 0).select("pair", like="row_id")
        second = pairs.filter(pl.col("~n") % 2 == 1).select("pair", "row_id").join(first, on="pair")
        like = second.select("row_id", "like").join(
            rows.select(pl.col(key).alias("like"), *(pl.col(n).alias(f"~{n}") for n in self.fields)),
            on="like",
        )
        joined = rows.join(like, left_on=key, right_on="row_id", how="left", maintain_order="left")
        hit = pl.col("like").is_not_null()
        board[self.source] = joined.with_columns(
            pl.when(hit).then(f"~{n}").otherwise(n).alias(n) for n in self.fields
        ).select(rows.columns)


__all__ = ["NOT_DONE", "Alike", "Gone", "Made", "Twice", "Wrong"]
