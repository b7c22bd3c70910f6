"""The Record: one council's tables as of a date, kept as Parquet with a manifest, opened lazily."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from everycase.record.schema import STORED, Format

MANIFEST = "manifest.json"
SEEN = "seen"
ROW_GROUP = 20_000
"""Rows in a Parquet row group: small enough that one child's rows are found without reading the table."""


class FileTaken(BaseModel):
    """A file that the record was made from."""

    model_config = ConfigDict(frozen=True)

    format: Format
    path: str
    sheet: str = ""
    sha256: str
    rows: int
    columns: dict[str, dict[str, int]] = {}


class Stretch(BaseModel):
    """Two dates between which (both included) the files hold everything of a kind."""

    model_config = ConfigDict(frozen=True)

    since: date
    to: date


class Compared(BaseModel):
    """How one fact came out between two formats: how often compared, how often different, or why not."""

    model_config = ConfigDict(frozen=True)

    fact: str
    first: str
    second: str
    compared: int = 0
    differ: int = 0
    reason: str = ""


class Manifest(BaseModel):
    """What a snapshot is: whose, as of when, from which files, and what those files hold and reach.

    supplied: table → field → the sources that hold it, as bits in the order of `sources`.
    dates: each source's own date, in the same order; a return of last March can't say what is open today.
    compared: what two formats say of the same children, fact by fact; see `everycase.record.cross_checks`.
    reach: table (or `events:KIND`, `involvements:ROLE`) → stretches in which nothing of it is missing.
    """

    model_config = ConfigDict(frozen=True)

    council: str
    as_of: date
    everycase: str
    sources: list[Format]
    dates: list[date] = []
    files: list[FileTaken]
    rows: dict[str, int]
    supplied: dict[str, dict[str, int]]
    reach: dict[str, list[Stretch]]
    notes: list[str] = []
    compared: list[Compared] = []


NOTHING_LATEST: Mapping[str, pl.DataType] = {
    "table": pl.String(),
    "child": pl.UInt32(),
    "kind": pl.String(),
    "since": pl.Date(),
}


@dataclass(frozen=True)
class Record:
    """A council's record as of a date.

    frames: every stored table, lazily. latest: for tables of which the files hold only a child's
    latest row, since when nothing else happened (child number, kind, date).
    problems, changes: what could not be understood; dates that differ from an earlier extract's.
    seen: by table, what is remembered of rows that earlier extracts held and whose files were left out.
    """

    manifest: Manifest
    frames: Mapping[str, pl.LazyFrame]
    latest: pl.LazyFrame = field(default_factory=lambda: pl.LazyFrame(schema=dict(NOTHING_LATEST)))
    problems: pl.LazyFrame = field(default_factory=pl.LazyFrame)
    changes: pl.LazyFrame = field(default_factory=pl.LazyFrame)
    seen: Mapping[str, pl.LazyFrame] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The date that the record tells of."""
        return self.manifest.as_of

    def scan(self, table: str) -> pl.LazyFrame:
        """One table, lazily; no rows where the snapshot has none. Raises KeyError for an unknown name."""
        return self.frames.get(table, STORED[table].empty().lazy())

    def child(self, child_id: str) -> dict[str, pl.DataFrame]:
        """Every row of one child, by table; tables with none left out. Empty for an unknown id."""
        number = self.scan("children").filter(pl.col("child_id") == child_id).select("child").collect()
        if number.is_empty():
            return {}
        mine = pl.col("child") == number.item(0, 0)
        names = [name for name in self.frames if "child_id" in STORED[name].columns()]
        found = pl.collect_all([self.frames[name].filter(mine) for name in names])
        return {name: rows for name, rows in zip(names, found, strict=True) if rows.height}


def save(record: Record, folder: Path) -> None:
    """Write `record` under `folder`, which must not exist. Raises FileExistsError where it does."""
    folder.mkdir(parents=True)
    extras = {"latest": record.latest, "problems": record.problems, "changes": record.changes}
    extras |= {f"{SEEN}/{name}": frame for name, frame in record.seen.items()}
    for name, frame in {**record.frames, **{f"load/{k}": v for k, v in extras.items()}}.items():
        path = folder / f"{name}.parquet"
        path.parent.mkdir(exist_ok=True, parents=True)
        frame.collect().write_parquet(path, row_group_size=ROW_GROUP, compression="lz4")
    (folder / MANIFEST).write_text(record.manifest.model_dump_json(indent=2), encoding="utf-8")


def open_record(folder: Path) -> Record:
    """Open a saved record. Raises FileNotFoundError where `folder` holds none."""
    manifest = Manifest.model_validate_json((folder / MANIFEST).read_text(encoding="utf-8"))
    frames = {p.stem: pl.scan_parquet(p) for p in sorted(folder.glob("*.parquet"))}
    extras = {
        name: pl.scan_parquet(folder / "load" / f"{name}.parquet")
        for name in ("latest", "problems", "changes")
    }
    seen = {p.stem: pl.scan_parquet(p) for p in sorted((folder / "load" / SEEN).glob("*.parquet"))}
    return Record(manifest, frames, **extras, seen=seen)
