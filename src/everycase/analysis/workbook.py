"""A team's worklist as an Excel workbook: text as text, dates as dates, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from everycase.analysis.safe_text import looks_like_formula
from everycase.analysis.wording import plural
from everycase.analysis.worklist import AHEAD, FOR_INFORMATION, RED_LINE, Worklist

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d mmm yyyy",
}
HEADER_ROW, FIRST_ROW = 1, 2
WIDEST, NARROWEST = 48, 7
FIRST_DAY = date(1900, 1, 1)
"""Excel knows no day before this one."""
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
A4 = 9
HIDDEN = "Counted in"
"""Not a column of its own: how the number beside it is shown."""
BLACK_ON_GREY = {"bold": True, "bg_color": "#f3f2f1", "bottom": 2, "text_wrap": True, "valign": "bottom"}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the line above the header, and its rows."""

    name: str
    says: str
    rows: pl.DataFrame


def write_worklist(worklist: Worklist, path: Path) -> Path:
    """Write one team's lists to an .xlsx at `path`, replacing what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), OPTIONS) as workbook:
        workbook.set_properties({"title": f"Worklist: {worklist.team}"})
        formats = _formats(workbook)
        for sheet in sheets(worklist):
            _write(workbook.add_worksheet(sheet.name), sheet, formats)
    return path


def sheets(worklist: Worklist) -> list[Sheet]:
    """A worklist's sheets, each with a line that says whose it is, as of when, and how many.

    What the returns' rules flag has a sheet where there is any.
    """
    whose = f"{worklist.team}, as of {worklist.as_of:%-d %B %Y}"
    times = int(worklist.cannot_tell["Times"].sum())
    of = plural(worklist.cannot_tell.height, "standard")
    every = [
        Sheet("To put right", f"{whose}. To put right: {_how_many(worklist)}.", worklist.to_put_right),
        Sheet(
            "Due soon",
            f"{whose}. Due in the next {AHEAD} working days: {worklist.due_next.height:,}.",
            worklist.due_next,
        ),
        Sheet(
            "Can't tell",
            f"{whose}. Can't be told: {times:,}, of {of}. These count neither as right nor as wrong.",
            worklist.cannot_tell,
        ),
    ]
    if worklist.in_returns.height:
        every.append(Sheet("Returns", f"{whose}. {_flagged(worklist.in_returns)}.", worklist.in_returns))
    return every


def _flagged(rows: pl.DataFrame) -> str:
    errors = rows.filter(pl.col("Error or query") == "error").height
    queries = plural(rows.height - errors, "query", "queries")
    return f"Flagged in the returns by the DfE's rules: {plural(errors, 'error')}, {queries}"


def _how_many(worklist: Worklist) -> str:
    informed = worklist.to_put_right.filter(pl.col("Severity") == FOR_INFORMATION).height
    red = worklist.red_lines
    lines = "a red line" if red == 1 else "red lines"
    reds = f", {red:,} of them {lines} (a child may be unsafe): look there first" if red else ""
    also = f"; and {informed:,} for information" if informed else ""
    return f"{worklist.to_put_right.height - informed:,}{reds}{also}"


def _formats(workbook: Workbook) -> Mapping[str, Format]:
    cell = {"valign": "top", "border": 1, "border_color": "#b1b4b6"}
    # "@" keeps a cell text when somebody edits it; the prefix does the same where it begins like a formula.
    whole_line = {"bold": True, "font_size": 13, "num_format": "@"}
    text = {**cell, "num_format": "@", "text_wrap": True}
    return {
        "says": workbook.add_format({**whole_line, "quote_prefix": True}),
        "header": workbook.add_format({**BLACK_ON_GREY, "num_format": "@"}),
        "text": workbook.add_format(text),
        "hostile": workbook.add_format({**text, "quote_prefix": True}),
        "red": workbook.add_format({**text, "bold": True, "font_color": "#aa2a16"}),
        "date": workbook.add_format({**cell, "num_format": "d mmm yyyy", "align": "left"}),
        "number": workbook.add_format({**cell, "num_format": "#,##0"}),
        "working days": workbook.add_format({**cell, "num_format": _counted("working day")}),
        "calendar days": workbook.add_format({**cell, "num_format": _counted("day")}),
    }


def _counted(unit: str) -> str:
    """A number format that shows the unit, so that the cell stays a number and sorts as one."""
    return f'[=1]0" {unit}";#,##0" {unit}s"'


def _write(sheet: Worksheet, page: Sheet, formats: Mapping[str, Format]) -> None:
    shown = [column for column in page.rows.columns if column != HIDDEN]
    sheet.write_string(0, 0, page.says, formats["says"])
    for place, column in enumerate(shown):
        sheet.write_string(HEADER_ROW, place, column, formats["header"])
        sheet.set_column(place, place, _width(page.rows, column))
        _write_column(sheet, place, page.rows, column, formats)
    last = max(FIRST_ROW, FIRST_ROW + page.rows.height - 1)
    sheet.autofilter(HEADER_ROW, 0, last, len(shown) - 1)
    sheet.freeze_panes(FIRST_ROW, 0)
    _set_up_printing(sheet)


def _set_up_printing(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADER_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&CAbout children: keep it safe, and shred it after use&RPage &P of &N")


def _write_column(
    sheet: Worksheet, place: int, rows: pl.DataFrame, column: str, formats: Mapping[str, Format]
) -> None:
    units = rows[HIDDEN] if column == "Late by" and HIDDEN in rows.columns else None
    for number, value in enumerate(rows[column]):
        kind = units[number] if units is not None else ""
        _write_cell(sheet, FIRST_ROW + number, place, value, formats, kind=kind)


def _write_cell(
    sheet: Worksheet,
    row: int,
    place: int,
    value: object,
    formats: Mapping[str, Format],
    *,
    kind: str | None,
) -> None:
    if value is None:
        sheet.write_blank(row, place, None, formats["text"])
    elif isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, place, value, formats["date"])
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, formats[kind or "number"])
    else:
        text = str(value)[:LONGEST]
        sheet.write_string(row, place, text, formats[_text_format(text)])


def _text_format(text: str) -> str:
    if looks_like_formula(text):
        return "hostile"
    return "red" if text == RED_LINE else "text"


def _width(rows: pl.DataFrame, column: str) -> float:
    """Wide enough for the header and the longest value; longer text wraps."""
    kind = rows.schema[column]
    longest = 12 if kind == pl.Date else 17 if column == "Late by" else 8
    if kind == pl.String and rows.height:
        longest = rows.select(pl.col(column).str.len_chars().max().fill_null(0)).item()
    return min(max(longest, len(column) // 2 + 3, NARROWEST) + 2, WIDEST)
