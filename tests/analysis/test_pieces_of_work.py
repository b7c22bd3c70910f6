"""Findings about one row are one piece of work, with a title that a person understands and a team."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.tables import given

from everycase.analysis.children_now import children_now
from everycase.analysis.pieces_of_work import pieces_of_work
from everycase.review.findings import FINDINGS

HELD = """
    child_id | worker_id | team_id | role      | from_on
    Amira    | W1        | T1      | ALLOCATED | 2026-01-05
    Ben      | W1        | T1      | ALLOCATED | 2026-01-05
    Cara     | W1        | T2      | ALLOCATED | 2026-01-05
    """


def piece(
    subject: str, child: str | None = "Amira", day: date | None = date(2026, 3, 3)
) -> dict[str, object]:
    rows = [{"finding": "F1", "child_id": child, "subject": subject, "subject_on": day, "title": "A title"}]
    children = children_now(given("2026-11-24", involvements=HELD))
    return pieces_of_work(pl.DataFrame(rows, schema=dict(FINDINGS)), children).to_dicts()[0]


@pytest.mark.parametrize(
    ("subject", "about", "title"),
    [
        ("assessments/A1", "assessments/A1", "Assessment of 3 March 2026"),
        ("assessment_limits/A1", "assessments/A1", "Assessment of 3 March 2026"),
        ("open_cases/R1", "referrals/R1", "Referral of 3 March 2026"),
        ("activities/contacts/K1", "contacts/K1", "Contact of 3 March 2026"),
        ("legal_cover/C@2026-03-03", "care_periods/C@2026-03-03", "Time in care of 3 March 2026"),
        ("likenesses/Amira", "children/Amira", "Child's details"),
        ("children/Amira", "children/Amira", "Child's details"),
        ("events/Amira@2026-03-03", "events/Amira@2026-03-03", "A title of 3 March 2026"),
        ("section_47_enquiries/S/1", "section_47_enquiries/S/1", "Section 47 enquiry of 3 March 2026"),
    ],
)
def test_a_piece_is_about_the_row_that_is_put_right(subject, about, title):
    found = piece(subject)
    assert (found["about"], found["about_title"], found["team"]) == (about, title, "T1")


def test_without_a_date_the_title_says_none():
    assert piece("care_leavers/Amira@", day=None)["about_title"] == "Care leaver"


@pytest.mark.parametrize(
    ("subject", "team"),
    [("assessment_paces/T7", "T7"), ("caseloads/W1", "T1"), ("caseloads/W9", None), ("events/F1", None)],
)
def test_a_finding_about_no_child_is_its_teams_or_the_team_where_the_worker_holds_most(subject, team):
    assert piece(subject, child=None)["team"] == team
