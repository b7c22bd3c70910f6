"""A permanent arrangement that the child was in before (PrevPerm)."""

from tests.returns.ssda903.rules.cases import flags


def test_631_the_arrangement_is_in_the_list():
    flags(
        "631",
        PrevPerm="""
              | PREV_PERM
              | P1
              | p4
              | Z1
            ! | P5
            ! | Z2
              |
        """,
    )


def test_633_the_authority_is_english_or_a_country_or_unknown():
    flags(
        "633",
        PrevPerm="""
              | LA_PERM
              | 101
              | wal
              | SCO
              | NUK
              | NIR
              | 999
            ! | CON
            ! | 000
            ! | 1
              |
        """,
    )


def test_635_with_no_arrangement_there_is_no_authority_or_date():
    flags(
        "635",
        PrevPerm="""
              | PREV_PERM | LA_PERM | DATE_PERM
            ! | Z1        | 101     | 01/05/2020
            ! | Z1        | 101     |
            ! | Z1        |         | zz/zz/2020
              | Z1        |         |
              | P1        | 101     | 01/05/2020
              |           | 101     | 01/05/2020
        """,
    )
