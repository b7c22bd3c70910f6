"""Decisions that a child should be placed for adoption, and that they no longer should."""

import pytest
from tests.returns.ssda903.rules.cases import became, flags


@pytest.mark.parametrize(("code", "column"), [("115", "DATE_PLACED"), ("116", "DATE_PLACED_CEASED")])
def test_dates_are_dates(code, column):
    rows = f"""
              | {column}
              | 29/02/2024
            ! | 29/02/2026
            ! | 2026-05-01
              |
    """
    flags(code, PlacedAdoption=rows)


def test_119_a_reversal_has_a_date_and_a_reason():
    flags(
        "119",
        PlacedAdoption="""
              | DATE_PLACED_CEASED | REASON_PLACED_CEASED
              | 01/05/2026         | RD1
            ! | 01/05/2026         |
            ! |                    | RD1
            ! | 31/06/2026         | RD1
              |                    |
        """,
    )


def test_120_the_reason_is_in_the_list():
    flags(
        "120",
        PlacedAdoption="""
              | REASON_PLACED_CEASED
              | RD1
              | rd4
            ! | RD5
            ! | 1
              |
        """,
    )


def test_184_the_child_is_born_when_it_is_decided():
    flags(
        "184",
        Header="""
              | CHILD | DOB
              | A1    | 10/05/2026
              | A2    |
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
              | A1    | 10/05/2026
            ! | A1    | 09/05/2026
              | A1    |
            ! | A2    | 10/05/2026
            ! | A3    | 10/05/2026
              | A3    |
        """,
    )


def test_522_it_is_decided_before_it_is_reversed():
    flags(
        "522",
        PlacedAdoption="""
              | DATE_PLACED | DATE_PLACED_CEASED
              | 02/05/2026  | 02/05/2026
            ! | 02/05/2026  | 01/05/2026
              |             | 01/05/2026
              | 02/05/2026  |
        """,
    )


def test_523_the_two_tables_give_one_day():
    flags(
        "523",
        PlacedAdoption="""
              | CHILD | DATE_PLACED
              | A1    | 01/05/2026
            ! | A2    | 01/05/2026
              | A3    |
              | A4    | 01/05/2026
              | A5    | 01/05/2026
              |       | 01/05/2026
        """,
        AD1="""
              | CHILD | DATE_INT
              | A1    | 01/05/2026
            ! | A2    | 02/05/2026
              | A3    | 01/05/2026
              | A4    |
              |       | 02/05/2026
        """,
    )


def test_525_who_is_no_longer_to_be_placed_is_not_adopted():
    flags(
        "525",
        PlacedAdoption="""
              | CHILD | DATE_PLACED_CEASED
            ! | A1    | 01/05/2026
              | A2    |
            ! | A3    | 01/05/2026
              | A4    | 01/05/2026
              | A5    | 01/05/2026
              |       | 01/05/2026
        """,
        AD1="""
              | CHILD | DATE_INT   | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR
            ! | A1    | 01/05/2026 |            |             |           |            |
            ! | A1    |            | 01/05/2026 |             |           |            |
            ! | A1    |            |            | 0           |           |            |
            ! | A3    |            |            |             | 1         |            |
            ! | A3    |            |            |             |           | M1         |
            ! | A3    |            |            |             |           |            | L0
              | A2    | 01/05/2026 |            |             |           |            |
              | A4    |            |            |             |           |            |
              |       | 01/05/2026 |            |             |           |            |
        """,
    )


def test_559_a_decision_of_before_the_year_was_in_last_years_return():
    flags(
        "559",
        last={
            "PlacedAdoption": """
              | CHILD | DATE_PLACED
              | A1    | 01/05/2025
              | A2    |
              | A3    |
            """
        },
        PlacedAdoption="""
              | CHILD | DATE_PLACED
              | A1    | 31/03/2026
            ! | A2    | 31/03/2026
              | A3    | 01/04/2026
            ! | A4    | 31/03/2026
              | A5    |
        """,
    )


def test_560_a_decision_that_stands_keeps_its_day():
    flags(
        "560",
        last={
            "PlacedAdoption": """
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED
              | A1    | 01/05/2025  |
              | A2    | 01/05/2025  |
              | A3    | 01/05/2025  | 01/06/2025
              | A4    |             |
              | A5    | 01/05/2025  |
            """
        },
        PlacedAdoption="""
              | CHILD | DATE_PLACED
              | A1    | 01/05/2025
            ! | A2    | 02/05/2025
              | A3    | 02/05/2025
              | A4    | 02/05/2025
              | A5    |
              | A6    | 02/05/2025
        """,
    )


def test_561_and_584_after_a_reversal_there_is_a_later_decision():
    last = {
        "PlacedAdoption": """
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED
              | A1    | 01/05/2025  | 01/06/2025         |
              | A2    | 01/05/2025  |                    | RD1
              | A3    | 01/05/2025  | 01/06/2025         | RD1
              | A4    | 01/05/2025  |                    |
              | A5    |             | 01/06/2025         | RD1
              | A6    | 01/05/2025  | 01/06/2025         | RD1
              |       | 01/05/2025  | 01/06/2025         | RD1
        """
    }
    flags(
        "561",
        last=last,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
            ! | A1    | 01/05/2025
            ! | A2    | 01/05/2025
              | A3    | 02/05/2025
              | A4    | 01/05/2025
              | A5    | 01/05/2025
              | A6    |
              | A7    | 01/05/2025
              |       | 01/05/2025
        """,
    )
    flags(
        "584",
        last=last,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
            ! | A1    | 01/05/2025
            ! | A2    | 10/04/2025
              | A3    | 02/05/2025
              | A4    | 01/05/2025
              | A5    | 01/05/2025
            ! | A6    |
              | A7    | 01/05/2025
              |       | 01/05/2025
        """,
    )


def test_563_what_is_reversed_was_decided():
    flags(
        "563",
        PlacedAdoption="""
              | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED
            ! |             | 01/05/2026         | RD1
            ! | 31/06/2026  | 01/05/2026         | RD1
              | 01/04/2026  | 01/05/2026         | RD1
              |             |                    | RD1
              |             | 01/05/2026         |
        """,
    )


def test_579_a_decision_starts_once_the_one_before_is_reversed():
    flags(
        "579",
        PlacedAdoption="""
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED
            ! | A1    | 01/06/2026  |
              | A1    | 01/05/2026  |
              | A2    | 01/05/2026  | 01/06/2026
              | A2    | 01/06/2026  |
              | A3    | 01/05/2026  | 01/06/2026
            ! | A3    | 31/05/2026  | 01/07/2026
              | A3    | 01/07/2026  |
              | A4    |             |
              | A4    | 01/05/2026  |
              |       | 01/05/2026  |
              |       | 01/06/2026  |
        """,
    )


def test_583_an_earlier_decision_is_revoked():
    # As text, 01/10/2026 would come before 02/05/2026.
    flags(
        "583",
        PlacedAdoption="""
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED
            ! | A1    | 02/05/2026  |
              | A1    | 01/10/2026  |
              | A2    | 02/05/2026  | 01/06/2026
              | A2    | 01/10/2026  |
              | A3    | 02/05/2026  |
              | A4    |             |
              | A4    | 02/05/2026  |
              |       | 02/05/2026  |
              |       | 01/10/2026  |
        """,
    )


@pytest.mark.parametrize("code", ["559", "560", "561", "584"])
def test_what_is_compared_with_last_year_needs_it(code):
    assert became(code, PlacedAdoption="| CHILD | DATE_PLACED\n| A1 | 01/05/2025") == "not run"
