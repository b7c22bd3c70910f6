"""One child's rows of a kept review, read alone."""

from __future__ import annotations

from datetime import date

import pytest
from polars.testing import assert_frame_equal
from tests.review.council import reviewed
from tests.tables import given

from everycase.review.case import case_in, case_reviewed
from everycase.review.review import save

RECORD = given(
    "2026-11-24",
    child_protection_plans="""
        plan_id | child_id | started_on | ended_on
        P1      | Amira    | 2026-10-05 |
        P2      | Ben      | 2026-10-06 |
        """,
    child_protection_visits="child_id | visited_on | seen\nAmira | 2026-10-20 | yes",
    referrals="referral_id | child_id | referred_on | primary_need\nR1 | Amira | 2026-10-01 |",
)


@pytest.fixture
def folder(tmp_path):
    save(reviewed(RECORD), tmp_path)
    return tmp_path


def test_a_child_s_rows_are_read_and_no_other_s(folder):
    case = case_reviewed(folder, "Amira")
    assert case.as_of == date(2026, 11, 24)
    assert set(case.obligations["child_id"]) == set(case.findings["child_id"]) == {"Amira"}
    assert case.obligations["state"].to_list() == ["met late"]
    assert case.findings["says"].to_list() == ["The referral of 1 October 2026 has no reason."]


def test_what_is_read_is_what_the_open_review_holds(folder):
    read, held = case_reviewed(folder, "Ben"), case_in(reviewed(RECORD), "Ben")
    assert read.obligations.height == 1
    assert_frame_equal(read.obligations, held.obligations)
    assert_frame_equal(read.findings, held.findings)


def test_of_an_unknown_child_there_is_nothing(folder):
    case = case_reviewed(folder, "Nobody")
    assert case.obligations.is_empty()
    assert case.findings.is_empty()


def test_where_no_review_is_kept_the_error_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        case_reviewed(tmp_path, "Amira")
