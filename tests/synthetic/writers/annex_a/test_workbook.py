"""The workbook as a person opens it."""

from datetime import date, datetime

import openpyxl
import polars as pl
import pytest

from everycase.synthetic.writers.annex_a import write_annex_a

AS_OF = date(2026, 10, 31)


@pytest.fixture
def book(tmp_path, people):
    contacts = pl.DataFrame({"child_id": ["ADA", "=1+1"], "received_on": [date(2026, 10, 1)] * 2})
    path = write_annex_a({**people, "contacts": contacts}, AS_OF, tmp_path / "made" / "Annex_A.xlsx")
    return openpyxl.load_workbook(path)


def test_there_are_eleven_lists_each_with_its_headers(book):
    assert book.sheetnames == [f"List {number}" for number in range(1, 12)]
    headers = {sheet.title: [cell.value for cell in sheet[1]] for sheet in book}
    assert [len(headers[f"List {number}"]) for number in range(1, 12)] == [
        *(7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19),
    ]
    assert headers["List 1"] == [
        *("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"),
        *("Date of Contact", "Contact Source"),
    ]
    assert headers["List 11"][-2:] == [
        "Date of leaving adoption process",
        "Reason for leaving adoption process",
    ]


def test_dates_are_dates_numbers_numbers_and_nothing_an_empty_cell(book):
    cells = book["List 1"][2]
    assert [cell.value for cell in cells] == [
        *("ADA", "b) Female", "a) WBRI", datetime.fromisoformat("2016-11-01"), 9),
        *(datetime.fromisoformat("2026-10-01"), None),
    ]
    assert cells[5].number_format == "dd/mm/yyyy"


def test_text_that_looks_like_a_formula_stays_text(book):
    cell = book["List 1"]["A3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
