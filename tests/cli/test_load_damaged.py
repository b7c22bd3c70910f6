"""`everycase load` on files that are damaged, mistaken or hostile.

Either a sentence that names the file, with the last good record as it was, byte for byte; or a record
in which the oddity is understood or listed, and no row is lost.
"""

from __future__ import annotations

import random
import struct
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.cli.conftest import bytes_of

from everycase.record.schema import Format
from everycase.record.store import Store

AS_OF = ("--as-of", "2026-11-24")
NOISE = random.Random(1).randbytes(20_000)
XML, XLSX, EVENTS, SSD, RETURN = Format.CIN_CENSUS, Format.ANNEX_A, Format.EVENTS, Format.SSD, Format.SSDA903
DEPTHS = [*zip("abcdefgh", "bcdefghi", strict=True)]
ENTITY_BOMB = (
    '<!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {to} "{f"&{of};" * 10}">' for of, to in DEPTHS)
    + "]><Message>&i;</Message>"
).encode()
EXTERNAL = b'<!DOCTYPE Message [<!ENTITY x SYSTEM "../ssd/ssd_person.csv">]><Message>&x;</Message>'


def cut(share):
    return lambda whole: whole[: int(len(whole) * share)]


def declares_ten_gigabytes(whole):
    """The same workbook, its directory saying of three parts that each unpacks to 3.4 GB."""
    content = bytearray(whole)
    entry = -1
    for _ in range(3):
        entry = content.index(b"PK\x01\x02", entry + 1)
        content[entry + 24 : entry + 28] = struct.pack("<I", 3_400_000_000)
    return bytes(content)


