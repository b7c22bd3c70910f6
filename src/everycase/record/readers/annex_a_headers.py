"""The columns of Ofsted's Annex A lists, and how a header found in a workbook is matched to one.

Headers are compared by their words: case, quotes, brackets, dashes and spaces don't count. A header
that isn't the template's is matched by a known other spelling, then by words that it must hold in
order ("date … birth"), and only where no other column fits. Never by place.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

LISTS = range(1, 12)
CHILD_ID = "Child Unique ID"


@dataclass(frozen=True)
class Header:
    """A column of the template: its header, its spellings as plain words, and patterns that it may fit."""

    header: str
    names: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class AnnexList:
    """One of the eleven lists: number, name, and its columns."""

    number: int
    name: str
    headers: tuple[Header, ...]

    def __str__(self) -> str:
        return f"List {self.number} ({self.name})"


@dataclass(frozen=True)
class Matched:
    """columns: template header → place in the row (0 first). extra: places of headers that fit none."""

    columns: Mapping[str, int]
    extra: Sequence[int]


@cache
def annex_lists() -> Mapping[int, AnnexList]:
    """The lists by number, from `data/annex_a_headers.csv`."""
    lines = files("everycase.record").joinpath("data/annex_a_headers.csv").read_text(encoding="utf-8")
    found: dict[int, AnnexList] = {}
    for entry in csv.DictReader(lines.splitlines()):
        number = int(entry["list"])
        so_far = found[number].headers if number in found else ()
        found[number] = AnnexList(number, entry["list_name"], (*so_far, _header(entry)))
    return found


def _header(entry: Mapping[str, str]) -> Header:
    names = (entry["header"], *entry["also"].split(" | "))
    either = [part for part in entry["words"].split(" | ") if part]
    patterns = tuple(_pattern(re.split(r" (?:…|\+) ", words)) for words in either)
    return Header(entry["header"], frozenset(plain(name) for name in names if name), patterns)


def _pattern(parts: Sequence[str]) -> re.Pattern[str]:
    """Whole words in order, the last of each part with or without an s; for a child's id, in either order."""
    either_way = parts[0] == "child" and parts[-1] in ("id", "identifier")
    orders = (parts, parts[::-1]) if either_way else (parts,)
    return re.compile("|".join(".*".join(rf"\b{plain(part)}s?\b" for part in order) for order in orders))


def plain(header: str) -> str:
    """A header's words in lower case with single spaces between."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’‘`´]", "", header.lower())))


def match(annex_list: AnnexList, found: Sequence[str | None]) -> Matched:
    """Which of the list's columns each header is. `found`: a row's cells in order, None where blank."""
    row = {place: plain(text) for place, text in enumerate(found) if text and plain(text)}
    columns: dict[str, int] = {}
    for header in annex_list.headers:
        place = next((place for place, text in row.items() if text in header.names), None)
        if place is not None:
            columns[header.header] = place
    for header in annex_list.headers:
        if header.header in columns or not header.patterns:
            continue
        free = [place for place in row if place not in columns.values()]
        fits = [place for place in free if any(pattern.search(row[place]) for pattern in header.patterns)]
        if len(fits) == 1:
            columns[header.header] = fits[0]
    return Matched(columns, [place for place in row if place not in columns.values()])


def distinctive(annex_list: AnnexList, columns: Mapping[str, int]) -> int:
    """How many of the columns found are in no other list."""
    elsewhere = {
        header.header
        for other in annex_lists().values()
        if other.number != annex_list.number
        for header in other.headers
    }
    return sum(header not in elsewhere for header in columns)


def nearest(header: str, missing: Sequence[str]) -> str:
    """Which missing column an unknown header may be meant as; empty where none is near."""
    known = {plain(name): name for name in missing}
    near = get_close_matches(plain(header), known, n=1, cutoff=0.75)
    return known[near[0]] if near else ""
