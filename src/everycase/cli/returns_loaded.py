"""The returns among the files of a load: checked by the DfE's rules, and kept for the next review."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from everycase.analysis.returns.flagged import Checked
from everycase.analysis.returns.forms import FORMS
from everycase.cli.return_check import AUTHORITY, cache_folder, run
from everycase.cli.return_ledger import fingerprints, keep_in
from everycase.record.readers.cin_census import year_of
from everycase.record.readers.return_years import years_of
from everycase.record.schema import Format
from everycase.record.sources import Source, sources_among
from everycase.record.store import Store
from everycase.returns import cin_census, reference, ssda903
from everycase.review.kept_returns import kept_in
from everycase.review.returns import CheckedReturn

Tell = Callable[[str], None]


@dataclass(frozen=True)
class YearsFiles:
    """The newest year of one return among the files, and the year before where it is there too."""

    name: str
    year: int
    files: tuple[Path, ...]
    previous: tuple[Path, ...]


def check_loaded(store: Store, given: Sequence[str], day: date, tell: Tell) -> list[CheckedReturn]:
    """Check the returns among the files given, and keep each as of a day.

    A check of the same files that is kept of that day stays: it may have been made with more to compare
    with, such as Ofsted's providers.
    """
    checks = []
    for found in _newest(sources_among(given).found, day):
        tell(f"Checking the {FORMS[found.name].title} by the DfE's rules")
        checked = run(
            FORMS[found.name], found.files, found.year, previous=found.previous, reference=_reference()
        )
        checks.append(_kept(store, checked, day))
    return checks


def _kept(store: Store, checked: Checked, day: date) -> CheckedReturn:
    """The check as kept, or the one of the same files that is there already."""
    own = (checked.form.name, checked.collection_year, day)
    for kept in kept_in(store.folder):
        if (kept.name, kept.collection_year, kept.as_of) == own:
            there = kept.open()
            if there.files == tuple(sorted(fingerprints(checked))):
                return there
    keep_in(store, checked, day)
    return next(k for k in kept_in(store.folder) if (k.name, k.collection_year, k.as_of) == own).open()


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
        found = ssda903.read(paths)
        yield from zip((Path(file.path) for file in found.files), years_of(found, day), strict=True)
        return
    for path in paths:
        yield path, year_of(cin_census.read(path))


def _reference() -> reference.Reference:
    """What there is to compare with that costs nothing: the list of postcodes is only read, not made."""
    named = os.environ.get("EVERYCASE_AUTHORITY", "").strip()
    authority = named if AUTHORITY.fullmatch(named) else None
    return reference.load(cache_folder(), authority=authority, make=False)
