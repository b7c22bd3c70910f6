"""The looked-after return, byte for byte."""

from datetime import date

import polars as pl
import pytest

from everycase.synthetic.writers.ssda903 import write_ssda903

END = date(2026, 3, 31)
HEADERS = {
    "header.csv": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes.csv": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
    ),
    "reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc.csv": "CHILD,SEX,DOB,DUC",
    "oc2.csv": (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
        "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED"
    ),
    "oc3.csv": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1.csv": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "placed_for_adoption.csv": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
    "previous_permanence.csv": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "missing.csv": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "sw_episodes.csv": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
}


@pytest.fixture
def returned(tmp_path):
    """The rows of one file of the return, without its header."""

    def write(tables, name, end=END):
        write_ssda903(tables, end, tmp_path / "made")
        header, *rows = (tmp_path / "made" / name).read_text("utf-8").splitlines()
        assert header == HEADERS[name]
        return rows

    return write


@pytest.fixture
def in_care(table):
    """Ada, aged 9, in care from 2 June 2025, who moved to a foster home on 1 September."""
    return {
        "children": table(
            "child_id sex born_on ethnicity upn upn_unknown",
            ("ADA", "F", date(2016, 5, 1), "WBRI", None, "UN4"),
            ("OUT", "M", date(2016, 5, 1), "WBRI", None, None),
        ),
        "care_episodes": table(
            "child_id episode_id entered_care_on started_on start_reason primary_need"
            " ended_on end_reason placement_id",
            *(
                ("ADA", "1", date(2025, 6, 2), date(2025, 6, 2), "S", "N1", date(2025, 9, 1), "X1", "P1"),
                ("ADA", "2", date(2025, 6, 2), date(2025, 9, 1), "B", "N1", date(2026, 4, 9), "E4A", None),
                ("OUT", "3", date(2024, 6, 2), date(2024, 6, 2), "S", "N1", date(2025, 3, 31), "E4A", None),
            ),
        ),
        "legal_statuses": table(
            "child_id status from_on to_on",
            ("ADA", "V2", date(2025, 6, 2), date(2025, 9, 1)),
            ("ADA", "C1", date(2025, 9, 1), None),
        ),
        "placements": table(
            "placement_id child_id started_on ended_on kind provider postcode urn change_reason",
            *(
                ("P1", "ADA", date(2025, 6, 2), date(2025, 9, 1), "K2", "PR4", "ZZ11AA", "1234567", "CARPL"),
                ("P2", "ADA", date(2025, 9, 1), date(2026, 4, 9), "U6", "PR1", "ZZ2 2BB", None, None),
            ),
        ),
        "addresses": table(
            "child_id kind from_on postcode",
            ("ADA", "Home", date(2020, 1, 1), "ZZ99 9ZZ"),
            ("ADA", "Placement", date(2025, 6, 2), "ZZ1 1AA"),
        ),
    }


def test_every_table_is_a_file_with_its_exact_headers(tmp_path):
    paths = write_ssda903({}, END, tmp_path)
    assert {path.name: path.read_text("utf-8") for path in paths} == {
        name: header + "\n" for name, header in HEADERS.items()
    }


@pytest.mark.parametrize(
    ("end", "has", "lacks"),
    [
        (date(2023, 3, 31), [], ["sw_episodes.csv", "DoLo.csv"]),
        (date(2024, 3, 31), ["sw_episodes.csv"], ["DoLo.csv"]),
        (date(2027, 3, 31), ["sw_episodes.csv", "DoLo.csv"], []),
    ],
)
def test_a_years_return_has_the_tables_of_its_year(tmp_path, end, has, lacks):
    names = {path.name for path in write_ssda903({}, end, tmp_path)}
    assert names.issuperset(has)
    assert names.isdisjoint(lacks)


def test_an_episode_has_the_status_and_placement_that_it_began_under(returned, in_care):
    assert returned(in_care, "episodes.csv") == [
        "ADA,02/06/2025,S,V2,N1,K2,PR4,01/09/2025,X1,CARPL,ZZ99 9ZZ,ZZ1 1AA,1234567",
        "ADA,01/09/2025,B,C1,N1,U6,PR1,,,,ZZ99 9ZZ,ZZ2 2BB,",  # its end came after the year
    ]


