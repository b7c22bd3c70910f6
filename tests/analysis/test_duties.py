"""What is due of a child, in words and in groups."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.review.council import CATALOGUE, VISITED

from everycase.analysis.duties import counting, duties, stands
from everycase.review.case import CaseReview
from everycase.review.states import OBLIGATIONS, STATES
from everycase.standards.council import CouncilFile, Settings

AS_OF = date(2026, 11, 24)


def row(state, due_on=date(2026, 11, 1), **values):
    usual = {
        **dict.fromkeys(OBLIGATIONS),
        "standard": "visited-10-days",
        "subject": "child_protection_plans/P1",
        "state": state,
        "due_on": due_on,
        "unit": "working days",
    }
    return {**usual, **values}


def of(*rows):
    frame = pl.DataFrame(list(rows), schema=dict(OBLIGATIONS))
    return duties(CaseReview(AS_OF, frame, pl.DataFrame()), CATALOGUE, Settings())


@pytest.mark.parametrize(
    ("state", "values", "words"),
    [
        ("overdue", {"late": 6}, "Overdue, late by 6 working days"),
        ("overdue", {"late": 1}, "Overdue, late by 1 working day"),
        ("due soon", {}, "Due soon"),
        ("due", {}, "Not due yet"),
        ("met", {"done_on": date(2026, 3, 3)}, "Done in time on 3 March 2026"),
        (
            "met late",
            {"done_on": date(2026, 3, 3), "late": 1200, "unit": "calendar days"},
            "Done on 3 March 2026, late by 1,200 calendar days",
        ),
        ("too soon", {"done_on": date(2026, 3, 3)}, "Done too soon on 3 March 2026"),
        (
            "not done",
            {"ended_on": date(2026, 3, 3), "late": 2},
            "Never done, late by 2 working days: the duty ended on 3 March 2026",
        ),
        (
            "cannot tell",
            {"reason": "no visit dates in these files"},
            "Can’t tell: no visit dates in these files",
        ),
    ],
)
def test_how_an_obligation_stands(state, values, words):
    assert stands(row(state, **values)) == words


def test_every_state_of_an_obligation_is_in_some_group():
    assert sum(len(group.duties) for group in of(*(row(state) for state in STATES))) == len(STATES)


def test_groups_are_in_order_of_urgency_and_the_earliest_due_comes_first():
    found = of(
        row("due", date(2027, 3, 1)),
        row("overdue", date(2026, 10, 2)),
        row("overdue", date(2026, 10, 1)),
        row("due soon", date(2026, 11, 26)),
    )
    assert [group.title for group in found] == ["Overdue", "Due soon", "Due later"]
    assert [duty.due_on.day for duty in found[0].duties] == [1, 2]


@pytest.mark.parametrize(
    ("due_on", "listed", "earlier"),
    [(date(2025, 11, 24), 1, 0), (date(2025, 11, 23), 0, 1), (None, 1, 0)],
)
def test_what_was_done_over_a_year_ago_is_only_counted(due_on, listed, earlier):
    (group,) = of(row("met", due_on, done_on=date(2025, 11, 20)))
    assert (len(group.duties), group.earlier) == (listed, earlier)


def test_what_is_overdue_is_listed_however_long_ago_it_was_due():
    (group,) = of(row("overdue", date(2020, 1, 1), late=1500))
    assert (len(group.duties), group.earlier) == (1, 0)


def test_a_council_s_own_limit_says_that_it_is_one():
    own = Settings(CouncilFile(allowances={"visited-10-days": "5 working days"}))
    limit = "5 working days: your council’s own limit. The standard says: "
    assert counting(VISITED, own) == f"{limit}{VISITED.counts}"
    assert counting(VISITED, Settings()) == VISITED.counts


def test_a_standard_that_is_no_longer_in_the_catalogue_is_called_by_its_id():
    (group,) = of(row("due", standard="gone-since"))
    assert (group.duties[0].title, group.duties[0].counting) == ("gone-since", "")
