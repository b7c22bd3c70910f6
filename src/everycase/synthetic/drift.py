"""What happens to a record between two extracts beside real life.

A case system is written to by people: some things are recorded late, dates are put right or moved back,
two records of one child are merged, rows get new ids, rows go. Each change made here is listed, so that
what a comparison finds can be checked against what happened.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from everycase.synthetic import drift_rows
from everycase.synthetic.drift_rows import CHANGES, Pick, Rows

WHAT: Mapping[str, str] = {
    "recorded late": "in the second extract only, though it is dated before the first",
    "corrected": "a date is a few days earlier or later than it was",
    "back-dated": "a date by which work was to be done has been moved earlier",
    "merged": "a child's record is joined to another; the old number is a linked identifier",
    "re-issued": "the same row under a new id",
    "lost": "the row is no longer there",
}
"""Kinds of change, and what each looks like to somebody who has the two extracts."""


class HasTables(Protocol):
    """A council on a day: tables in the fields of the record's schema."""

    @property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """The record's tables by name."""

    @property
    def as_of(self) -> date:
        """The day of the extract."""


@dataclass(frozen=True)
class Shares:
    """How often each thing happens: of the rows (or children, for merged) that it can happen to."""

    recorded_late: float = 0.05
    corrected: float = 0.002
    back_dated: float = 0.02
    merged: float = 0.001
    reissued: float = 0.005
    lost: float = 0.0005


@dataclass(frozen=True)
class Drift:
    """The second extract's tables, and what was done to them.

    changes: what (a key of `WHAT`), table, child_id, key, field, before, after: all text, dates as
    YYYY-MM-DD; empty where there is nothing to say. `key` is the row's id in the first extract, or
    the second's where it is only there.
    """

    tables: Mapping[str, pl.DataFrame]
    changes: pl.DataFrame = field(repr=False)


def next_extract(
    before: HasTables,
    after: HasTables,
    seed: int,
    *,
    shares: Shares | None = None,
    untouched: Collection[str] = (),
) -> Drift:
    """The tables of `after` as a case system would give them out a while after those of `before`.

    before, after: one council on two days. shares: how often what happens; each that can happen
    happens at least once. untouched: ids of children whose rows are to be left alone.

    The same seed gives the same changes.
    """
    shares = shares or Shares()
    rows = Rows(dict(after.tables), pick=Pick(random.Random(seed), frozenset(untouched)))
    drift_rows.list_recorded_late(rows, before.tables, before.as_of)
    merged = drift_rows.choose_merged(rows, shares.merged)
    drift_rows.record_late(rows, before.tables, before.as_of, shares.recorded_late)
    drift_rows.back_date(rows, before.tables, shares.back_dated)
    drift_rows.correct(rows, before.tables, shares.corrected)
    drift_rows.lose(rows, before.tables, shares.lost)
    drift_rows.reissue(rows, before.tables, shares.reissued)
    drift_rows.merge(rows, merged, after.as_of)
    changes = pl.concat([pl.DataFrame(schema=dict(CHANGES)), *rows.changes])
    return Drift(rows.tables, changes)
