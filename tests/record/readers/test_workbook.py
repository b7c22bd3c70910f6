"""What an .xlsx can be, and what is said of one that can't be read."""

import datetime as dt
import zipfile

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from tests.record.readers.workbooks import write

from everycase.record.readers.workbook import letters_of, open_workbook
from everycase.record.reading import UnreadableError

DAY = dt.datetime.fromisoformat("2024-03-05")


def cells(path, sheet="A"):
    return open_workbook(path).cells(sheet).drop("(row)").rows()


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_date_is_the_same_day_whichever_year_the_workbook_counts_from(tmp_path, from_1904):
    path = write(
        tmp_path / "a.xlsx",
        {"A": [[DAY, dt.datetime.fromisoformat("2024-03-05T13:30")]]},
        from_1904=from_1904,
    )
    assert cells(path) == [("2024-03-05 00:00:00", "2024-03-05 13:30:00")]
    assert open_workbook(path).from_1904 is from_1904


def test_cells_are_text_without_spare_spaces(tmp_path):
    path = write(tmp_path / "a.xlsx", {"A": [["007", 4.0, " Ann\u00a0 Lee ", "", None, True, "x"]]})
    assert cells(path) == [("007", "4", "Ann Lee", None, None, "true", "x")]


def test_rows_keep_the_numbers_that_excel_shows(tmp_path):
    path = write(tmp_path / "a.xlsx", {"A": [[], [], ["x"], [], ["y"]]})
    found = open_workbook(path).cells("A")
    assert [row for row in found.rows() if row[1]] == [(3, "x"), (5, "y")]


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A").write_string(0, 0, '=HYPERLINK("x","y")')
    assert cells(path) == [('=HYPERLINK("x","y")',)]


def test_a_formula_gives_its_last_value(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A").write_formula(0, 0, "=A2", None, "Ann Lee")
    assert cells(path) == [("Ann Lee",)]
    assert list(open_workbook(path).unseen("A")) == []


def test_error_cells_and_formulas_without_a_value_are_listed(tmp_path):
    path = write(tmp_path / "a.xlsx", {"A": [["#N/A", "=B1+1", "x"]]})  # openpyxl works nothing out
    unseen = [(cell.column, cell.row, cell.shows) for cell in open_workbook(path).unseen("A")]
    assert unseen == [("A", 1, "#N/A"), ("B", 1, "")]
    assert cells(path) == [(None, None, "x")]


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_columns_have_excel_s_letters(place, letters):
    assert letters_of(place) == letters


def unreadable(path, **how):
    with pytest.raises(UnreadableError) as raised:
        open_workbook(path, **how)
    assert path.name in str(raised.value)
    return str(raised.value)


def test_half_a_workbook_is_said_to_be_damaged(tmp_path):
    path = write(tmp_path / "half.xlsx", {"A": [["x"] * 50] * 50})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "damaged" in unreadable(path)


def test_an_old_xls_or_one_with_a_password_is_said_to_be_that(tmp_path):
    path = tmp_path / "renamed.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "old .xls" in unreadable(path)


@pytest.mark.parametrize("content", [b"Child Unique ID,Gender\n1,M\n", b"", b"<html></html>"])
def test_what_is_no_workbook_is_said_not_to_be_one(tmp_path, content):
    path = tmp_path / "text.xlsx"
    path.write_bytes(content)
    assert "an .xlsx file was expected" in unreadable(path)


def test_a_zip_that_is_no_workbook_is_said_not_to_be_one(tmp_path):
    path = tmp_path / "letters.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear all")
    assert "not an Excel workbook" in unreadable(path)


def test_a_workbook_that_would_fill_the_machine_is_not_unpacked(tmp_path):
    path = write(tmp_path / "bomb.xlsx", {"A": [["a" * 30_000] * 40] * 20})
    assert path.stat().st_size < 1_000_000
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(20_000_000))
    assert path.stat().st_size < 1_000_000
    assert "would unpack to" in unreadable(path, largest=10_000_000)


def with_part(path, name, change):
    """The workbook at `path` with one part of it changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def test_a_damaged_sheet_is_not_taken_for_an_empty_one(tmp_path):
    path = write(tmp_path / "a.xlsx", {"A": [["x"] * 50] * 50})
    path = with_part(path, "xl/worksheets/sheet1.xml", lambda content: content[: len(content) // 2])
    with pytest.raises(UnreadableError, match=r"a\.xlsx: sheet A is damaged"):
        cells(path)


def test_a_sheet_with_only_a_chart_is_empty(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A").write_row(0, 0, [1, 2])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=A!$A$1:$B$1"})
        book.add_chartsheet("Chart").set_chart(chart)
    assert cells(path, "Chart") == []


def test_entities_are_not_expanded(tmp_path):
    bomb = b'<!DOCTYPE workbook [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = write(tmp_path / "a.xlsx", {"Sheet": [["x"]]})
    path = with_part(path, "xl/workbook.xml", lambda content: bomb + content.replace(b"Sheet", b"&b;"))
    try:
        names = open_workbook(path).sheets
    except UnreadableError:
        names = []
    assert not any("lollol" in name for name in names)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert "can't be opened" in unreadable(tmp_path / "none.xlsx")
