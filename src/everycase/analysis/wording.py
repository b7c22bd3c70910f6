"""Numbers and dates as the report says them. A share is never said without what it is a share of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

BANDS: tuple[tuple[float, str, str], ...] = (
    (1.0, "all", "All right"),
    (0.9, "most", "Nearly all right"),
    (0.75, "more", "Most right"),
    (0.5, "half", "Half or more right"),
    (0.0, "under", "Under half right"),
)
"""From this share, the shade of a cell and the words in it. Shades to read by; they grade nothing."""


def number(value: float) -> str:
    """1234 → '1,234'; 2.5 → '2.5'."""
    return f"{value:,}" if isinstance(value, int) or value % 1 else f"{int(value):,}"


def percent(share: float) -> str:
    """A whole percentage that says 100% of all and 0% of none, and of nothing else."""
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def day(value: date | None) -> str:
    """'3 March 2026'; nothing for no date."""
    return f"{value:%-d %B %Y}" if value else ""


def short_day(value: date | None) -> str:
    """'3 Mar 2026'; nothing for no date."""
    return f"{value:%-d %b %Y}" if value else ""


def month(value: date, as_of: date) -> str:
    """'March 2026'; the month that isn't over says so."""
    return f"{value:%B %Y}{' (so far)' if value == as_of.replace(day=1) else ''}"


def plural(count: int, one: str, many: str = "") -> str:
    """'1 child', '2 children'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def share(row: Mapping[str, Any]) -> str:
    """'82% of 1,234', or why there is no share."""
    if row["denominator"]:
        return f"{percent(row['share'])} of {row['denominator']:,}"
    return "Can’t be told" if row["cannot_tell"] else "None due"


def band(row: Mapping[str, Any]) -> tuple[str, str]:
    """The shade of a cell and its words."""
    if not row["denominator"]:
        return "none", ""
    # By the percentage that is shown, so that no 90% is said to be under nine in ten.
    shown = 1.0 if row["share"] == 1 else min(round(row["share"], 2), 0.99)
    return next((shade, words) for least, shade, words in BANDS if shown >= least)


def capital(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
