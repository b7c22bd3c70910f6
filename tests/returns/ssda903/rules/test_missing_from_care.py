"""Periods in which a child was missing or away without authorisation."""

from tests.returns.ssda903.rules.cases import became, flags


def test_1004_the_start_is_a_date():
    flags(
        "1004",
        Missing="""
              | MIS_START
              | 01/05/2026
            ! | 31/06/2026
            ! |
        """,
    )


def test_1005_the_end_is_a_date_or_blank():
    flags(
        "1005",
        Missing="""
              | MIS_END
              | 01/05/2026
            ! | 31/06/2026
            ! | still
              |
        """,
    )


def test_1006_the_kind_is_m_or_a():
    flags(
        "1006",
        Missing="""
              | MISSING
              | M
              | a
            ! | X
              |
        """,
    )


def test_564_a_child_who_was_missing_has_a_start():
    flags(
        "564",
        Missing="""
              | MISSING | MIS_START
            ! | M       |
            ! | a       |
            ! | M       | 31/06/2026
              | M       | 01/05/2026
              | X       |
              |         |
        """,
    )


def test_565_what_started_has_a_kind():
    flags(
        "565",
        Missing="""
              | MISSING | MIS_START
            ! |         | 01/05/2026
              | M       | 01/05/2026
              |         | 31/06/2026
              |         |
        """,
    )


def test_566_what_ended_has_a_kind():
    flags(
        "566",
        Missing="""
              | MISSING | MIS_END
            ! |         | 01/05/2026
              | A       | 01/05/2026
              |         | 31/06/2026
              |         |
        """,
    )


def test_567_it_starts_before_it_ends():
    flags(
        "567",
        Missing="""
              | MIS_START  | MIS_END
              | 01/05/2026 | 01/05/2026
            ! | 02/05/2026 | 01/05/2026
              |            | 01/05/2026
              | 02/05/2026 |
        """,
    )


def test_570_it_starts_by_the_end_of_the_year():
    flags(
        "570",
        Missing="""
              | MIS_START
              | 31/03/2027
            ! | 01/04/2027
              |
        """,
    )


def test_571_it_ends_in_the_year():
    flags(
        "571",
        Missing="""
              | MIS_END
            ! | 31/03/2026
              | 01/04/2026
              | 31/03/2027
            ! | 01/04/2027
              |
        """,
    )


def test_574_one_period_follows_another():
    # In order of their ends; an open one, such as A3's of 4 May, stands where it starts.
    flags(
        "574",
        Missing="""
              | CHILD | MISSING | MIS_START  | MIS_END
            ! | A1    | M       | 05/05/2026 | 06/05/2026
              | A1    | M       | 01/05/2026 |
              | A2    | M       | 05/05/2026 |
              | A2    | M       | 01/05/2026 | 05/05/2026
              | A3    | M       | 04/05/2026 |
            ! | A3    | M       | 01/05/2026 | 05/05/2026
            ! | A7    | M       | 04/05/2026 | 06/05/2026
              | A7    | M       | 01/05/2026 | 05/05/2026
            ! | A4    | M       | 01/05/2026 | 20/05/2026
              | A4    | M       | 10/05/2026 | 12/05/2026
              | A5    | M       |            |
              | A5    | M       | 01/05/2026 | 05/05/2026
              | A6    | M       |            | 04/05/2026
              | A6    | M       | 04/05/2026 | 05/05/2026
              |       | M       | 01/05/2026 |
              |       | M       | 05/05/2026 |
        """,
    )


def test_576_a_period_that_was_open_goes_on():
    flags(
        "576",
        last={
            "Missing": """
              | CHILD | MIS_START  | MIS_END
              | A1    | 20/03/2026 |
              | A2    | 20/03/2026 |
              | A3    | 20/03/2026 | 25/03/2026
              | A4    | 20/03/2026 |
              | A5    |            |
            ! | A6    | 20/03/2026 |
              | A7    | 20/03/2026 | 25/03/2026
              | A8    |            |
            """
        },
        Missing="""
              | CHILD | MIS_START
              | A1    | 05/05/2026
              | A1    | 20/03/2026
              | A2    | 05/05/2026
            ! | A2    | 21/03/2026
              | A3    | 05/05/2026
            ! | A4    |
              | A5    | 05/05/2026
              | A9    | 05/05/2026
              |       | 05/05/2026
        """,
    )
    assert became("576", Missing="| CHILD | MIS_START\n| A1 | 01/05/2026") == "not run"


def test_586_it_starts_after_the_day_of_birth():
    flags(
        "586",
        Missing="""
              | DOB        | MIS_START
              | 10/05/2012 | 11/05/2012
            ! | 10/05/2012 | 10/05/2012
            ! | 10/05/2012 | 09/05/2012
              |            | 09/05/2012
              | 10/05/2012 |
        """,
    )