def test_the_header_has_the_children_of_the_return(returned, in_care):
    assert returned(in_care, "header.csv") == ["ADA,F,01/05/2016,WBRI,UN4,0,"]


def test_a_mother_has_her_childs_date_of_birth(returned, in_care, table):
    mothers = table("child_id mother_id child_born_on", ("BABY", "ADA", date(2026, 1, 9)))
    assert returned({**in_care, "mothers": mothers}, "header.csv") == [
        "ADA,F,01/05/2016,WBRI,UN4,1,09/01/2026"
    ]


def test_older_years_have_numbers_for_sex(returned, in_care):
    tables = {**in_care, "care_episodes": in_care["care_episodes"].tail(1)}
    end = date(2025, 3, 31)
    assert returned(tables, "header.csv", date(2024, 3, 31)) == []
    assert returned(tables, "header.csv", end) == ["OUT,M,01/05/2016,WBRI,,,"]
    earlier = tables["care_episodes"].with_columns(started_on=date(2023, 6, 2))
    found = returned({**tables, "care_episodes": earlier}, "header.csv", date(2024, 3, 31))
    assert found == ["OUT,1,01/05/2016,WBRI,,,"]


def test_short_breaks_have_no_addresses_reviews_or_mothers(returned, in_care, table):
    breaks = {
        **in_care,
        "legal_statuses": table("child_id status from_on", ("ADA", "V4", date(2025, 6, 2))),
        "care_reviews": table("child_id held_on", ("ADA", date(2025, 6, 30))),
    }
    first, _ = returned(breaks, "episodes.csv")
    assert first == "ADA,02/06/2025,S,V4,N1,K2,PR4,01/09/2025,X1,CARPL,,,"
    assert returned(breaks, "header.csv") == ["ADA,F,01/05/2016,WBRI,UN4,,"]
    assert returned(breaks, "reviews.csv") == []


@pytest.mark.parametrize(
    ("born", "ceases"),
    [(date(2007, 4, 1), ["01/04/2025"]), (date(2007, 3, 31), []), (date(2016, 5, 1), ["01/05/2034"])],
)
def test_seeking_asylum_alone_ends_with_childhood(returned, in_care, born, ceases):
    alone = in_care["children"].filter(child_id="ADA").with_columns(unaccompanied=True, born_on=born)
    found = returned({**in_care, "children": alone}, "uasc.csv")
    assert [row.split(",")[-1] for row in found] == ceases


def test_earlier_permanent_homes_are_asked_of_who_came_into_care_since_2016(returned, in_care, table):
    tables = {"previous_permanence": table("child_id option", ("ADA", "Z1"))}
    began = in_care["care_episodes"].filter(episode_id="2")
    for day, rows in ((date(2016, 4, 1), ["ADA,01/05/2016,Z1,,"]), (date(2016, 3, 31), [])):
        tables["care_episodes"] = began.with_columns(started_on=day)
        assert returned({**in_care, **tables}, "previous_permanence.csv") == rows


def test_social_workers_of_a_child_who_left_care_are_those_in_care(returned, in_care, table):
    tables = {
        **in_care,
        "care_episodes": in_care["care_episodes"]
        .filter(episode_id="1")
        .with_columns(end_reason=pl.lit("E4A")),
        "involvements": table(
            "child_id worker_id role from_on to_on change_reason",
            ("ADA", "SW1", "ALLOCATED", date(2025, 5, 1), date(2025, 7, 1), "FCONTA"),
            ("ADA", "SW2", "ALLOCATED", date(2025, 7, 1), date(2025, 11, 1), "TSPROC"),
            ("ADA", "SW3", "ALLOCATED", date(2025, 11, 1), None, "TSPROC"),
        ),
    }
    assert [row.split(",")[2:] for row in returned(tables, "sw_episodes.csv")] == [
        ["SW1", "01/05/2025", "01/07/2025", "FCONTA"],
        ["SW2", "01/07/2025", "", "TSPROC"],  # she left care on 1 September
    ]


