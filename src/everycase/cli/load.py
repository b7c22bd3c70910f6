"""`everycase load`: a council's files in, one record out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Annotated, Any

import polars as pl
import typer

from everycase.analysis.wording import plural
from everycase.cli.compared_files import disagreements, say_compared
from everycase.cli.console import (
    HERE,
    AsJson,
    Day,
    Folder,
    day_in_words,
    day_of,
    item,
    out,
    print_json,
    rows_of,
    say,
    say_path,
    settings_of,
    steps,
    store_at,
    table,
)
from everycase.cli.returns_reviewed import in_json, say_returns
from everycase.record.reading import PROBLEM_KINDS
from everycase.record.schema import Format
from everycase.record.snapshot import FileTaken, Record
from everycase.record.store import Store
from everycase.review.returns import CheckedReturn
from everycase.review.returns_loaded import load_all
from everycase.standards.answers import FORMAT_NAMES, answers
from everycase.standards.catalogue import catalogue

SHOWN_OF_A_KIND = 3
ANSWERS = {
    "yes": "answered in full",
    "in part": "answered in part",
    "no": "not answered: what cannot be told is never counted as right or wrong",
    "a person": "for a person to answer, who reads the case",
}


def command(
    files: Annotated[
        list[str], typer.Argument(help="Files, folders or a database's URL; any mix of formats.")
    ],
    folder: Folder = HERE,
    as_of: Day = None,
    json: AsJson = False,
) -> None:
    """Load the council's files: SSD folder or database, Annex A, CIN census, SSDA903, events.csv, in any mix.

    All or nothing: if a file can't be read, the last good record stays. What can't be understood is listed.
    A return among the files is checked by the DfE's rules as well: the next review has what they flag.

    Example: `everycase load ssd/ annex_a.xlsx events.csv --as-of 2026-10-31`
    """
    store = store_at(folder)
    with steps(quiet=json) as tell:
        loaded = load_all(store, files, settings_of(store), as_of=day_of(as_of), tell=tell)
    report = _report(store, loaded.record, loaded.returns)
    if json:
        print_json(report)
    else:
        _say(store, loaded.record, report)
        say_returns(loaded.returns)


def _report(store: Store, record: Record, checks: Sequence[CheckedReturn]) -> dict[str, Any]:
    problems = record.problems.collect()
    told = answers(record.manifest, catalogue())
    return {
        "as_of": record.as_of,
        "record": store.record_folder(record.as_of),
        "files": [file.model_dump(mode="json") for file in record.manifest.files],
        "rows": record.manifest.rows,
        "notes": record.manifest.notes,
        "later_records": store.after(record.as_of),
        "problems": rows_of(problems),
        "compared": [one.model_dump() for one in record.manifest.compared],
        "disagreements": rows_of(disagreements(record)),
        "returns": [in_json(check) for check in checks],
        "standards": [answer.__dict__ for answer in told],
    }


def _say(store: Store, record: Record, report: Mapping[str, Any]) -> None:
    out.print()
    say(f"as of {day_in_words(record.as_of)}", lead=f"Record of {record.manifest.council}")
    _say_files(record.manifest.files)
    for note in dict.fromkeys(record.manifest.notes):
        item(note)
    _say_problems(record.problems.collect())
    say_compared(record.manifest.compared)
    _say_answers(report["standards"], store, record)
    _say_later(report["later_records"])
    out.print()
    say_path("Kept in:", store.record_folder(record.as_of))
    say_path("Next:", f"everycase review --council {store.folder}")


def _say_later(later: Sequence[date]) -> None:
    """That records of later dates don't know of this one, and what to do."""
    if not later:
        return
    days = day_in_words(later[0])
    if len(later) > 1:
        days = f"{plural(len(later), 'record')}, {days} to {day_in_words(later[-1])}"
    out.print()
    say(
        f"What is kept of later dates ({days}) was worked out without this load, and stays so: when rows "
        "were first seen, how late they were recorded, and which dates were changed. To take this load in, "
        "load the extracts of those dates again, oldest first, and review each again.",
        lead="Loaded out of order.",
        lead_style="bold yellow",
    )


def _say_files(files: Sequence[FileTaken]) -> None:
    """A table a format: what each file gave; the ones without a row together below."""
    parts = Counter(file.path for file in files)
    for fmt, taken in groupby(sorted(files, key=_in_order), lambda file: file.format):
        every = list(taken)
        named = [_named(file, alone=parts[file.path] == 1) for file in every]
        counted = [(name, file.rows, *_values(file)) for name, file in zip(named, every, strict=True)]
        rows = [(name, *(f"{count:,}" for count in counts)) for name, *counts in counted if counts[0]]
        total = sum(file.rows for file in every)
        columns = ("File", "Rows", "Values", "Not understood")
        table(f"{FORMAT_NAMES[fmt]}: {plural(total, 'row')}", columns, rows, numbers=columns[1:])
        if empty := [name for name, *counts in counted if not counts[0]]:
            say(f"No rows in {'; '.join(empty)}.", style="dim", indent=1)


def _in_order(file: FileTaken) -> int:
    return list(Format).index(file.format)


def _named(file: FileTaken, *, alone: bool) -> str:
    """A file's name without its folders, and the sheet or part of it where it has several."""
    name = file.path.replace("\\", "/").rpartition("/")[2]
    return name if alone or not file.sheet else f"{name}, {file.sheet}"


def _values(file: FileTaken) -> tuple[int, int]:
    """Cells that hold something, and how many of them could not be understood."""
    values = sum(counts["values"] for counts in file.columns.values())
    return values, values - sum(counts["understood"] for counts in file.columns.values())


def _say_problems(problems: pl.DataFrame) -> None:
    out.print()
    if problems.is_empty():
        say("Everything was understood.")
        return
    say("", lead=f"{plural(problems.height, 'thing')} to look at (--json lists every one)")
    for kind in (kind for kind in PROBLEM_KINDS if kind in problems["kind"]):
        rows = problems.filter(pl.col("kind") == kind)
        item(f"{rows.height:,} × {kind}: {PROBLEM_KINDS[kind]}", mark="▸")
        for says in rows["says"].head(SHOWN_OF_A_KIND):
            item(says, indent=4, style="dim")
        if rows.height > SHOWN_OF_A_KIND:
            item(f"and {rows.height - SHOWN_OF_A_KIND:,} more", indent=4, mark="…", style="dim")


def _say_answers(told: list[dict[str, Any]], store: Store, record: Record) -> None:
    counts = Counter(answer["answer"] for answer in told)
    out.print()
    say("", lead="What these files can answer")
    for answer, meaning in ANSWERS.items():
        if counts[answer]:
            item(f"{plural(counts[answer], 'standard')} {meaning}")
    missing = Counter(supplier for a in told if a["answer"] != "yes" for supplier in a["supplied_by"])
    given = {FORMAT_NAMES[source] for source in record.manifest.sources}
    for name, count in missing.most_common():
        fuller = ", with all that it can hold filled in" if name in given else ""
        item(f"{name}{fuller}: would say more of {plural(count, 'standard')}", mark="+")
    say_path("Which, and what each lacks:", f"everycase standards --council {store.folder}")
