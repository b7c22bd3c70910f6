"""The looked-after return as part of the record."""

from datetime import date

import polars as pl
import pytest
from tests.tables import states

from everycase.record.loading import load
from everycase.record.readers import ssda903
from everycase.record.reading import LATEST, PROBLEM_KINDS, PROBLEMS, Reading, UnreadableError, Window
from everycase.record.schema import STORED, Format
from everycase.record.store import Store

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
OC2 = (
    "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
    "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED"
)
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END"
WORKERS = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"


class Folder:
    """A folder of returns, a year a folder, to which a test adds files."""

    def __init__(self, path):
        self.path = path
        self.files = 0

    def add(self, header: str, *rows: str, year: str = "2025-26"):
        folder = self.path / year
        folder.mkdir(exist_ok=True)
        self.files += 1
        (folder / f"file {self.files:02}.csv").write_text("\n".join([header, *rows, ""]))
        return self

    def read(self, as_of=None):
        return ssda903.read([self.path], as_of)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def rows(reading: Reading, table: str, *columns: str) -> list[tuple[object, ...]]:
    return list(reading.tables[table].select(columns).sort(columns).iter_rows())


def listed(reading, *kinds: str) -> list[tuple]:
    found = reading.problems.filter(
        pl.col("kind").is_in(kinds) if kinds else pl.col("kind") != "missing file"
    )
    return list(found.select("kind", "sheet", "row", "column", "found").iter_rows())


def test_a_child_is_read_from_the_header(folder):
    reading = folder.add(
        HEADER, "A1,F,02/05/2010,WBRI,Z123,1,03/04/2025", "B2,2,03/06/2009,BAFR,UN4,,"
    ).read()
    read = rows(
        reading, "children", "child_id", "sex", "born_on", "ethnicity", "upn", "upn_unknown", "is_mother"
    )
    assert read == [
        ("A1", "F", date(2010, 5, 2), "WBRI", "Z123", None, True),
        ("B2", "F", date(2009, 6, 3), "BAFR", None, "UN4", None),
    ]
    assert listed(reading) == []


def test_who_is_unaccompanied_is_by_the_uasc_table_of_the_same_year(folder):
    folder.add(HEADER, "A1,F,02/05/2010,WBRI,Z1,,", "B2,M,03/06/2009,BAFR,UN4,,")
    assert "unaccompanied" not in folder.read().supplied["children"]
    folder.add("CHILD,SEX,DOB,DUC", "B2,M,03/06/2009,03/06/2027")
    reading = folder.read()
    assert rows(reading, "children", "child_id", "unaccompanied") == [("A1", False), ("B2", True)]
    assert rows(reading, "immigration_statuses", "child_id", "status", "to_on") == [
        ("B2", "Unaccompanied child seeking asylum", date(2027, 6, 3))
    ]


def test_episodes_become_episodes_statuses_and_placements(folder):
    reading = folder.add(
        EPISODES,
        "A1,01/04/2025,S,V2,N1,U6,PR1,01/05/2025,X1,,AB1 2CD,EF3 4GH,SC1",
        "A1,01/05/2025,L,C1,N1,U6,PR1,01/07/2025,X1,CARPL,AB1 2CD,EF3 4GH,SC1",
        "A1,01/07/2025,P,C1,N1,K2,PR4,,,,AB1 2CD,IJ5 6KL,XXXXXXX",
    ).read()
    assert rows(reading, "care_episodes", "started_on", "start_reason", "ended_on", "end_reason") == [
        (date(2025, 4, 1), "S", date(2025, 5, 1), "X1"),
        (date(2025, 5, 1), "L", date(2025, 7, 1), "X1"),
        (date(2025, 7, 1), "P", None, None),
    ]
    assert rows(reading, "legal_statuses", "status", "from_on", "to_on") == [
        ("C1", date(2025, 5, 1), None),
        ("V2", date(2025, 4, 1), date(2025, 5, 1)),
    ]
    assert rows(
        reading, "placements", "started_on", "ended_on", "kind", "provider", "urn", "change_reason"
    ) == [
        (date(2025, 4, 1), date(2025, 7, 1), "U6", "PR1", "SC1", "CARPL"),
        (date(2025, 7, 1), None, "K2", "PR4", None, None),
    ]
    assert "entered_care_on" not in reading.supplied["care_episodes"]


