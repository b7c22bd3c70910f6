"""`everycase review`: every case against every standard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from rich.text import Text

from everycase.analysis.cases_judged import CELL, DUE, cases_kept, shares_of_cases, standing
from everycase.analysis.names import names_in
from everycase.analysis.untold import red_lines_untold
from everycase.analysis.wording import plural
from everycase.analysis.worklist import of_cases
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
    sentence,
    settings_of,
    steps,
    store_at,
    table,
)
from everycase.cli.returns_reviewed import in_json, say_returns
from everycase.record.store import Store
from everycase.review.measures import measured
from everycase.review.nightly import review_kept
from everycase.review.review import Review
from everycase.standards.answers import answers
from everycase.standards.catalogue import catalogue
from everycase.standards.child_in_need.workers import NO_WORKER

RED_LINES_SHOWN = 15
WIDE = 120
MOST_SHOWN = 10
MATRIX_TITLE = "Children worked with in the last year: in how many everything is right"


def command(folder: Folder = HERE, as_of: Day = None, json: AsJson = False) -> None:
    """Review the newest record (or that of a date) against every standard that is on.

    Writes obligations, findings and measures as Parquet under the council's folder, and says what
    needs somebody first.
    """
    store = store_at(folder)
    with steps(quiet=json) as tell:
        result = review_kept(store, settings_of(store), day_of(as_of), tell)
    if json:
        print_json(_summary(result, cases_kept(store, result.as_of, catalogue())))
    else:
        tell_of(store, result)


def _summary(result: Review, cases: pl.DataFrame) -> dict[str, Any]:
    return {
        "council": result.council,
        "as_of": result.as_of,
        "findings": of_cases(result.findings).height,
        "returns": [in_json(check) for check in result.returns],
        "red_lines": rows_of(result.findings.filter("red_line")),
        "areas": rows_of(measured(result.measures, CELL)),
        "cases": rows_of(shares_of_cases(cases, CELL).drop("unit", "change")),
        "averages": rows_of(result.averages),
    }


def tell_of(store: Store, result: Review) -> None:
    """What the review found, red lines first."""
    out.print()
    say(f"as of {day_in_words(result.as_of)}", lead=f"Review of {result.council}")
    record = store.record(result.as_of)
    names = names_in(record)
    _say_red_lines(result.findings.filter("red_line").with_columns(names.worker("worker_now")))
    if untold := red_lines_untold(answers(record.manifest, catalogue()), catalogue(), result.standards):
        item(f"{untold} everycase standards says what would supply the rest.", mark="?")
    cases = cases_kept(store, result.as_of, catalogue())
    matrix(standing(cases, result.measures, result.as_of))
    _say_findings(of_cases(result.findings).filter(pl.col("severity") > 0))
    say_returns(result.returns)
    out.print()
    say_path("Kept in:", store.review_folder(result.as_of))
    say_path("Next:", f"everycase export --council {store.folder}")
    say_path("One case:", f"everycase show CHILD --council {store.folder}")


def _say_red_lines(red: pl.DataFrame) -> None:
    out.print()
    if red.is_empty():
        say("nothing in these files says that a child may be unsafe.", lead="No red line:")
        return
    count = plural(red["child_id"].n_unique(), "child", "children")
    say(
        f"{count} who may be unsafe. Look at these first.",
        lead=f"{plural(red.height, 'red line')}:",
        lead_style="bold red",
    )
    for row in red.head(RED_LINES_SHOWN).iter_rows(named=True):
        who = f"Child {row['child_id']}: " if row["child_id"] else ""
        item(f"{who}{row['says']}{_whose(row)}", mark="▲", style="red")
    if red.height > RED_LINES_SHOWN:
        item(f"and {red.height - RED_LINES_SHOWN:,} more: everycase export lists them all", mark="…")


def _whose(row: Mapping[str, Any]) -> str:
    """Who holds the case now; nothing where that is what the finding says is wrong."""
    if row["worker_now"]:
        return f" Now with {row['worker_now']}."
    return "" if row["standard"] == NO_WORKER.id else " No worker now."


def _say_findings(wrong: pl.DataFrame) -> None:
    """How much is wrong, and the standards that are broken most."""
    if wrong.is_empty():
        say("", lead="Nothing to put right: no finding in any case.")
        return
    children = plural(wrong["child_id"].n_unique(), "child", "children")
    kinds = plural(wrong["standard"].n_unique(), "standard")
    say(f"to put right, about {children}, under {kinds}. The most:", lead=plural(wrong.height, "finding"))
    most = (
        wrong.group_by("title")
        .agg(pl.len().alias("findings"), pl.col("child_id").n_unique().alias("children"))
        .sort("findings", "title", descending=[True, False])
        .head(MOST_SHOWN)
    )
    rows = ((f"{n:,}", f"{children:,}", title) for title, n, children in most.iter_rows())
    table("", ("Findings", "Children", "What is not as it should be"), rows, numbers=["Findings", "Children"])


def matrix(cells: pl.DataFrame) -> None:
    """Area × aspect: how much is right, of how many, and how many can't be told. cells: `standing`."""
    out.print()
    if cells.is_empty():
        say("Nothing fell due, and no record could be checked.")
        return
    if out.width < WIDE:
        _long_matrix(cells)
        return
    aspects = cells["aspect"].unique().sort().to_list()
    by_area: dict[str, dict[str, Text]] = {}
    for row in cells.iter_rows(named=True):
        by_area.setdefault(row["area"], {})[row["aspect"]] = _cell(row)
    rows = ((sentence(area), *(told.get(aspect, "") for aspect in aspects)) for area, told in by_area.items())
    table(MATRIX_TITLE, ("Area", *(aspect.capitalize() for aspect in aspects)), rows)


def _long_matrix(cells: pl.DataFrame) -> None:
    """A line an area and aspect, the area written once."""
    before = ""
    rows = []
    for row in cells.iter_rows(named=True):
        area = "" if row["area"] == before else sentence(row["area"])
        before = row["area"]
        untold = f"{row['cannot_tell']:,}" if row["cannot_tell"] else ""
        rows.append((area, row["aspect"], _share(row), _of(row), untold))
    columns = ("Area", "Aspect", "Right", "Of", "Can't tell")
    table(MATRIX_TITLE, columns, rows, numbers=columns[2:])


def _share(row: Mapping[str, Any]) -> str:
    """The share in whole per cent, never rounded up to all of them; a dash where none could be told."""
    if row["denominator"] == 0:
        return "–"
    if row["numerator"] == row["denominator"]:
        return "100%"
    return f"{min(round(100 * row['share']), 99)}%"


def _of(row: Mapping[str, Any]) -> str:
    """How many children, or of how much that fell due where it is about none."""
    return f"{row['denominator']:,}{' due' if row['unit'] == DUE else ''}"


def _cell(row: Mapping[str, Any]) -> Text:
    """The share, of how many, and how many can't be told, each on its line."""
    of = [f"of {_of(row)}"] if row["denominator"] else []
    untold = [f"{row['cannot_tell']:,} can't tell"] if row["cannot_tell"] else []
    return Text.assemble(_share(row), ("\n" + "\n".join([*of, *untold]), "dim"))
