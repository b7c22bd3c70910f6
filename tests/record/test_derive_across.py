"""What is derived across tables: the sums that no one child's rows show."""

import pytest
from tests.tables import given

from everycase.record.derive import DERIVERS
from everycase.record.derive_across import PARENTS, naming
from everycase.record.derive_work import DATED
from everycase.record.schema import STORED
from everycase.review.scene import Scene
from everycase.standards.child_in_need.records import WORK
from everycase.standards.council import defaults


def derived(name, **tables):
    record = given("2026-11-24", **tables)
    return DERIVERS[name](Scene(record, defaults(), record.as_of).plain)


def test_every_kind_of_work_is_a_kind_of_activity():
    assert set(WORK) <= {what for what, _ in DATED.values()}


def test_every_dated_table_is_stored_and_has_a_date():
    assert [name for name in DATED if not STORED[name].when] == []


def test_links_go_to_rows_that_have_an_id():
    assert {parent for _, _, parent in naming()} == set(PARENTS)
    assert [parent for parent in PARENTS if not STORED[parent].key_field()] == []


def test_a_parent_that_no_file_holds_breaks_no_link():
    rows = "child_id | referral_id | started_on\nAmira | r1 | 2026-03-02"
    assert derived("broken_links", assessments=rows)["rows_without_parent"].to_list() == [0]


def test_children_are_not_said_to_be_unlinked_where_no_file_links_any():
    alike = derived(
        "likenesses",
        referrals="child_id | referred_on | closed_on\nAmira | 2026-03-02 |\nBen | 2026-03-02 |",
        addresses="child_id | postcode | to_on\nAmira | AB1 2CD |\nBen | AB1 2CD |",
    )
    assert alike["unlinked"].to_list() == [None, None]


@pytest.mark.parametrize("name", DERIVERS)
def test_a_record_with_nothing_in_it_has_nothing_derived(name):
    record = given("2026-11-24", referrals="child_id | referred_on")
    assert DERIVERS[name](Scene(record, defaults(), record.as_of).plain).is_empty()


def test_a_visit_note_is_set_against_the_one_before_it():
    notes = derived(
        "visit_notes",
        events="""
        child_id | kind       | happened_on | value
        Amira    | visit-note | 2026-03-02  | red green blue
        Amira    | visit-note | 2026-04-02  | Red, green; white.
        Ben      | visit-note | 2026-04-02  | red green blue
        """,
    )
    # Two words in both (red, green) of four in either.
    assert notes.sort("child", "visited_on")["words_in_common"].to_list() == [None, 0.5, None]
