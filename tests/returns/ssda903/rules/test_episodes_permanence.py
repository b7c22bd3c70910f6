"""How a child who comes back into care had left it, beside their episodes."""

from datetime import date

import polars as pl
from tests.returns.marked import flagged
from tests.returns.ssda903.rules.cases import flags

from everycase.returns import ssda903


def test_630_who_starts_care_says_how_it_ended_before():
    flags(
        "630",
        Episodes="""
              | CHILD | DECOM      | RNE
            ! | A1    | 01/04/2026 | S
              | A2    | 01/06/2026 | S
            ! | A3    | 01/06/2026 | S
            ! | A4    | 01/06/2026 | S
            ! | A5    | 01/06/2026 | S
              | A6    | 01/06/2026 | S
              | A7    | 31/03/2026 | S
              | A7    | 01/06/2026 | P
              | A7    | 01/06/2026 |
              | A7    |            | S
            ! |       | 01/06/2026 | S
        """,
        PrevPerm="""
              | CHILD | PREV_PERM | LA_PERM | DATE_PERM
              | A2    | P1        | 820     | ZZ/ZZ/ZZZZ
            ! | A3    |           | 820     | 01/06/2020
            ! | A4    | P1        |         | 01/06/2020
            ! | A5    | P1        | 820     |
              | A6    | Z1        |         |
              |       | P1        | 820     | 01/06/2020
        """.replace("!", " "),
    )


def test_632_a_permanence_order_was_before_this_time_in_care():
    flags(
        "632",
        Episodes="""
              | CHILD | DECOM
              | A1    | 01/06/2026
            ! | A2    | 01/06/2026
              | A2    | 01/08/2026
              | A3    | 01/06/2026
            ! | A4    | 31/05/2026
              | A5    | 01/01/2027
            ! | A6    | 31/12/2026
              | A7    | 01/06/2026
            ! | A8    | 01/06/2026
            ! | A9    | 01/06/2026
            ! | B1    | 01/06/2026
            ! | B2    | 01/06/2026
              | B3    | 01/06/2026
              | B4    |
              |       | 01/06/2026
        """,
        PrevPerm="""
              | CHILD | DATE_PERM
              | A1    | 31/05/2026
            ! | A2    | 01/06/2026
              | A3    | ZZ/05/2026
            ! | A4    | zz/05/2026
              | A5    | ZZ/ZZ/2026
            ! | A6    | ZZ/ZZ/2026
              | A7    | ZZ/ZZ/ZZZZ
            ! | A8    | 31/02/2020
            ! | A9    | ZZ/13/2020
            ! | B1    | 2020
            ! | B2    | ZZ/05/20
              | B3    |
              | B4    | 01/06/2026
            ! | B4    | never
            ! | B5    | never
              |       | 01/06/2026
        """,
    )


def test_634_previous_permanence_is_of_those_in_care_since_april_2016():
    flags(
        "634",
        Episodes="""
              | CHILD | DECOM
            ! | A1    | 31/03/2016
            ! | A1    | 01/03/2015
              | A2    | 01/04/2016
              | A2    | 01/03/2015
              | A3    | 31/03/2016
            ! | A4    | 31/03/2016
            ! | A5    | 31/03/2016
              | A6    |
              |       | 31/03/2016
        """,
        PrevPerm="""
              | CHILD | PREV_PERM | LA_PERM | DATE_PERM
            ! | A1    | P1        |         |
              | A2    | P1        |         |
              | A3    |           |         |
            ! | A4    |           | 820     |
            ! | A5    |           |         | ZZ/ZZ/ZZZZ
              | A6    | P1        |         |
              | A7    | P1        |         |
              |       | P1        |         |
        """,
    )


def test_632_reads_typed_days():
    day = pl.Series([date(2026, 4, 30), date(2026, 5, 1)])
    tables = {
        "PrevPerm": pl.DataFrame({"CHILD": ["A1", "A2"], "DATE_PERM": day}),
        "Episodes": pl.DataFrame({"CHILD": ["A1", "A2"], "DECOM": [date(2026, 5, 1)] * 2}),
    }
    result = ssda903.check(tables, collection_year=2027, rules=["632"])
    assert flagged(result, "632") == {("PrevPerm", 1), ("Episodes", 1)}
