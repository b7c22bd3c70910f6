"""Telling a CSV's table by its headers."""

import pytest

from everycase.returns.ssda903 import TABLES
from everycase.returns.ssda903.headers import recognise


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_told_by_its_own_headers_in_any_order(name):
    headers = list(reversed(TABLES[name].submitted))
    table, columns, problems = recognise("whatever.csv", headers)
    assert (table, problems) == (name, [])
    assert columns == {header: header for header in headers}


@pytest.mark.parametrize(
    ("headers", "table", "listed"),
    [
        ("CHILD,DOB,REVIEW", "Reviews", [("missing column", "REVIEW_CODE")]),
        ("CHILD,DOB,REVIEW,REVIEW_CODE,IRO", "Reviews", [("extra column", "IRO")]),
        ("Child,DOB,REVIEW,REVIEW_CODE", "Reviews", [("trap", "Child")]),
        ("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,UASC", "Header", [("extra column", "UASC")]),
        ("CHILD,SEX,DOB,DUC", "UASC", []),
        ("CHILD,DOB,MISSING,MIS_START", "Missing", [("missing column", "MIS_END")]),
        ("CHILD,DOB,SEX", "", [("extra file", "")]),  # headers of several tables: of none
        ("name,address", "", [("extra file", "")]),
    ],
)
def test_headers_that_are_not_exact_are_read_as_far_as_they_go(headers, table, listed):
    found, _, problems = recognise("file.csv", headers.split(","))
    assert found == table
    assert [(p.kind, p.column) for p in problems] == listed


def test_a_header_in_small_letters_is_read_as_its_column():
    _, columns, problems = recognise("r.csv", ["child", "dob", "review", "review_code"])
    assert columns == {"CHILD": "child", "DOB": "dob", "REVIEW": "review", "REVIEW_CODE": "review_code"}
    assert len(problems) == 4
