"""What a child is called, and how old they are, in words."""

from __future__ import annotations

from datetime import date

import pytest

from everycase.web.cases.naming import age, age_in_words, called, in_full

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("born", "years"),
    [
        (date(2020, 11, 23), 6),
        (date(2020, 11, 24), 6),
        (date(2020, 11, 25), 5),
        (date(2026, 11, 24), 0),
        (date(2026, 11, 25), None),
        (None, None),
    ],
)
def test_age_changes_on_the_birthday(born, years):
    assert age(born, TODAY) == years


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2010, 5, 2), "16 years old"),
        (date(2024, 11, 24), "2 years old"),
        (date(2024, 11, 25), "23 months old"),
        (date(2025, 11, 24), "12 months old"),
        (date(2026, 10, 24), "1 month old"),
        (date(2026, 10, 25), "30 days old"),
        (date(2026, 11, 23), "1 day old"),
        (date(2026, 11, 24), "0 days old"),
        (date(2026, 12, 24), "To be born 24 December 2026"),
        (None, "Date of birth not recorded"),
    ],
)
def test_age_in_words(born, words):
    assert age_in_words(born, TODAY) == words


def test_a_child_is_called_by_first_name_initial_and_age_or_by_id(house):
    house.amira.born_on = date(2022, 1, 1)
    assert called(house.amira, house.team_manager, TODAY) == "Amira K, 4"
    assert called(house.amira, house.analyst, TODAY) == "Child C1"
    assert called(None, house.team_manager, TODAY) == "The team"
    assert in_full(house.amira, house.team_manager) == "Amira Khan"
    assert in_full(house.amira, house.analyst) == "Child C1"
    house.amira.name = ""
    assert called(house.amira, house.team_manager, TODAY) == "Child C1"
    assert in_full(house.amira, house.team_manager) == "Child C1"
