"""People who wish to adopt: the two stages and the review of those who wait."""

import pytest
from tests.tables import given

from everycase.review.clocks import obligations
from everycase.review.scene import Scene
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Timing, defaults
from everycase.standards.language import Clock

AS_OF = "2026-11-24"
COLUMNS = (
    "adopter_id | stage_1_started_on | stage_1_ended_on | stage_2_started_on | stage_2_ended_on | "
    "approved_on | matched_on | placed_on | left_on"
)


def stages(row, standard):
    """(due, state) of each obligation: adopters are no child of the record."""
    record = given(AS_OF, prospective_adopters=f"{COLUMNS}\nA1 | {row}")
    clock = catalogue()[standard]
    assert isinstance(clock, Clock)
    found = obligations(Scene(record, defaults(), record.as_of), clock, Timing(clock.within))
    return [(str(due), state) for due, state in found.select("due_on", "state").rows()]


@pytest.mark.parametrize(
    ("standard", "row", "found"),
    [
        ("adopter-stage-1-2-months", "2026-03-02 | 2026-05-02", [("2026-05-02", "met")]),
        ("adopter-stage-1-2-months", "2026-03-02 | 2026-05-03", [("2026-05-02", "met late")]),
        ("adopter-stage-1-2-months", "2026-03-02 |", [("2026-05-02", "overdue")]),
        ("adopter-stage-1-2-months", "2026-10-31 |", [("2026-12-31", "due")]),
        ("adopter-stage-1-2-months", "2026-12-31 |", []),  # to come
        ("adopter-stage-1-2-months", "2026-03-02 | | | | | | | 2026-04-20", []),  # left the process
        ("adopter-stage-gap-6-months", "2026-01-05 | 2026-02-28 | 2026-08-28", [("2026-08-28", "met")]),
        ("adopter-stage-gap-6-months", "2026-01-05 | 2026-02-28 | 2026-08-29", [("2026-08-28", "met late")]),
        ("adopter-stage-2-4-months", "| | 2026-03-31 | 2026-07-31", [("2026-07-31", "met")]),
        ("adopter-stage-2-4-months", "| | 2026-03-31 | 2026-08-01", [("2026-07-31", "met late")]),
        ("adopter-stage-2-4-months", "| | 2026-03-31 |", [("2026-07-31", "overdue")]),
    ],
)
def test_stages(standard, row, found):
    assert stages(row, standard) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| | | | 2025-11-03", [("2026-11-03", "cannot tell")]),  # no file holds reviews of adopters
        ("| | | | 2025-11-03 | 2026-10-01", []),  # matched before it fell due
    ],
)
def test_adopters_who_wait_are_reviewed(row, found):
    assert stages(row, "adopter-review-every-12-months") == found
