"""Lists 10 and 11: adoption looks back twelve months."""

from datetime import date

import pytest

from everycase.synthetic.writers.annex_a import annex_a_lists

AS_OF = date(2026, 10, 31)
STEPS = "child_id decided_on reversed_on reversed_reason order_on order_type"


@pytest.mark.parametrize(
    ("row", "listed"),
    [
        (("ADA", date(2023, 5, 1), None, None, None, None), True),  # a plan still live
        (("ADA", date(2023, 5, 1), date(2025, 10, 31), "RD3", None, None), True),
        (("ADA", date(2023, 5, 1), date(2025, 10, 30), "RD3", None, None), False),
        (("ADA", date(2023, 5, 1), None, None, date(2025, 10, 31), "Adoption"), True),
        (("ADA", date(2023, 5, 1), None, None, date(2025, 10, 30), "Adoption"), False),
        (("ADA", None, None, None, date(2026, 5, 1), "Special Guardianship"), False),
    ],
)
def test_children_are_listed_by_what_was_decided(people, table, row, listed):
    found = annex_a_lists({**people, "permanence": table(STEPS, row)}, AS_OF)[10]
    assert found.height == listed


def test_the_way_to_adoption_is_a_row_of_dates(people, table):
    steps = table(
        "child_id decided_on placement_order_on matched_on placed_on order_on order_type"
        " reversed_on reversed_reason fostered_for_adoption_on",
        (
            *("ADA", date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)),
            *(date(2026, 9, 1), "Adoption", None, None, date(2026, 1, 15)),
        ),
    )
    episodes = table("child_id started_on start_reason", ("ADA", date(2025, 8, 1), "S"))
    (row,) = annex_a_lists({**people, "permanence": steps, "care_episodes": episodes}, AS_OF)[10].rows()
    assert row[:8] == ("ADA", None, "b) Female", "a) WBRI", date(2016, 11, 1), 9, "a) Yes", date(2025, 8, 1))
    assert row[8:13] == tuple(date(2026, month, 1) for month in (1, 2, 3, 4, 9))
    assert row[13:] == (None, None, date(2026, 1, 15))


def test_a_reversal_says_why(people, table):
    row = ("ADA", date(2026, 1, 1), date(2026, 9, 9), "RD3", None, None)
    (found,) = annex_a_lists({**people, "permanence": table(STEPS, row)}, AS_OF)[10].to_dicts()
    said = found["Reason Why Child No Longer Placed for Adoption"]
    assert said == "RD3 - Prospective adopters could not be found"


def test_adopters_are_listed_until_a_year_after_they_leave(table):
    people = table(
        "adopter_id family_id enquired_on approved_on left_on",
        ("A1", "F1", date(2024, 1, 1), date(2024, 9, 1), None),
        ("A2", "F1", date(2024, 1, 1), None, date(2025, 10, 31)),
        ("A3", "F2", date(2024, 1, 1), None, date(2025, 10, 30)),
    )
    found = annex_a_lists({"prospective_adopters": people}, AS_OF)[11]
    chosen = ["Individual adopter identifier", "Family identifier", "Date application approved"]
    assert found.select(chosen).rows() == [("A1", "F1", date(2024, 9, 1)), ("A2", "F1", None)]
