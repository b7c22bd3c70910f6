"""Dates as case systems, spreadsheets and databases write them; always day before month."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

PIVOT = 50
"""Two-digit years below this are 20xx: no child's record has a date after 2049 yet."""

_TIME = r"(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:[.:]\d+)?\s*(?<half>[AaPp][Mm])?"
_ZONE = r"(?<zone>Z|[+-]\d{2}(?::?\d{2})?)"
_CLOCK = rf"(?:[T ]+{_TIME}\s*{_ZONE}?)?$"
LOCAL = "Europe/London"
_ISO = r"^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})" + _CLOCK
_COMPACT = r"^(?<year>(?:19|20|21|99)\d{2})(?<month>\d{2})(?<day>\d{2})" + _CLOCK
_UK = r"^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>\d{4}|\d{2})" + _CLOCK
_WEEKDAY = r"^(?:[A-Za-z]{3,9},? )?"
_NAMED = (
    _WEEKDAY
    + r"(?<day>\d{1,2})(?:st|nd|rd|th)?[- ](?<month>[A-Za-z]{3,9})[-, ]+(?<year>\d{4}|\d{2})"
    + _CLOCK
)
# How SQL Server writes a date as text when it isn't told otherwise: "Feb 28 2024 12:00AM".
_NAMED_FIRST = r"^(?<month>[A-Za-z]{3,9})\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})" + _CLOCK
_PATTERNS = (_ISO, _UK, _COMPACT, _NAMED, _NAMED_FIRST)
_SERIAL = r"^\d{5}(?:\.\d+)?$"

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS: Mapping[str, str] = {name: f"{number:02}" for number, name in enumerate(_NAMES, start=1)}


def read_dates(texts: pl.DataFrame) -> pl.DataFrame:
    """`found` → `value` (Date) and `time` (Datetime, where it isn't midnight); null for no such day."""
    when = pl.coalesce(*(_moment(pattern) for pattern in _PATTERNS), _from_excel())
    midnight = pl.col("time").dt.time() == pl.time(0, 0)
    return texts.with_columns(time=when).with_columns(
        value=pl.col("time").dt.date(), time=pl.when(~midnight).then("time")
    )


def _moment(pattern: str) -> pl.Expr:
    """The date and time that the pattern's named groups spell; null where they spell none."""
    parts = pl.col("found").str.extract_groups(pattern).struct
    year = parts.field("year").cast(pl.Int32, strict=False)
    long = parts.field("year").str.len_chars() == 4
    century = pl.when(long).then(0).when(year < PIVOT).then(2000).otherwise(1900)
    month = parts.field("month").str.slice(0, 3).str.to_lowercase().replace(dict(MONTHS))
    written = pl.format(
        "{}-{}-{} {}:{}:{}",
        (year + century).cast(pl.String).str.zfill(4),
        month.str.zfill(2),
        parts.field("day").str.zfill(2),
        _hour(parts.field("hour"), parts.field("half")).cast(pl.String).str.zfill(2),
        parts.field("minute").fill_null("00"),
        parts.field("second").fill_null("00"),
    ).str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us")
    return _in_local_time(written, parts.field("zone"))


def _in_local_time(written: pl.Expr, zone: pl.Expr) -> pl.Expr:
    """A time with a zone as clocks here showed it: 23:00Z on 30 June is midnight, and so 1 July.

    Midnight in whatever zone is a day without a time, and stays that day.
    """
    digits = zone.str.replace("Z", "+0000").str.replace(":", "")
    sign = pl.when(digits.str.starts_with("-")).then(-1).otherwise(1)
    hours = digits.str.slice(1, 2).cast(pl.Int64, strict=False)
    minutes = digits.str.slice(3, 2).cast(pl.Int64, strict=False).fill_null(0)
    universal = written - pl.duration(minutes=sign * (60 * hours + minutes))
    here = universal.dt.replace_time_zone("UTC").dt.convert_time_zone(LOCAL).dt.replace_time_zone(None)
    timed = zone.is_not_null() & (zone != "") & (written.dt.time() != pl.time(0, 0))
    return pl.when(timed).then(here).otherwise(written)


def _hour(hour: pl.Expr, half: pl.Expr) -> pl.Expr:
    """The hour from 0 to 23; midnight where there is none. 12:00AM is midnight, 12:00PM noon."""
    number = hour.cast(pl.Int32, strict=False).fill_null(0)
    afternoon = pl.when(half.str.to_lowercase() == "pm").then(12).otherwise(0)
    return pl.when(half.is_null()).then(number).otherwise(number % 12 + afternoon)


def _from_excel() -> pl.Expr:
    """A serial number as Excel keeps dates: days since 30 December 1899, the fraction the time."""
    serial = (
        pl.when(pl.col("found").str.contains(_SERIAL)).then(pl.col("found")).cast(pl.Float64, strict=False)
    )
    seconds = (serial * 86_400).round().cast(pl.Int64)
    return pl.lit("1899-12-30").str.to_datetime(time_unit="us") + pl.duration(seconds=seconds)
