"""A child's own details in Header, beside their episodes."""

import pytest
from tests.returns.ssda903.rules.cases import became, flags


def test_207_once_a_mother_always_a_mother():
    flags(
        "207",
        last={
            "Header": """
                  | CHILD | MOTHER
                  | A1    | 1
                  | A2    | 1
                  | A3    | 1
                  | A4    | 0
                  | A5    |
                  | A6    | 1
                  |       | 1
            """
        },
        Header="""
              | CHILD | MOTHER
            ! | A1    | 0
            ! | A2    |
              | A3    | 1
              | A4    | 1
              | A5    | 0
              | A6    | 0
              | A7    | 0
              |       | 0
        """,
        Episodes="  | CHILD\n" + "\n".join(f"  | A{n}" for n in (1, 2, 3, 4, 5, 7)),
    )
    assert became("207", Header="  | CHILD | MOTHER\n  | A1 | 0", Episodes="  | CHILD\n  | A1") == "not run"


def test_442_a_child_looked_after_has_a_pupil_number():
    flags(
        "442",
        Header="""
              | CHILD | UPN
            ! | A1    |
              | A2    | A123456789123
              | A3    |
              | A4    |
            ! | A5    |
              |       |
        """,
        Episodes="""
              | CHILD | LS
              | A1    | V4
              | A1    | C2
              | A2    | C2
              | A3    | V3
              | A3    | V4
              | A5    |
              |       | C2
        """,
    )


def test_607_a_girl_who_leaves_care_is_a_mother_or_not():
    flags(
        "607",
        Header="""
              | CHILD | SEX | MOTHER
            ! | A1    | F   |
              | A2    | F   | 0
              | A3    | M   |
              | A4    | F   |
              | A5    |     |
              | A6    | F   |
            ! | A7    | F   |
            ! | A8    | F   |
              |       | F   |
        """,
        Episodes="""
              | CHILD | DEC        | REC | LS
            ! | A1    | 01/04/2026 | E4A | C2
              | A1    | 01/04/2026 | X1  | C2
              | A1    | 01/04/2026 |     | C2
              | A2    | 01/06/2026 | E4A | C2
              | A3    | 01/06/2026 | E4A | C2
              | A4    | 31/03/2026 | E4A | C2
              | A4    | 01/04/2027 | E4A | C2
              | A4    |            | E4A | C2
              | A5    | 01/06/2026 | E4A | C2
              | A6    | 01/06/2026 | E4A | V3
              | A6    | 01/06/2026 | E4A | V4
            ! | A7    | 31/03/2027 | E4A | C2
            ! | A8    | 01/06/2026 | E4A |
              |       | 01/06/2026 | E4A | C2
        """,
    )


def test_625_a_mothers_first_child_was_born_while_she_was_in_care():
    flags(
        "625",
        Header="""
              | CHILD | MC_DOB
            ! | A1    | 02/06/2026
              | A2    | 01/06/2026
            ! | A3    | 01/04/2027
              | A4    | 31/03/2027
              | A5    |
              | A6    | 02/05/2026
              | A7    | 31/03/2027
              |       | 02/06/2026
        """,
        Episodes="""
              | CHILD | DEC
            ! | A1    | 01/06/2026
              | A1    | 01/05/2026
              | A2    | 01/06/2026
              | A3    |
              | A4    |
              | A5    | 01/06/2026
              | A6    | 01/05/2026
              | A7    | 31/03/2027
              | A6    | 01/06/2026
              |       | 01/06/2026
        """,
    )


@pytest.mark.parametrize("column", ["IN_TOUCH", "ACTIV", "ACCOM"])
def test_628_a_care_leaver_who_was_not_in_care_has_no_motherhood(column):
    others = [name for name in ("IN_TOUCH", "ACTIV", "ACCOM") if name != column]
    flags(
        "628",
        Header="""
              | CHILD | MOTHER
            ! | A1    | 0
              | A2    |
              | A3    | 1
              | A4    | 1
              | A5    | 1
              |       | 1
        """,
        Episodes="""
              | CHILD
              | A3
        """,
        OC3=f"""
              | CHILD | {column} | {others[0]} | {others[1]}
              | A1    | X        |             |
              | A2    | X        |             |
              | A3    | X        |             |
              | A4    |          |             |
              |       | X        |             |
        """,
    )


@pytest.mark.parametrize(("year", "sex"), [(2024, "2"), (2025, "F")])
def test_607_in_returns_up_to_2024_sex_is_a_number(year, sex):
    flags(
        "607",
        year=year,
        Header=f"""
              | CHILD | SEX   | MOTHER
            ! | A1    | {sex} |
              | A2    | 1     |
              | A3    | {"F" if sex == "2" else "2"} |
        """,
        Episodes=f"""
              | CHILD | DEC              | REC | LS
            ! | A1    | 01/06/{year - 1} | E4A | C2
              | A2    | 01/06/{year - 1} | E4A | C2
              | A3    | 01/06/{year - 1} | E4A | C2
        """,
    )


def test_207_beside_each_row_of_last_year():
    flags(
        "207",
        last={"Header": "  | CHILD | MOTHER\n  | A1 | 0\n  | A1 | 1"},
        Header="  | CHILD | MOTHER\n! | A1 | 0",
        Episodes="  | CHILD\n  | A1",
    )
