"""A council's folder: its settings, its records by date, its reviews by date, its checks of returns.

Each of them is written whole or not at all: beside its place, and moved there when it is complete.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from everycase.record.snapshot import MANIFEST, Record, open_record, save

SETTINGS = "council.toml"
RETURNS = "returns"
"""Where checks of returns lie: a folder for each return and year, in it one for each date."""
REVIEW = "review.json"
DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
NAME = re.compile(rf"({DAY})|\.({DAY})\.old")
"""A folder of one date's, in its place or moved aside."""


@dataclass(frozen=True)
class Store:
    """Where one council's records and reviews are kept."""

    folder: Path

    @property
    def settings_path(self) -> Path:
        """The council's settings."""
        return self.folder / SETTINGS

    @property
    def noted_path(self) -> Path:
        """Events that people wrote down one by one, in the form of events.csv; read with every load."""
        return self.folder / "noted.csv"

    def record_folder(self, as_of: date) -> Path:
        """Where the record of a date is or would be."""
        return self.folder / "records" / as_of.isoformat()

    def review_folder(self, as_of: date) -> Path:
        """Where the review of a date is or would be."""
        return self.folder / "reviews" / as_of.isoformat()

    def records(self) -> list[date]:
        """Dates of which there is a record, oldest first."""
        return _dates(self.folder / "records", MANIFEST)

    def reviews(self) -> list[date]:
        """Dates of which there is a review, oldest first."""
        dated = _dates(self.folder / "reviews", REVIEW)
        return [day for day in dated if self.review_folder(day).is_dir()]

    def record(self, as_of: date | None = None) -> Record:
        """The record of a date, or the newest. Raises FileNotFoundError, in words, where there is none."""
        held = self.records()
        if not held:
            raise FileNotFoundError(f"{self.folder} holds no record yet: load the council's files first")
        as_of = as_of or held[-1]
        if as_of not in held:
            near = min(held, key=lambda day: abs(day - as_of))
            raise FileNotFoundError(f"{self.folder} holds no record of {as_of}; the nearest is of {near}")
        place = self.record_folder(as_of)
        return open_record(place if place.exists() else _moved_aside(place))

    def before(self, as_of: date) -> Record | None:
        """The newest record of a date before `as_of`."""
        earlier = [day for day in self.records() if day < as_of]
        return self.record(earlier[-1]) if earlier else None

    def after(self, as_of: date) -> list[date]:
        """Dates after `as_of` of which there is a record: their history was worked out without this one."""
        return [day for day in self.records() if day > as_of]

    def replaced(self, as_of: date) -> tuple[Path, Path] | None:
        """In the middle of a load: where the record and review of a date stand that it replaces, if any."""
        held = tuple(_Guarded(p(as_of)).before for p in (self.record_folder, self.review_folder))
        whole = (held[0] / MANIFEST).is_file() and (held[1] / REVIEW).is_file()
        return (held[0], held[1]) if whole else None

    def keep(self, record: Record) -> Path:
        """Save a record in its place, over one of the same date. A failure leaves what was there."""
        place = self.record_folder(record.as_of)
        with replacing(place) as beside:
            save(record, beside)
        return place


@dataclass(frozen=True)
class _Guarded:
    """A folder of one date's, with what stood there before a load held beside it."""

    place: Path

    @property
    def before(self) -> Path:
        return self.place.with_name(f".{self.place.name}.before")

    def hold(self) -> None:
        """An empty folder stands for nothing."""
        shutil.rmtree(self.before, ignore_errors=True)
        if self.place.is_dir():
            shutil.copytree(self.place, self.before)
        else:
            self.before.mkdir(parents=True)

    def put_back(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        if any(self.before.iterdir()):
            self.before.rename(self.place)
        else:
            self.before.rmdir()

    def let_go(self) -> None:
        shutil.rmtree(self.before, ignore_errors=True)


@contextmanager
def all_or_nothing(store: Store) -> Iterator[Callable[[date, Iterable[Path]], None]]:
    """What is kept of a date, after that date was given to the function that this yields, holds or is undone.

    That function takes the folders of checks of returns too. A failure in the block puts back the record,
    the review and the checks that were there. What a machine that stopped left half done is put back first.
    """
    _put_back_all(store)
    guarded: list[_Guarded] = []

    def hold(day: date, checks: Iterable[Path]) -> None:
        for place in (store.record_folder(day), store.review_folder(day), *checks):
            one = _Guarded(place)
            one.hold()
            guarded.append(one)

    try:
        yield hold
    except BaseException:
        for one in guarded:
            one.put_back()
        raise
    for one in guarded:
        one.let_go()


def _put_back_all(store: Store) -> None:
    for pattern in ("records/.*.before", "reviews/.*.before", f"{RETURNS}/*/.*.before"):
        for before in list(store.folder.glob(pattern)):
            _Guarded(before.with_name(before.name.removeprefix(".").removesuffix(".before"))).put_back()


@contextmanager
def replacing(place: Path) -> Iterator[Path]:
    """A path beside `place` to write a folder at, which takes its place when all of it is written.

    A failure leaves what was there, and nothing beside it.
    """
    beside, old = place.with_name(f".{place.name}.part"), _moved_aside(place)
    if not place.exists() and old.exists():
        old.rename(place)
    shutil.rmtree(beside, ignore_errors=True)
    try:
        yield beside
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)  # on a full disk, its space is needed
        raise
    shutil.rmtree(old, ignore_errors=True)
    _change_places(beside, place, old)


def _change_places(new: Path, place: Path, old: Path) -> None:
    """`new` in its place, what was there put back if that fails."""
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _moved_aside(place: Path) -> Path:
    """Where a record stands between two moves, and stays if the machine stops there."""
    return place.with_name(f".{place.name}.old")


def _dates(folder: Path, holds: str) -> list[date]:
    if not folder.is_dir():
        return []
    named = (NAME.fullmatch(p.name) for p in folder.iterdir() if (p / holds).is_file())
    return sorted({date.fromisoformat(found[1] or found[2]) for found in named if found})
