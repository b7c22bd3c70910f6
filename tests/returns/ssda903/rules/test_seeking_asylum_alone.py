"""Unaccompanied asylum-seeking children; most of those here turn 18 on 10 May 2026."""

import pytest
from tests.returns.ssda903.rules.cases import became, flags


def test_104_the_day_it_ended_is_a_date_of_the_year_or_later():
    flags(
        "104",
        UASC="""
              | DUC
              | 01/04/2026
            ! | 31/03/2026
              | 01/06/2030
            ! | 31/06/2026
            ! | unknown
              |
        """,
    )


def test_105_the_flag_is_0_or_1():
    flags(
        "105",
        Header="""
              | UASC
              | 0
              | 1
            ! | 2
            ! | Y
            ! |
        """,
    )
    assert became("105", Header="| CHILD\n| A1") == "not run"


def test_205a_who_no_longer_is_one_ceased_to_be_last_year():
    flags(
        "205A",
        last={
            "Header": """
              | CHILD | UASC
              | A1    | 1
              | A2    | 1
              | A3    | 1
              | A4    | 1
              | A5    | 1
              | A6    | 1
              | A7    | 0
            """,
            "UASC": """
              | CHILD | SEX | DUC
              | A1    |     | 01/04/2025
              | A2    |     | 31/03/2025
              | A3    |     | 31/03/2026
              | A4    |     | 01/04/2026
              | A5    |     |
              | A6    |     | 01/05/2025
            """,
        },
        Header="""
              | CHILD | DOB        | UASC
              | A1    | 10/05/2008 | 0
            ! | A2    | 10/05/2008 | 0
              | A3    | 10/05/2008 |
            ! | A4    | 10/05/2008 | 0
            ! | A5    | 10/05/2008 |
            ! | A6    | 10/05/2008 | 0
              | A7    | 10/05/2008 | 0
              | A8    | 10/05/2008 | 0
              |       | 10/05/2008 | 0
        """,
        UASC="""
              | CHILD | DOB        | SEX | DUC
              | A6    | 10/05/2008 | M   | 01/05/2025
        """,
    )


def test_205a_where_header_has_no_flag_uasc_tells():
    flags(
        "205A",
        last={
            "UASC": """
              | CHILD | SEX | DUC
              | A1    | M   | 01/05/2025
              | A2    | M   |
              | A3    | M   |
              | A4    |     |
            """
        },
        Header="""
              | CHILD | DOB
              | A1    | 10/05/2008
            ! | A2    | 10/05/2008
              | A3    | 10/05/2008
              | A4    | 10/05/2008
        """,
        UASC="""
              | CHILD | DOB        | SEX | DUC
              | A3    | 10/05/2008 | M   |
        """,
    )


def test_205a_where_there_is_no_header_the_row_of_uasc_is_flagged():
    flags(
        "205A",
        last={
            "UASC": """
              | CHILD | SEX | DUC
              | A1    | M   |
            """
        },
        UASC="""
              | CHILD | DOB        | SEX | DUC
            ! | A1    | 10/05/2008 |     |
        """,
    )


def test_205b_who_still_is_one_was_to_be_until_18():
    flags(
        "205B",
        last={
            "UASC": """
              | CHILD | SEX | DUC
              | A1    | M   | 10/05/2026
              | A2    | M   | 10/05/2026
              | A3    | M   | 09/05/2026
              | A4    | M   |
              | A5    | M   | 10/05/2026
              | A6    | M   | 10/05/2026
              | A7    | M   | 10/05/2027
              | A8    | M   | 10/05/2026
            """
        },
        Header="""
              | CHILD | DOB        | UASC
              | A1    | 10/05/2008 | 1
              | A2    | 10/05/2008 | 1
            ! | A3    | 10/05/2008 | 1
            ! | A4    | 10/05/2008 | 1
            ! | A5    | 10/05/2008 | 1
            ! | A6    | 10/05/2008 | 1
              | A7    | 10/05/2009 | 1
              | A8    |            | 1
              | A9    | 10/05/2008 | 1
        """,
        UASC="""
              | CHILD | DOB        | SEX | DUC
              | A1    | 10/05/2008 | M   | 10/05/2026
              | A2    | 10/05/2008 | M   | 01/04/2026
              | A3    | 10/05/2008 | M   | 09/05/2026
              | A4    | 10/05/2008 | M   | 10/05/2026
              | A5    | 10/05/2008 | M   |
              | A6    | 10/05/2008 | M   | 31/03/2026
              | A7    | 10/05/2009 | M   | 10/05/2027
              | A8    |            | M   | 10/05/2026
              | A9    | 10/05/2008 | M   |
        """,
    )


def test_205c_who_never_was_one_has_no_day_on_which_it_ended():
    flags(
        "205C",
        last={
            "Header": """
              | CHILD | UASC
              | A1    | 0
              | A2    | 0
              | A3    | 1
              | A4    |
            """,
            "UASC": """
              | CHILD | SEX | DUC
              | A2    |     | 01/05/2025
              | A3    |     | 01/05/2025
            """,
        },
        Header="""
              | CHILD | DOB        | UASC
            ! | A1    | 10/05/2008 | 0
            ! | A2    | 10/05/2008 |
              | A3    | 10/05/2008 | 0
              | A4    | 10/05/2008 | 0
              | A5    | 10/05/2008 | 1
              |       | 10/05/2008 | 0
        """,
        UASC="""
              | CHILD | DOB        | SEX | DUC
              | A1    | 10/05/2008 | M   | 01/05/2026
              | A4    | 10/05/2008 | M   | 31/06/2026
              | A5    | 10/05/2008 | M   | 01/05/2026
        """,
    )


