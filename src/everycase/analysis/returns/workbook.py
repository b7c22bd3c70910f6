"""The check of a return as an Excel workbook: by rule, by child, each table with offending cells marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from everycase.analysis.safe_text import looks_like_formula
from everycase.analysis.wording import plural
from everycase.analysis.workbook import BLACK_ON_GREY, FIRST_ROW, HEADER_ROW, LONGEST, NARROWEST, OPTIONS
from everycase.returns.cells import as_text
from everycase.returns.flagged import ERROR, KIND, Checked, table_in_words

MOST_LINES = 1_000_000
"""Rows of a list; a sheet of Excel holds 1,048,576. The CSV has them all."""
MOST_TABLE_ROWS = 20_000
"""Rows of a table shown whole; of a longer one, the flagged rows alone, or the workbook opens too slowly."""
MOST_COMMENTS = 3_000
"""Comments on a sheet; with many more, Excel stands still. Cells beyond are still marked."""
WIDEST = 60
RULES_COLUMN, PLACE_COLUMN = "Flagged by", "Row in the file"
MARKS = {ERROR: "#f6cdc5", "query": "#fff4b3"}

Row = Sequence[object]


@dataclass(frozen=True)
class Page:
    """A sheet of one list: its name, the line above the header, its columns, its rows."""

    name: str
    says: str
    columns: Sequence[str]
    rows: Iterable[Row]


def write_workbook(checked: Checked, path: Path) -> Path:
    """Write the check to an .xlsx at `path`, replacing what is there.

    Sheets: Rules (every rule, its outcome and why it wasn't run), By rule and By child (every row flagged,
    with the values that stand there and what was expected), and one for each table of this year's return
    and, where last year's rows are flagged, of last year's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), OPTIONS) as workbook:
        workbook.set_properties({"title": f"Check of the {checked.name}"})
        formats = _formats(workbook)
        for page in pages(checked):
            _write_page(workbook.add_worksheet(page.name), page, formats)
        messages = {code: rule.message for code, rule in checked.rules.items()}
        said = checked.cells.with_columns(message=pl.col("rule").replace_strict(messages, default=""))
        for table, frame in checked.tables.items():
            marks = said.filter(pl.col("table") == table)
            flagged = checked.flagged.filter((pl.col("table") == table) & pl.col("row").is_not_null())
            if frame.height and (table in checked.reading.tables or flagged.height):
                sheet = workbook.add_worksheet(table_in_words(table)[:31])
                rows = as_text(frame).insert_column(0, checked.place_of(table).alias(PLACE_COLUMN))
                _write_table(sheet, rows, marks, flagged, formats)
    return path


def pages(checked: Checked) -> list[Page]:
    """The three lists of a check."""
    errors, queries = (checked.of(kind).height for kind in KIND)
    told = f"{checked.name}: {plural(errors, 'error')}, {plural(queries, 'query', 'queries')}"
    findings = checked.flagged.head(MOST_LINES)
    more = (
        f" The first {MOST_LINES:,} are here, and findings.csv has all."
        if (checked.flagged.height > MOST_LINES)
        else ""
    )
    by_kind = findings.sort(pl.col("severity") != ERROR, maintain_order=True)
    by_child = findings.sort(
        pl.col("child").is_null(), "child", pl.col("severity") != ERROR, maintain_order=True
    )
    return [
        Page(
            "Rules",
            f"{told}. A rule that was not run, or can't be told, is not clear.",
            (
                "Rule",
                "Kind",
                "Outcome",
                "Rows flagged",
                "Children",
                "What the DfE says",
                "Why not run or told",
            ),
            _rules(checked),
        ),
        Page("By rule", f"{told}.{more}", _columns("Rule", "Child"), _lines(by_kind, child_first=False)),
        Page("By child", f"{told}.{more}", _columns("Child", "Rule"), _lines(by_child, child_first=True)),
    ]


def _columns(first: str, third: str) -> tuple[str, ...]:
    said = ("What the DfE says", "Table", "File", "Row in the file", "What stands there")
    return (first, "Kind", third, *said, "What the field takes")


def _rules(checked: Checked) -> Iterable[Row]:
    for row in checked.by_rule.iter_rows(named=True):
        yield (
            row["rule"],
            KIND[row["severity"]],
            row["outcome"],
            row["flagged"],
            row["children"],
            row["message"],
            row["reason"],
        )


def _lines(findings: pl.DataFrame, *, child_first: bool) -> Iterable[Row]:
    for row in findings.iter_rows(named=True):
        child = row["child"] or "no one child"
        first, second = (child, row["rule"]) if child_first else (row["rule"], child)
        yield (
            first,
            KIND[row["severity"]],
            second,
            row["message"],
            table_in_words(row["table"]),
            row["file"],
            row["file_row"],
            row["values"],
            row["expected"],
        )


