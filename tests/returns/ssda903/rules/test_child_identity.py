"""Who the child is, in Header: sex, date of birth, ethnicity, unique pupil number."""

import pytest
from tests.returns.ssda903.rules.cases import became, flags


def test_101_sex_is_m_f_or_u():
    flags(
        "101",
        Header="""
              | SEX
              | M
              | f
              | U
            ! | 1
            ! | X
            ! |
        """,
    )


def test_101_sex_was_1_or_2_until_the_return_of_2023_to_2024():
    sexes = """
              | SEX
              | 1
              | 2
            ! | M
            ! | U
            ! |
    """
    flags("101", year=2024, Header=sexes)


def test_102_date_of_birth_is_a_date():
    flags(
        "102",
        Header="""
              | DOB
              | 29/02/2016
            ! | 29/02/2015
            ! | 2015-01-01
            ! |
        """,
    )


def test_103_ethnicity_is_in_the_list():
    flags(
        "103",
        Header="""
              | ETHNIC
              | WBRI
              | nobt
            ! | WBR
            ! |
        """,
    )


def test_168_a_upn_is_a_letter_and_12_digits_or_11_and_a_letter_or_a_reason():
    flags(
        "168",
        Header="""
              | UPN
              | A123456789012
              | a12345678901b
              | UN1
              | UN5
              |
            ! | UN6
            ! | I123456789012
            ! | O123456789012
            ! | S123456789012
            ! | A12345678901
            ! | A1234567890123
            ! | A1234567890BC
        """,
    )


def test_202_sex_is_as_it_was_last_year():
    flags(
        "202",
        last={
            "Header": """
              | CHILD | SEX
              | A1    | M
              | A2    | M
              | A3    | M
              | A4    |
              | A5    |
              |       | M
            """
        },
        Header="""
              | CHILD | SEX
              | A1    | m
            ! | A2    | F
            ! | A3    |
            ! | A4    | M
              | A5    |
              | A6    | F
              |       | F
        """,
    )


def test_203_date_of_birth_is_as_it_was_last_year():
    flags(
        "203",
        last={
            "Header": """
              | CHILD | DOB
              | A1    | 01/02/2015
              | A2    | 01/02/2015
              | A3    | 01/02/2015
              | A4    |
            """
        },
        Header="""
              | CHILD | DOB
              | A1    | 01/02/2015
            ! | A2    | 02/02/2015
              | A3    |
              | A4    | 01/02/2015
              | A5    | 01/02/2015
              |       | 01/02/2015
        """,
    )


def test_204_ethnicity_is_as_it_was_last_year():
    flags(
        "204",
        last={
            "Header": """
              | CHILD | ETHNIC
              | A1    | wbri
              | A2    | NOBT
              | A3    | WBRI
              | A4    |
              | A5    |
            """
        },
        Header="""
              | CHILD | ETHNIC
              | A1    | WBRI
            ! | A2    | WBRI
            ! | A3    |
            ! | A4    | WBRI
              | A5    |
              | A6    | WBRI
        """,
    )


def test_208_a_upn_stays_or_becomes_known():
    flags(
        "208",
        last={
            "Header": """
              | CHILD | UPN
              | A1    | A123456789012
              | A2    | A123456789012
              | A3    | A123456789012
              | A4    | A123456789012
              | B1    | UN1
              | B2    | UN1
              | B3    |
              | B4    | UN1
              | B5    |
              | B6    |
              | C1    | UN4
              | C2    | UN4
              | C3    | UN4
              | C4    | UN4
            """
        },
        Header="""
              | CHILD | UPN
              | A1    | a123456789012
            ! | A2    | B123456789012
            ! | A3    |
            ! | A4    | UN1
              | B1    | UN5
              | B2    | B123456789012
              | B3    | UN2
            ! | B4    |
              | B5    |
            ! | B6    | UN1
              | C1    | UN4
              | C2    | B123456789012
            ! | C3    | UN5
            ! | C4    |
              | D1    | UN1
              |       | UN1
        """,
    )


def test_209_un1_is_not_for_those_of_school_age():
    # Four on or before 31 August 2025.
    flags(
        "209",
        Header="""
              | UPN | DOB
            ! | UN1 | 31/08/2021
              | UN1 | 01/09/2021
              | UN2 | 01/01/2015
              |     | 01/01/2015
              | UN1 |
        """,
    )


def test_210_un4_is_not_for_those_looked_after_for_more_than_a_week_at_31_march():
    flags(
        "210",
        Header="""
              | CHILD | UPN
              | A1    | UN4
              | A2    | UN4
              | A3    | UN4
              | A4    | UN4
              | A5    | UN3
              | A6    |
              | A7    | UN4
        """,
        Episodes="""
              | CHILD | DECOM      | RNE | DEC
            ! | A1    | 24/03/2027 | S   |
              | A2    | 25/03/2027 | S   |
              | A3    | 24/03/2027 | S   | 30/03/2027
            ! | A4    | 20/03/2027 | S   | 26/03/2027
              | A4    | 26/03/2027 | P   |
              | A5    | 24/03/2026 | S   |
              | A6    | 24/03/2026 | S   |
              | A7    |            | S   |
              | A7    | 01/06/2026 | S   | 01/07/2026
              | A7    | 28/03/2027 | S   |
              |       | 24/03/2026 | S   |
        """,
    )


def test_210_takes_an_episode_to_go_on_where_nothing_says_when_it_ended():
    flags(
        "210",
        Header="""
              | CHILD | UPN
              | A1    | UN4
        """,
        Episodes="""
              | CHILD | DECOM
            ! | A1    | 24/03/2027
              | A1    | 25/03/2027
        """,
    )


def test_232_asks_about_unknown_sex():
    flags(
        "232",
        Header="""
              | SEX
            ! | U
            ! | u
              | M
              |
        """,
    )


def test_301_nobody_is_born_after_the_year():
    flags(
        "301",
        Header="""
              | DOB
              | 31/03/2027
            ! | 01/04/2027
              |
        """,
    )


def test_351_nobody_is_over_25_at_the_start():
    flags(
        "351",
        Header="""
              | DOB
            ! | 31/03/2001
              | 01/04/2001
              |
        """,
    )


def test_444_a_upn_is_one_childs():
    flags(
        "444",
        Header="""
              | UPN
            ! | A123456789012
            ! | a123456789012
              | B123456789012
              | UN1
              | UN1
              |
              |
        """,
    )


def test_rules_that_compare_years_need_last_years_header():
    header = """
              | CHILD | SEX | DOB        | ETHNIC | UPN | MOTHER | MC_DOB
              | A1    | F   | 01/01/2010 | WBRI   | UN1 | 1      | 01/01/2026
    """
    for code in ("202", "203", "204", "208", "624", "626"):
        assert became(code, Header=header) == "not run"


@pytest.mark.parametrize(
    ("code", "column", "same", "other"),
    [("202", "SEX", "M", "F"), ("203", "DOB", "01/06/2010", "02/06/2010"), ("204", "ETHNIC", "WBRI", "WIRI")],
)
def test_a_child_twice_in_last_years_header_is_to_be_the_same_as_in_both(code, column, same, other):
    flags(
        code,
        last={"Header": f"  | CHILD | {column}\n  | A1 | {same}\n  | A1 | {other}\n  | A2 | {same}"},
        Header=f"  | CHILD | {column}\n! | A1 | {same}\n! | A1 | {other}\n  | A2 | {same}",
    )
