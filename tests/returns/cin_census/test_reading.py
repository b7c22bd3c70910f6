"""Reading the Children in Need census."""

import pytest

from everycase.returns import cin_census
from everycase.returns.problems import UnreadableError

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>"
    "<Source><LEA>201</LEA><SerialNo>1</SerialNo></Source></Header>"
)


def child(
    child_id: str, *needs: str, more: str = "", disabilities: str = "<Disability>NONE</Disability>"
) -> str:
    return (
        f"<Child><ChildIdentifiers><LAchildID>{child_id}</LAchildID><Sex>F</Sex>{more}</ChildIdentifiers>"
        f"<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>{disabilities}</Disabilities>"
        f"</ChildCharacteristics>{''.join(f'<CINdetails>{need}</CINdetails>' for need in needs)}</Child>"
    )


def census(*children: str) -> str:
    return f"<Message>{HEADER}<Children>{''.join(children)}</Children></Message>"


@pytest.fixture
def read(tmp_path):
    def _read(text: str, name: str = "census.xml"):
        path = tmp_path / name
        path.write_text(text)
        return cin_census.read(path)

    return _read


def test_every_module_is_there_with_its_columns(read):
    reading = read(census(child("A1", "<CINreferralDate>2025-05-01</CINreferralDate>")))
    assert list(reading.tables) == list(cin_census.TABLES)
    for name, table in cin_census.TABLES.items():
        assert reading.tables[name].columns == [column.name for column in table.columns]
    assert reading.problems.is_empty()
    assert reading.tables["Header"].select("Collection", "Year", "ReferenceDate", "LEA").rows() == [
        ("CIN", "2026", "2026-03-31", "201")
    ]
    assert reading.tables["CINplanDates"].is_empty()


def test_episodes_assessments_and_plans_are_numbered_within_what_holds_them(read):
    assessment = "<Assessments><AssessmentActualStartDate>{}</AssessmentActualStartDate></Assessments>"
    plan = (
        "<ChildProtectionPlans><CPPstartDate>{}</CPPstartDate>"
        "<Reviews><CPPreviewDate>2025-09-01</CPPreviewDate></Reviews></ChildProtectionPlans>"
    )
    reading = read(
        census(
            child(
                "A1", assessment.format("d1") + plan.format("p1") + assessment.format("d2"), plan.format("p2")
            ),
            child("B2", plan.format("p3") + plan.format("p4")),
        )
    )
    assert reading.tables["CINdetails"].select("LAchildID", "CINdetailsID").rows() == [
        ("A1", 1),
        ("A1", 2),
        ("B2", 1),
    ]
    assert reading.tables["Assessments"].select(
        "LAchildID", "CINdetailsID", "AssessmentID", "AssessmentActualStartDate"
    ).rows() == [("A1", 1, 1, "d1"), ("A1", 1, 2, "d2")]
    plans = reading.tables["ChildProtectionPlans"]
    assert plans.select("LAchildID", "CINdetailsID", "CPPID", "CPPstartDate").rows() == [
        ("A1", 1, 1, "p1"),
        ("A1", 2, 1, "p2"),
        ("B2", 1, 1, "p3"),
        ("B2", 1, 2, "p4"),
    ]
    assert (
        reading.tables["Reviews"].select("LAchildID", "CINdetailsID", "CPPID").rows()
        == plans.select("LAchildID", "CINdetailsID", "CPPID").rows()
    )


@pytest.mark.parametrize(
    ("factors", "listed"),
    [
        (
            "<AssessmentFactors>1C</AssessmentFactors><AssessmentFactors>6B</AssessmentFactors>",
            ["1C", "6B"],
        ),
        ("<AssessmentFactor>1C</AssessmentFactor>", ["1C"]),
        ("<Factor>1C</Factor><AssessmentFactors> 6B </AssessmentFactors>", ["1C", "6B"]),
        ("<AssessmentFactors/>", None),
        ("", None),
    ],
)
def test_factors_stand_in_a_list_and_in_rows_of_their_own(read, factors, listed):
    groups = f"<FactorsIdentifiedAtAssessment>{factors}</FactorsIdentifiedAtAssessment>"
    reading = read(census(child("A1", f"<Assessments>{groups}</Assessments>")))
    assert reading.tables["Assessments"]["AssessmentFactors"].to_list() == [listed]
    assert reading.tables["AssessmentFactorsList"]["AssessmentFactor"].to_list() == (listed or [])
    assert reading.problems.is_empty()


def test_the_date_of_a_conference_is_kept_where_it_stands(read):
    both = (
        "<DateOfInitialCPC>2025-06-01</DateOfInitialCPC>"
        "<Section47><DateOfInitialCPC>2025-07-01</DateOfInitialCPC></Section47>"
    )
    reading = read(census(child("A1", both)))
    assert reading.tables["CINdetails"]["DateOfInitialCPC"].to_list() == ["2025-06-01"]
    assert reading.tables["Section47"]["DateOfInitialCPC"].to_list() == ["2025-07-01"]