@pytest.mark.parametrize(
    ("fmt", "name", "damage", "said"),
    [
        (XML, "census.xml", cut(0.01), "census.xml is not whole XML"),
        (XML, "census.xml", cut(0.9), "census.xml is not whole XML: at line"),
        (XML, "census.xml", lambda _: b"", "census.xml is empty"),
        (XML, "census.xml", lambda _: NOISE, "census.xml is not whole XML"),
        (XML, "census.xml", lambda _: ENTITY_BOMB, "census.xml has a document type declaration (DOCTYPE)"),
        (XML, "census.xml", lambda _: EXTERNAL, "census.xml has a document type declaration (DOCTYPE)"),
        (XML, "census.xml", lambda _: b"<Message><Other/></Message>", "census.xml"),
        (XLSX, "annex_a.xlsx", cut(0.5), "annex_a.xlsx is a damaged or unfinished workbook"),
        (XLSX, "annex_a.xlsx", cut(0.99), "annex_a.xlsx is a damaged or unfinished workbook"),
        (XLSX, "annex_a.xlsx", lambda _: b"", "annex_a.xlsx is empty"),
        (XLSX, "annex_a.xlsx", lambda _: NOISE, "annex_a.xlsx is not an Excel workbook"),
        (XLSX, "annex_a.xlsx", declares_ten_gigabytes, "annex_a.xlsx would unpack to 10."),
        (XLSX, "annex_a.csv", lambda whole: whole, "annex_a.csv has no known columns in its first row"),
        (XLSX, "annex_a.pdf", lambda whole: whole, "annex_a.pdf is not a file that everycase reads"),
        (EVENTS, "events.csv", cut(0), "events.csv is empty"),
        (EVENTS, "events.csv", lambda _: NOISE, "events.csv has no known columns in its first row"),
        (EVENTS, "events.xlsx", lambda whole: whole, "events.xlsx is not an Excel workbook"),
        (EVENTS, "events.csv", lambda _: b"child,event\nA1,supervision\n", "events.csv has no column date"),
        (EVENTS, "ssd.db", lambda whole: whole, "ssd.db can't be read: file is not a database"),
        (EVENTS, "ssd.db", lambda _: b"", "ssd.db holds no table of the Standard Safeguarding Dataset"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_last_record_stays(
    everycase, council, made, tmp_path, fmt, name, damage, said
):
    path = tmp_path / name
    path.write_bytes(damage(made[fmt].read_bytes()))
    before = bytes_of(council)
    ended = everycase("load", made[SSD], path, "--council", council, *AS_OF)
    assert ended.code == 2
    assert f"Can't go on: {said}" in ended.error or f"Can't go on: The database at {said}" in ended.error
    assert bytes_of(council) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ssd_person.csv", NOISE, "ssd_person.csv"),
        ("ssd_person.csv", b"PK\x03\x04 a workbook by another name", "ssd_person.csv is not a CSV"),
        ("ssd_person.csv", b"<html><body>Log in</body></html>", "ssd_person.csv is not a CSV"),
    ],
)
def test_one_bad_file_of_a_folder_stops_the_whole_load(
    everycase, council, made, tmp_path, name, content, said
):
    for path in made[SSD].iterdir():
        (tmp_path / "ssd").mkdir(exist_ok=True)
        (tmp_path / "ssd" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "ssd" / name).write_bytes(content)
    before = bytes_of(council)
    ended = everycase("load", tmp_path / "ssd", "--council", council, *AS_OF)
    assert (ended.code, said in ended.error) == (2, True)
    assert bytes_of(council) == before


def test_another_workbook_is_told_by_its_sheets(everycase, council, tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    book.active.append(["Invoice", "Amount"])
    book.save(tmp_path / "invoices.xlsx")
    monkeypatch.chdir(tmp_path)
    before = bytes_of(council)
    ended = everycase("load", "./invoices.xlsx", "--council", council, *AS_OF)
    assert ended.code == 2
    assert "invoices.xlsx has no sheet with the headers of an Annex A list. Its sheets: Sheet." in ended.error
    assert bytes_of(council) == before


def test_a_zip_bomb_is_not_unpacked(everycase, council, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (101 * 1024**2))
    ended = everycase("load", tmp_path / "a.xlsx", "--council", council, *AS_OF)
    assert (ended.code, "unpacks to" in ended.error) == (2, True)


@pytest.mark.parametrize("name", ["no such folder", "empty", "loop", "round"])
def test_a_place_with_nothing_to_read(everycase, council, tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "round").mkdir()
    (tmp_path / "round" / "again").symlink_to(tmp_path / "round")
    before = bytes_of(council)
    ended = everycase("load", tmp_path / name, "--council", council, *AS_OF)
    assert ended.code == 2
    assert f"Can't go on: {tmp_path / name}" in ended.error
    assert bytes_of(council) == before


def test_links_that_lead_round_in_circles_are_not_followed(everycase, empty_council, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "events.csv").write_text("child,event,date\nA1,child-seen,2026-10-05\n")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "itself.csv").symlink_to(tmp_path / "in" / "itself.csv")
    assert everycase("load", tmp_path / "in", "--council", empty_council, *AS_OF).code == 0
    assert Store(empty_council).record().scan("events").collect().height == 1


def kept(council, table, *columns):
    return Store(council).record().scan(table).select(columns).sort(columns).collect()


def load_changed(everycase, council, made, tmp_path, change):
    """Load the Annex A workbook after a change to it."""
    book = openpyxl.load_workbook(made[XLSX])
    change(book)
    book.save(tmp_path / "annex_a.xlsx")
    return everycase("load", tmp_path / "annex_a.xlsx", "--council", council, *AS_OF, "--json")


def each_date(book, turned):
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, datetime):
                    turned(cell)


def as_text(pattern):
    def turned(cell):
        cell.value, cell.number_format = cell.value.strftime(pattern), "@"

    return lambda book: each_date(book, turned)


def as_serials(book):
    def turned(cell):
        cell.value, cell.number_format = (cell.value - datetime(1899, 12, 30)).days, "General"  # noqa: DTZ001

    each_date(book, turned)


def from_1904(book):
    book.epoch = CALENDAR_MAC_1904


def with_titles(book):
    for sheet in book:
        sheet.insert_rows(1, 3)
        sheet["A1"] = f"Annex A: {sheet.title}"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(as_text("%d/%m/%Y"), id="text dates in UK order"),
        pytest.param(as_text("%-d %B %Y"), id="dates in words"),
        pytest.param(as_serials, id="Excel's serial numbers"),
        pytest.param(from_1904, id="days counted from 1904"),
        pytest.param(with_titles, id="titles above the headers"),
    ],
)
def test_a_workbook_s_dates_in_any_form_are_the_same_days(everycase, empty_council, made, tmp_path, change):
    days = [
        ("children", "child_id", "born_on"),
        ("contacts", "child_id", "received_on"),
        ("referrals", "child_id", "referred_on"),
    ]
    everycase("load", made[XLSX], "--council", empty_council, *AS_OF)
    before = [kept(empty_council, *columns) for columns in days]
    ended = load_changed(everycase, empty_council, made, tmp_path, change)
    assert ended.code == 0, ended.err
    assert [kept(empty_council, *columns).rows() for columns in days] == [f.rows() for f in before]
    assert all(frame.height for frame in before)