def test_the_way_to_adoption_is_put_together(folder):
    folder.add(
        EPISODES,
        "A1,01/04/2025,S,E1,N1,U6,PR1,01/05/2025,X1,CARPL,,,",
        "A1,01/05/2025,P,E1,N1,A6,PR1,01/12/2025,E11,,,,",
    )
    folder.add(
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
        "A1,02/05/2020,01/03/2025,20/04/2025,0,2,MF,L11",
    )
    folder.add(
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
        "A1,02/05/2020,01/03/2025,,",
        "B2,02/05/2021,01/06/2025,01/09/2025,RD3",
    )
    reading = folder.read()
    steps = ("decided_on", "matched_on", "placement_order_on", "placed_on", "order_on", "reversed_reason")
    assert rows(reading, "permanence", "child_id", *steps) == [
        ("A1", *(date(2025, m, d) for m, d in ((3, 1), (4, 20), (4, 1), (5, 1), (12, 1))), None),
        ("B2", date(2025, 6, 1), None, None, None, None, "RD3"),
    ]
    assert {"placed_on", "order_on"} <= reading.supplied["permanence"]
    # Asked for of the adopted alone: B2 may have been matched.
    assert "matched_on" not in reading.supplied["permanence"]


def test_a_return_says_of_no_child_that_there_is_no_match(folder, tmp_path):
    """The match is asked for once there is an order: until then nobody can tell that one lacks."""
    folder.add(
        EPISODES,
        "A1,01/04/2025,S,E1,N1,U6,PR1,01/05/2025,X1,CARPL,,,",
        "A1,01/05/2025,P,E1,N1,A6,PR1,01/12/2025,E11,,,,",
        "B2,01/04/2025,S,E1,N1,U6,PR1,,,,,,",
        "C3,01/04/2025,S,E1,N1,U6,PR1,01/05/2025,X1,CARPL,,,",
        "C3,01/05/2025,P,E1,N1,A6,PR1,01/12/2025,E11,,,,",
    )
    folder.add(
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
        "A1,02/05/2020,01/03/2025,20/04/2025,0,2,MF,L11",
        "C3,02/05/2020,01/03/2025,20/09/2025,0,2,MF,L11",
    )
    folder.add(
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
        "A1,02/05/2020,01/03/2025,,",
        "B2,02/05/2021,01/06/2025,,",
        "C3,02/05/2020,01/03/2025,,",
    )
    record = load(Store(tmp_path / "store"), [str(folder.path)], "Test", as_of=date(2026, 3, 31))
    assert states(record, "adoption-match-6-months") == {
        "A1": ["met"],
        "B2": ["cannot tell"],
        "C3": ["met late"],
    }


def test_health_and_questionnaire_are_of_the_year(folder):
    reading = folder.add(OC2, "A1,02/05/2010,17,,0,,1,0,1,0,,", "B2,03/06/2009,,SDQ4,1,,0,1,1,1,1,").read()
    checks = (
        "year_ending",
        "health_assessment",
        "health_check",
        "dental_check",
        "convicted",
        "substance_misuse",
    )
    assert rows(reading, "care_years", "child_id", *checks) == [
        ("A1", date(2026, 3, 31), True, None, False, False, False),
        ("B2", date(2026, 3, 31), True, None, True, True, True),
    ]
    assert rows(reading, "strengths_and_difficulties", "child_id", "score", "reason", "year_ending") == [
        ("A1", 17, None, date(2026, 3, 31)),
        ("B2", None, "SDQ4", date(2026, 3, 31)),
    ]
    assert rows(reading, "immunisations", "child_id", "up_to_date") == [("A1", True), ("B2", False)]
    assert "health_check" not in reading.supplied["care_years"]  # empty throughout


