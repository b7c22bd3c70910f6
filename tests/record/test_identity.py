"""Merged and re-numbered children, siblings with one id, and keys that stay."""

import random

import pytest
from tests.record.readings import joined, reading, rows, said

from everycase.record.schema import Format
from everycase.record.store import Store

SSD, ANNEX = Format.SSD, Format.ANNEX_A


def merged(links, children="child_id\nOLD\nNEW", **tables):
    return joined(reading(SSD, linked_identifiers=f"child_id | value\n{links}", children=children, **tables))


def test_a_record_merged_into_another_is_read_as_one_child():
    record = merged("NEW | OLD", referrals="child_id | referred_on\nOLD | 2025-01-05\nNEW | 2026-01-05")
    assert rows(record, "children", "child_id") == ["NEW"]
    assert rows(record, "referrals", "child_id referred_on") == ["NEW 2025-01-05", "NEW 2026-01-05"]
    assert said(record, "merged") == ["Record OLD was merged into NEW: read as one child."]


def test_the_record_that_stays_keeps_its_own_values_and_takes_what_it_lacks():
    children = """
        child_id | surname | ethnicity | born_on
        OLD      | Smith   | WBRI      | 2015-01-01
        NEW      | Smyth   |           | 2015-02-01
        """
    assert rows(merged("NEW | OLD", children), "children", "child_id surname ethnicity born_on") == [
        "NEW Smyth WBRI 2015-02-01"
    ]


def test_a_chain_of_merges_ends_at_the_last():
    children = "child_id\nA\nB\nC\nD"
    record = merged("B | A\nC | B\nD | C", children, referrals="child_id | referred_on\nA | 2025-01-05")
    assert rows(record, "children", "child_id") == ["D"]
    assert rows(record, "referrals", "child_id") == ["D"]


def test_merges_that_lead_round_in_a_circle_are_left_alone():
    record = merged("A | B\nB | A\nA | C", "child_id\nA\nB\nC")
    assert rows(record, "children", "child_id") == ["A", "B", "C"]
    assert said(record, "merged") == []


def test_an_identifier_that_is_no_child_s_id_merges_nothing():
    record = merged("NEW | 9434765919\nOLD | OLD", "child_id\nOLD\nNEW")
    assert rows(record, "children", "child_id") == ["NEW", "OLD"]


def test_a_merge_told_by_one_file_moves_the_rows_of_the_others():
    record = joined(
        reading(SSD, children="child_id\nNEW", linked_identifiers="child_id | value\nNEW | OLD"),
        reading(
            ANNEX,
            children="child_id\nOLD",
            contacts="child_id | received_on\nOLD | 2026-01-05",
            latest=[("care_visits", "OLD", "2026-01-05")],
        ),
    )
    assert rows(record, "children", "child_id sources") == ["NEW 3"]
    assert rows(record, "contacts", "child_id") == ["NEW"]
    assert said(record, "one file only") == []
    assert record.latest.collect().height == 1


def keys(table, text, **more):
    return rows(joined(reading(SSD, **{table: text, **more})), table, "child_id key")


def test_a_row_s_own_id_is_its_key():
    assert keys("referrals", "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05") == ["Amira R1"]


def test_siblings_who_share_a_form_s_id_have_a_key_each():
    text = """
        enquiry_id | child_id | started_on
        S1         | Amira    | 2026-01-05
        S1         | Ben      | 2026-01-05
        S2         | Ben      | 2026-01-05
        """
    assert keys("section_47_enquiries", text) == ["Amira S1@Amira", "Ben S1@Ben", "Ben S2"]


def test_two_rows_with_one_id_are_both_kept_with_keys_that_differ():
    text = "placement_id | child_id | started_on\nP1 | Amira | 2026-01-05\nP1 | Amira | 2026-03-05"
    assert keys("placements", text) == ["Amira P1", "Amira P1#2"]


def test_where_there_is_no_id_the_key_is_the_child_the_day_and_the_rank():
    text = "child_id | referred_on\nAmira | 2026-01-05\nAmira | 2026-01-05\nAmira | \nBen | 2026-01-05"
    assert keys("referrals", text) == [
        "Amira Amira@",
        "Amira Amira@2026-01-05",
        "Amira Amira@2026-01-05#2",
        "Ben Ben@2026-01-05",
    ]


def test_an_id_that_the_system_makes_anew_each_time_is_not_a_key():
    first, second = (keys("permanence", f"row_id | child_id\n{n} | Amira") for n in ("777", "888"))
    assert first == second == ["Amira Amira@"]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_in_a_file_changes_no_key(seed):
    body = [
        "Amira | 2026-01-05 | 2026-02-01",
        "Amira | 2026-01-05 | 2026-02-02",
        "Amira | 2026-01-05 | ",
        "Amira | | 2026-02-02",
        "Amira | | 2026-02-03",
        "Ben | 2026-01-05 | 2026-02-02",
    ]
    header = "child_id | referred_on | closed_on"
    in_order = joined(reading(SSD, referrals="\n".join([header, *body])))
    random.Random(seed).shuffle(body)
    shuffled = joined(reading(SSD, referrals="\n".join([header, *body])))
    shown = "key child_id referred_on closed_on"
    assert rows(shuffled, "referrals", shown) == rows(in_order, "referrals", shown)


HOSTILE = [
    "../../etc/passwd",
    "=1+1",
    "Zoë Ó Briain",
    "عمر",
    "🧒",
    "a/b@c#2",
    "'; DROP TABLE children; --",
    "0012",
]


def test_an_id_of_any_letters_is_kept_as_it_is(tmp_path):
    record = joined(reading(SSD, children="child_id\n" + "\n".join(HOSTILE)))
    store = Store(tmp_path / "council")
    store.keep(record)
    for child in HOSTILE:
        assert store.record().child(child)["children"]["child_id"].to_list() == [child]
    assert store.record().child("../../etc") == {}
    assert {p.name for p in tmp_path.iterdir()} == {"council"}
