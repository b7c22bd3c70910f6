"""The data officer's workbook as Excel sees it."""

import openpyxl
import pytest
from tests.returns.census import RIGHT, WRONG, checked

from everycase.analysis.returns import workbook as made
from everycase.analysis.returns.workbook import write_workbook

HOSTILE = "=cmd|'/c calc'!A1"
ODD = {**RIGHT, "child": HOSTILE, "sex": "@SUM(1+1)", "source": "-2", "closed": "http://example.invalid/x"}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("return")
    return openpyxl.load_workbook(
        write_workbook(checked(folder, *WRONG, ODD), folder / "deeper" / "check.xlsx")
    )


def column(sheet, header):
    place = next(cell.column for cell in sheet[2] if cell.value == header)
    return [sheet.cell(row, place) for row in range(3, sheet.max_row + 1)]


def values(sheet, header):
    return [cell.value for cell in column(sheet, header)]


def test_three_lists_and_a_sheet_for_each_table_that_has_rows(workbook):
    assert workbook.sheetnames == [
        "Rules",
        "By rule",
        "By child",
        "Header",
        "ChildIdentifiers",
        "ChildCharacteristics",
        "Disabilities",
        "CINdetails",
        "Assessments",
        "AssessmentFactorsList",
    ]


def test_every_rule_is_listed_with_its_outcome(workbook):
    sheet = workbook["Rules"]
    found = dict(zip(values(sheet, "Rule"), values(sheet, "Outcome"), strict=True))
    assert len(found) == 109
    assert (found["4180"], found["4220"]) == ("flagged", "clear")


def test_errors_stand_before_queries_by_rule(workbook):
    kinds = values(workbook["By rule"], "Kind")
    assert kinds == sorted(kinds)
    assert set(kinds) == {"Error", "Query"}


def test_a_childs_lines_stand_together(workbook):
    children = values(workbook["By child"], "Child")
    assert children[-1] == "no one child"
    assert children == [HOSTILE] * children.count(HOSTILE) + ["Amira1", "Amira1", "Ben1", "no one child"]


def test_an_offending_cell_is_coloured_and_its_comment_says_which_rule(workbook):
    sheet = workbook["ChildIdentifiers"]
    amira, ben, chidi, _ = column(sheet, "Sex")
    assert amira.value == "1"
    assert amira.comment.text == "4180 (error): Sex must be provided and equal M, F, or U"
    assert amira.fill.fgColor.rgb == "FFF6CDC5"
    assert (ben.comment, chidi.comment, chidi.fill.fgColor.rgb) == (None, None, "00000000")
    born = column(sheet, "PersonBirthDate")[1]
    assert (born.value, born.fill.fgColor.rgb) == ("spring", "FFFFF4B3")
    assert born.comment.text.startswith("8525Q (query): ")


def test_an_offending_blank_is_marked_too(workbook):
    blank = column(workbook["ChildIdentifiers"], "ExpectedPersonBirthDate")[1]
    assert blank.value is None
    assert blank.comment.text.startswith("8525Q")


def test_each_row_says_which_rules_flag_it_and_where_it_stands_in_the_file(workbook):
    sheet = workbook["ChildIdentifiers"]
    assert values(sheet, "Flagged by")[:3] == ["4180", "8525Q", None]
    assert values(sheet, "Row in the file")[:3] == [3, 17, 31]
    assert sheet["A1"].value == "3 rows of 4 flagged; red: an error, yellow: a query."


def test_no_cell_is_a_formula_or_a_link_and_hostile_text_stands_as_it_was(workbook):
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert values(workbook["ChildIdentifiers"], "LAchildID")[3] == HOSTILE
    assert values(workbook["ChildIdentifiers"], "Sex")[3] == "@SUM(1+1)"
    assert column(workbook["ChildIdentifiers"], "LAchildID")[3].quotePrefix
    assert column(workbook["ChildIdentifiers"], "Sex")[3].quotePrefix


def test_of_a_long_table_only_flagged_rows_are_shown_and_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(made, "MOST_TABLE_ROWS", 2)
    sheet = openpyxl.load_workbook(write_workbook(checked(tmp_path, *WRONG), tmp_path / "check.xlsx"))[
        "CINdetails"
    ]
    assert values(sheet, "LAchildID") == ["Amira1"]
    assert sheet["A1"].value.endswith("Only the flagged rows are shown.")
    assert column(sheet, "CINclosureDate")[0].comment.text.startswith("8620 (error)")


def test_a_sheet_by_rule_names_the_child_and_one_by_child_the_rule(tmp_path):
    book = openpyxl.load_workbook(write_workbook(checked(tmp_path, *WRONG), tmp_path / "check.xlsx"))
    for name, headers in (("By rule", ["Rule", "Kind", "Child"]), ("By child", ["Child", "Kind", "Rule"])):
        assert [cell.value for cell in book[name][2]][:3] == headers
