"""Each child's status in words, who holds the case, which team it was last, and who is whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from tests.tables import given

from everycase.analysis.children_now import children_now, merged_children, reviewing_officers, teams_now
from everycase.record.schema import Format
from everycase.record.snapshot import Record
from everycase.standards.council import CaseWeights

AS_OF = "2026-11-24"
WORK = {
    "referrals": "child_id | referral_id | referred_on | closed_on | no_further_action | team_id",
    "child_protection_plans": "child_id | plan_id | started_on | ended_on | latest_category",
    "care_episodes": "child_id | episode_id | started_on | ended_on | start_reason",
    "child_in_need_plans": "child_id | plan_id | started_on | ended_on | team_id",
    "assessments": "child_id | assessment_id | started_on | authorised_on | team_id",
    "care_leavers": "child_id | eligibility",
    "early_help": "child_id | episode_id | started_on | ended_on",
}


def record(as_of: str = AS_OF, **rows: str) -> Record:
    """A record in which every kind of work is supplied; `rows` are Amira's, blank for none."""
    tables = {name: f"{columns}\n{rows.get(name, '')}" for name, columns in WORK.items()}
    others = {name: text for name, text in rows.items() if name not in WORK}
    return given(as_of, children="child_id | born_on\nAmira | 2020-05-01", **tables, **others)


def of_amira(told: Record, column: str) -> object:
    return children_now(told).filter(pl.col("child_id") == "Amira")[column].item()


@pytest.mark.parametrize(
    ("rows", "work"),
    [
        ({"early_help": "Amira | E1 | 2026-01-05 |"}, None),
        ({}, None),
        ({"referrals": "Amira | R1 | 2026-01-05 | | no | T1"}, "open_case"),
        ({"child_in_need_plans": "Amira | N1 | 2026-01-05 | | T1"}, "child_in_need_plan"),
        (
            {
                "child_in_need_plans": "Amira | N1 | 2026-01-05 | | T1",
                "child_protection_plans": "Amira | P1 | 2026-03-03 | | NEG",
            },
            "protection_plan",
        ),
        ({"child_protection_plans": "Amira | P1 | 2026-03-03 | 2026-11-23 | NEG"}, None),
    ],
)
def test_the_first_work_that_goes_on_is_what_the_case_weighs_by(rows, work):
    assert of_amira(record(**rows), "work") == work
    assert work is None or work in CaseWeights.model_fields


@pytest.mark.parametrize(("told", "share"), [("0.6", 0.6), ("1", 1.0), ("", None), ("0", None), ("37", None)])
def test_a_workers_share_of_a_post_is_told_where_it_can_be(told, share):
    made = record(
        involvements="child_id | worker_id | role | from_on | to_on\nAmira | W1 | ALLOCATED | 2026-01-05 |",
        workers=f"worker_id | full_time_equivalent\nW1 | {told}",
    )
    assert of_amira(made, "worker_share") == share


@pytest.mark.parametrize(
    ("rows", "status", "open_now"),
    [
        ({}, "No open work", False),
        (
            {"child_protection_plans": "Amira | P1 | 2026-03-03 | | NEG"},
            "On a protection plan since 3 March 2026: neglect",
            True,
        ),
        (
            {"child_protection_plans": "Amira | P1 | 2026-03-03 | |"},
            "On a protection plan since 3 March 2026",
            True,
        ),
        ({"care_episodes": "Amira | E1 | 2026-03-03 | | S"}, "Looked after since 3 March 2026", True),
        (
            {
                "child_protection_plans": "Amira | P1 | 2026-03-03 | | NEG",
                "care_episodes": "Amira | E1 | 2026-06-01 | | S",
                "child_in_need_plans": "Amira | N1 | 2026-01-05 | | T1",
            },
            "On a protection plan since 3 March 2026: neglect; looked after since 1 June 2026",
            True,
        ),
        ({"care_leavers": "Amira | Former Relevant"}, "Care leaver", True),
        ({"care_leavers": "Amira | No Current Eligibility"}, "No open work", False),
        (
            {"child_in_need_plans": "Amira | N1 | 2026-01-05 | | T1"},
            "Child in need plan since 5 January 2026",
            True,
        ),
        (
            {
                "referrals": "Amira | R1 | 2026-11-02 | | no | T1",
                "assessments": "Amira | A1 | 2026-11-04 | | T1",
            },
            "Being assessed since 4 November 2026",
            True,
        ),
        (
            {  # never authorised, and the case was closed long ago: nobody is assessing
                "referrals": "Amira | R1 | 2020-11-02 | 2021-01-05 | no | T1",
                "assessments": "Amira | A1 | 2020-11-04 | | T1",
            },
            "No open work",
            False,
        ),
        ({"referrals": "Amira | R1 | 2026-11-02 | | no | T1"}, "Open case since 2 November 2026", True),
        ({"referrals": "Amira | R1 | 2026-11-02 | | yes | T1"}, "No open work", False),
        ({"early_help": "Amira | H1 | 2026-09-01 |"}, "Early help since 1 September 2026", False),
        ({"children": "child_id | died_on\nAmira | 2026-10-01"}, "Died on 1 October 2026", False),
    ],
)
def test_the_status_says_what_goes_on(rows, status, open_now):
    told = {name: text for name, text in rows.items() if name != "children"}
    made = record(**told)
    if "children" in rows:
        made = given(AS_OF, **{**{name: f"{columns}\n" for name, columns in WORK.items()}, **rows})
    assert (of_amira(made, "status"), of_amira(made, "open_now")) == (status, open_now)


