"""A load: the council's files in, one record out, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from everycase.calendar import EARLIEST, LATEST
from everycase.record.assemble import assemble
from everycase.record.readers import annex_a, cin_census, events, ssd, ssda903
from everycase.record.readers.ssd_source import SQLITE_ENDINGS
from everycase.record.reading import OtherFormatError, Reading, UnreadableError
from everycase.record.schema import Format
from everycase.record.snapshot import Record
from everycase.record.sources import Source, sources_among
from everycase.record.store import Store

Tell = Callable[[str], None]
MONTHS_IN_A_YEAR = 12


def load(
    store: Store,
    given: Sequence[str],
    council: str,
    *,
    as_of: date | None = None,
    extract_years: int = 6,
    tell: Tell = lambda _step: None,
) -> Record:
    """Read the files and URLs `given`, make one record of them, and keep it in `store`.

    as_of: the extract's date, where the files don't say it. tell: called with each step in words.
    Raises UnreadableError where a file can't be read; what was kept before stays as it was.
    """
    sources = sources_among(given)
    passed_over = list(sources.passed_over)
    readings = []
    for source in sources.found:
        tell(f"Reading {_named(source)}")
        try:
            readings.append(read(source, as_of=as_of, extract_years=extract_years))
        except OtherFormatError as error:
            if source.places[0] in {Path(place) for place in given}:
                raise
            passed_over.append(str(error))
    if not readings:
        raise UnreadableError(" ".join(passed_over))
    day = as_of or max(reading.as_of for reading in readings)
    if not EARLIEST <= day <= LATEST:
        raise UnreadableError(
            f"The files are of {day}, and a record is of a day from {EARLIEST} to {LATEST}: give its date."
        )
    tell("Joining what was read")
    record = assemble(readings, council, as_of=day, before=store.before(day), passed_over=passed_over)
    tell("Keeping the record")
    store.keep(record)
    return record


def read(source: Source, *, as_of: date | None, extract_years: int) -> Reading:
    """What one source holds, by its format's reader."""
    place = source.places[0]
    paths = [Path(path) for path in source.places]
    if source.format is Format.SSD:
        window = ssd.SsdSettings(months=extract_years * MONTHS_IN_A_YEAR)
        is_database = "://" in str(place) or Path(place).suffix.lower() in SQLITE_ENDINGS
        return ssd.read(place if is_database else paths, window, as_of=as_of)
    if source.format is Format.SSDA903:
        return ssda903.read(paths, as_of)
    one_file: Mapping[Format, Callable[[Path, date | None], Reading]] = {
        Format.ANNEX_A: annex_a.read,
        Format.CIN_CENSUS: cin_census.read,
        Format.EVENTS: events.read,
    }
    return one_file[source.format](paths[0], as_of)


def _named(source: Source) -> str:
    """The source in words; a database by its name only, for its URL may hold a password."""
    place = str(source.places[0])
    if "://" in place:
        return "the database"
    more = f" and {len(source.places) - 1} more" if len(source.places) > 1 else ""
    return f"{Path(place).name}{more}"
