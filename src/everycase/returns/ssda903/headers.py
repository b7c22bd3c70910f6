"""Telling a CSV's table by its headers, and saying what is missing from them or too many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from everycase.returns.problems import Problem
from everycase.returns.ssda903.tables import TABLES

IN_SEVERAL = frozenset({"CHILD", "DOB", "SEX"})
"""Headers of several tables: they can't tell one from another."""

LEAST_SHARE = 0.5
"""Share of a table's own headers that a file must have to be taken for it."""


def recognise(name: str, headers: Sequence[str]) -> tuple[str, Mapping[str, str], list[Problem]]:
    """The table that `headers` belong to, its columns by the header that holds each, and the problems.

    Exactly a table's headers, in any order, is certain. Otherwise the table with the most of its own
    headers in the file wins, capitals or not; ("", {}, problems) where none has half of them.
    """
    for table in TABLES.values():
        if set(table.submitted) == set(headers):
            return table.name, {column: column for column in table.submitted}, []
    spelled = {header.strip().upper(): header for header in reversed(headers)}
    table_name = _nearest(set(spelled))
    if not table_name:
        return "", {}, [_unknown(name, headers)]
    wanted = TABLES[table_name].submitted
    found = {column: spelled[column] for column in wanted if column in spelled}
    problems = [_missing(name, table_name, column) for column in wanted if column not in found]
    problems += [_spelled(name, table_name, c, header) for c, header in found.items() if header != c]
    problems += [_extra(name, table_name, h, wanted) for h in headers if h not in found.values()]
    return table_name, found, problems


def _nearest(capitals: set[str]) -> str:
    """The table with the greatest share of its own headers there; empty where that is under half."""
    best, best_share = "", 0.0
    for table in TABLES.values():
        own = set(table.submitted) - IN_SEVERAL
        here = set(table.submitted) & capitals
        share = len(own & capitals) / len(own) - 0.01 * len(set(table.submitted) - here)
        if len(own & capitals) / len(own) >= LEAST_SHARE and share > best_share:
            best, best_share = table.name, share
    return best


def _unknown(name: str, headers: Sequence[str]) -> Problem:
    return Problem(
        file=name,
        kind="extra file",
        found=", ".join(headers)[:300],
        expected="the headers of a table of the SSDA903 return",
        says="The headers are those of no table of the SSDA903 return, so the file was not read.",
    )


def _missing(name: str, table: str, column: str) -> Problem:
    return Problem(
        file=name,
        sheet=table,
        column=column,
        kind="missing column",
        expected=column,
        says=f"{table} has a column {column}, which this file lacks.",
    )


def _spelled(name: str, table: str, column: str, header: str) -> Problem:
    return Problem(
        file=name,
        sheet=table,
        column=header,
        kind="trap",
        found=header,
        expected=column,
        says=f"The header {header} was read as {column}; the DfE's own check takes only {column}.",
    )


def _extra(name: str, table: str, header: str, wanted: Sequence[str]) -> Problem:
    return Problem(
        file=name,
        sheet=table,
        column=header,
        kind="extra column",
        found=header,
        expected=", ".join(wanted),
        says=f"{table} has no column {header}; it was not read.",
    )
