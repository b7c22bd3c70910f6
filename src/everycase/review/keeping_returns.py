"""Checks of returns kept in a council's folder, and each compared with the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from everycase.record.store import Store, replacing
from everycase.returns.flagged import Checked
from everycase.review import kept_returns
from everycase.review.compare import PROVED, summary
from everycase.review.kept_returns import kept_in, place_of
from everycase.review.return_proof import compare_returns
from everycase.review.returns import keep, save

COMPARISON = "comparison.parquet"


@dataclass(frozen=True)
class NewlyKept:
    """A check that was kept, and what has become of the findings of the one before."""

    folder: Path
    as_of: date
    before: date | None
    comparison: pl.DataFrame | None

    def in_json(self) -> dict[str, Any]:
        """What a program wants to know of it."""
        counts = None if self.comparison is None else summary(self.comparison)
        return {"folder": str(self.folder), "as_of": self.as_of, "before": self.before, "summary": counts}


def keep_in(store: Store, checked: Checked, day: date) -> NewlyKept:
    """Keep a check as of the day that its files were made, and compare it.

    It is compared with the newest check of the same return that is of a day before.
    """
    earlier = _before(store, checked, day)
    last = earlier[-1].open() if earlier else None
    check = keep(
        checked.form.name,
        collection_year=checked.collection_year,
        as_of=day,
        tables=checked.tables,
        result=checked.result,
        rules=checked.rules,
        facts=checked.form.facts,
        files=fingerprints(checked),
        before=last,
    )
    comparison = compare_returns(last, check, once_proved=_once_proved(earlier)) if last else None
    place = place_of(store.folder, check.name, check.collection_year, day)
    with replacing(place) as beside:
        save(check, beside)
        if comparison is not None:
            comparison.write_parquet(beside / COMPARISON)
    return NewlyKept(place, day, last.as_of if last else None, comparison)


def fingerprints(checked: Checked) -> list[str]:
    """The files of a check, last year's too, each by what is in it."""
    readings = [checked.reading, *([checked.previous] if checked.previous else [])]
    return [file.sha256 for reading in readings for file in reading.files]


def _before(store: Store, checked: Checked, day: date) -> list[kept_returns.Kept]:
    """Checks of the same return of days before, oldest first: of its own year, where there is any."""
    same = [k for k in kept_in(store.folder) if k.name == checked.form.name and k.as_of < day]
    own = [kept for kept in same if kept.collection_year == checked.collection_year]
    return own or [kept for kept in same if kept.collection_year < checked.collection_year]


def _once_proved(earlier: Sequence[kept_returns.Kept]) -> list[str]:
    """Identities that some comparison up to now proved right."""
    paths = [kept.folder / COMPARISON for kept in earlier]
    proved = [pl.read_parquet(p).filter(pl.col("status") == PROVED)["finding"] for p in paths if p.is_file()]
    return pl.concat(proved).unique().to_list() if proved else []
