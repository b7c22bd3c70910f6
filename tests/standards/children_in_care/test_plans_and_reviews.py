"""Rules about plans, reviews, reviewing officers and health of children in care."""

from typing import Any

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"
CARE = "child_id | started_on | ended_on\nAmira | {} |"


@pytest.mark.parametrize(
    ("start", "plan", "broken"),
    [
        ("2026-06-01", "2026-06-08 |", []),
        ("2026-06-01", "2026-06-08 | 2026-11-23", ["Amira"]),
        ("2026-06-01", "2026-06-08 | 2026-11-24", []),
        ("2026-11-10", "", []),  # ten working days end today
        ("2026-11-09", "", ["Amira"]),
    ],
)
def test_no_care_plan_today(start, plan, broken):
    plans = f"child_id | from_on | to_on\n{f'Amira | {plan}' if plan else 'Bilal | 2026-01-05 |'}"
    found = given(AS_OF, care_episodes=CARE.format(start), care_plans=plans)
    assert wrong(found, "cla-no-care-plan") == broken


@pytest.mark.parametrize(
    ("plan", "reviews", "broken"),
    [
        ("2026-05-01", ["2026-05-02", "2026-08-01"], ["Amira"]),
        ("2026-05-02", ["2026-05-02", "2026-08-01"], []),  # from the day of the last review but one
        ("2026-03-01", ["2026-02-01", "2026-02-20", "2026-08-01"], []),
        ("2026-03-01", ["2026-08-01"], []),  # one review only
        ("2026-05-01", ["2026-05-02", "2026-08-01 | yes"], []),  # the last was cancelled
    ],
)
def test_a_care_plan_older_than_the_last_review_but_one(plan, reviews, broken):
    lines = "\n".join(f"Amira | {review}" for review in reviews)
    found = given(
        AS_OF,
        care_episodes=CARE.format("2026-01-05"),
        care_plans=f"child_id | from_on | to_on\nAmira | {plan} |",
        care_reviews=f"child_id | held_on | cancelled\n{lines}",
    )
    assert wrong(found, "cla-care-plan-stale") == broken


@pytest.mark.parametrize(
    ("permanence", "reviews", "agreed", "broken"),
    [
        ("", ["2026-06-20", "2026-09-15"], "", ["Amira"]),
        ("LTFOST18", ["2026-06-20", "2026-09-15"], "", []),
        ("", ["2026-06-20"], "", []),
        ("", ["2026-06-20", "2026-09-15"], "Amira | permanence-plan-agreed | 2026-09-15", []),
    ],
)
def test_no_permanence_plan_by_the_second_review(permanence, reviews, agreed, broken):
    tables: dict[str, Any] = {"events": f"child_id | kind | happened_on\n{agreed}"} if agreed else {}
    lines = "\n".join(f"Amira | {review} |" for review in reviews)
    found = given(
        AS_OF,
        care_episodes=CARE.format("2026-06-01"),
        care_plans=f"child_id | from_on | to_on | permanence\nAmira | 2026-06-10 | | {permanence}",
        care_reviews=f"child_id | held_on | cancelled\n{lines}",
        **tables,
    )
    assert wrong(found, "cla-no-permanence-plan") == broken


def test_what_is_said_of_a_missing_permanence_plan_and_where_no_file_holds_it():
    reviews = "child_id | held_on | cancelled\nAmira | 2026-06-20 |\nAmira | 2026-09-15 |"
    tables: dict[str, Any] = {"care_episodes": CARE.format("2026-06-01"), "care_reviews": reviews}
    empty = given(
        AS_OF, **tables, care_plans="child_id | from_on | to_on | permanence\nAmira | 2026-06-10 | |"
    )
    assert says(empty, "cla-no-permanence-plan") == [
        "2 reviews held since entering care on 1 June 2026, and no permanence plan."
    ]
    unheld = given(AS_OF, **tables, care_plans="child_id | from_on | to_on\nAmira | 2026-06-10 |")
    assert untold(unheld, "cla-no-permanence-plan") == ["Amira"]


@pytest.mark.parametrize(
    ("start", "officer", "broken"),
    [
        ("2026-06-01", "IRO | 2026-06-03 |", []),
        ("2026-06-01", "ALLOCATED | 2026-06-03 |", ["Amira"]),
        ("2026-06-01", "IRO | 2026-06-03 | 2026-11-23", ["Amira"]),
        ("2026-11-17", "ALLOCATED | 2026-11-17 |", []),  # five working days end today
        ("2026-11-16", "ALLOCATED | 2026-11-17 |", ["Amira"]),
    ],
)
def test_no_reviewing_officer_today(start, officer, broken):
    found = given(
        AS_OF,
        care_episodes=CARE.format(start),
        involvements=f"child_id | worker_id | role | from_on | to_on\nAmira | W1 | {officer}",
    )
    assert wrong(found, "cla-no-iro") == broken


@pytest.mark.parametrize(
    ("born", "part", "broken"),
    [
        ("2022-11-10", "", ["Amira"]),  # four on the day of the review
        ("2022-11-11", "", []),  # four the day after
        ("2014-05-02", "PN1", []),
        ("2014-05-02", "PN7", ["Amira"]),  # took no part, and no reason can be given
        ("2014-05-02", "PN4", []),
    ],
)
def test_how_the_child_took_part(born, part, broken):
    found = given(
        AS_OF,
        children=f"child_id | born_on\nAmira | {born}",
        care_reviews=f"child_id | held_on | cancelled | participation\nAmira | 2026-11-10 | | {part}",
    )
    assert wrong(found, "cla-review-no-participation") == broken


