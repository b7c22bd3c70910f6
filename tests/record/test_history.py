"""What several extracts in a row know together: when a row was first seen, and which dates moved."""

from tests.record.readings import joined, reading, rows

from everycase.record.schema import Format
from everycase.record.snapshot import open_record, save

SSD = Format.SSD
JANUARY, FEBRUARY, MARCH = "2026-01-31", "2026-02-28", "2026-03-31"


def extracts(*several, table="referrals"):
    """One record after another, each with the one before; several: (as of, table's text) or tables."""
    before = None
    for as_of, given in several:
        tables = {table: given} if isinstance(given, str) else given
        before = joined(reading(SSD, as_of, **tables), before=before)
    return before


def changes(record):
    columns = ("table", "key", "field", "before", "after", "seen_on")
    return [" ".join(map(str, row)) for row in record.changes.select(columns).collect().rows()]


def test_every_row_of_a_first_extract_is_first_seen_then():
    record = extracts((JANUARY, "child_id | referred_on\nAmira | 2020-01-05"))
    assert rows(record, "referrals", "first_seen") == [JANUARY]
    assert rows(record, "children", "first_seen") == [JANUARY]
    assert changes(record) == []


def test_a_row_is_known_again_by_its_id_whatever_else_changed():
    record = extracts(
        (JANUARY, "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05"),
        (
            FEBRUARY,
            "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-09\nR2 | Amira | 2026-01-05",
        ),
    )
    assert rows(record, "referrals", "referral_id first_seen") == [f"R1 {JANUARY}", f"R2 {FEBRUARY}"]
    assert changes(record) == [f"referrals R1 referred_on 2026-01-05 2026-01-09 {FEBRUARY}"]


def test_a_row_whose_id_was_made_anew_is_known_by_its_child_and_day():
    record = extracts(
        (JANUARY, "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05\nR2 | Ben | 2026-01-05"),
        (
            FEBRUARY,
            "referral_id | child_id | referred_on\nR8 | Amira | 2026-01-05\nR9 | Amira | 2026-01-06",
        ),
    )
    assert rows(record, "referrals", "referral_id first_seen") == [f"R8 {JANUARY}", f"R9 {FEBRUARY}"]


def test_of_two_rows_on_one_day_with_new_ids_each_is_known_once():
    record = extracts(
        (JANUARY, "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05"),
        (
            FEBRUARY,
            "referral_id | child_id | referred_on\nR8 | Amira | 2026-01-05\nR9 | Amira | 2026-01-05",
        ),
    )
    assert rows(record, "referrals", "first_seen") == [JANUARY, FEBRUARY]


def test_a_row_known_by_its_id_isn_t_known_a_second_time_by_its_day():
    record = extracts(
        (JANUARY, "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05"),
        (
            FEBRUARY,
            "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05\nR9 | Amira | 2026-01-05",
        ),
    )
    assert rows(record, "referrals", "referral_id first_seen") == [f"R1 {JANUARY}", f"R9 {FEBRUARY}"]


def test_rows_without_ids_are_known_by_child_day_and_rank():
    record = extracts(
        (JANUARY, "child_id | visited_on\nAmira | 2026-01-05"),
        (FEBRUARY, "child_id | visited_on\nAmira | 2026-01-05\nAmira | 2026-01-05\nAmira | 2026-02-01"),
        table="care_visits",
    )
    assert rows(record, "care_visits", "visited_on first_seen") == [
        f"2026-01-05 {JANUARY}",
        f"2026-01-05 {FEBRUARY}",
        f"2026-02-01 {FEBRUARY}",
    ]


def test_a_row_first_seen_in_january_is_so_still_in_march():
    one = "referral_id | child_id | referred_on | closed_on\nR1 | Amira | 2026-01-05 | "
    record = extracts((JANUARY, one), (FEBRUARY, one), (MARCH, one))
    assert rows(record, "referrals", "first_seen") == [JANUARY]


def test_changes_of_every_extract_are_kept_in_order():
    def referral(referred, closed=""):
        return f"referral_id | child_id | referred_on | closed_on\nR1 | Amira | {referred} | {closed}"

    record = extracts(
        (JANUARY, referral("2026-01-05")),
        (FEBRUARY, referral("2026-01-03", "2026-02-20")),
        (MARCH, referral("2026-01-03", "2026-02-10")),
    )
    assert changes(record) == [
        f"referrals R1 referred_on 2026-01-05 2026-01-03 {FEBRUARY}",
        f"referrals R1 closed_on 2026-02-20 2026-02-10 {MARCH}",
    ]


def test_a_date_filled_in_later_or_taken_out_is_no_change():
    def referral(closed):
        return f"referral_id | child_id | referred_on | closed_on\nR1 | Amira | 2026-01-05 | {closed}"

    assert changes(extracts((JANUARY, referral("")), (FEBRUARY, referral("2026-02-20")))) == []
    assert changes(extracts((JANUARY, referral("2026-01-20")), (FEBRUARY, referral("")))) == []


def test_a_table_that_comes_later_is_first_seen_when_it_comes():
    referral = "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05"
    with_visit = {"referrals": referral, "care_visits": "child_id | visited_on\nAmira | 2026-01-05"}
    record = extracts((JANUARY, referral), (FEBRUARY, with_visit))
    assert rows(record, "referrals", "first_seen") == [JANUARY]
    assert rows(record, "care_visits", "first_seen") == [FEBRUARY]


def test_rows_of_a_record_that_was_merged_since_are_known_again():
    rest = {
        "referrals": "child_id | referred_on\nOLD | 2026-01-05",
        "assessments": "assessment_id | child_id | started_on\nA1 | OLD | 2026-01-06",
        "children": "child_id\nOLD\nNEW",
    }
    record = extracts(
        (JANUARY, rest), (FEBRUARY, {**rest, "linked_identifiers": "child_id | value\nNEW | OLD"})
    )
    assert rows(record, "referrals", "child_id first_seen") == [f"NEW {JANUARY}"]
    assert rows(record, "assessments", "child_id first_seen") == [f"NEW {JANUARY}"]


def test_history_is_the_same_after_the_record_was_saved_and_opened(tmp_path):
    first = extracts((JANUARY, "referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05"))
    save(first, tmp_path / "january")
    moved = reading(SSD, FEBRUARY, referrals="referral_id | child_id | referred_on\nR1 | Amira | 2026-01-08")
    second = joined(moved, before=open_record(tmp_path / "january"))
    save(second, tmp_path / "february")
    third = joined(moved, before=open_record(tmp_path / "february"))
    assert changes(third) == [f"referrals R1 referred_on 2026-01-05 2026-01-08 {FEBRUARY}"]
    assert rows(third, "referrals", "first_seen") == [JANUARY]
