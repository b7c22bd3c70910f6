"""Files that are damaged, mistaken or hostile: one plain sentence, or a listed problem."""

import hashlib
import struct
import time
import zipfile

import pytest
from lxml import etree
from openpyxl import Workbook

from everycase.record.readers.safe import check_workbook, read_csv, sha256_of, xml_parser
from everycase.record.readers.values import ROW
from everycase.record.reading import PROBLEMS, UnreadableError

TEXT = "id,name\n1,Zoë\n2,Amélie\n"
ROWS = [("1", "Zoë"), ("2", "Amélie")]


def csv(tmp_path, content, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def cells(read):
    return read.frame.select(read.headers).rows()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_encoding(tmp_path, encoding):
    assert cells(read_csv(csv(tmp_path, TEXT.encode(encoding)))) == ROWS


def test_an_encoding_that_was_guessed_is_said(tmp_path):
    read = read_csv(csv(tmp_path, TEXT.encode("cp1252")))
    assert read.problems.schema == PROBLEMS
    assert read.problems["kind"].to_list() == ["trap"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_delimiter(tmp_path, delimiter):
    assert cells(read_csv(csv(tmp_path, TEXT.replace(",", delimiter).encode()))) == ROWS


def test_a_line_break_within_a_cell(tmp_path):
    read = read_csv(csv(tmp_path, b'id,name\n1,"a\nb"\n2,c\n'))
    assert cells(read) == [("1", "a\nb"), ("2", "c")]


def test_rows_too_long_or_too_short_and_a_cut_off_last_line_are_listed(tmp_path):
    read = read_csv(csv(tmp_path, b"id,name,sex\n1,a,M,x\n2,b\n3,c,F\n4,d"))
    assert cells(read) == [("1", "a", "M"), ("2", "b", None), ("3", "c", "F"), ("4", "d", None)]
    assert read.problems.select("row", "kind").rows() == [
        (2, "not understood"),
        (3, "not understood"),
        (5, "not understood"),
    ]


def test_nul_bytes_are_left_out(tmp_path):
    assert cells(read_csv(csv(tmp_path, b"id,name\n1,a\x00b\n"))) == [("1", "ab")]


def test_blank_lines_do_not_shift_the_row_that_a_person_sees(tmp_path):
    read = read_csv(csv(tmp_path, b"id,name\n1,a\n,\n2,b\n"))
    assert read.frame[ROW].to_list() == [2, 4]


def test_ids_kept_by_excel_as_formulas(tmp_path):
    assert cells(read_csv(csv(tmp_path, b'id,name\n="00123",a\n'))) == [("00123", "a")]


def test_the_fingerprint(tmp_path):
    path = csv(tmp_path, TEXT.encode())
    assert read_csv(path).sha256 == sha256_of(path) == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.csv is empty"),
        (b" \r\n ", "a.csv is empty"),
        (b"PK\x03\x04 and more", "a.csv is not a CSV"),
        (b"<?xml version='1.0'?><a/>", "a.csv is not a CSV"),
        (b"<html><body>Log in</body></html>", "a.csv is not a CSV"),
    ],
)
def test_what_is_no_csv_at_all(tmp_path, content, said):
    with pytest.raises(UnreadableError, match=said):
        read_csv(csv(tmp_path, content))


def test_a_file_larger_than_the_limit(tmp_path):
    with pytest.raises(UnreadableError, match=r"a\.csv has 25 bytes; files up to 10 bytes"):
        read_csv(csv(tmp_path, TEXT.encode()), largest=10)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableError, match=r"none\.csv can't be opened"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(UnreadableError, match=r"none\.xlsx can't be opened"):
        check_workbook(tmp_path / "none.xlsx")


@pytest.fixture
def workbook(tmp_path):
    book = Workbook()
    book.active.append(["id", "name"])
    book.active.append([1, "Zoë"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path


def test_an_ordinary_workbook_passes(workbook):
    check_workbook(workbook)


def test_a_zip_that_claims_ten_gigabytes_is_refused_at_once(tmp_path, workbook):
    bomb = tmp_path / "bomb.xlsx"
    content = bytearray(workbook.read_bytes())
    entry = content.index(b"PK\x01\x02")  # the first entry of the directory: its unpacked size is at 24
    content[entry + 24 : entry + 28] = struct.pack("<I", 4 * 1024**3 - 2)
    bomb.write_bytes(content)
    start = time.monotonic()
    with pytest.raises(UnreadableError, match=r"bomb\.xlsx would unpack to 4\.3 GB; up to 2\.1 GB is read"):
        check_workbook(bomb)
    assert time.monotonic() - start < 1


def test_a_part_that_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (101 * 1024**2))
    with pytest.raises(UnreadableError, match=r"sheet1\.xml, which unpacks to 1,0\d\d times its size"):
        check_workbook(path)


def test_a_part_that_lies_about_its_size_is_damaged(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 100_000)
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match="damaged"):
        check_workbook(path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_workbook_cut_off_anywhere(tmp_path, workbook, kept):
    whole = workbook.read_bytes()
    path = csv(tmp_path, whole[: int(len(whole) * kept)], "cut.xlsx")
    with pytest.raises(UnreadableError, match=r"cut\.xlsx is a damaged or unfinished workbook"):
        check_workbook(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "has a password or is an old .xls"),
        (b"", "is empty"),
        (b"id,name\n1,a\n", "is not an Excel workbook"),
    ],
)
def test_what_is_no_workbook(tmp_path, content, said):
    with pytest.raises(UnreadableError, match=said):
        check_workbook(csv(tmp_path, content, "a.xlsx"))


def test_xml_entities_are_not_expanded_and_no_file_is_fetched(tmp_path):
    secret = csv(tmp_path, b"secret", "secret.txt")
    text = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY t "told">]><a>&s;&t;</a>'
    root = etree.fromstring(text.encode(), xml_parser())
    assert root.text is None
    assert etree.tostring(root) == b"<a>&s;&t;</a>"


def test_xml_deeper_than_any_return_is_refused():
    deep = "<a>" * 300 + "</a>" * 300
    with pytest.raises(etree.XMLSyntaxError, match="depth"):
        etree.fromstring(deep.encode(), xml_parser())