def test_reviews_are_read_one_an_element_or_all_in_one_and_one_without_a_date_stays(read):
    plan = "<ChildProtectionPlans><CPPstartDate>p</CPPstartDate>{}</ChildProtectionPlans>"
    dates = "<CPPreviewDate>a</CPPreviewDate><CPPreviewDate>b</CPPreviewDate>"
    reading = read(census(child("A1", plan.format(f"<Reviews>{dates}</Reviews><Reviews/>"))))
    assert reading.tables["Reviews"].select("CPPID", "CPPreviewDate").rows() == [
        (1, "a"),
        (1, "b"),
        (1, None),
    ]


def test_disabilities_stand_a_row_each_and_an_empty_one_stays(read):
    several = "<Disability>HAND</Disability><Disability>HEAR</Disability>"
    reading = read(census(child("A1", disabilities=several), child("B2", disabilities="<Disability/>")))
    assert reading.tables["Disabilities"].rows() == [("A1", "HAND"), ("A1", "HEAR"), ("B2", None)]


def test_pre_proceedings_have_a_table(read):
    reading = read(
        census(
            child(
                "A1", "<PreProceedingsandFGDM><PPStartDate>2025-09-09</PPStartDate></PreProceedingsandFGDM>"
            )
        )
    )
    assert reading.tables["PreProceedings"].select("LAchildID", "CINdetailsID", "PPStartDate").rows() == [
        ("A1", 1, "2025-09-09")
    ]


def test_a_namespace_changes_nothing(read):
    plain = census(child("A1", "<CINreferralDate>2025-05-01</CINreferralDate>"))
    spaced = plain.replace("<Message>", '<Message xmlns="http://example.org/cin" version="2">')
    for name, table in read(plain).tables.items():
        assert read(spaced, "other.xml").tables[name].rows() == table.rows()


def test_a_child_who_stands_twice_keeps_numbers_apart(read):
    need = "<CINreferralDate>{}</CINreferralDate>"
    reading = read(census(child("A1", need.format("x")), child("A1", need.format("y"))))
    assert reading.tables["CINdetails"].select("CINdetailsID", "CINreferralDate").rows() == [
        (1, "x"),
        (2, "y"),
    ]


@pytest.mark.parametrize(
    ("more", "kind", "column"),
    [
        ("<ShoeSize>4</ShoeSize>", "extra column", "ShoeSize"),
        ("<Sex>M</Sex>", "duplicate", "Sex"),
    ],
)
def test_what_has_no_place_is_listed(read, more, kind, column):
    reading = read(census(child("A1", more=more)))
    assert reading.problems.select("kind", "column", "row").rows() == [(kind, column, 1)]
    assert reading.tables["ChildIdentifiers"]["Sex"].to_list() == ["F"]


def test_a_value_that_stands_twice_with_another_group_between_makes_no_row_more(read):
    day = "<DateOfInitialCPC>2025-06-0{}</DateOfInitialCPC>"
    reading = read(
        census(child("A1", day.format(1) + f"<Section47>{day.format(2)}</Section47>" + day.format(3)))
    )
    assert reading.tables["CINdetails"]["DateOfInitialCPC"].to_list() == ["2025-06-01"]
    assert reading.problems.select("kind", "found").rows() == [("duplicate", "2025-06-03")]


def test_a_child_without_an_id_is_still_there(read):
    text = census(child("", "<CINreferralDate>2025-05-01</CINreferralDate>"))
    reading = read(text.replace("<LAchildID></LAchildID>", ""))
    assert reading.tables["CINdetails"].select("LAchildID", "CINdetailsID").rows() == [(None, 1)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<EXPSSDA903/>", "outermost element is EXPSSDA903; Message was expected"),
        (census(child("A1"))[:300], "census.xml is not whole XML.*cut short"),
        ('<!DOCTYPE Message [<!ENTITY a "b">]><Message>&a;</Message>', "DOCTYPE"),
        ("CHILD,DOB\n1,2\n", "not whole XML"),
        (" ", "is empty"),
    ],
)
def test_what_is_no_census_is_refused_in_a_sentence(read, text, says):
    with pytest.raises(UnreadableError, match=says):
        read(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_reads_the_same_whatever_the_file_says_of_itself(tmp_path, encoding):
    path = tmp_path / "census.xml"
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    path.write_bytes((declared + census(child("Zoë1"))).encode(encoding))
    assert cin_census.read(path).tables["ChildIdentifiers"]["LAchildID"].to_list() == ["Zoë1"]