@pytest.mark.parametrize(
    ("accom", "home", "suitable"),
    [("U1", "U", "1"), ("S2", "S", "2"), ("0", None, None), ("", None, None)],
)
def test_a_care_leaver_s_home_is_its_letter_and_whether_it_is_suitable(folder, accom, home, suitable):
    reading = folder.add("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", f"A1,02/05/2007,YES,F2,{accom}").read()
    assert rows(reading, "care_leavers", "in_touch", "activity", "accommodation", "suitable") == [
        ("YES", "F2", home, suitable)
    ]
    assert listed(reading, "not understood") == []


def test_the_other_tables(folder):
    folder.add(REVIEWS, "A1,02/05/2010,20/04/2025,PN1")
    folder.add(MISSING, "A1,02/05/2010,M,01/06/2025,02/06/2025", "A1,02/05/2010,A,01/07/2025,")
    folder.add(WORKERS, "A1,02/05/2010,SW7,01/04/2025,,FCONTA")
    folder.add("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM", "A1,02/05/2010,P1,201,ZZ/06/2015")
    folder.add("CHILD,DOB,DOLO_START,DOLO_END", "A1,02/05/2010,01/08/2025,")
    reading = folder.read()
    assert rows(reading, "care_reviews", "held_on", "participation") == [(date(2025, 4, 20), "PN1")]
    assert rows(reading, "missing_episodes", "kind", "from_on", "to_on") == [
        ("Away", date(2025, 7, 1), None),
        ("Missing", date(2025, 6, 1), date(2025, 6, 2)),
    ]
    assert rows(reading, "involvements", "worker_id", "role", "from_on", "to_on", "change_reason") == [
        ("SW7", "ALLOCATED", date(2025, 4, 1), None, "FCONTA")
    ]
    assert rows(reading, "previous_permanence", "option", "authority", "order_date_as_written") == [
        ("P1", "201", "ZZ/06/2015")
    ]
    assert rows(reading, "deprivations_of_liberty", "from_on", "to_on") == [(date(2025, 8, 1), None)]


def test_what_is_given_back_keeps_the_contract(folder):
    folder.add(HEADER, "A1,F,02/05/2010,WBRI,Z1,,").add(
        EPISODES, "A1,01/04/2025,S,V2,N1,U6,PR1,,,,AB1 2CD,EF3 4GH,SC1"
    )
    reading = folder.read()
    assert (reading.format, reading.as_of) == (Format.SSDA903, date(2026, 3, 31))
    assert dict(reading.problems.schema) == dict(PROBLEMS)
    assert dict(reading.latest.schema) == dict(LATEST)
    assert set(reading.problems["kind"]) <= set(PROBLEM_KINDS)
    for name, frame in reading.tables.items():
        stored = STORED[name].columns()
        assert {column: stored[column] for column in frame.columns} == dict(frame.schema), name
        assert {"child_id", "file", "row"} <= set(frame.columns)
        assert frame["file"].is_between(0, len(reading.files) - 1).all()
    assert reading.tables["care_episodes"]["row"].to_list() == [2]


