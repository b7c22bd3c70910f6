"""What the newest record and its review say of one child, read for one page and then forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl

from everycase.record.snapshot import MANIFEST, Record, open_record
from everycase.review.case import CaseReview, case_reviewed
from everycase.web.cases.models import Child, Load
from everycase.web.kept import store


@dataclass(frozen=True)
class Case:
    """One child's rows, by table, and what the review of the same date says; None where there is none."""

    record: Record
    rows: Mapping[str, pl.DataFrame]
    review: CaseReview | None

    @property
    def as_of(self) -> date:
        """The date that the record tells of."""
        return self.record.as_of


def case_of(child: Child, tables: Collection[str] | None = None) -> Case | None:
    """A child's case as of the newest extract received; `tables`: only those. None where there is none."""
    as_of = last_received()
    if as_of is None:
        return None
    try:
        return _read(child.child_id, as_of, tables)
    except (OSError, pl.exceptions.PolarsError):
        # The same date was loaded again meanwhile: its files are new ones.
        _opened.cache_clear()
        try:
            return _read(child.child_id, as_of, tables)
        except FileNotFoundError:
            return None


def last_received(before: date | None = None) -> date | None:
    """The date of the newest extract received, or of the newest before a date; not one still loading."""
    done = Load.objects.filter(state=Load.State.DONE)
    if before is not None:
        done = done.filter(as_of__lt=before)
    return done.order_by("-as_of").values_list("as_of", flat=True).first()


def _read(child_id: str, as_of: date, tables: Collection[str] | None) -> Case:
    kept = store()
    place = kept.record_folder(as_of)
    record = _opened(place, (place / MANIFEST).stat().st_mtime_ns)
    try:
        review = case_reviewed(kept.review_folder(as_of), child_id)
    except FileNotFoundError:
        review = None
    return Case(record, record.child(child_id, tables), review)


@lru_cache(maxsize=2)
def _opened(place: Path, _changed: int) -> Record:
    """A record whose tables aren't read yet: where they are, and no child's rows."""
    return open_record(place)
