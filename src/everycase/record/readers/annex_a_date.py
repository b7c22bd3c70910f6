"""The date that a file is of: said by its name or its title rows, or the latest date in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import polars as pl

from everycase.calendar import EARLIEST, LATEST
from everycase.record.readers.dates import read_dates
from everycase.record.reading import UnreadableError

_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|20\d{6}"
    r"|\d{1,2}(?:st|nd|rd|th)?[- ][A-Za-z]{3,9}[- ]\d{4})(?!\d)"
)
_ALONE = timedelta(days=366)


def date_of(name: str, titles: Sequence[str], dates: Iterable[pl.Series]) -> tuple[date, str]:
    """The file's date, and where it comes from in words.

    name: the file's name without its ending. titles: texts above the headers. dates: of what happened.
    Raises UnreadableError where there is no date at all.
    """
    if found := _latest_said([re.sub(r"[_]+", "-", name), re.sub(r"[_]+", " ", name)]):
        return found, f"Dated {found}, from the file's name."
    if found := _latest_said(titles):
        return found, f"Dated {found}, from the words above the headers."
    if found := _latest_in(dates):
        return found, (
            f"Dated {found}: nothing says the date of the file, so it is the latest date of anything "
            "that happened in it. Give the date, if it was made later."
        )
    raise UnreadableError(f"{name} holds no date at all: give the date that it is of.")


def _latest_said(texts: Sequence[str]) -> date | None:
    said = [found for text in texts for found in _DATE.findall(text)]
    read = read_dates(pl.DataFrame({"found": said}, schema={"found": pl.String}))["value"].drop_nulls()
    latest = read.filter(read.is_between(EARLIEST, LATEST)).max()
    return latest if isinstance(latest, date) else None


def _latest_in(dates: Iterable[pl.Series]) -> date | None:
    """The latest date, but for slips of the key: any that lie more than a year after all others."""
    every = pl.concat([pl.Series([], dtype=pl.Date), *(days.drop_nulls() for days in dates)])
    later = every.unique().sort(descending=True).to_list()
    while len(later) > 1 and later[0] - later[1] > _ALONE:
        later.pop(0)
    return later[0] if later else None
