"""What a load says of two files that tell of the same children."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from everycase.analysis.wording import plural
from everycase.cli.console import item, out, say, table
from everycase.record.snapshot import Compared, Record

SHOWN = 5


def disagreements(record: Record) -> pl.DataFrame:
    """Every fact on which two formats differ: who says what of which child, and where."""
    differ = record.scan("cross_checks").filter(~pl.col("agrees"))
    wanted = ("child_id", "fact", "about_on", "first_source", "first_says", "first_at")
    return differ.select(*wanted, "second_source", "second_says", "second_at").collect()


def say_compared(compared: Sequence[Compared]) -> None:
    """Each fact that was compared, how often it differed; and, with the reason, what could not be."""
    done = [one for one in compared if one.compared]
    if not compared:
        return
    out.print()
    differ = sum(one.differ for one in done)
    rows = [
        (one.fact, one.first, one.second, f"{one.compared:,}", f"{one.differ:,}")
        for one in done
        if one.differ
    ]
    count = plural(sum(one.compared for one in done), "time")
    if rows:
        columns = ("Fact", "One file", "The other", "Compared", "Differ")
        title = f"Two files say different things {plural(differ, 'time')}, of {count} compared"
        table(title, columns, rows, numbers=columns[3:])
    elif done:
        say(f"compared {count}, and the same each time.", lead="Where two files tell of the same child:")
    _say_not_compared([one for one in compared if not one.compared])


def _row(one: Compared) -> tuple[str, ...]:
    return one.fact, one.first, one.second, f"{one.compared:,}", f"{one.differ:,}"


def _say_not_compared(left: Sequence[Compared]) -> None:
    """What could not be compared, a line for each two formats and reason."""
    by = sorted(left, key=lambda one: (one.first, one.second, one.reason))
    groups = [
        (key, list(some)) for key, some in groupby(by, key=lambda one: (one.first, one.second, one.reason))
    ]
    for (first, second, reason), some in groups[:SHOWN]:
        facts = ", ".join(one.fact for one in some)
        item(f"Not compared, {first} and {second}: {facts} ({reason}).", style="dim")
    if len(groups) > SHOWN:
        item(f"and {len(groups) - SHOWN:,} more (--json lists every one)", mark="…", style="dim")


def _together(one: Compared) -> tuple[str, str, str]:
    return one.first, one.second, one.reason
