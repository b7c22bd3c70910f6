"""A load whole: one record of the files, and the returns among them checked by the DfE's rules.

Every way in (`everycase load`, the night's, an upload, a watched folder) comes through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from everycase.record.loading import Tell, load
from everycase.record.readers.cin_census import year_of
from everycase.record.readers.return_years import year_named, years_of
from everycase.record.schema import Format
from everycase.record.snapshot import Record
from everycase.record.sources import Source, sources_among
from everycase.record.store import Store
from everycase.returns import cin_census, ssda903
from everycase.returns.flagged import Checked
from everycase.returns.forms import FORMS
from everycase.returns.from_files import check_files
from everycase.review.compared_with import reference_of
from everycase.review.keeping_returns import fingerprints, keep_in
from everycase.review.kept_returns import kept_in, place_of
from everycase.review.returns import CheckedReturn
from everycase.standards.council import Settings


@dataclass(frozen=True)
class Loaded:
    """What a load kept: the record, and the check of each return that was among the files."""

    record: Record
    returns: tuple[CheckedReturn, ...]


@dataclass(frozen=True)
class YearsFiles:
    """The newest year of one return among the files, and the year before where it is there too."""

    name: str
    year: int
    files: tuple[Path, ...]
    previous: tuple[Path, ...]


def load_all(
    store: Store,
    given: Sequence[str],
    settings: Settings,
    *,
    as_of: date | None = None,
    tell: Tell = lambda _step: None,
    accept: Callable[[date, Sequence[Path]], None] = lambda _day, _places: None,
) -> Loaded:
    """Read the files and URLs `given`, check the returns among them, and keep the record and the checks.

    accept: called before anything is kept, with the record's date and the folders of the checks; what it
    raises stops the load. Other arguments are those of `record.loading.load`. Raises UnreadableError where
    a file can't be read, SettingsError where what a return is to be compared with can't be used; what was
    kept before stays as it was.
    """
    checks: list[Checked] = []

    def before_keeping(day: date) -> None:
        checks.extend(check_among(store, given, settings, day, tell))
        places = [place_of(store.folder, c.form.name, c.collection_year, day) for c in checks]
        accept(day, places)

    file = settings.file
    record = load(
        store,
        given,
        file.council,
        as_of=as_of,
        extract_years=file.extract_years,
        tell=tell,
        accept=before_keeping,
    )
    return Loaded(record, tuple(_kept(store, checked, record.as_of) for checked in checks))


def check_among(
    store: Store, given: Sequence[str], settings: Settings, day: date, tell: Tell = lambda _step: None
) -> Iterator[Checked]:
    """Each return among the files given, of its newest year there, checked; nothing is kept of it."""
    for found in _newest(sources_among(given).found, day):
        form = FORMS[found.name]
        reference = reference_of(store, settings, tell) if form.compares else None
        yield check_files(
            form, found.files, found.year, previous=found.previous, reference=reference, tell=tell
        )


def _kept(store: Store, checked: Checked, day: date) -> CheckedReturn:
    """The check as kept. One of the same files stays where it could tell of more rules.

    It may have been made by hand, with more to compare with.
    """
    own = (checked.form.name, checked.collection_year, day)
    for kept in kept_in(store.folder):
        if (kept.name, kept.collection_year, kept.as_of) == own:
            there = kept.open()
            if there.files == tuple(sorted(fingerprints(checked))) and _tells_more(there, checked):
                return there
    keep_in(store, checked, day)
    return next(k for k in kept_in(store.folder) if (k.name, k.collection_year, k.as_of) == own).open()


def _tells_more(there: CheckedReturn, checked: Checked) -> bool:
    """Whether a check that is kept judged more rules than a new one of the same files."""
    told, now = (rules.filter(outcome="cannot tell").height for rules in (there.rules, checked.result.rules))
    return told < now


def _newest(sources: Sequence[Source], day: date) -> Iterator[YearsFiles]:
    for fmt in (Format.CIN_CENSUS, Format.SSDA903):
        paths = [Path(place) for source in sources if source.format is fmt for place in source.places]
        years = dict(_years(fmt, paths, day)) if paths else {}
        if years:
            newest = max(years.values())
            yield YearsFiles(
                str(fmt),
                newest,
                tuple(path for path, year in years.items() if year == newest),
                tuple(path for path, year in years.items() if year == newest - 1),
            )


def _years(fmt: Format, paths: Sequence[Path], day: date) -> Iterator[tuple[Path, int]]:
    """Each file, and the year in which its return's year ends."""
    if fmt is Format.SSDA903:
        yield from _years_of_care(paths, day)
        return
    for path in paths:
        yield path, year_of(cin_census.read(path))


def _years_of_care(paths: Sequence[Path], day: date) -> Iterator[tuple[Path, int]]:
    """Each file of the looked-after return, and the year in which its year ends.

    A table without rows is the same file in two years, of which reading them together takes one.
    """
    found = ssda903.read(paths)
    years = dict(zip((Path(file.path) for file in found.files), years_of(found, day), strict=True))
    for path in paths:
        beside = [year for other, year in years.items() if other.parent == path.parent]
        year = years.get(path) or year_named(path.name) or year_named(path.parent.name)
        if told := year or max(beside, default=None):
            yield path, told
