"""Where checks of returns lie in a council's folder: returns/NAME-YEAR/DATE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from everycase.record.store import DAY, RETURNS
from everycase.review.returns import ABOUT, CheckedReturn, open_check

NAMED = re.compile(r"(\w+)-(\d{4})")


@dataclass(frozen=True)
class Kept:
    """A check that is kept: of which return, of which collection year, of which day, and where."""

    name: str
    collection_year: int
    as_of: date
    folder: Path

    def open(self) -> CheckedReturn:
        """The check itself."""
        return open_check(self.folder)


def place_of(folder: Path, name: str, collection_year: int, as_of: date) -> Path:
    """Where a check of a return lies, or would lie, in a council's folder."""
    return folder / RETURNS / f"{name}-{collection_year}" / as_of.isoformat()


def kept_in(folder: Path) -> list[Kept]:
    """Every check that is kept in a council's folder; oldest first, of one day the earlier year's."""
    return sorted(_found(folder), key=lambda kept: (kept.as_of, kept.collection_year, kept.name))


def _found(folder: Path) -> Iterator[Kept]:
    for about in (folder / RETURNS).glob(f"*/*/{ABOUT}"):
        named, day = NAMED.fullmatch(about.parts[-3]), re.fullmatch(DAY, about.parts[-2])
        if named and day:
            yield Kept(named[1], int(named[2]), date.fromisoformat(day[0]), about.parent)


def last_checks(folder: Path, as_of: date) -> list[CheckedReturn]:
    """The last check of each return up to a day, by the return's name."""
    last = {kept.name: kept for kept in kept_in(folder) if kept.as_of <= as_of}
    return [last[name].open() for name in sorted(last)]