def _formats(workbook: Workbook) -> Mapping[str, Format]:
    # "@" keeps a cell text when somebody edits it; the prefix does the same where it begins like a formula.
    text = {"valign": "top", "num_format": "@", "border": 1, "border_color": "#b1b4b6", "text_wrap": True}
    made = {
        "says": {"bold": True, "font_size": 13, "num_format": "@", "quote_prefix": True},
        "header": {**BLACK_ON_GREY, "num_format": "@"},
        "number": {"valign": "top", "num_format": "#,##0", "border": 1, "border_color": "#b1b4b6"},
        "text": text,
        "text hostile": {**text, "quote_prefix": True},
    }
    for kind, colour in MARKS.items():
        made[kind] = {**text, "bg_color": colour, "bold": True}
        made[f"{kind} hostile"] = {**made[kind], "quote_prefix": True}
    return {name: workbook.add_format(properties) for name, properties in made.items()}


def _write_page(sheet: Worksheet, page: Page, formats: Mapping[str, Format]) -> None:
    sheet.write_string(0, 0, page.says, formats["says"])
    widths = [len(column) // 2 + 3 for column in page.columns]
    for place, column in enumerate(page.columns):
        sheet.write_string(HEADER_ROW, place, column, formats["header"])
    row = HEADER_ROW
    for row, values in enumerate(page.rows, start=FIRST_ROW):
        for place, value in enumerate(values):
            widths[place] = max(widths[place], len(str(value or "")))
            _write_cell(sheet, row, place, value, formats)
    _finish(sheet, row, widths)


def _finish(sheet: Worksheet, last: int, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, NARROWEST) + 2, WIDEST))
    sheet.autofilter(HEADER_ROW, 0, max(last, FIRST_ROW), len(widths) - 1)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADER_ROW)
    sheet.set_footer("&L&A&CAbout children: keep it safe, and shred it after use&RPage &P of &N")


def _write_cell(
    sheet: Worksheet,
    row: int,
    place: int,
    value: object,
    formats: Mapping[str, Format],
    *,
    kind: str = "text",
) -> None:
    if isinstance(value, int):
        sheet.write_number(row, place, value, formats["number"])
    elif value is None or value == "":
        sheet.write_blank(row, place, None, formats[kind])
    else:
        text = str(value)[:LONGEST]
        hostile = " hostile" if looks_like_formula(text) else ""
        sheet.write_string(row, place, text, formats[f"{kind}{hostile}"])


def _write_table(
    sheet: Worksheet,
    frame: pl.DataFrame,
    marks: pl.DataFrame,
    flagged: pl.DataFrame,
    formats: Mapping[str, Format],
) -> None:
    """One table, as it stands in the files: offending cells coloured, with a comment that says why."""
    rules_of = dict(
        flagged.group_by("row").agg(pl.col("rule").unique(maintain_order=True).str.join(", ")).iter_rows()
    )
    shown = frame.with_row_index("~row")
    if frame.height > MOST_TABLE_ROWS:
        shown = shown.filter(pl.col("~row").is_in(list(rules_of)))
    says = f"{plural(len(rules_of), 'row')} of {frame.height:,} flagged"
    only = " Only the flagged rows are shown." if shown.height < frame.height else ""
    sheet.write_string(0, 0, f"{says}; red: an error, yellow: a query.{only}", formats["says"])
    for place, column in enumerate([RULES_COLUMN, *frame.columns]):
        sheet.write_string(HEADER_ROW, place, column, formats["header"])
    at = {row: place for place, row in enumerate(shown["~row"], start=FIRST_ROW)}
    for place, values in enumerate(shown.iter_rows(), start=FIRST_ROW):
        _write_cell(sheet, place, 0, rules_of.get(values[0]), formats)
        for across, value in enumerate(values[1:], start=1):
            _write_cell(sheet, place, across, value, formats)
    _mark(sheet, shown, at, _by_cell(marks), formats)
    _finish(sheet, FIRST_ROW + shown.height - 1, [12, *_widths(shown.drop("~row"))])


def _widths(shown: pl.DataFrame) -> list[int]:
    longest = shown.select(pl.all().cast(pl.String).str.len_chars().max().fill_null(0))
    return [max(len(name), longest.item(0, name)) for name in shown.columns]


def _by_cell(marks: pl.DataFrame) -> pl.DataFrame:
    """row, field → severity (error where any rule's is), and what to say of the cell."""
    said = pl.format("{} ({}): {}", "rule", "severity", "message")
    return marks.group_by("row", "field", maintain_order=True).agg(
        (pl.col("severity") == ERROR).any().alias("is_error"),
        said.unique(maintain_order=True).str.join("\n\n").alias("says"),
    )


def _mark(
    sheet: Worksheet,
    shown: pl.DataFrame,
    at: Mapping[int, int],
    marks: pl.DataFrame,
    formats: Mapping[str, Format],
) -> None:
    """Write each offending cell again, coloured: the last writing of a cell is what stands."""
    columns = {name: place for place, name in enumerate(shown.columns)}
    for number, (row, field, is_error, says) in enumerate(marks.iter_rows()):
        place, column = at[row], columns[field]
        value = shown.item(place - FIRST_ROW, column)
        _write_cell(sheet, place, column, value, formats, kind=ERROR if is_error else "query")
        if number < MOST_COMMENTS:
            sheet.write_comment(place, column, says[:LONGEST], {"x_scale": 3, "y_scale": 2})
