"""The date that a file is of."""

import datetime as dt

import polars as pl
import pytest
from tests.record.readers.workbooks import CONTACTS, write

from everycase.record.readers import annex_a
from everycase.record.readers.annex_a_date import date_of
from everycase.record.reading import UnreadableError

MARCH_31 = dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    "name",
    [
        "Annex A 2024-03-31",
        "annex_a_2024_03_31",
        "AnnexA_31-03-2024_final",
        "Annex A 31 March 2024",
        "20240331 list",
    ],
)
def test_the_file_s_name_says_it(name):
    assert date_of(name, ["Made on 1/1/2023"], [])[0] == MARCH_31


def test_else_the_titles_say_it_the_latest_where_there_are_two():
    found, words = date_of("Annex A v2", ["For 01/10/2023 to 31/03/2024", "Contacts"], [])
    assert (found, words) == (MARCH_31, "Dated 2024-03-31, from the words above the headers.")


@pytest.mark.parametrize("title", ["List 11", "2024", "Version 3.1.2", "Team 12-13-14"])
def test_numbers_that_are_no_date_say_nothing(title):
    with pytest.raises(UnreadableError, match="holds no date at all"):
        date_of("Annex A", [title], [])


@pytest.mark.parametrize(
    ("days", "is_"),
    [
        (["2024-01-01", "2024-03-31", None], "2024-03-31"),
        (["2024-03-31", "2204-03-01"], "2024-03-31"),  # a slip of the key
        (["2024-03-31", "2205-03-01", "2042-01-01"], "2024-03-31"),
        (["2023-05-01", "2024-03-31"], "2024-03-31"),
    ],
)
def test_else_it_is_the_latest_date_of_anything_that_happened(days, is_):
    found, words = date_of("Annex A", [], [pl.Series(days).str.to_date()])
    assert str(found) == is_
    assert "Give the date, if it was made later." in words


def test_a_workbook_s_children_are_not_taken_for_what_happened(tmp_path):
    sheet = [[*CONTACTS, "Date of Birth"], ["7", "2024-03-31", "g) Police", "2024-09-01"]]
    reading = annex_a.read(write(tmp_path / "Annex A.xlsx", {"List 1": sheet}))
    assert reading.as_of == MARCH_31


def test_the_date_given_goes_before_all(tmp_path):
    sheet = [CONTACTS, ["7", "2024-03-31", "g) Police"]]
    path = write(tmp_path / "Annex A 2024-05-05.xlsx", {"List 1": sheet})
    reading = annex_a.read(path, dt.date(2024, 4, 2))
    assert reading.as_of == dt.date(2024, 4, 2)
    assert reading.windows[0].to == dt.date(2024, 4, 2)
    assert reading.notes[0] == "Dated 2024-04-02, as given."