class TestSeveralYears:
    def test_the_later_year_s_row_of_an_episode_stands(self, folder):
        before = "A1,01/02/2025,S,V2,N1,U6,PR1,,,,AB1 2CD,EF3 4GH,SC1"
        after = "A1,01/02/2025,S,C2,N1,U6,PR1,09/05/2025,E4A,,AB1 2CD,EF3 4GH,SC1"
        reading = folder.add(EPISODES, before, year="2024-25").add(EPISODES, after).read()
        assert rows(reading, "care_episodes", "started_on", "ended_on", "end_reason") == [
            (date(2025, 2, 1), date(2025, 5, 9), "E4A")
        ]
        assert rows(reading, "legal_statuses", "status") == [("C2",)]
        assert listed(reading) == []

    def test_episodes_that_ended_in_the_earlier_year_are_kept_and_joined(self, folder):
        folder.add(EPISODES, "A1,01/02/2025,S,V2,N1,U6,PR1,09/03/2025,X1,,A,B,1", year="2024-25")
        folder.add(EPISODES, "A1,09/03/2025,L,V2,N1,U6,PR1,,,,A,B,1")
        reading = folder.read()
        assert reading.tables["care_episodes"].height == 2
        assert rows(reading, "placements", "started_on", "ended_on") == [(date(2025, 2, 1), None)]

    def test_an_open_episode_that_the_later_return_lacks_is_listed_and_left_out(self, folder):
        folder.add(EPISODES, "A1,01/02/2025,S,V2,N1,U6,PR1,,,,A,B,1", year="2024-25")
        folder.add(EPISODES, "A1,02/02/2025,S,V2,N1,U6,PR1,,,,A,B,1")
        reading = folder.read()
        assert rows(reading, "care_episodes", "started_on") == [(date(2025, 2, 2),)]
        assert listed(reading) == [("disagreement", "Episodes", 2, "", "")]

    @pytest.mark.parametrize(("child", "kind"), [("A1", "disagreement"), ("B2", "trap")])
    def test_a_worker_s_time_with_a_child_who_has_left_care_has_no_known_end(self, folder, child, kind):
        folder.add(WORKERS, "A1,02/05/2010,SW7,01/04/2024,,FCONTA", year="2024-25")
        folder.add(WORKERS, f"{child},02/05/2010,SW8,01/04/2025,,FCONTA")
        reading = folder.read()
        assert rows(reading, "involvements", "child_id", "worker_id") == [(child, "SW8")]
        assert listed(reading) == [(kind, "SWEpisodes", 2, "", "")]

    def test_of_a_child_the_later_value_that_is_not_empty_stands(self, folder):
        folder.add(HEADER, "A1,F,02/05/2010,WBRI,Z1,,", year="2024-25")
        folder.add(HEADER, "A1,M,02/05/2010,,Z1,,")
        assert rows(folder.read(), "children", "sex", "ethnicity") == [("M", "WBRI")]

    def test_who_was_unaccompanied_in_any_year_is_still_known_to_have_been(self, folder):
        for year in ("2024-25", "2025-26"):
            folder.add(HEADER, "A1,F,02/05/2007,BAFR,UN2,,", "B2,F,02/05/2009,WBRI,Z1,,", year=year)
        folder.add("CHILD,SEX,DOB,DUC", "A1,F,02/05/2007,", year="2024-25")
        folder.add("CHILD,SEX,DOB,DUC", "C3,F,02/05/2009,")
        folder.add(EPISODES, "B2,01/04/2025,S,V2,N1,U6,PR1,,,,AB1 2CD,EF3 4GH,SC1")
        folder.add(HEADER, "D4,F,02/05/2007,BAFR,UN2,,", year="2023-24")
        assert rows(folder.read(), "children", "child_id", "unaccompanied") == [
            ("A1", True),
            ("B2", False),
            ("D4", None),
        ]

    def test_a_year_s_questionnaire_stays_beside_the_next(self, folder):
        folder.add(OC2, "A1,02/05/2010,17,,0,,1,0,1,0,,", year="2024-25")
        folder.add(OC2, "A1,02/05/2010,12,,0,,1,0,1,0,,")
        assert rows(folder.read(), "strengths_and_difficulties", "year_ending", "score") == [
            (date(2025, 3, 31), 17),
            (date(2026, 3, 31), 12),
        ]

    @pytest.mark.parametrize(
        ("years", "windows"),
        [
            (["2024-25", "2025-26"], [(date(2024, 4, 1), date(2026, 3, 31))]),
            (
                ["2022-23", "2025-26"],
                [(date(2022, 4, 1), date(2023, 3, 31)), (date(2025, 4, 1), date(2026, 3, 31))],
            ),
        ],
    )
    def test_the_years_that_touch_are_one_stretch(self, folder, years, windows):
        for year in years:
            folder.add(REVIEWS, f"A1,02/05/2010,20/04/{year[:4]},PN1", year=year)
        assert [(w.since, w.to) for w in folder.read().windows] == windows

    def test_of_workers_it_has_only_those_of_children_in_care(self, folder):
        reading = folder.add(WORKERS, "A1,02/05/2010,SW7,01/04/2025,,FCONTA").read()
        assert reading.windows == []

    def test_a_return_run_before_the_year_ends_reaches_its_own_day(self, folder):
        reading = folder.add(REVIEWS, "A1,02/05/2010,20/04/2025,PN1").read(date(2025, 11, 24))
        assert reading.windows == [Window("care_reviews", date(2025, 4, 1), date(2025, 11, 24))]
        assert reading.as_of == date(2025, 11, 24)


