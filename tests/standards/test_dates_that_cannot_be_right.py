"""Dates by which nothing can be told are a finding themselves, whatever table has them."""

import pytest
from tests.tables import given

from everycase.record.schema import STORED
from everycase.review.rules import checked
from everycase.review.scene import NOT_ASKED, Scene
from everycase.standards.catalogue import catalogue
from everycase.standards.council import defaults
from everycase.standards.language import Rule

AS_OF = "2026-11-24"
NOTHING_RESTS_ON = {"linked_identifiers", "addresses"}
LASTING = [
    name
    for name, table in STORED.items()
    if table.until and name not in NOT_ASKED and name not in NOTHING_RESTS_ON
]


def said_of(record, *tables):
    """What rules of these tables find wrong with the dates of one child's record."""
    rules = [r for r in catalogue().values() if isinstance(r, Rule) and r.rows.table.name in tables]
    broken, _ = checked(Scene(record, defaults(), record.as_of), rules)
    return set(broken["standard"])


@pytest.mark.parametrize("table", LASTING)
def test_an_end_before_the_start_is_found(table):
    start, end = STORED[table].when, STORED[table].until
    rows = "child_id | {} | {}\nAmira | 2026-06-10 | {}"
    wrong = said_of(given(AS_OF, **{table: rows.format(start, end, "2026-06-09")}), table)
    right = said_of(given(AS_OF, **{table: rows.format(start, end, "2026-06-11")}), table)
    assert wrong - right


@pytest.mark.parametrize("table", [name for name in LASTING if STORED[name].has_happened])
def test_a_start_that_is_still_to_come_is_found(table):
    rows = f"child_id | {STORED[table].when} | {STORED[table].until}\nAmira | {{}} |"
    wrong = said_of(given(AS_OF, **{table: rows.format("2026-11-25")}), table, "activities")
    right = said_of(given(AS_OF, **{table: rows.format("2026-11-24")}), table, "activities")
    assert wrong - right