def test_what_happened_in_care_is_in_its_table(returned, in_care, table):
    tables = {
        **in_care,
        "care_reviews": table(
            "child_id held_on cancelled participation",
            ("ADA", date(2025, 6, 30), None, "PN1"),
            ("ADA", date(2025, 9, 20), True, None),
            ("ADA", date(2026, 4, 1), None, "PN1"),
        ),
        "missing_episodes": table(
            "child_id kind from_on to_on",
            ("ADA", "Missing", date(2025, 7, 1), date(2025, 7, 2)),
            ("ADA", "Away", date(2026, 3, 30), date(2026, 4, 2)),
        ),
        "previous_permanence": table(
            "child_id option authority order_date_as_written", ("ADA", "P2", "823", "zz/zz/2019")
        ),
        "workers": table("worker_id registration_number", ("W1", "SW12345"), ("W2", None)),
        "involvements": table(
            "child_id worker_id role from_on to_on change_reason",
            ("ADA", "W1", "ALLOCATED", date(2025, 6, 2), date(2025, 12, 1), "FCONTA"),
            ("ADA", "W2", "ALLOCATED", date(2025, 12, 1), None, "LEFTRL"),
            ("ADA", "W2", "IRO", date(2025, 6, 9), None, None),
        ),
        "immigration_statuses": table(
            "child_id status from_on to_on", ("ADA", "UASC", date(2025, 6, 2), date(2034, 5, 1))
        ),
    }
    born = "01/05/2016"
    assert returned(tables, "reviews.csv") == [f"ADA,{born},30/06/2025,PN1"]
    assert returned(tables, "missing.csv") == [
        f"ADA,{born},M,01/07/2025,02/07/2025",
        f"ADA,{born},A,30/03/2026,",
    ]
    assert returned(tables, "previous_permanence.csv") == [f"ADA,{born},P2,823,zz/zz/2019"]
    assert returned(tables, "sw_episodes.csv") == [
        f"ADA,{born},SW12345,02/06/2025,01/12/2025,FCONTA",
        f"ADA,{born},W2,01/12/2025,,LEFTRL",
    ]
    assert returned(tables, "uasc.csv") == [f"ADA,F,{born},01/05/2034"]


@pytest.mark.parametrize(
    ("born", "row"),
    [
        # aged 4 at the year's end: no convictions asked of, the under-5 check is
        (date(2022, 3, 31), "ADA,31/03/2022,12,,,1,1,0,1,0,,"),
        (date(2021, 3, 31), "ADA,31/03/2021,12,,,,1,0,1,0,,"),
        (date(2016, 3, 31), "ADA,31/03/2016,12,,1,,1,0,1,0,,"),
        (date(2009, 3, 31), "ADA,31/03/2009,12,,1,,1,0,1,0,,"),  # 17 on the last day
        (date(2008, 3, 31), "ADA,31/03/2008,,,1,,1,0,1,0,,"),  # 17 all year: no questionnaire
    ],
)
def test_health_is_asked_of_children_in_care_all_year_by_age(returned, table, born, row):
    tables = {
        "children": table("child_id born_on", ("ADA", born), ("BEN", born)),
        "care_episodes": table(
            "child_id started_on start_reason",
            ("ADA", date(2025, 4, 1), "S"),
            ("BEN", date(2025, 4, 2), "S"),  # a day too late for the whole year
        ),
        "strengths_and_difficulties": table("child_id completed_on score", ("ADA", date(2025, 5, 5), 12)),
        "convictions": table("child_id offence_on", ("ADA", date(2025, 5, 5))),
        "health_checks": table(
            "child_id kind checked_on status",
            ("ADA", "SURVEILLANCE", date(2025, 5, 5), "Completed"),
            ("ADA", "REVIEW", date(2025, 5, 5), None),
            ("ADA", "DENTAL", date(2025, 5, 5), "Refused"),
        ),
        "immunisations": table("child_id up_to_date", ("ADA", True)),
    }
    assert returned(tables, "oc2.csv") == [row]


