"""Which format a file is in, by its name and its first row."""

import pytest

from everycase.record.reading import OtherFormatError, UnreadableError
from everycase.record.schema import Format
from everycase.record.sources import format_of, sources_among

ANNEX_A, CENSUS, EVENTS, RETURN, SSD = (
    Format.ANNEX_A,
    Format.CIN_CENSUS,
    Format.EVENTS,
    Format.SSDA903,
    Format.SSD,
)


@pytest.mark.parametrize(
    ("name", "content", "is_"),
    [
        ("Annex A.XLSX", "", ANNEX_A),
        ("ssd.sqlite3", "", SSD),
        ("cin.xml", "<Message><Header/></Message>", CENSUS),
        ("return.xml", "<SSDA903><Child/></SSDA903>", RETURN),
        ("ssd_person.csv", "pers_person_id,pers_dob\n", SSD),
        ("ssd_person.csv", "\x00\x01 damaged", SSD),
        ("Person 2026-11-24.csv", "pers_person_id,pers_dob\n", SSD),
        ("people.csv", "PERS_PERSON_ID;PERS_DOB\n", SSD),
        ("ssd_contacts.csv", "", SSD),
        ("missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n", RETURN),
        ("missing.csv", "miss_table_id,miss_person_id\n", SSD),
        ("header.csv", '"CHILD","SEX","DOB"\n', RETURN),
        ("anything.csv", "Date,Event,Child\n", EVENTS),
        ("anything.txt", "\n\nchild\tevent\tdate\n", EVENTS),
    ],
)
def test_the_format_of_a_file(tmp_path, name, content, is_):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert format_of(tmp_path / name) is is_


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_in_any_usual_encoding(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes("child,event,date,by\n1,supervision,2026-10-05,Zoë\n".encode(encoding))
    assert format_of(tmp_path / "a.csv") is EVENTS


@pytest.mark.parametrize(
    ("name", "content"), [("notes.docx", "x"), ("a.csv", "colour,shape\n"), ("README", "x")]
)
def test_what_is_in_none(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(OtherFormatError, match=name):
        format_of(tmp_path / name)


def test_a_folder_s_files_go_to_one_reader_each(tmp_path):
    for name, content in {
        "one/ssd_person.csv": "pers_person_id\n",
        "one/ssd_contacts.csv": "cont_contact_id\n",
        "one/events.csv": "child,event,date\n",
        "2025/header.csv": "CHILD,SEX,DOB\n",
        "2026/header.csv": "CHILD,SEX,DOB\n",
        "one/readme.md": "x",
        "one/.hidden.csv": "x",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    among = sources_among([str(tmp_path)])
    assert {
        (s.format, tuple(str(p).removeprefix(f"{tmp_path}/") for p in s.places)) for s in among.found
    } == {
        (RETURN, ("2025/header.csv", "2026/header.csv")),
        (EVENTS, ("one/events.csv",)),
        (SSD, ("one/ssd_contacts.csv", "one/ssd_person.csv")),
    }
    assert [words.split(" is ")[0] for words in among.passed_over] == ["readme.md"]


def test_a_file_that_was_named_must_be_in_one(tmp_path):
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    with pytest.raises(OtherFormatError, match=r"notes\.md is not a file that everycase reads"):
        sources_among([str(tmp_path / "notes.md")])


def test_a_folder_with_nothing_known_says_what_lay_there(tmp_path):
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"nothing to read in .*notes\.md is not a file"):
        sources_among([str(tmp_path)])


def test_a_database_is_known_by_its_url():
    (found,) = sources_among(["postgresql://reader@server/ssd"]).found
    assert (found.format, found.places) == (SSD, ("postgresql://reader@server/ssd",))
