"""Small visible tables for rules of a return: each row that must be flagged is marked with "!".

    only_marked(cin_census.check, "8610", 2026, CINdetails='''
          | LAchildID | ReferralNFA | PrimaryNeedCode
        ! | Amira     | false       |
          | Ben       | false       | N1
    ''')

A blank cell is null. A table with no row at all is just its header.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl


def parse(text: str) -> tuple[pl.DataFrame, set[int]]:
    """The table as text columns, and the rows (0-based) that are marked."""
    lines = [
        [cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines() if line.strip()
    ]
    header, body = lines[0][1:], lines[1:]
    assert all(len(line) == len(header) + 1 for line in body), f"a row is too short or long in {text}"
    marked = {row for row, line in enumerate(body) if line[0] == "!"}
    columns = {name: [line[1 + place] or None for line in body] for place, name in enumerate(header)}
    return pl.DataFrame(columns, schema=dict.fromkeys(header, pl.String)), marked


def flagged(result, code: str) -> set[tuple[str, int | None]]:
    """Table and row of each finding of one rule."""
    of_rule = result.findings.filter(pl.col("rule") == code)
    return set(of_rule.select("table", "row").iter_rows())


def only_marked(
    check, code: str, year: int, previous: Mapping[str, str] | None = None, /, **tables: str
) -> None:
    """Assert that the rule flags the marked rows of the tables and no other, and that it ran."""
    parsed = {name: parse(text) for name, text in tables.items()}
    frames = {name: frame for name, (frame, _) in parsed.items()}
    before = {name: parse(text) for name, text in (previous or {}).items()}
    last = {name: frame for name, (frame, _) in before.items()}
    result = check(frames, collection_year=year, previous=last, rules=[code])
    parsed |= {f"{name}_last": table for name, table in before.items()}
    expected = {(name, row) for name, (_, marked) in parsed.items() for row in marked}
    assert flagged(result, code) == expected
    assert outcome(result, code) == ("flagged" if expected else "clear")


def outcome(result, code: str) -> str:
    """What became of one rule."""
    return str(result.rules.filter(pl.col("rule") == code).item(0, "outcome"))