def test_a_cancelled_review_needs_no_participation():
    reviews = "child_id | held_on | cancelled | participation\nAmira | 2026-11-10 | yes |"
    assert wrong(given(AS_OF, care_reviews=reviews), "cla-review-no-participation") == []


@pytest.mark.parametrize(
    ("reviews", "broken"),
    [
        (["2026-10-05 | 2026-10-07 | yes"], ["Amira"]),
        (["2026-10-05 | 2026-10-07 | yes", "2026-10-06 | 2026-10-07 |"], []),
        (["2026-10-05 | 2026-10-07 | yes", "2026-07-06 | 2026-07-08 |"], ["Amira"]),  # the one before
        (["2026-10-05 | 2026-10-07 | yes", " | 2026-12-01 |"], []),  # booked, not held yet
        ([" | 2026-10-07 | yes", "2026-10-06 | 2026-10-07 |"], []),  # no date of its own
        ([" | 2026-10-07 | yes"], ["Amira"]),
    ],
)
def test_a_cancelled_review_is_booked_again(reviews, broken):
    lines = "\n".join(f"Amira | {review}" for review in reviews)
    found = given(
        AS_OF,
        care_episodes=CARE.format("2026-06-01"),
        care_reviews=f"child_id | held_on | due_on | cancelled\n{lines}",
    )
    assert wrong(found, "cla-review-cancelled-not-rebooked") == broken


def _caseload(children, share, limit_passed=True):
    names = [f"Child {n}" for n in range(children)]
    episodes = "\n".join(f"{name} | 2026-01-05 |" for name in names)
    held = "\n".join(f"{name} | W1 | IRO | 2026-01-06 |" for name in names)
    return given(
        AS_OF,
        care_episodes=f"child_id | started_on | ended_on\n{episodes}\nLeft | 2026-01-05 | 2026-06-01",
        involvements=f"child_id | worker_id | role | from_on | to_on\n{held}\nLeft | W1 | IRO | 2026-01-06 |",
        workers=f"worker_id | full_time_equivalent\nW1 | {share}",
    )


@pytest.mark.parametrize(
    ("children", "share", "broken", "unsure"),
    [
        (70, "1.0", 0, 0),
        (71, "1.0", 1, 0),
        (36, "0.5", 1, 0),
        (35, "0.5", 0, 0),
        (71, "", 1, 0),  # too many for anybody
        (36, "", 0, 1),  # it depends on the share of a post
    ],
)
def test_a_reviewing_officers_caseload(children, share, broken, unsure):
    found = _caseload(children, share)
    assert len(wrong(found, "iro-caseload-over-70")) == broken
    assert len(untold(found, "iro-caseload-over-70")) == unsure


@pytest.mark.parametrize(
    ("born", "start", "checked", "broken"),
    [
        ("2014-05-02", "2025-11-24", "2025-11-23", ["Amira"]),
        ("2014-05-02", "2025-11-24", "2025-11-24", []),
        ("2014-05-02", "2025-11-25", "2025-11-01", []),  # not yet in care for a year
        ("2022-01-10", "2025-06-01", "2026-05-23", ["Amira"]),  # under five: six months
        ("2022-01-10", "2025-06-01", "2026-05-24", []),
        ("2021-11-24", "2025-06-01", "2026-05-01", []),  # five today
    ],
)
def test_no_health_assessment_in_the_last_year(born, start, checked, broken):
    found = given(
        AS_OF,
        children=f"child_id | born_on\nAmira | {born}",
        care_episodes=CARE.format(start),
        health_checks=f"child_id | kind | checked_on | status\nAmira | REVIEW | {checked} | Completed",
    )
    assert wrong(found, "cla-health-missing") == broken


@pytest.mark.parametrize("check", ["DENTAL | 2026-10-01 |", "REVIEW | 2026-10-01 | Refused"])
def test_what_is_no_health_assessment(check):
    checks = f"child_id | kind | checked_on | status\nAmira | {check}"
    found = given(AS_OF, care_episodes=CARE.format("2025-06-01"), health_checks=checks)
    assert wrong(found, "cla-health-missing") == ["Amira"]


@pytest.mark.parametrize(
    ("born", "row", "broken"),
    [
        ("2014-05-02", "2025-11-24 | 12 |", []),
        ("2014-05-02", "2025-11-23 | 12 |", ["Amira"]),
        ("2014-05-02", "2026-03-01 | | SDQ2", []),
        ("2014-05-02", " | | SDQ2", []),  # a reason without a date
        ("2014-05-02", "2026-03-01 | |", ["Amira"]),
        ("2022-11-25", "2025-11-23 | 12 |", []),  # four tomorrow
        ("2009-11-24", "2025-11-23 | 12 |", []),  # seventeen today
        ("2009-11-25", "2025-11-23 | 12 |", ["Amira"]),
    ],
)
def test_no_questionnaire_and_no_reason(born, row, broken):
    found = given(
        AS_OF,
        children=f"child_id | born_on\nAmira | {born}",
        care_episodes=CARE.format("2025-06-01"),
        strengths_and_difficulties=f"child_id | completed_on | score | reason\nAmira | {row}",
    )
    assert wrong(found, "cla-sdq-missing-no-reason") == broken
