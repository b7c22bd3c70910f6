"""Weaknesses that no made-up council has anybody for: a few children in just those circumstances.

The council is given as text, planted in, and put through the whole chain like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.synthetic.planted import AS_OF, broken, reviewed
from tests.synthetic.planting.small import small

from everycase.review.review import Review
from everycase.synthetic.planting import Planted, plant
from everycase.synthetic.planting.ground import Tables

# A review four weeks after 3 March 2025, another in three months of it, and one within every six from there.
REVIEWS = ("2025-03-28", "2025-06-20", "2025-12-12", "2026-06-05", "2026-11-20")
WAITING = {"Placed": "2025-02-03 | 2025-03-03", "Freed": "2025-03-03 |"}

# Standard → who is found, what, when it was due.
PLANTED: Mapping[str, tuple[str, str, str]] = {
    # 16 weeks after 5 January 2026.
    "ehc-refusal-16-weeks": ("Refused", "met late", "2026-04-27"),
    # Left care at 17, on 6 April 2026: three months.
    "relevant-child-assessment-3-months": ("Left", "overdue", "2026-07-06"),
    # The last review left is that of 12 December 2025: later ones are lost.
    "adoption-placed-review-every-6-months": ("Placed", "overdue", "2026-06-12"),
    "adoption-not-placed-review-every-6-months": ("Freed", "overdue", "2026-06-12"),
}


def _council() -> Tables:
    reviews = [(child, day) for child in WAITING for day in REVIEWS]
    return small(
        children="""
        child_id | born_on
        Refused  | 2015-05-02
        Left     | 2009-03-02
        Placed   | 2023-05-02
        Freed    | 2023-05-02
        Earlier  | 2004-05-02
        """,
        special_educational_needs="""
        row_id | child_id
        n1     | Refused
        """,
        ehc_requests="""
        request_id | child_id | sen_id | requested_on | decided_on | outcome
        q1         | Refused  | n1     | 2026-01-05   | 2026-01-26 | Y
        """,
        ehc_assessments="""
        assessment_id | child_id | request_id | decided_on | outcome
        s1            | Refused  | q1         | 2026-04-20 | N
        """,
        care_episodes="""
        episode_id | child_id | care_id | entered_care_on | started_on | ended_on   | end_reason
        e1         | Left     | c1      | 2023-06-05      | 2023-06-05 | 2026-04-06 | E8
        e2         | Placed   | c2      | 2024-08-05      | 2024-08-05 |            |
        e3         | Freed    | c3      | 2024-08-05      | 2024-08-05 |            |
        """,
        permanence="row_id | child_id | care_id | decided_on | placement_order_on | placed_on\n"
        + "\n".join(f"p{n} | {n} | c{n} | 2024-12-02 | {steps}" for n, steps in WAITING.items()),
        care_reviews="review_id | child_id | held_on | cancelled\n"
        + "\n".join(f"{child} {day} | {child} | {day} | no" for child, day in reviews),
        events="""
        child_id | kind                        | happened_on
        Earlier  | leaving-care-needs-assessed | 2021-05-04
        Left     | leaving-care-needs-assessed | 2026-05-04
        """,
    )


@pytest.fixture(scope="module")
def planted() -> Planted:
    return plant(_council(), AS_OF, seed=1, standards=PLANTED)


@pytest.fixture(scope="module")
def found(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Review:
    return reviewed(planted.tables, AS_OF, ["ssd", "events"], tmp_path_factory.mktemp("planted"))


def _of(result: Review, standard: str) -> list[tuple[str, str, str]]:
    rows = broken(result).filter(standard=standard).select("child_id", "what", "due_on").rows()
    return [(child, what, str(due)) for child, what, due in rows]


@pytest.mark.slow
@pytest.mark.parametrize("standard", PLANTED)
def test_it_is_planted_and_found(planted: Planted, found: Review, standard: str) -> None:
    assert planted.truth.filter(standard=standard, by=standard)["child_id"].to_list() == [
        PLANTED[standard][0]
    ]
    assert _of(found, standard) == [PLANTED[standard]]


@pytest.mark.slow
def test_nothing_is_found_before_it_is_planted(tmp_path: Path) -> None:
    result = reviewed(_council(), AS_OF, ["ssd", "events"], tmp_path)
    assert {standard: _of(result, standard) for standard in PLANTED} == {key: [] for key in PLANTED}
    judged = set(result.obligations.filter(state="met")["standard"])
    assert judged >= PLANTED.keys()
