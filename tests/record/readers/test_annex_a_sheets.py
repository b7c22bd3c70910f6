"""Finding the lists in a workbook, however its sheets are named and its columns ordered."""

import pytest
from tests.record.readers.workbooks import CONTACTS, IN_NEED, REFERRALS, read, rows, says

from everycase.record.readers.annex_a_sheets import number_in
from everycase.record.reading import UnreadableError

CONTACT = ["7", "2024-02-01", "g) Police"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("List 1", 1),
        ("List_1", 1),
        ("1", 1),
        ("01 - Contacts", 1),
        ("Annex A List 5", 5),
        ("list10", 10),
        ("Contacts", 1),
        ("Early Help Assessments", 2),
        ("Sec47 and ICPC", 5),
        ("Children in Need", 6),
        ("Leaving Care", 9),
        ("Adoption", 10),
        ("Adopters", 11),
        ("Cover", None),
        ("2024 notes", None),
        ("List 12", None),
    ],
)
def test_the_list_that_a_sheet_s_name_says(name, number):
    assert number_in(name) == number


@pytest.mark.parametrize("name", ["List 1", "List_1", "1", "Contacts", "CONTACTS (6 months)"])
def test_a_sheet_is_found_by_name(tmp_path, name):
    reading = read(tmp_path, {name: [CONTACTS, CONTACT]})
    assert rows(reading, "contacts", "child_id", "received_on") == [("7", "2024-02-01")]


def test_headers_win_over_a_name_that_says_another_list(tmp_path):
    reading = read(tmp_path, {"List 3": [CONTACTS, CONTACT]})
    assert "contacts" in reading.tables
    assert "referrals" not in reading.tables
    assert "Sheet List 3 was taken as List 1 (Contacts), by its headers." in reading.notes


def test_titles_may_stand_above_the_headers(tmp_path):
    reading = read(tmp_path, {"List 1": [["Contacts"], ["Made by the data team"], [], CONTACTS, CONTACT]})
    assert rows(reading, "contacts", "child_id", "row") == [("7", 5)]


def test_columns_may_stand_in_any_order(tmp_path):
    reading = read(tmp_path, {"List 1": [CONTACTS[::-1], CONTACT[::-1]]})
    assert rows(reading, "contacts", "child_id", "received_on", "source") == [("7", "2024-02-01", "6")]


def test_a_missing_column_is_listed_and_not_supplied(tmp_path):
    reading = read(tmp_path, {"List 1": [CONTACTS[:2], CONTACT[:2]]})
    assert reading.supplied["contacts"] == {"child_id", "received_on"}
    assert any("no column 'Contact Source'" in text for text in says(reading, "missing column"))


def test_a_column_that_the_record_has_no_place_for_is_not_called_missing(tmp_path):
    reading = read(tmp_path, {"List 1": [CONTACTS, CONTACT]})
    assert not any("Age" in text for text in says(reading, "missing column"))


def test_an_extra_column_is_listed_with_the_column_it_may_be(tmp_path):
    headers = ["Child Unique ID", "Date of Contact", "Contacct Sourse", "Shoe size"]
    reading = read(tmp_path, {"List 1": [headers, [*CONTACT, "4"]]})
    start = "Annex A 2024-03-31.xlsx, sheet List 1: column "
    not_read = "is not one of List 1 (Contacts) and was not read"
    assert says(reading, "extra column") == [
        f"{start}'Contacct Sourse' {not_read}; if it is 'Contact Source', call it that",
        f"{start}'Shoe size' {not_read}",
    ]


def test_the_first_of_two_columns_with_one_header_is_read(tmp_path):
    reading = read(tmp_path, {"List 1": [[*CONTACTS, "Date of Contact"], [*CONTACT, "2024-02-09"]]})
    assert rows(reading, "contacts", "received_on") == [("2024-02-01",)]
    assert len(says(reading, "extra column")) == 1


def test_a_list_that_is_missing_or_empty_is_listed_and_its_tables_are_not_reached(tmp_path):
    reading = read(tmp_path, {"List 1": [CONTACTS, CONTACT], "List 3": [REFERRALS]})
    missing = says(reading, "missing file")
    assert any("List 3 (Referrals)" in text for text in missing)
    assert any("List 8 (Children in Care)" in text for text in missing)
    assert not any("List 1 (Contacts)" in text for text in missing)
    assert {window.table for window in reading.windows} == {"contacts"}


def test_a_sheet_that_is_no_list_is_listed(tmp_path):
    sheets = {"Guidance": [["How to fill this in"]], "List 6": [["Total", "12"]], "Blank": []}
    reading = read(tmp_path, {**sheets, "List 1": [CONTACTS, CONTACT]})
    guidance, list_6, blank = says(reading, "extra file")
    assert guidance.endswith("sheet Guidance was not read: its headers are those of no Annex A list")
    assert list_6.endswith(
        "sheet List 6 was not read: its name is that of List 6 (Children in Need) but the headers of that "
        "list are in none of its first 10 rows"
    )
    assert blank.endswith("sheet Blank was not read: it is empty")


def test_a_second_sheet_of_one_list_is_listed_and_not_read(tmp_path):
    reading = read(tmp_path, {"List 1": [CONTACTS, CONTACT], "List 1 (2)": [CONTACTS, ["8", *CONTACT[1:]]]})
    assert rows(reading, "contacts", "child_id") == [("7",)]
    assert "put all rows of a list in one sheet" in says(reading, "extra file")[0]


def test_a_workbook_without_any_list_says_what_was_found_and_expected(tmp_path):
    with pytest.raises(UnreadableError, match=r"Its sheets: Cover, Data\. Expected: sheets such as 'List 1'"):
        read(tmp_path, {"Cover": [["Hello"]], "Data": [["a", "b"], [1, 2]]})


def test_every_sheet_with_rows_is_a_file_read_with_its_counts(tmp_path):
    in_need = [IN_NEED, ["7", "2024-01-02", "soon", None, "c) Child in need plan"]]
    reading = read(tmp_path, {"List 1": [CONTACTS, CONTACT], "List 6": in_need})
    assert [(file.sheet, file.rows) for file in reading.files] == [("List 1", 1), ("List 6", 1)]
    assert reading.files[1].columns["Date Child Was Last Seen"] == {"values": 1, "understood": 0}
    assert len({file.sha256 for file in reading.files}) == 1
