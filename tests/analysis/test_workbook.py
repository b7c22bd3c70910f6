"""A worklist as Excel sees it: text as text, dates as dates, filters, frozen header, one page wide."""

from datetime import date, datetime

import openpyxl
import pytest
from tests.analysis.made import made

from everycase.analysis.names import Names
from everycase.analysis.workbook import write_worklist
from everycase.analysis.worklist import worklists

HOSTILE = "=cmd|'/c calc'!A1"
NAMES = Names(teams={"T1": '=HYPERLINK("http://example.invalid")'}, workers={"W1": "@SUM(1+1)*cmd"})
FINDINGS = [
    {"child_id": HOSTILE, "says": "+1", "severity": 4, "red_line": True, "late": 1, "unit": "calendar days"},
    {
        "child_id": "-2",
        "says": "http://example.invalid/x",
        "worker_now": "W1",
        "late": 12,
        "unit": "working days",
    },
    {"child_id": "\t=1", "says": "12", "since": date(1899, 1, 1), "severity": 0},
]
UNTOLD = {"child_id": "Ben", "state": "cannot tell", "reason": "the date of birth is not recorded"}
SOON = {"child_id": "Ben", "state": "due", "due_on": date(2026, 12, 1)}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    rows = [{**row, "team_now": "T1"} for row in FINDINGS]
    due = [{**row, "team_now": "T1"} for row in (UNTOLD, SOON)]
    only = worklists(made(findings=rows, obligations=due, names=NAMES))[0]
    path = write_worklist(only, tmp_path_factory.mktemp("worklists") / "deeper" / "team.xlsx")
    return openpyxl.load_workbook(path)


def column(sheet, header):
    place = next(cell.column for cell in sheet[2] if cell.value == header)
    return [sheet.cell(row, place) for row in range(3, sheet.max_row + 1)]


def test_three_sheets_each_with_a_line_that_says_whose_and_how_many(workbook):
    whose = '=HYPERLINK("http://example.invalid"), as of 24 November 2026.'
    reds = "1 of them a red line (a child may be unsafe): look there first"
    assert {sheet.title: sheet["A1"].value for sheet in workbook} == {
        "To put right": f"{whose} To put right: 2, {reds}; and 1 for information.",
        "Due soon": f"{whose} Due in the next 10 working days: 1.",
        "Can't tell": f"{whose} Can't be told: 1, of 1 standard. These count neither as right nor as wrong.",
    }


def test_no_cell_is_a_formula_or_a_link(workbook):
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []


def test_hostile_text_is_shown_as_it_was_written(workbook):
    sheet = workbook["To put right"]
    assert [cell.value for cell in column(sheet, "Child")] == [HOSTILE, "-2", "\t=1"]
    assert [cell.value for cell in column(sheet, "What is wrong")] == ["+1", "http://example.invalid/x", "12"]
    assert {cell.data_type for cell in column(sheet, "What is wrong")} == {"s"}
    # Both keep a cell text when somebody edits it.
    assert {cell.number_format for cell in column(sheet, "Child")} == {"@"}
    assert [cell.quotePrefix for cell in column(sheet, "Child")] == [True, True, True]


def test_dates_are_dates_but_for_those_that_excel_does_not_know(workbook):
    since = column(workbook["To put right"], "Since")
    assert since[0].value == datetime(2026, 11, 24)  # noqa: DTZ001 - a day has no time zone
    assert since[0].number_format == "d mmm yyyy"
    assert since[2].value == "1899-01-01"


def test_late_is_a_number_that_shows_its_unit(workbook):
    late = column(workbook["To put right"], "Late by")
    assert [cell.value for cell in late] == [1, 12, None]
    assert [cell.number_format for cell in late[:2]] == [
        '[=1]0" day";#,##0" days"',
        '[=1]0" working day";#,##0" working days"',
    ]
    assert "Counted in" not in [cell.value for cell in workbook["To put right"][2]]


def test_filters_frozen_header_and_paper(workbook):
    for sheet in workbook:
        last = openpyxl.utils.get_column_letter(sheet.max_column)
        assert sheet.auto_filter.ref == f"A2:{last}{max(3, sheet.max_row)}"
        assert sheet.freeze_panes == "A3"
        assert sheet.page_setup.orientation == "landscape"
        # A width left out is one page: the default of the file format.
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$2"


def test_columns_are_as_wide_as_they_need_and_no_wider_than_can_be_read(workbook):
    sheet = workbook["To put right"]
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[2]}
    assert 12 <= widths["Since"] <= 20
    assert widths["Red line"] < widths["Standard"] <= 50


def test_an_empty_list_still_has_its_header_and_filter(tmp_path):
    only = worklists(made(obligations=[SOON]))[0]
    sheet = openpyxl.load_workbook(write_worklist(only, tmp_path / "x.xlsx"))["To put right"]
    assert sheet["A1"].value == "No team, as of 24 November 2026. To put right: 0."
    assert sheet["A2"].value == "Red line"
    assert sheet.auto_filter.ref.startswith("A2:")
