"""What `everycase return check` says on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from everycase.analysis.wording import plural
from everycase.cli import compare as comparing
from everycase.cli.console import item, out, say, say_path, table
from everycase.record.readers.return_years import years_of
from everycase.returns.flagged import ERROR, QUERY, Checked, outcomes, table_in_words
from everycase.review.keeping_returns import NewlyKept

MOST_CHILDREN, MOST_ROWS, MOST_CODES = 10, 200, 24


def tell_of(checked: Checked, written: Sequence[Path]) -> None:
    """The check in the terminal: errors, queries, what could not be run, whose returns need work most."""
    rows = sum(frame.height for frame in checked.reading.tables.values())
    read = plural(len(checked.reading.files), "file")
    out.print()
    say(f"{plural(rows, 'row')} of {read}, by {plural(len(checked.rules), 'rule')}", lead=f"{checked.name}:")
    _say_year(checked)
    _say_kind(checked, ERROR, "errors, which the DfE wants put right", "No error is flagged.")
    _say_kind(checked, QUERY, "queries, to be put right or explained", "No query is flagged.")
    _say_untold(checked)
    _say_children(checked)
    if checked.problems.height:
        say(
            f"{plural(checked.problems.height, 'place')} in the files; problems.csv lists them.",
            lead="Not understood:",
        )
        for words in checked.problems["says"].unique(maintain_order=True).head(5):
            item(words)
    out.print()
    for path in written:
        say_path("Written:", path)
    if written:
        say(
            "keep them where only people who need to know can open them.",
            lead="These files are about children:",
        )
    else:
        say(
            "--to FOLDER writes a workbook, a page, CSV and JSON; --rule CODE and --child ID list rows.",
            lead="Next:",
        )


def tell_of_kept(kept: NewlyKept) -> None:
    """Where the check was kept, and what became of what the one before found."""
    if kept.comparison is not None and kept.before is not None:
        comparing.tell_of(kept.comparison, kept.before, kept.as_of)
    else:
        say("no check of the same return and year is kept of a day before.", lead="Nothing to compare with:")
    say_path("Kept in:", kept.folder)


def _say_year(checked: Checked) -> None:
    """Files of another year than is checked are most likely a slip; two years' as one flag thousands."""
    if told := _census_year(checked) or _care_years(checked):
        say(told, lead="Look at the year:", lead_style="bold yellow")


def _census_year(checked: Checked) -> str:
    """The census says its own year."""
    header = checked.reading.tables.get("Header")
    if header is None or "Year" not in header.columns:
        return ""
    ours = str(checked.collection_year)
    years = sorted(year for year in header["Year"].unique().drop_nulls() if year.strip() != ours)
    return f"the file says that it is of {', '.join(years)}, and --year says {ours}." if years else ""


def _care_years(checked: Checked) -> str:
    """The looked-after return's year is told by names, folders or the dates inside."""
    if checked.form.name != "ssda903":
        return ""
    ours = checked.collection_year
    years = years_of(checked.reading, date(ours, 3, 31))
    others = [
        f"{file.name} in {file.year_folder or 'its folder'} ({year})"
        for file, year in zip(checked.reading.files, years, strict=True)
        if year != ours
    ]
    if not others:
        return ""
    more = f" and {len(others) - 3:,} more" if len(others) > 3 else ""
    return (
        f"{plural(len(others), 'file')} of another year than {ours} {'is' if len(others) == 1 else 'are'} "
        f"checked as this year's: {', '.join(others[:3])}{more}. Last year's are given by --previous."
    )


def _say_kind(checked: Checked, kind: str, words: str, nothing: str) -> None:
    fired = checked.by_rule.filter((pl.col("severity") == kind) & (pl.col("outcome") == "flagged"))
    out.print()
    if fired.is_empty():
        say(nothing)
        return
    columns = ("Rule", "Rows", "Children", "What the DfE says")
    rows = fired.select("rule", "flagged", "children", "message").iter_rows()
    total = int(fired["flagged"].sum())
    title = (
        f"{plural(fired.height, 'rule')} flag {total:,} {words}"
        if fired.height > 1
        else (f"1 rule flags {total:,} {words}")
    )
    told = (
        (code, f"{flagged:,}", f"{children:,}" if children else "", message)
        for code, flagged, children, message in rows
    )
    say("", lead=title)
    table("", columns, told, whole=("Rule",), numbers=("Rows", "Children"))


def _say_untold(checked: Checked) -> None:
    for outcome, lead in (("not run", "Not run:"), ("cannot tell", "Cannot tell:")):
        reasons = outcomes(checked, outcome)
        if not reasons:
            continue
        say(f"{plural(sum(len(codes) for _, codes in reasons), 'rule')}; these are not clear.", lead=lead)
        for reason, codes in reasons:
            more = f" and {len(codes) - MOST_CODES:,} more" if len(codes) > MOST_CODES else ""
            item(f"{reason} Rules {', '.join(codes[:MOST_CODES])}{more}.")


def _say_children(checked: Checked) -> None:
    children = checked.by_child
    if children.is_empty():
        return
    out.print()
    shown = children.head(MOST_CHILDREN)
    title = f"{plural(children.height, 'child', 'children')} with something flagged; those with most errors"
    columns = ("Child", "Errors", "Queries", "Rules")
    say("", lead=title)
    table("", columns, shown.iter_rows(), whole=("Child",), numbers=("Errors", "Queries"))


def listed(checked: Checked, child: str | None) -> None:
    """Each row flagged, of the rules or the child asked for: what stands there, and what was expected."""
    rows = checked.flagged if child is None else checked.flagged.filter(pl.col("child") == child.strip())
    if rows.is_empty():
        say("nothing is flagged" + (f" of child {child}." if child else "."), lead=f"{checked.name}:")
    for (code, message), found in rows.group_by("rule", "message", maintain_order=True):
        out.print()
        say(str(message), lead=f"{code} ({found.item(0, 'severity')}):")
        for row in found.head(MOST_ROWS).iter_rows(named=True):
            item(_row_in_words(row))
        if found.height > MOST_ROWS:
            item(f"and {found.height - MOST_ROWS:,} more: --to FOLDER lists them all", mark="…")
    if child is None:
        _say_untold(checked)


def _row_in_words(row: dict[str, Any]) -> str:
    who = f"Child {row['child']}, " if row["child"] else ""
    where = f"{table_in_words(row['table'])}"
    place = f" ({row['file']}, row {row['file_row']:,})" if row["file_row"] is not None else ""
    expected = f" The field takes: {row['expected']}." if row["expected"] else ""
    return f"{who}{where}{place}: {row['values']}.{expected}"
