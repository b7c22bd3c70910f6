"""Reading the SSDA903 return from CSV and from XML."""

import pytest

from everycase.returns import ssda903
from everycase.returns.problems import UnreadableError

CSVS = {
    "header.csv": (
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,02/05/2010,WBRI,A1,0,\n2,M,03/06/2009,BAFR,UN4,,\n"
    ),
    "episodes.csv": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "1,01/04/2025,S,C1,N1,U6,PR1,05/06/2025,X1,CARPL,AB1 2CD,EF3 4GH,SC1\n"
        "1,05/06/2025,P,C1,N1,U1,PR4,,,,AB1 2CD,IJ5 6KL,SC2\n"
        "2,31/02/2025,S,V2,N8,K2,PR4,,,,,,\n"
    ),
    "reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE\n1,02/05/2010,20/04/2025,PN1\n",
    "uasc.csv": "CHILD,SEX,DOB,DUC\n2,M,03/06/2009,\n",
    "oc3.csv": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n2,03/06/2009,YES,F2,U1\n",
    "ad1.csv": (
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
        "1,02/05/2010,01/05/2025,01/06/2025,0,2,MF,L11\n"
    ),
    "placed.csv": (
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,02/05/2010,01/05/2025,,\n"
    ),
}
XML = """<?xml version="1.0" encoding="UTF-8"?>
<EXPSSDA903>
  <CHILD>
    <HEADER>
      <CHILDID>1</CHILDID><SEX>F</SEX><DOB>02/05/2010</DOB><ETHNIC>WBRI</ETHNIC><UPN>A1</UPN>
      <MOTHER>0</MOTHER><UASC>0</UASC>
      <AREVIEW><REVIEW>20/04/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
      <DATE_INT>01/05/2025</DATE_INT><DATE_MATCH>01/06/2025</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
      <NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
      <AD_PLACED><DATE_PLACED>01/05/2025</DATE_PLACED></AD_PLACED>
    </HEADER>
    <EPISODE>
      <DECOM>01/04/2025</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U6</PL>
      <PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>05/06/2025</DEC><REC>X1</REC>
      <REASON_PLACE_CHANGE>CARPL</REASON_PLACE_CHANGE><HOME_POST>AB1 2CD</HOME_POST>
      <PL_POST>EF3 4GH</PL_POST><URN>SC1</URN>
    </EPISODE>
    <EPISODE>
      <DECOM>05/06/2025</DECOM><RNE>P</RNE><LS>C1</LS><CIN>N1</CIN><PL>U1</PL>
      <PLACE_PROVIDER>PR4</PLACE_PROVIDER><HOME_POST>AB1 2CD</HOME_POST>
      <PL_POST>IJ5 6KL</PL_POST><URN>SC2</URN>
    </EPISODE>
  </CHILD>
  <CHILD>
    <HEADER>
      <CHILDID>2</CHILDID><SEX>M</SEX><DOB>03/06/2009</DOB><ETHNIC>BAFR</ETHNIC><UPN>UN4</UPN><UASC>1</UASC>
      <IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
    </HEADER>
    <EPISODE><DECOM>31/02/2025</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N8</CIN><PL>K2</PL>
      <PLACE_PROVIDER>PR4</PLACE_PROVIDER></EPISODE>
  </CHILD>
</EXPSSDA903>
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in CSVS.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_folder_of_csvs_is_read_as_text_that_stands_as_it_was(folder):
    reading = ssda903.read(folder)
    assert reading.problems.is_empty()
    assert set(reading.tables) == {"Header", "Episodes", "Reviews", "UASC", "OC3", "AD1", "PlacedAdoption"}
    episodes = reading.tables["Episodes"]
    assert episodes.columns == list(ssda903.TABLES["Episodes"].submitted)
    assert episodes.select("CHILD", "DECOM", "DEC").rows() == [
        ("1", "01/04/2025", "05/06/2025"),
        ("1", "05/06/2025", None),
        ("2", "31/02/2025", None),  # no such day: kept, for the rules to say so
    ]
    assert reading.places["Episodes"]["row"].to_list() == [2, 3, 4]
    assert {reading.files[n].name for n in reading.places["Episodes"]["file"]} == {"episodes.csv"}


def test_header_says_who_is_in_the_uasc_table(folder):
    assert ssda903.read(folder).tables["Header"].select("CHILD", "UASC").rows() == [("1", "0"), ("2", "1")]
    (folder / "uasc.csv").unlink()
    assert "UASC" not in ssda903.read(folder).tables["Header"].columns


def test_xml_and_csv_of_the_same_return_say_the_same(folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("xml") / "return.xml"
    path.write_text(XML)
    from_csv, from_xml = ssda903.read(folder), ssda903.read(path)
    assert from_xml.problems.is_empty()
    for name, table in from_csv.tables.items():
        assert from_xml.tables[name].rows() == table.rows(), name
        assert from_xml.tables[name].columns == table.columns, name
    # XML has the other tables too, with nothing in them; but not the two that it never holds.
    empty = {name for name, table in from_xml.tables.items() if table.is_empty()}
    assert empty == {"OC2", "PrevPerm", "Missing"}


def test_file_names_say_nothing(folder):
    (folder / "reviews.csv").rename(folder / "episodes_old.txt")
    assert ssda903.read(folder).tables["Reviews"].height == 1


def test_the_same_file_twice_is_read_once(folder):
    (folder / "copy of reviews.csv").write_text(CSVS["reviews.csv"])
    reading = ssda903.read(folder)
    assert reading.tables["Reviews"].height == 1
    assert reading.problems.select("kind", "file").rows() == [("duplicate", "reviews.csv")]


def test_two_files_of_one_table_are_read_together(folder):
    (folder / "reviews 2.csv").write_text("CHILD,DOB,REVIEW\n2,03/06/2009,01/05/2025\n")
    reading = ssda903.read(folder)
    assert sorted(reading.tables["Reviews"].select("CHILD", "REVIEW_CODE").rows()) == [
        ("1", "PN1"),
        ("2", None),
    ]
    assert reading.problems["kind"].to_list() == ["missing column"]


def test_a_column_that_no_file_has_is_not_there(tmp_path):
    (tmp_path / "r.csv").write_text("CHILD,DOB,REVIEW\n2,03/06/2009,01/05/2025\n")
    assert ssda903.read(tmp_path).tables["Reviews"].columns == ["CHILD", "DOB", "REVIEW"]


def test_files_of_something_else_are_listed_and_the_rest_is_read(folder):
    (folder / "notes.csv").write_text("who,what\na,b\n")
    reading = ssda903.read(folder)
    assert reading.tables["Header"].height == 2
    assert reading.problems.select("file", "kind", "found").rows() == [
        ("notes.csv", "extra file", "who, what")
    ]


def test_utf_16_with_semicolons_reads_the_same(tmp_path):
    text = CSVS["header.csv"].replace(",", ";")
    (tmp_path / "header.csv").write_bytes(text.encode("utf-16"))
    assert ssda903.read(tmp_path).tables["Header"]["ETHNIC"].to_list() == ["WBRI", "BAFR"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.xml", "<Message/>", "outermost element is Message; EXPSSDA903 was expected"),
        ("a.xml", XML[:400], "not whole XML"),
        ("a.csv", "", "is empty"),
        ("a.csv", "who,what\n1,2\n", "No table of the SSDA903 return was found in a.csv"),
    ],
)
def test_what_is_no_return_is_refused_in_a_sentence(tmp_path, name, text, says):
    (tmp_path / name).write_text(text)
    with pytest.raises(UnreadableError, match=says):
        ssda903.read(tmp_path / name)


def test_a_folder_without_files_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="There is no CSV or XML or TXT file"):
        ssda903.read(tmp_path)


@pytest.mark.parametrize(
    ("more", "kind", "column"),
    [
        ("<OFSTED>9</OFSTED>", "extra column", "OFSTED"),  # the return has no such element
        ("<ETHNIC>WBRI</ETHNIC>", "extra column", "ETHNIC"),  # it has, and elsewhere
        ("<RNE>P</RNE>", "duplicate", "RNE"),
    ],
)
def test_an_xml_element_out_of_its_place_is_listed(tmp_path, more, kind, column):
    path = tmp_path / "return.xml"
    path.write_text(XML.replace("<URN>SC1</URN>", f"<URN>SC1</URN>{more}"))
    reading = ssda903.read(path)
    assert reading.problems.select("kind", "column").rows() == [(kind, column)]
    assert reading.tables["Episodes"]["RNE"].to_list() == ["S", "P", "S"]