@pytest.mark.parametrize(("received", "row"), [(True, "1,1,"), (False, "1,0,"), (None, "1,,")])
def test_help_with_substance_misuse_is_said_only_where_recorded(returned, table, received, row):
    tables = {
        "children": table("child_id born_on", ("ADA", date(2012, 1, 1))),
        "care_episodes": table("child_id started_on", ("ADA", date(2024, 1, 1))),
        "substance_misuse": table(
            "child_id noted_on intervention_received", ("ADA", date(2025, 5, 5), received)
        ),
    }
    (found,) = returned(tables, "oc2.csv")
    assert found.endswith("," + row)


def test_a_care_leaver_has_home_and_suitability_in_one_code(returned, table):
    tables = {
        "children": table(
            "child_id born_on",
            *(("A", date(2007, 3, 31)), ("B", date(2007, 4, 1)), ("C", date(2003, 3, 31))),
            ("D", date(2008, 1, 1)),
        ),
        "care_episodes": table("child_id started_on ended_on", ("D", date(2020, 1, 1), None)),
        "care_leavers": table(
            "child_id in_touch activity accommodation suitable",
            *(("A", "YES", "F2", "U", "1"), ("B", "NO", None, None, None)),
            *(("C", "YES", "F2", "U", "1"), ("D", "YES", "F2", "U", "1")),
        ),
    }
    assert returned(tables, "oc3.csv") == ["A,31/03/2007,YES,F2,U1", "B,01/04/2007,NO,0,0"]
    assert [row.split(",")[0] for row in returned(tables, "header.csv")] == ["A", "B", "D"]


@pytest.mark.parametrize(
    ("born", "left", "asked"),
    [
        # 18 on 2 May 2025: asked of one who had left care by then
        (date(2007, 5, 2), date(2025, 5, 1), True),
        (date(2007, 5, 2), date(2025, 5, 2), False),
        (date(2008, 5, 2), date(2025, 5, 1), True),
        (date(2008, 5, 2), date(2025, 5, 2), False),
        (date(2006, 5, 2), date(2025, 5, 2), True),  # 19
    ],
)
def test_a_care_leaver_of_17_or_18_had_left_by_the_birthday(returned, table, born, left, asked):
    tables = {
        "children": table("child_id born_on", ("A", born)),
        "care_episodes": table("child_id started_on ended_on", ("A", date(2020, 1, 1), left)),
        "care_leavers": table(
            "child_id in_touch activity accommodation suitable", ("A", "YES", "F2", "U", "1")
        ),
    }
    assert bool(returned(tables, "oc3.csv")) is asked


def test_adoption_has_the_decision_the_match_and_the_adopters(returned, table):
    tables = {
        "children": table("child_id born_on", ("A", date(2023, 1, 1)), ("B", date(2023, 1, 1))),
        "care_episodes": table(
            "child_id started_on ended_on end_reason",
            ("A", date(2023, 2, 1), date(2025, 11, 1), "E12"),
            ("B", date(2023, 2, 1), None, None),
        ),
        "permanence": table(
            "child_id decided_on matched_on adopted_by_carer adopters adopter_sex adopter_legal_status"
            " reversed_on reversed_reason",
            ("A", date(2024, 1, 1), date(2024, 6, 1), False, "2", "MF", "L11", None, None),
            ("B", date(2024, 1, 1), None, None, None, None, None, date(2025, 5, 1), "RD3"),
        ),
    }
    assert returned(tables, "ad1.csv") == ["A,01/01/2023,01/01/2024,01/06/2024,0,2,MF,L11"]
    assert returned(tables, "placed_for_adoption.csv") == [
        "A,01/01/2023,01/01/2024,,",
        "B,01/01/2023,01/01/2024,01/05/2025,RD3",
    ]


def test_a_year_that_does_not_end_on_31_march_is_refused(tmp_path):
    with pytest.raises(ValueError, match="31 March"):
        write_ssda903({}, date(2026, 1, 1), tmp_path)
