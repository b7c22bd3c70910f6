"""An extract of the Standard Safeguarding Dataset as tables of the record."""

# ruff: noqa: E501 - a table of an extract is as wide as its column names

from datetime import date, datetime

import pytest
from tests.record.readers.extracts import AS_OF, PEOPLE, folder, reading, rows, told

from everycase.record.readers.ssd import SsdSettings, read
from everycase.record.reading import PROBLEM_KINDS, PROBLEMS, UnreadableError
from everycase.record.schema import STORED, Format


def test_a_small_extract(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cp_plans="""
            cppl_cp_plan_id | cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date | cppl_cp_plan_ola
            P1              | 1              | 2026-03-02 00:00:00     |                       | N
            P2              | 2              | 05/04/2026              | 2026-10-01            |
        """,
    )
    assert read.format is Format.SSD
    assert read.as_of == AS_OF
    assert rows(
        read, "child_protection_plans", "plan_id", "child_id", "started_on", "ended_on", "other_authority"
    ) == [
        ("P1", "1", date(2026, 3, 2), None, False),
        ("P2", "2", date(2026, 4, 5), date(2026, 10, 1), None),
    ]
    assert rows(read, "child_protection_plans", "file", "row") == [(0, 2), (0, 3)]
    assert [(file.path.split("/")[-1], file.rows) for file in read.files] == [
        ("ssd_cp_plans.csv", 2),
        ("ssd_person.csv", 2),
    ]


@pytest.mark.parametrize(
    "name", ["ssd_person", "SSD_PERSON", "person", "Person", "dbo.ssd_person", "ssd_person_20261124"]
)
def test_every_name_of_a_file(tmp_path, name):
    assert rows(reading(tmp_path, **{name: PEOPLE}), "children", "child_id") == [("1",), ("2",)]


def test_headers_in_any_case_and_quotes(tmp_path):
    read = reading(tmp_path, ssd_person="PERS_PERSON_ID | [pers_dob]\n1 | 2015-03-01")
    assert rows(read, "children", "child_id", "born_on") == [("1", date(2015, 3, 1))]


@pytest.mark.parametrize("column", ["pers_common_child_id", "pers_single_unique_id"])
def test_a_column_by_either_of_its_names(tmp_path, column):
    read = reading(tmp_path, ssd_person=f"pers_person_id | {column}\n1 | 9434765919")
    assert rows(read, "children", "common_id") == [("9434765919",)]


def test_every_field_that_the_dataset_holds_is_read(tmp_path):
    tables = {}
    for table in STORED.values():
        columns = [
            held[0]
            for f in table.fields().values()
            if (held := f.held.get(Format.SSD)) and "." not in held[0]
        ]
        if table.ssd:
            tables[table.ssd] = " | ".join(columns) + "\n" + " | ".join("1" for _ in columns)
    read = reading(tmp_path, **tables)
    for name, frame in read.tables.items():
        wanted = {n for n, f in STORED[name].fields().items() if f.held.get(Format.SSD)} - {"factors"}
        assert wanted <= set(frame.columns), name
    assert "missing column" not in read.problems["kind"].to_list()


def test_what_was_not_supplied_is_listed(tmp_path):
    read = reading(tmp_path, ssd_person=PEOPLE + "\n", ssd_cp_plans="cppl_person_id | shoe_size\n1 | 4")
    assert "ssd_missing was not supplied: what it holds can't be told." in told(read, "missing file")
    assert "ssd_cp_plans.csv has no column cppl_cp_plan_start_date." in told(read, "missing column")
    assert told(read, "extra column") == ["ssd_cp_plans.csv: the column shoe_size is not read."]
    assert "missing_episodes" not in read.tables


def test_problems_are_of_the_agreed_kinds_and_columns(tmp_path):
    read = reading(tmp_path, ssd_person="pers_person_id | pers_dob\n1 | soon\n | 2015-03-01\n1 |")
    assert read.problems.schema == PROBLEMS
    assert set(read.problems["kind"]) <= set(PROBLEM_KINDS)


def test_factors_of_an_assessment_stand_in_a_table_of_their_own(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_assessments="""
            cina_assessment_id | cina_person_id
            A1                 | 1
            A2                 | 1
            A3                 | 2
        """,
        ssd_assessment_factors="""
            cinf_table_id | cinf_assessment_id | cinf_assessment_factors_json
            1             | A1                 | ["3B","2B"]
            2             | A2                 | {"1A":"Yes","4B":"No"}
            3             | A2                 | {"16A":"Yes"}
        """,
    )
    assert rows(read, "assessments", "assessment_id", "factors") == [
        ("A1", ["2B", "3B"]),
        ("A2", ["16A", "1A"]),
        ("A3", None),
    ]
    assert "factors" in read.supplied["assessments"]


def test_a_factor_not_understood_is_listed_where_it_stands(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_assessments="cina_assessment_id | cina_person_id\nA1 | 1",
        ssd_assessment_factors='cinf_assessment_id | cinf_assessment_factors_json\nA1 | ["1A","99Z"]',
    )
    assert rows(read, "assessments", "factors") == [(["1A"],)]
    assert read.problems.filter(kind="not understood").select("file", "row").rows() == [
        ("ssd_assessment_factors.csv", 2)
    ]


