"""How far an extract reaches: windows, what was never filled, fields that it doesn't hold at all."""

# ruff: noqa: E501 - a table of an extract is as wide as its column names

from datetime import date

import pytest
from tests.record.readers.extracts import AS_OF, PEOPLE, reading, rows, told

SIX_YEARS = (date(2020, 11, 24), AS_OF)


def windows(read):
    return {window.table: (window.since, window.to) for window in read.windows}


PLAN = "cppl_cp_plan_id | cppl_person_id | cppl_cp_plan_start_date\nP1 | 1 | 2026-03-02"
NO_VISITS = "cppv_cp_visit_id | cppv_person_id | cppv_cp_visit_date"


def test_a_table_with_rows_reaches_six_years_back(tmp_path):
    read = reading(tmp_path, ssd_person=PEOPLE, ssd_cp_plans=PLAN)
    assert windows(read) == {"children": SIX_YEARS, "child_protection_plans": SIX_YEARS}


def test_a_table_that_was_not_supplied_has_no_window_and_no_fields(tmp_path):
    read = reading(tmp_path, ssd_person=PEOPLE)
    assert "child_protection_visits" not in windows(read)
    assert "child_protection_visits" not in read.supplied


def test_no_visits_at_all_beside_plans_is_not_that_nobody_visited(tmp_path):
    read = reading(tmp_path, ssd_person=PEOPLE, ssd_cp_plans=PLAN, ssd_cp_visits=NO_VISITS)
    assert "child_protection_visits" not in windows(read)
    assert read.supplied["child_protection_visits"] == frozenset()
    assert told(read, "trap") == [
        (
            "ssd_cp_visits has no rows beside 1 in ssd_cp_plans: it was probably not filled. "
            "What it would hold can't be told."
        )
    ]


def test_a_file_with_every_cell_empty_is_a_table_without_rows(tmp_path):
    read = reading(tmp_path, ssd_person=PEOPLE, ssd_cp_plans=PLAN, ssd_cp_visits=f"{NO_VISITS}\n | |\n | |")
    assert "child_protection_visits" not in windows(read)


def test_no_visits_where_nobody_should_be_visited_is_an_answer(tmp_path):
    no_plans = "cppl_cp_plan_id | cppl_person_id | cppl_cp_plan_start_date"
    read = reading(tmp_path, ssd_person=PEOPLE, ssd_cp_plans=no_plans, ssd_cp_visits=NO_VISITS)
    assert windows(read)["child_protection_visits"] == SIX_YEARS


def test_visits_of_which_each_stands_in_another_table_were_supplied(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_plans="cinp_cin_plan_id | cinp_person_id\nP1 | 1",
        ssd_cin_visits="cinv_cin_visit_id | cinv_person_id | cinv_cin_visit_date\nV1 | 1 | 2026-10-01",
        ssd_cp_visits="cppv_cp_visit_id | cppv_person_id | cppv_cp_visit_date\nV1 | 1 | 2026-10-01",
    )
    assert rows(read, "child_in_need_visits", "visit_id") == []
    assert windows(read)["child_in_need_visits"] == SIX_YEARS
    assert told(read, "trap") == []


def _plans_and_visits(plans, visited_on):
    people = "\n".join(["pers_person_id", *(str(n) for n in range(plans))])
    opened = [f"P{n} | {n} | 2026-08-01 |" for n in range(plans)]
    visits = [f"V{n} | {n} | {visited_on}" for n in range(plans)]
    return {
        "ssd_person": people,
        "ssd_cin_plans": "\n".join(
            [
                "cinp_cin_plan_id | cinp_person_id | cinp_cin_plan_start_date | cinp_cin_plan_end_date",
                *opened,
                "P99 | 0 | 2026-01-01 | 2026-02-01",
            ]
        ),
        "ssd_cin_visits": "\n".join(["cinv_cin_visit_id | cinv_person_id | cinv_cin_visit_date", *visits]),
    }


@pytest.mark.parametrize(
    ("plans", "visited_on", "reached"),
    [
        (10, "2026-01-10", False),  # ten open plans, and every visit from before them
        (10, "2026-08-10", True),
        (9, "2026-01-10", True),  # too few to say that it is the script and not the practice
    ],
)
def test_visits_that_end_where_open_plans_begin_were_left_out_by_the_script(
    tmp_path, plans, visited_on, reached
):
    read = reading(tmp_path, **_plans_and_visits(plans, visited_on))
    assert ("child_in_need_visits" in windows(read)) is reached
    assert len([says for says in told(read, "trap") if "leaves out the visits of open plans" in says]) == (
        not reached
    )


def _contacts(first, count):
    lines = [f"C{n} | 1 | {first}" for n in range(count)]
    return "\n".join(["cont_contact_id | cont_person_id | cont_contact_date", *lines])


@pytest.mark.parametrize(
    ("first", "count", "since"),
    [
        ("2024-06-01", 100, date(2024, 6, 1)),
        ("2024-06-01", 99, date(2020, 11, 24)),  # too few rows to tell where the extract begins
        ("2021-11-25", 100, date(2020, 11, 24)),  # a year and a day after the window's start
        ("2021-11-26", 100, date(2021, 11, 26)),
    ],
)
def test_an_extract_that_begins_later_reaches_less_far(tmp_path, first, count, since):
    read = reading(tmp_path, ssd_person=PEOPLE, ssd_contacts=_contacts(first, count))
    assert windows(read)["contacts"] == (since, AS_OF)


def test_a_column_empty_in_every_row_is_not_held(tmp_path):
    read = reading(
        tmp_path,
        ssd_person="pers_person_id | pers_dob | pers_sex | pers_death_date\n1 | 2015-03-01 | |",
        ssd_cp_plans="""
            cppl_cp_plan_id | cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date | cppl_cp_plan_ola
            P1              | 1              | 2026-03-02              |                       |
        """,
    )
    # That nobody died and no plan ended is an answer; that no plan says who owns it is none.
    assert read.supplied["children"] == {"child_id", "born_on", "died_on"}
    assert read.supplied["child_protection_plans"] == {"plan_id", "child_id", "started_on", "ended_on"}


def test_tables_of_the_latest_row_say_since_when_nothing_else_happened(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_care_leavers="""
            clea_person_id | clea_care_leaver_latest_contact | clea_pathway_plan_review_date
            1              | 2026-09-01                      | 2026-05-01
            2              |                                 |
        """,
        ssd_cla_immunisations="""
            clai_person_id | clai_immunisations_status | clai_immunisations_status_date
            1              | Y                         | 2026-02-03
        """,
    )
    assert sorted(read.latest.rows()) == [
        ("care_leavers", "1", None, date(2026, 9, 1)),
        ("care_leavers", "2", None, date(1900, 1, 1)),
        ("immunisations", "1", None, date(2026, 2, 3)),
        ("immunisations", "2", None, SIX_YEARS[0]),  # nothing there of a known child: not in these years
    ]
    assert windows(read) == {"children": SIX_YEARS}


def test_a_role_that_no_row_has_is_not_told_of(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_involvements="""
        invo_involvements_id | invo_person_id | invo_professional_id | invo_professional_role_id
        I1                   | 1              | W1                   | Allocated Social Worker
        I2                   | 1              | W2                   | Personal Adviser
        """,
    )
    assert windows(read)["involvements:ADVISER"] == SIX_YEARS
    assert "involvements:IRO" not in windows(read)