class TestProblems:
    @pytest.mark.parametrize("day", ["31/02/2025", "soon", "2025"])
    def test_a_row_whose_date_cannot_be_read_is_listed_twice_and_left_out(self, folder, day):
        reading = folder.add(REVIEWS, f"A1,02/05/2010,{day},PN1", "A1,02/05/2010,20/04/2025,PN1").read()
        assert rows(reading, "care_reviews", "held_on") == [(date(2025, 4, 20),)]
        assert listed(reading) == [
            ("not understood", "Reviews", 2, "REVIEW", day),
            ("not placed", "Reviews", 2, "", ""),
        ]

    def test_a_blank_date_is_not_placed(self, folder):
        reading = folder.add(REVIEWS, "A1,02/05/2010,,PN1", "A1,02/05/2010,20/04/2025,PN1").read()
        assert listed(reading) == [("not placed", "Reviews", 2, "", "")]

    def test_a_row_without_a_child_is_not_placed(self, folder):
        reading = folder.add(REVIEWS, ",02/05/2010,20/04/2025,PN1").read()
        assert reading.tables["care_reviews"].is_empty()
        assert listed(reading) == [("not placed", "Reviews", 2, "", "")]

    def test_an_unknown_code_is_listed_once_and_the_rest_of_the_row_is_kept(self, folder):
        reading = folder.add(EPISODES, "A1,01/04/2025,S,Q9,N1,U6,PR1,,,,A,B,1").read()
        assert rows(reading, "legal_statuses", "status", "from_on") == [(None, date(2025, 4, 1))]
        assert listed(reading) == [("not understood", "Episodes", 2, "LS", "Q9")]

    def test_a_bad_start_date_is_listed_once_though_three_tables_read_it(self, folder):
        reading = folder.add(EPISODES, "A1,99/99/2025,S,C2,N1,U6,PR1,,,,A,B,1").read()
        assert listed(reading, "not understood") == [("not understood", "Episodes", 2, "DECOM", "99/99/2025")]
        assert all(
            reading.tables[name].is_empty() for name in ("care_episodes", "legal_statuses", "placements")
        )

    def test_a_row_that_repeats_is_read_once_and_one_that_differs_is_kept(self, folder):
        review = "A1,02/05/2010,20/04/2025,PN1"
        reading = folder.add(REVIEWS, review, review, "A1,02/05/2010,20/04/2025,PN2").read()
        assert rows(reading, "care_reviews", "participation") == [("PN1",), ("PN2",)]
        assert listed(reading) == [
            ("duplicate", "Reviews", 3, "", ""),
            ("duplicate", "Reviews", 2, "", ""),
            ("duplicate", "Reviews", 4, "", ""),
        ]

    def test_a_child_twice_in_the_header_is_listed_and_one(self, folder):
        reading = folder.add(HEADER, "A1,F,02/05/2010,WBRI,Z1,,", "A1,,02/05/2010,WBRI,Z1,0,").read()
        assert rows(reading, "children", "child_id", "sex", "is_mother") == [("A1", "F", False)]
        assert {kind for kind, *_ in listed(reading)} == {"duplicate"}

    def test_a_table_that_no_file_holds_is_listed(self, folder):
        reading = folder.add(REVIEWS, "A1,02/05/2010,20/04/2025,PN1").read()
        lacking = reading.problems.filter(pl.col("kind") == "missing file")["sheet"].to_list()
        assert lacking == ["Header", "Episodes", "OC2", "OC3", "PrevPerm", "Missing", "SWEpisodes"]

    def test_a_file_that_cannot_be_read_is_the_record_s_own_error(self, tmp_path):
        (tmp_path / "a.xml").write_text("<EXPSSDA903>")
        with pytest.raises(UnreadableError, match=r"a\.xml is not whole XML"):
            ssda903.read(tmp_path)