def test_205d_who_is_one_and_was_in_last_years_return_was_one_then():
    flags(
        "205D",
        last={
            "Header": """
              | CHILD | UASC
              | A1    | 0
              | A2    | 1
              | A3    |
            """,
            "UASC": """
              | CHILD | SEX | DUC
              | A2    | M   |
            """,
        },
        Header="""
              | CHILD | DOB        | UASC
            ! | A1    | 10/05/2008 | 1
              | A2    | 10/05/2008 | 1
            ! | A3    | 10/05/2008 | 1
              | A4    | 10/05/2008 | 1
              |       | 10/05/2008 | 1
        """,
        UASC="""
              | CHILD | DOB        | SEX | DUC
              | A1    | 10/05/2008 | M   |
        """,
    )


@pytest.mark.parametrize("code", ["205A", "205B", "205C"])
def test_205_needs_last_years_uasc(code):
    tables = {
        "Header": "| CHILD | DOB        | UASC\n| A1    | 10/05/2008 | 1",
        "UASC": "| CHILD | DOB        | SEX | DUC\n| A1    | 10/05/2008 | M   |",
    }
    assert became(code, last={"Header": tables["Header"]}, **tables) == "not run"


def test_231_asks_about_one_who_is_under_11_at_the_end():
    flags(
        "231",
        Header="""
              | CHILD | DOB        | UASC
            ! | A1    | 01/04/2016 | 1
              | A2    | 31/03/2016 | 1
              | A3    | 01/04/2016 | 0
              | A4    | 01/04/2016 |
              | A5    |            | 1
        """,
    )


def test_231_where_header_has_no_flag_uasc_tells():
    header = """
              | CHILD | DOB
            ! | A1    | 01/04/2016
              | A2    | 01/04/2016
    """
    flags("231", Header=header, UASC="| CHILD | SEX | DUC\n| A1    | M   |")
    assert became("231", Header=header) == "not run"


def test_303_who_has_a_day_on_which_it_ended_is_one():
    flags(
        "303",
        Header="""
              | CHILD | UASC
              | A1    | 1
            ! | A2    | 0
            ! | A3    |
              | A4    | 0
              | A5    | 0
        """,
        UASC="""
              | CHILD | DUC
              | A1    | 01/05/2026
            ! | A2    | 01/05/2026
            ! | A3    | 01/05/2026
              | A4    |
              | A6    | 01/05/2026
              |       | 01/05/2026
        """,
    )


def test_304_it_ends_by_18():
    flags(
        "304",
        UASC="""
              | DOB        | DUC
              | 10/05/2008 | 10/05/2026
            ! | 10/05/2008 | 11/05/2026
              | 10/05/2008 |
              |            | 11/05/2026
              | 29/02/2008 | 28/02/2026
            ! | 29/02/2008 | 01/03/2026
        """,
    )


def test_205d_needs_only_what_says_who_is_one():
    header = "  | CHILD | UASC\n! | A1    | 1\n  | A2    | 0"
    last = "  | CHILD | UASC\n  | A1    | 0\n  | A2    | 0"
    flags("205D", last={"Header": last}, Header=header)
    flags("205D", last={"UASC": "  | CHILD | DUC\n  | A1    |"}, UASC="  | CHILD | SEX\n! | A1    | F")
    assert became("205D", last={"Header": "| CHILD\n| A1"}, Header=header) == "not run"
    assert became("205D", last={"Header": last}, Header="| CHILD\n| A1") == "not run"


def test_205b_takes_the_date_of_birth_from_any_of_the_tables():
    flag = "  | CHILD | UASC\n{} | A1    | 1"
    last = {"Header": flag.format(" "), "UASC": "  | CHILD | DUC\n  | A1 | 11/05/2026"}
    of_this_year = "  | CHILD | DUC {}\n  | A1 | 01/05/2026 {}"
    flags("205B", last=last, Header=flag.format("!"), UASC=of_this_year.format("| DOB", "| 10/05/2008"))
    flags("205B", last=last, Header=flag.format(" "), UASC=of_this_year.format("| DOB", "| 11/05/2008"))
    without = {"Header": flag.format(" "), "UASC": of_this_year.format("", "")}
    assert became("205B", last=last, **without) == "not run"


def test_205a_needs_no_sex():
    flags(
        "205A",
        last={"UASC": "  | CHILD | DUC\n  | A1    | 01/04/2024\n  | A2    | 01/05/2025"},
        Header="  | CHILD\n! | A1\n  | A2",
        UASC="  | CHILD | DUC\n  | A3 |",
    )


def test_231_needs_no_child_where_header_has_the_flag():
    flags("231", Header="  | DOB        | UASC\n! | 01/04/2016 | 1\n  | 31/03/2016 | 1\n  | 01/04/2016 | 0")
    flags("231", Header="  | CHILD | DOB\n! | A1 | 01/04/2016\n  | A2 | 01/04/2016", UASC="  | CHILD\n  | A1")


def test_303_each_row_of_a_child_twice_in_header_is_to_be_1():
    flags(
        "303",
        Header="  | CHILD | UASC\n  | A1 | 1\n! | A1 | 0",
        UASC="  | CHILD | DUC\n! | A1 | 01/05/2026",
    )
