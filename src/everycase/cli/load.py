"""`everycase load`: a council's files in, one record out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

import polars as pl
import typer

from everycase.cli.console import (
    HERE,
    AsJson,
    Day,
    Folder,
    day_of,
    out,
    plural,
    print_json,
    rows_of,
    settings_of,
    steps,
    store_at,
    table,
)
from everycase.record.loading import load
from everycase.record.reading import PROBLEM_KINDS
from everycase.record.snapshot import Record
from everycase.record.store import Store
from everycase.standards.answers import FORMAT_NAMES, answers
from everycase.standards.catalogue import catalogue

SHOWN_OF_A_KIND = 3


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

    Example: `everycase load ssd/ annex_a.xlsx events.csv --as-of 2026-10-31`
    """
    store = store_at(folder)
    settings = settings_of(store).file
    with steps(quiet=json) as tell:
        record = load(
            store,
            files,
            settings.council,
            as_of=day_of(as_of),
            extract_years=settings.extract_years,
            tell=tell,
        )
    report = _report(store, record)
    if json:
        print_json(report)
    else:
        _say(store, record, report)


def _report(store: Store, record: Record) -> dict[str, Any]:
    problems = record.problems.collect()
    told = answers(record.manifest, catalogue())
    return {
        "as_of": record.as_of,
        "record": store.record_folder(record.as_of),
        "files": [file.model_dump(mode="json") for file in record.manifest.files],
        "rows": record.manifest.rows,
        "notes": record.manifest.notes,
        "problems": rows_of(problems),
        "standards": [answer.__dict__ for answer in told],
    }


def _say(store: Store, record: Record, report: Mapping[str, Any]) -> None:
    out.print(f"Record of [bold]{record.manifest.council}[/] as of {record.as_of:%-d %B %Y}.")
    files = [
        (
            FORMAT_NAMES[f.format],
            f"{f.path}{' · ' + f.sheet if f.sheet else ''}",
            f"{f.rows:,}",
            _understood(f.columns),
        )
        for f in record.manifest.files
    ]
    table("What was taken", ("Format", "File", "Rows", "Values understood"), files)
    _say_problems(record.problems.collect())
    for note in record.manifest.notes:
        out.print(f"· {note}", highlight=False)
    _say_answers(report["standards"])
    out.print(f"Kept in {store.record_folder(record.as_of)}. Next: everycase review --council {store.folder}")


def _understood(columns: Mapping[str, Mapping[str, int]]) -> str:
    values = sum(counts["values"] for counts in columns.values())
    understood = sum(counts["understood"] for counts in columns.values())
    return f"{understood:,} of {values:,}"


def _say_problems(problems: pl.DataFrame) -> None:
    if problems.is_empty():
        out.print("Everything was understood.")
        return
    out.print(f"[bold]{plural(problems.height, 'thing')} to look at[/] (every one is listed with --json):")
    for kind, rows in problems.sort("kind").partition_by("kind", as_dict=True).items():
        out.print(f"  {plural(rows.height, 'row')}: {kind[0]}. {PROBLEM_KINDS.get(str(kind[0]), '')}")
        for says in rows["says"].head(SHOWN_OF_A_KIND):
            out.print(f"    {says}", highlight=False, markup=False)


def _say_answers(told: list[dict[str, Any]]) -> None:
    counts = Counter(answer["answer"] for answer in told)
    out.print(
        f"[bold]These files answer[/] {counts['yes']} standards in full, {counts['in part']} in part; "
        f"{counts['no']} they can't; {counts['a person']} are questions for a person."
    )
    missing = Counter(supplier for a in told if a["answer"] != "yes" for supplier in a["supplied_by"])
    if missing:
        rest = ", ".join(f"{name} ({count})" for name, count in missing.most_common())
        out.print(f"What would supply more, and how many standards it touches: {rest}.")
    out.print("Which, and what each lacks: everycase standards --council …", highlight=False)