def test_tables_about_education_health_and_care_plans_find_their_child(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_send="send_table_id | send_person_id\nS1 | 2",
        ssd_ehcp_requests="ehcr_ehcp_request_id | ehcr_send_table_id\nR1 | S1\nR2 | S9",
        ssd_ehcp_assessment="ehca_ehcp_assessment_id | ehca_ehcp_request_id\nA1 | R1",
        ssd_ehcp_named_plan="ehcn_named_plan_id | ehcn_ehcp_asmt_id\nN1 | A1",
        ssd_ehcp_active_plans="ehcp_active_ehcp_id | ehcp_ehcp_request_id\nV1 | R1",
        ssd_sen_need="senn_table_id | senn_active_ehcp_id\nD1 | V1",
    )
    for table in ("ehc_requests", "ehc_assessments", "ehc_named_plans", "ehc_active_plans", "sen_needs"):
        assert rows(read, table, "child_id") == [("2",)], table
        assert "child_id" in read.supplied[table]
    assert told(read, "not placed") == [
        "ssd_ehcp_requests.csv row 3: the child's id is missing, so the row could not be placed; it is not in the record"
    ]


def test_a_care_review_finds_its_child_by_the_period_of_care(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cla_episodes="clae_cla_episode_id | clae_cla_id | clae_person_id\nE1 | L1 | 2\nE2 | L1 | 2",
        ssd_cla_reviews="clar_cla_review_id | clar_cla_id | clar_cla_review_date\nV1 | L1 | 2026-05-01",
    )
    assert rows(read, "care_reviews", "review_id", "child_id", "held_on") == [("V1", "2", date(2026, 5, 1))]


def test_a_visit_of_mosaic_finds_its_child_by_what_it_calls_the_plan(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_episodes="cine_referral_id | cine_person_id\nR1 | 2\nR2 | 1\nR2 | 2",
        ssd_cin_visits="""
            cinv_cin_visit_id | cinv_cin_plan_id | cinv_cin_visit_date
            V1                | R1               | 2026-05-01 10:00
            V2                | R2               | 2026-05-02
        """,
    )
    assert rows(read, "child_in_need_visits", "visit_id", "child_id", "visited_on_time") == [
        ("V1", "2", datetime.fromisoformat("2026-05-01 10:00"))
    ]
    # R2 is of two children, so it doesn't say whom V2 was to.
    assert told(read, "not placed")[0].startswith("ssd_cin_visits.csv row 3: the child's id is missing")


def test_rows_without_a_child_are_kept_as_problems(tmp_path):
    read = reading(tmp_path, ssd_person="pers_person_id | pers_sex\n1 | M\n | F\n-1 | F")
    assert rows(read, "children", "child_id") == [("1",)]
    assert read.problems.filter(kind="not placed")["row"].to_list() == [3, 4]


def test_a_parent_that_is_not_there_is_counted(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_episodes="cine_referral_id | cine_person_id\nR1 | 1",
        ssd_cin_assessments="""
            cina_assessment_id | cina_person_id | cina_referral_id
            A1                 | 1              | R1
            A2                 | 1              | R8
            A3                 | 2              | R9
        """,
    )
    assert told(read, "orphan") == [
        (
            "ssd_cin_assessments.csv: 2 rows name a referral_id that is not in ssd_cin_episodes "
            "(the first: R8, row 3)."
        )
    ]


def test_the_date_comes_from_the_extract_where_it_is_not_given(tmp_path):
    extract = folder(
        tmp_path / "extract",
        ssd_person=PEOPLE,
        ssd_version_log="""
            version_number | created_at
            1.4.4          | 2026-07-08 09:00:00
            1.4.5          | 2026-11-20 23:10:00
        """,
    )
    assert read(extract).as_of == date(2026, 11, 20)
    assert read(extract, as_of=AS_OF).as_of == AS_OF
    assert read(extract).notes == ("Version of the dataset's scripts: 1.4.5.",)


def test_an_extract_that_does_not_say_its_date_needs_one(tmp_path):
    with pytest.raises(UnreadableError, match="doesn't say of which day it is"):
        read(folder(tmp_path / "extract", ssd_person=PEOPLE))


def test_the_same_id_of_a_worker_by_staff_number(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_professionals="prof_professional_id | prof_staff_id | prof_professional_name\n | 77 | Alex Hart",
    )
    assert rows(read, "workers", "worker_id", "full_name") == [("77", "Alex Hart")]


def test_settings_say_how_far_back_the_extract_goes(tmp_path):
    extract = folder(tmp_path / "extract", ssd_person=PEOPLE)
    windows = read(extract, SsdSettings(months=24), as_of=AS_OF).windows
    assert [(window.table, window.since, window.to) for window in windows] == [
        ("children", date(2024, 11, 24), AS_OF)
    ]


def test_the_order_of_rows_in_the_files_changes_nothing(tmp_path):
    header = "cinv_cin_visit_id | cinv_person_id | cinv_cin_visit_date | cinv_cin_visit_seen"
    lines = [
        "V1 | 1 | 2026-10-01 | Y",
        "V2 | 2 | 2026-10-02 | N",
        "V2 | 2 | 2026-10-02 |",
        "V3 | 1 | 2026-10-03 |",
    ]
    first, second = (
        reading(tmp_path / str(number), ssd_person=PEOPLE, ssd_cin_visits="\n".join([header, *ordered]))
        for number, ordered in enumerate((lines, lines[::-1]))
    )
    wanted = ("visit_id", "child_id", "visited_on", "seen")
    assert sorted(rows(first, "child_in_need_visits", *wanted), key=str) == [
        ("V1", "1", date(2026, 10, 1), True),
        ("V2", "2", date(2026, 10, 2), False),
        ("V3", "1", date(2026, 10, 3), None),
    ]
    assert sorted(rows(second, "child_in_need_visits", *wanted), key=str) == sorted(
        rows(first, "child_in_need_visits", *wanted), key=str
    )
