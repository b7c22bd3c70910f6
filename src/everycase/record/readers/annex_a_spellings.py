"""The value spellings that councils' Annex A workbooks hold, and the code that each means.

They are kept in `data/annex_a_spellings.csv`, by code list or, for yes and no, by field. A spelling that
is published with two meanings is in neither: it is left for the council to put right.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import polars as pl

from everycase.record.codes import code_lists
from everycase.record.schema import Field, Kind, Table

NOTHING = ""
"""The code under which a list keeps spellings that say that nothing is recorded."""


@cache
def _spellings() -> Mapping[str, Mapping[str, str]]:
    """Code list (or, for yes and no, field) → spelling in lower case → code."""
    lines = files("everycase.record").joinpath("data/annex_a_spellings.csv").read_text(encoding="utf-8")
    lists: dict[str, dict[str, str]] = {}
    for entry in csv.DictReader(lines.splitlines()):
        spelled = lists.setdefault(entry["list"], {})
        spelled.update(dict.fromkeys(entry["spellings"].split(" | "), entry["code"]))
    return lists


@cache
def _list_of() -> Mapping[tuple[str, ...], str]:
    return MappingProxyType({tuple(codes): name for name, codes in code_lists().items()})


def _spellings_of(field: Field) -> Mapping[str, str]:
    name = field.name if field.kind is Kind.FLAG else _list_of().get(tuple(field.codes), "")
    return _spellings().get(name, {})


def code_spellings(table: Table, fields: Collection[str]) -> dict[str, dict[str, str]]:
    """Field → spelling → code, for those of the fields that hold codes."""
    known = table.fields()
    return {
        name: {spelling: code for spelling, code in _spellings_of(known[name]).items() if code != NOTHING}
        for name in fields
        if known[name].kind in (Kind.CODE, Kind.FLAGS)
    }


def nothing_spellings(table: Table, fields: Collection[str]) -> dict[str, list[str]]:
    """Field → spellings that mean that nothing is recorded."""
    known = table.fields()
    return {
        name: [spelling for spelling, code in _spellings_of(known[name]).items() if code == NOTHING]
        for name in fields
    }


def with_plain_flags(cells: pl.DataFrame, table: Table, columns: Mapping[str, str]) -> pl.DataFrame:
    """The cells with other words for yes and no ('child seen', 'NFA') put as yes and no.

    columns: field → header. A disability's own name, where yes or no is asked, is a yes.
    """
    known = table.fields()
    for name, header in columns.items():
        if known[name].kind is not Kind.FLAG:
            continue
        words = {spelling: code for spelling, code in _spellings_of(known[name]).items() if code != NOTHING}
        if words:
            text = pl.col(header)
            said = text.str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.String)
            cells = cells.with_columns(pl.coalesce(said, text).alias(header))
    return cells
