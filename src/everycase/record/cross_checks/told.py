"""What one format tells, all its files together, in the shape in which formats are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from everycase.record.derive import DERIVERS
from everycase.record.reading import FileRead, Reading
from everycase.record.schema import STORED, Format

BEFORE_ALL, NOT_ENDED = date(1, 1, 1), date(9999, 12, 31)
AT: Mapping[str, pl.DataType] = {"at": pl.String()}


@dataclass(frozen=True)
class Told:
    """One format's readings, the latest first; `source` has their bits, `moves` children merged since.

    Of several readings that say the same thing (two years' censuses), the latest one's row stands.
    """

    format: Format
    name: str
    readings: Sequence[Reading]
    source: int
    moves: Mapping[str, str]

    @property
    def as_of(self) -> date:
        """The date that the latest of them tells of."""
        return self.readings[0].as_of

    def supplies(self, table: str, *fields: str) -> bool:
        """Whether some reading holds the table, and all these fields of it."""
        held = [reading.supplied[table] for reading in self.readings if table in reading.supplied]
        return any(set(fields) <= own for own in held)

    def windows(self, table: str) -> list[tuple[date, date]]:
        """Stretches in which they hold every row of a table."""
        return [(w.since, w.to) for reading in self.readings for w in reading.windows if w.table == table]

    def holds_latest(self, table: str) -> bool:
        """Whether they hold each child's latest row of a table, whatever came before."""
        return any((reading.latest["table"] == table).any() for reading in self.readings)

    def rows(self, table: str, same: Sequence[str] = ()) -> pl.DataFrame:
        """Every row, with `at`; of those alike in `same` the latest reading's."""
        parts = [self._of(reading, table) for reading in self.readings if table in reading.tables]
        whole = pl.concat([_shaped(STORED[table].empty(), table), *parts])
        return whole.unique(list(same), keep="first", maintain_order=True) if same else whole

    def _of(self, reading: Reading, table: str) -> pl.DataFrame:
        frame = reading.tables[table]
        called = {number: _called(file) for number, file in enumerate(reading.files)}
        file = pl.col("file").cast(pl.Int64).replace_strict(called, default="", return_dtype=pl.String)
        row = pl.concat_str(pl.lit(" row "), "row").fill_null("")
        place = pl.concat_str(file, row) if {"file", "row"} <= set(frame.columns) else pl.lit("")
        child = pl.col("child_id").replace(dict(self.moves))
        return _shaped(frame.with_columns(place.alias("at"), child), table)

    @cached_property
    def children(self) -> pl.DataFrame:
        """A row a child: of each field the latest value that there is."""
        rows = self.rows("children").filter(pl.col("child_id").is_not_null())
        return rows.group_by("child_id", maintain_order=True).agg(pl.exclude("child_id").drop_nulls().first())

    @cached_property
    def care(self) -> pl.DataFrame:
        """Whole periods of care: child_id, began (null where not known), ended, at, and `apart`.

        Apart is a series of short breaks: one format has it by stay, another whole, and a third not at all.
        """
        tables = {
            "care_episodes": self.rows("care_episodes", ("child_id", "entered_care_on", "started_on")),
            "legal_statuses": self.rows("legal_statuses", ("child_id", "from_on", "status")),
        }
        numbered = _numbered(tables)
        periods = DERIVERS["care_periods"](lambda name: numbered[name])
        last = tables["care_episodes"].group_by("child_id").agg(pl.col("at").last())
        named = periods.select(
            "child_id",
            pl.col("started_on").alias("began"),
            pl.col("ended_on").alias("ended"),
            pl.col("short_breaks").fill_null(value=False).alias("apart"),
        )
        return named.join(last, on="child_id", how="left")

    def spells(self, table: str) -> pl.DataFrame:
        """Rows with a start: the table's columns, `began`, `ended`, `at`, `apart`; each child's start once.

        Apart is another council's plan, which not every format leaves out.
        """
        when, until = STORED[table].when, STORED[table].until
        rows = self.rows(table, ("child_id", when)).drop_nulls(["child_id", when])
        apart = pl.col("other_authority") if "other_authority" in rows.columns else pl.lit(None, pl.Boolean)
        return rows.with_columns(
            pl.col(when).alias("began"),
            pl.col(until).alias("ended"),
            apart.fill_null(value=False).alias("apart"),
        )


def _called(file: FileRead) -> str:
    """A file by its name, and the sheet or part of it."""
    name = file.path.replace("\\", "/").rpartition("/")[2]
    return f"{name}, {file.sheet}" if file.sheet else name


def _shaped(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    columns = {**STORED[table].columns(), **AT}
    return frame.select(
        (pl.col(c) if c in frame.columns else pl.lit(None)).cast(t).alias(c) for c, t in columns.items()
    )


def _numbered(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Rows with what derived tables are built by: a child's number, and a key."""
    ids = pl.concat(frame["child_id"] for frame in tables.values()).drop_nulls().unique(maintain_order=True)
    numbers = ids.to_frame().with_row_index("child")
    key = pl.int_range(pl.len()).cast(pl.String).str.zfill(9).alias("key")
    return {
        name: frame.drop("child").join(numbers, on="child_id", maintain_order="left").with_columns(key)
        for name, frame in tables.items()
    }
