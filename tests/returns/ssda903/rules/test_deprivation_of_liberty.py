"""Deprivation of liberty orders (DoLo)."""

import pytest
from tests.returns.ssda903.rules.cases import became, flags

from everycase.returns import ssda903


def test_the_rules_hold_from_2026_to_2027():
    codes = {str(code) for code in range(700, 711)}
    assert codes <= set(ssda903.check({}, collection_year=2027).rules["rule"])
    assert not codes & set(ssda903.check({}, collection_year=2026).rules["rule"])


def test_700_the_start_is_a_date():
    flags(
        "700",
        DoLo="""
              | DOLO_START
              | 01/05/2026
            ! | 31/06/2026
            ! |
        """,
    )


def test_701_the_end_is_a_date_or_blank():
    flags(
        "701",
        DoLo="""
              | DOLO_END
              | 01/05/2026
            ! | 31/06/2026
              |
        """,
    )


def test_702_it_ends_no_earlier_than_it_starts():
    # "Before the date that it started": a day's order is none.
    flags(
        "702",
        DoLo="""
              | DOLO_START | DOLO_END
              | 02/05/2026 | 02/05/2026
            ! | 02/05/2026 | 01/05/2026
              |            | 01/05/2026
              | 02/05/2026 |
        """,
    )


def test_703_it_starts_by_the_end_of_the_year():
    flags(
        "703",
        DoLo="""
              | DOLO_START
              | 31/03/2027
            ! | 01/04/2027
              |
        """,
    )


def test_704_it_ends_in_the_year():
    flags(
        "704",
        DoLo="""
              | DOLO_END
            ! | 31/03/2026
              | 01/04/2026
              | 31/03/2027
            ! | 01/04/2027
              |
        """,
    )


def test_705_the_order_before_has_ended():
    flags(
        "705",
        DoLo="""
              | CHILD | DOLO_START | DOLO_END
            ! | A1    | 05/05/2026 | 06/05/2026
              | A1    | 01/05/2026 |
              | A2    | 05/05/2026 |
              | A2    | 01/05/2026 | 05/05/2026
              | A3    | 04/05/2026 |
              | A3    | 01/05/2026 | 04/05/2026
            ! | A4    | 01/05/2026 | 20/05/2026
              | A4    | 10/05/2026 | 12/05/2026
              | A5    |            |
              | A5    | 01/05/2026 | 05/05/2026
              |       | 01/05/2026 |
              |       | 05/05/2026 |
        """,
    )


def test_705_orders_that_overlap_are_not_flagged_once_the_first_has_an_end():
    flags(
        "705",
        DoLo="""
              | CHILD | DOLO_START | DOLO_END
              | A1    | 01/05/2026 | 10/05/2026
              | A1    | 05/05/2026 | 15/05/2026
        """,
    )


def test_706_an_order_that_was_open_is_the_first_of_this_year():
    flags(
        "706",
        last={
            "DoLo": """
              | CHILD | DOLO_START | DOLO_END
              | A1    | 20/03/2026 |
            ! | A2    | 20/03/2026 |
            ! | A3    | 20/03/2026 |
              | A4    | 20/03/2026 | 25/03/2026
            ! | A5    | 20/03/2026 |
              | A6    |            |
            ! | A7    | 20/03/2026 |
            """
        },
        DoLo="""
              | CHILD | DOLO_START
              | A1    | 05/05/2026
              | A1    | 20/03/2026
              | A2    | 05/05/2026
              | A5    |
              | A7    | 20/03/2026
              | A7    | 01/03/2026
        """,
    )
    assert became("706", DoLo="| CHILD | DOLO_START\n| A1 | 01/05/2026") == "not run"


PERIODS = """
              | CHILD | DECOM      | DEC
              | LEFT  | 01/05/2026 | 01/06/2026
              | LEFT  | 01/06/2026 | 01/07/2026
              | BACK  | 01/05/2026 | 01/06/2026
              | BACK  | 01/08/2026 |
              | STAYS | 01/05/2026 |
              |       | 01/05/2026 | 01/06/2026
"""


def test_707_an_order_lies_in_a_period_of_care():
    flags(
        "707",
        Episodes=PERIODS,
        DoLo="""
              | CHILD | DOLO_START | DOLO_END
            ! | LEFT  | 10/05/2026 |
              | LEFT  | 10/05/2026 | 01/07/2026
            ! | LEFT  | 10/05/2026 | 02/07/2026
            ! | LEFT  | 10/04/2026 | 30/04/2026
              | LEFT  |            |
              | STAYS | 01/05/2026 |
            ! | STAYS | 30/04/2026 |
              | STAYS | 10/05/2026 | 01/06/2026
              | BACK  | 01/08/2026 |
            ! | BACK  | 10/05/2026 |
              | BACK  | 10/05/2026 | 01/06/2026
            ! | BACK  | 10/05/2026 | 02/06/2026
              | NONE  | 10/05/2026 |
              |       | 10/05/2026 |
        """,
    )


def test_708_it_starts_after_the_day_of_birth():
    flags(
        "708",
        DoLo="""
              | DOB        | DOLO_START
              | 10/05/2012 | 11/05/2012
            ! | 10/05/2012 | 10/05/2012
              |            | 10/05/2012
              | 10/05/2012 |
        """,
    )


def test_709_asks_where_the_child_was_meanwhile():
    flags(
        "709",
        DoLo="""
              | CHILD | DOLO_START | DOLO_END
            ! | A1    | 10/05/2026 | 20/05/2026
            ! | A2    | 10/05/2026 |
              | A3    |            | 20/05/2026
              | A4    | 10/05/2026 | 20/05/2026
              |       | 10/05/2026 | 20/05/2026
        """,
        Episodes="""
              | CHILD | DECOM      | DEC        | PLACE
              | A1    | 01/05/2026 | 09/05/2026 | U6
            ! | A1    | 09/05/2026 | 10/05/2026 | U6
              | A1    | 10/05/2026 | 11/05/2026 | K2
              | A1    | 11/05/2026 | 12/05/2026 | Z12
              | A1    | 12/05/2026 | 13/05/2026 | Z13
            ! | A1    | 13/05/2026 | 20/05/2026 |
            ! | A1    | 20/05/2026 |            | Z11
              | A1    | 21/05/2026 |            | U6
              | A1    |            |            | U6
              | A2    | 01/05/2026 | 09/05/2026 | U6
            ! | A2    | 01/06/2026 |            | U6
              | A3    | 01/05/2026 |            | U6
              | A4    | 01/05/2026 |            | K2
              |       | 01/05/2026 |            | U6
        """,
    )


@pytest.mark.parametrize(
    ("place", "mark"),
    [("K1", "!"), ("P1", "!"), ("R5", "!"), ("K3", "!"), ("K2", " "), ("U6", " "), ("", " ")],
)
def test_710_some_places_can_not_be(place, mark):
    flags(
        "710",
        DoLo=f"""
              | CHILD | DOLO_START | DOLO_END
            {mark} | A1    | 10/05/2026 | 20/05/2026
            {mark} | A2    | 10/05/2026 |
              | A3    |            | 20/05/2026
        """,
        Episodes=f"""
              | CHILD | DECOM      | DEC        | PLACE
              | A1    | 01/05/2026 | 09/05/2026 | {place}
            {mark} | A1    | 09/05/2026 | 10/05/2026 | {place}
              | A1    | 21/05/2026 |            | {place}
            {mark} | A2    | 21/05/2026 |            | {place}
              | A3    | 01/05/2026 |            | {place}
        """,
    )
