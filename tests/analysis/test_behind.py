"""The rows behind a finding."""

from __future__ import annotations

from tests.tables import given

from everycase.analysis.behind import NOT_RECORDED, rows_behind, tables_behind
from everycase.standards.catalogue import catalogue

RECORD = given(
    "2026-11-24",
    assessments="""
        assessment_id | child_id | started_on | authorised_on | outcomes
        A1            | Amira    | 2026-01-05 | 2026-02-03    |
        A2            | Amira    | 2026-06-01 | 2026-07-01    |
        A3            | Leo      | 2026-06-01 | 2026-07-01    |
    """,
)
STANDARD = catalogue()["assessment-no-outcome"]


def shown(child_id):
    held = RECORD.child(child_id, tables_behind(STANDARD))
    return rows_behind(held, RECORD.manifest.files, STANDARD, "assessments/A1")


def test_the_row_that_the_finding_is_about_comes_first_and_no_other_childs_is_shown():
    rows = shown("Amira")
    assert [(row.about, row.cells[0].value) for row in rows] == [(True, "A1"), (False, "A2")]


def test_what_the_standard_reads_is_marked_and_shown_even_where_it_is_empty():
    cells = {cell.meaning: cell for cell in shown("Amira")[0].cells}
    outcome, authorised = cells["What was decided"], cells["Completed and authorised by a manager"]
    assert (outcome.value, outcome.looked_at) == (NOT_RECORDED, True)
    assert (authorised.value, authorised.looked_at) == ("3 February 2026", True)


def test_an_unknown_child_has_no_rows():
    assert shown("Nobody") == []
