"""Opening a council's text file, and its cells."""

import hashlib

import pytest

from everycase.returns.files import encoding_of, open_text, read_csv
from everycase.returns.problems import UnreadableError

WORDS = "CHILD,NAME\r\n1,Zoë\r\n"


def cells_of(tmp_path, data: bytes):
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    return read_csv(open_text(path))


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", WORDS.encode()),
        ("utf-8-sig", b"\xef\xbb\xbf" + WORDS.encode()),
        ("utf-16", b"\xff\xfe" + WORDS.encode("utf-16-le")),
        ("utf-16", b"\xfe\xff" + WORDS.encode("utf-16-be")),
        ("utf-16-le", WORDS.encode("utf-16-le")),
        ("utf-16-be", WORDS.encode("utf-16-be")),
        ("utf-32", b"\xff\xfe\x00\x00" + WORDS.encode("utf-32-le")),
        ("cp1252", WORDS.encode("cp1252")),
    ],
)
def test_the_same_words_are_read_from_every_encoding(tmp_path, encoding, written):
    assert encoding_of(written) == encoding
    assert cells_of(tmp_path, written).frame.rows() == [("1", "Zoë")]


def test_windows_text_is_read_and_said_to_be_a_guess(tmp_path):
    (problem,) = cells_of(tmp_path, WORDS.encode("cp1252")).problems
    assert (problem.kind, problem.expected) == ("trap", "UTF-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_the_headers_have(tmp_path, delimiter):
    read = cells_of(tmp_path, delimiter.join(["A", "B"]).encode() + b"\n" + delimiter.join("12").encode())
    assert read.frame.to_dict(as_series=False) == {"A": ["1"], "B": ["2"]}


@pytest.mark.parametrize(
    ("text", "rows", "numbers"),
    [
        ("A,B\n1,2\n3,4\n", [("1", "2"), ("3", "4")], [2, 3]),
        ("A,B\n1,2\n\n3,4", [("1", "2"), ("3", "4")], [2, 4]),  # a blank line keeps its number
        ("\n\nA,B\n1,2\n", [("1", "2")], [4]),
        ("A,B\n , \n1,\n", [("1", None)], [3]),  # spaces are nothing
        ('A,"B"\n"1","2, and\n3"\n', [("1", "2, and\n3")], [2]),
        ('A,B\n"",x\n', [(None, "x")], [2]),
        ("A,B\r\n007, x \r\n", [("007", " x ")], [2]),  # as it stands
        ("A,B\n", [], []),
    ],
)
def test_cells_are_text_and_rows_have_the_numbers_that_a_person_sees(tmp_path, text, rows, numbers):
    read = cells_of(tmp_path, text.encode())
    assert read.frame.rows() == rows
    assert read.rows.to_list() == numbers
    assert read.problems == []


@pytest.mark.parametrize(
    ("text", "rows", "listed"),
    [
        ("A,B\n1\n3,4\n", [("1", None), ("3", "4")], [(2, "1", "2 cells")]),
        ("A,B\n1,2,left over\n3,4\n", [("1", "2"), ("3", "4")], [(2, "left over", "2 cells")]),
        # Cut off in the middle of a row.
        ("A,B,C\n1,2,3\n4,5", [("1", "2", "3"), ("4", "5", None)], [(3, "4 | 5", "3 cells")]),
    ],
)
def test_a_row_that_does_not_fit_the_headers_is_read_and_listed(tmp_path, text, rows, listed):
    read = cells_of(tmp_path, text.encode())
    assert read.frame.rows() == rows
    assert [(p.row, p.found, p.expected) for p in read.problems] == listed


def test_a_quotation_mark_never_closed_loses_no_row(tmp_path):
    read = cells_of(tmp_path, b'A,B\n"1,2\n3,4\n')
    assert read.frame.rows() == [("1", "2"), ("3", "4")]
    assert ["never closed" in p.says for p in read.problems] == [True]


def test_headers_that_repeat_or_are_blank_are_told_apart(tmp_path):
    assert cells_of(tmp_path, b"A,A,\n1,2,3\n").frame.columns == ["A", "A#2", "(column 3)"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "file.csv is empty"),
        (b"  \r\n ", "file.csv is empty"),
        (b",,\n1,2,3", "no row of headers"),
        (b"\xff\xfeA\x00,", "breaks off or is damaged"),
        (b"A,B\n1,2\r3\x8f\n4", "is not a CSV, whatever its name says"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, data, says):
    with pytest.raises(UnreadableError, match=says):
        cells_of(tmp_path, data)


def test_lines_may_end_with_a_carriage_return_alone(tmp_path):
    cells = cells_of(tmp_path, b"A,B\r1,2\r3,4\r")
    assert cells.frame.rows() == [("1", "2"), ("3", "4")]
    assert cells.rows.to_list() == [2, 3]


def test_a_file_too_large_or_not_there_is_refused(tmp_path):
    path = tmp_path / "large.csv"
    path.write_bytes(b"A" * 11)
    with pytest.raises(UnreadableError, match=r"large\.csv has 11 bytes"):
        open_text(path, largest=10)
    with pytest.raises(UnreadableError, match=r"gone\.csv can't be opened"):
        open_text(tmp_path / "gone.csv")


def test_the_fingerprint_is_that_of_the_bytes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"A\n1\n")
    assert open_text(path).sha256 == hashlib.sha256(b"A\n1\n").hexdigest()


def test_signs_that_stand_for_nothing_are_left_out_and_told(tmp_path):
    cells = cells_of(tmp_path, b"CHILD,NAME\n1\x002,Zoe\n")
    assert cells.frame.rows() == [("12", "Zoe")]
    (problem,) = cells.problems
    assert (problem.kind, "NUL" in problem.says) == ("not understood", True)
