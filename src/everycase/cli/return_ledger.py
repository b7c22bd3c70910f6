"""Checks of returns kept in a council's folder, and each compared with the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from everycase.analysis.returns.flagged import Checked
from everycase.cli.console import store_at
from everycase.review.compare import PROVED, summary
from everycase.review.returns import CheckedReturn, compare_returns, keep, open_check, save


@dataclass(frozen=True)
class Kept:
    """A check that was kept, and what has become of the findings of the one before."""

    folder: Path
    as_of: date
    before: date | None
    comparison: pl.DataFrame | None

    def in_json(self) -> dict[str, Any]:
        """What a program wants to know of it."""
        counts = None if self.comparison is None else summary(self.comparison)
        return {"folder": str(self.folder), "as_of": self.as_of, "before": self.before, "summary": counts}


def keep_check(checked: Checked, council: Path, day: date) -> Kept:
    """Keep a check in the council's folder, as of the day that its files were made, and compare it.

    With the newest check of the same return and year of a day before.
    """
    store = store_at(council)
    form = checked.form.name
    held = store.folder / "returns" / f"{form}-{checked.collection_year}"
    check = keep(
        form,
        collection_year=checked.collection_year,
        as_of=day,
        tables=checked.tables,
        result=checked.result,
        rules=checked.rules,
    )
    place = held / day.isoformat()
    save(check, place)
    earlier = [one for one in _checks(held) if one < day]
    comparison = _compared(held, earlier, check) if earlier else None
    if comparison is not None:
        comparison.write_parquet(place / "comparison.parquet")
    return Kept(place, day, earlier[-1] if earlier else None, comparison)


def _compared(held: Path, earlier: Sequence[date], check: CheckedReturn) -> pl.DataFrame:
    before = open_check(held / earlier[-1].isoformat())
    return compare_returns(before, check, once_proved=_once_proved(held, earlier))


def _checks(held: Path) -> list[date]:
    """Days of which a check is kept, oldest first."""
    return sorted(date.fromisoformat(path.parent.name) for path in held.glob("????-??-??/check.json"))


def _once_proved(held: Path, days: Sequence[date]) -> list[str]:
    """Identities that some comparison up to now proved right."""
    paths = [held / day.isoformat() / "comparison.parquet" for day in days]
    proved = [pl.read_parquet(p).filter(pl.col("status") == PROVED)["finding"] for p in paths if p.is_file()]
    return pl.concat(proved).unique().to_list() if proved else []