def test_a_sheet_that_is_missing_is_listed(everycase, empty_council, made, tmp_path):
    ended = load_changed(everycase, empty_council, made, tmp_path, lambda book: book.remove(book["List 1"]))
    assert ended.code == 0
    assert "List 1" in " ".join(p["says"] for p in ended.json["problems"] if p["kind"] == "missing file")


def test_a_date_that_is_none_is_listed_with_file_row_column_found_and_expected(
    everycase, empty_council, made, tmp_path
):
    def spoil(book):
        book["List 1"]["F2"] = "31/02/2026"

    (told,) = [
        problem
        for problem in load_changed(everycase, empty_council, made, tmp_path, spoil).json["problems"]
        if problem["found"] == "31/02/2026"
    ]
    assert (told["file"], told["sheet"], told["row"]) == ("annex_a.xlsx", "List 1", 2)
    assert told["column"] == "Date of Contact"
    assert told["expected"]
    assert told["kind"] == "not understood"


def test_a_row_that_stands_twice_is_taken_once_and_listed(everycase, empty_council, made, tmp_path):
    everycase("load", made[XLSX], "--council", empty_council, *AS_OF)
    before = kept(empty_council, "contacts", "child_id", "received_on").height

    def double(book):
        sheet = book["List 1"]
        sheet.append([cell.value for cell in sheet[2]])

    told = load_changed(everycase, empty_council, made, tmp_path, double).json
    assert kept(empty_council, "contacts", "child_id", "received_on").height == before
    assert [p["sheet"] for p in told["problems"] if p["kind"] == "duplicate"] == ["List 1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_in_any_usual_encoding_keeps_its_letters(everycase, empty_council, tmp_path, encoding):
    text = "child,event,date,by,value\nA1,supervision,2026-10-05,Zoë Müller,\n"
    (tmp_path / "events.csv").write_bytes(text.encode(encoding))
    assert everycase("load", tmp_path / "events.csv", "--council", empty_council, *AS_OF).code == 0
    assert kept(empty_council, "events", "by").rows() == [("Zoë Müller",)]


def test_xml_in_another_encoding_than_it_declares_is_read_or_refused(
    everycase, empty_council, made, tmp_path
):
    text = made[XML].read_text(encoding="utf-8")
    (tmp_path / "census.xml").write_bytes(text.encode("utf-16"))
    ended = everycase("load", tmp_path / "census.xml", "--council", empty_council, *AS_OF, "--json")
    assert ended.code == 0
    assert ended.json["rows"]["referrals"] > 0


def test_a_table_cut_short_loses_no_row_that_is_there(everycase, empty_council, made, tmp_path):
    whole = (made[SSD] / "ssd_contacts.csv").read_bytes()
    lines = whole[: len(whole) * 2 // 3].decode().splitlines()
    (tmp_path / "ssd_contacts.csv").write_text("\n".join(lines)[:-5], encoding="utf-8")
    told = everycase("load", tmp_path, "--council", empty_council, *AS_OF, "--json").json
    rows = set(Store(empty_council).record().scan("contacts").collect()["row"])
    rows |= {p["row"] for p in told["problems"] if p["row"]}
    assert rows == set(range(2, len(lines) + 1))
    last = [p for p in told["problems"] if p["row"] == len(lines)]
    assert "not understood" in {p["kind"] for p in last}


def test_a_return_s_file_under_another_s_name_is_refused_or_listed(everycase, council, made, tmp_path):
    for path in made[RETURN].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "episodes.csv").write_bytes(NOISE)
    before = bytes_of(council)
    ended = everycase("load", tmp_path, "--council", council, *AS_OF, "--json")
    if ended.code:
        assert bytes_of(council) == before
        assert "episodes.csv" in ended.error
    else:
        assert any("episodes.csv" in p["says"] for p in ended.json["problems"])