@pytest.mark.parametrize(
    ("started", "ended", "on_a_plan"),
    [
        ("2026-11-23", "", True),
        ("2026-11-24", "", True),
        ("2026-11-25", "", False),  # begins tomorrow
        ("2026-03-03", "2026-11-23", False),
        ("2026-03-03", "2026-11-24", False),  # ended today
        ("2026-03-03", "2026-11-25", True),
    ],
)
def test_a_plan_goes_on_from_its_first_day_until_the_day_that_it_ends(started, ended, on_a_plan):
    made = record(child_protection_plans=f"Amira | P1 | {started} | {ended} | NEG")
    assert str(of_amira(made, "status")).startswith("On a protection plan") == on_a_plan


def test_where_files_leave_out_a_kind_of_work_nothing_is_not_said_to_be_none():
    only_care = given(
        AS_OF, care_episodes="child_id | started_on | ended_on\nAmira | 2020-01-06 | 2021-01-05"
    )
    assert of_amira(only_care, "status") == (
        "No open work told: these files leave out open cases and protection plans"
    )


def test_a_plan_that_only_an_older_file_tells_of_says_so():
    """A return of last March holds the plan without an end; the extract of the day doesn't name it."""
    made = record(child_protection_plans="Amira | P1 | 2026-03-03 | | NEG")
    dated = made.manifest.model_copy(
        update={"sources": [Format.CIN_CENSUS, Format.SSD], "dates": [date(2026, 3, 31), date(2026, 11, 24)]}
    )
    status = of_amira(replace(made, manifest=dated), "status")
    assert status == "On a protection plan since 3 March 2026: neglect (by files of 31 March 2026)"


HELD = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    Amira    | W1        | T1      | ALLOCATED | 2026-01-05 | 2026-06-01
    Ben      | W2        | T2      | ALLOCATED | 2026-01-05 |
    Cara     |           | T3      | DUTY      | 2026-11-20 |
    Dev      | W9        | T9      | OTHER     | 2026-01-05 |
    Ben      | W8        | T8      | IRO       | 2026-02-01 |
    Amira    | W8        | T8      | IRO       | 2026-02-01 | 2026-11-23
    Cara     | W8        | T8      | IRO       | 2026-02-01 | 2026-11-24
    """


def test_whose_a_case_is_and_which_team_was_the_last():
    made = given(AS_OF, involvements=HELD, workers="worker_id | full_name\nW2 | Jo Shaw")
    told = children_now(made).select("child_id", "worker_key", "worker_name", "team_key", "team_last")
    assert told.rows() == [
        ("Amira", None, None, None, "T1"),
        ("Ben", "W2", "Jo Shaw", "T2", "T2"),
        ("Cara", None, None, None, "T3"),
        ("Dev", None, None, None, "T9"),
    ]


def test_a_later_referral_names_the_last_team_of_a_case_that_nobody_holds():
    made = given(
        AS_OF,
        involvements=HELD,
        referrals="child_id | referral_id | referred_on | team_id\nAmira | R2 | 2026-10-01 | T7",
    )
    assert of_amira(made, "team_last") == "T7"


def test_reviewing_officers_of_the_day():
    assert reviewing_officers(given(AS_OF, involvements=HELD)).rows() == [("Ben", "W8"), ("Cara", "W8")]


def test_brothers_and_sisters_have_one_key():
    made = given(
        AS_OF,
        families="link_id | child_id | family_id\nL1 | Amira | F1\nL2 | Ben | F1",
        mothers="link_id | child_id | mother_id\nM1 | Cara | 77\nM2 | Dev | 77\nM3 | Amira | 78",
    )
    keys = dict(children_now(made).select("child_id", "family_key").iter_rows())
    assert keys == {"Amira": "F1", "Ben": "F1", "Cara": "mother 77", "Dev": "mother 77"}


def test_a_merged_record_is_one_that_is_there_no_more():
    links = """
        link_id | child_id | value
        L1      | Amira    | Old
        L2      | Amira    | Ben
        L3      | Ben      | A12345678
        """
    made = given(AS_OF, linked_identifiers=links, children="child_id\nAmira\nBen")
    assert merged_children(made).rows() == [("A12345678", "Ben"), ("Old", "Amira")]


def test_services_are_the_records_unless_the_council_says():
    made = given(
        AS_OF,
        teams="""
            team_id | team_name | service_name
            T1      | Intake    | Front door
            T2      | North     | Front door
            T4      | South     |
            """,
        involvements=HELD,
    )
    told = {
        key: (name, service)
        for key, name, service in teams_now(made, {"Safeguarding": ["T2", "South"]}).iter_rows()
    }
    assert told["T1"] == ("Intake", "Front door")
    assert told["T2"] == ("North", "Safeguarding")
    assert told["T4"] == ("South", "Safeguarding")
    assert told["T3"] == ("T3", None)  # named only beside a child
