"""Details of an adoption (AD1)."""

import pytest
from tests.returns.ssda903.rules.cases import flags


@pytest.mark.parametrize(("code", "column"), [("112", "DATE_INT"), ("113", "DATE_MATCH")])
def test_dates_are_dates(code, column):
    rows = f"""
              | {column}
              | 29/02/2024
            ! | 29/02/2026
            ! | soon
              |
    """
    flags(code, AD1=rows)


def test_114_the_foster_carer_adopted_or_did_not():
    flags(
        "114",
        AD1="""
              | FOSTER_CARE
              | 0
              | 1
            ! | 2
            ! | Y
              |
        """,
    )


def test_175_there_are_one_or_two_adopters():
    flags(
        "175",
        AD1="""
              | NB_ADOPTR
              | 1
              | 2
            ! | 0
            ! | 3
              |
        """,
    )


def test_176_adopters_sexes_are_in_the_list():
    flags(
        "176",
        AD1="""
              | SEX_ADOPTR
              | M1
              | f1
              | MM
              | FF
              | MF
            ! | FM
            ! | M
              |
        """,
    )


def test_177_adopters_legal_status_is_in_the_list():
    flags(
        "177",
        AD1="""
              | LS_ADOPTR
              | L0
              | L11
              | L12
              | L2
              | L3
              | l4
            ! | L1
            ! | L5
              |
        """,
    )


def test_134_adoption_is_not_for_those_who_have_left_care():
    flags(
        "134",
        OC3="""
              | CHILD | IN_TOUCH | ACTIV | ACCOM
              | A1    | YES      |       |
              | A2    |          | F1    |
              | A3    |          |       | B1
              | A4    |          |       |
              |       | YES      |       |
        """,
        AD1="""
              | CHILD | DATE_INT   | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR
            ! | A1    | 01/05/2026 |            |             |           |            |
            ! | A1    |            | 01/05/2026 |             |           |            |
            ! | A2    |            |            | 0           |           |            |
            ! | A2    |            |            |             | 1         |            |
            ! | A3    |            |            |             |           | M1         |
            ! | A3    |            |            |             |           |            | L0
              | A1    |            |            |             |           |            |
              | A4    | 01/05/2026 |            |             |           |            |
              | A5    | 01/05/2026 |            |             |           |            |
              |       | 01/05/2026 |            |             |           |            |
        """,
    )


def test_151_all_of_an_adoption_or_nothing():
    flags(
        "151",
        AD1="""
              | DATE_INT   | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR
              | 01/05/2026 | 01/06/2026 | 0           | 1         | M1         | L0
            ! |            | 01/06/2026 | 0           | 1         | M1         | L0
            ! | 01/05/2026 |            | 0           | 1         | M1         | L0
            ! | 01/05/2026 | 01/06/2026 |             | 1         | M1         | L0
            ! | 01/05/2026 | 01/06/2026 | 0           |           | M1         | L0
            ! | 01/05/2026 | 01/06/2026 | 0           | 1         |            | L0
            ! | 01/05/2026 | 01/06/2026 | 0           | 1         | M1         |
            ! | 31/06/2026 |            |             |           |            | L0
              | 31/06/2026 |            |             |           |            |
              |            |            |             |           |            |
        """,
    )


def test_187_who_was_looked_after_all_year_has_neither_left_care_nor_been_adopted():
    flags(
        "187",
        Episodes="""
              | CHILD | DECOM      | DEC        | RNE | REC | LS
              | ALL   | 01/04/2026 |            | S   |     | C2
              | PART  | 02/04/2026 |            | S   |     | C2
        """,
        OC3="""
              | CHILD | IN_TOUCH | ACTIV | ACCOM
            ! | ALL   | YES      |       |
            ! | ALL   |          | F1    |
            ! | ALL   |          |       | B1
              | ALL   |          |       |
              | PART  | YES      | F1    | B1
              | NONE  | YES      | F1    | B1
              |       | YES      | F1    | B1
        """,
        AD1="""
              | CHILD | DATE_INT   | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR
            ! | ALL   | 01/05/2026 |            |             |           |            |
            ! | ALL   |            | 01/05/2026 |             |           |            |
            ! | ALL   |            |            | 0           |           |            |
            ! | ALL   |            |            |             | 1         |            |
            ! | ALL   |            |            |             |           | M1         |
            ! | ALL   |            |            |             |           |            | L0
              | ALL   |            |            |             |           |            |
              | PART  | 01/05/2026 |            |             |           |            |
              |       | 01/05/2026 |            |             |           |            |
        """,
    )


def test_331_the_child_is_matched_by_the_day_of_placement():
    flags(
        "331",
        AD1="""
              | CHILD | DATE_MATCH
              | A1    | 01/05/2026
            ! | A2    | 02/05/2026
              | A3    |
              | A4    | 02/05/2026
              |       | 02/05/2026
        """,
        Episodes="""
              | CHILD | DECOM      | REC
              | A1    | 01/05/2026 | E11
            ! | A2    | 01/05/2026 | E12
              | A2    | 01/04/2026 | X1
              | A2    | 01/04/2026 |
              | A3    | 01/05/2026 | E11
              | A4    |            | E11
              |       | 01/05/2026 | E11
        """,
    )


def test_333_the_decision_is_by_the_day_of_matching():
    flags(
        "333",
        AD1="""
              | DATE_INT   | DATE_MATCH
              | 01/05/2026 | 01/05/2026
            ! | 02/05/2026 | 01/05/2026
            ! |            | 01/05/2026
            ! | 31/06/2026 | 01/07/2026
              | 02/05/2026 |
              |            |
        """,
    )


def test_511_two_adopters_are_a_couple():
    flags(
        "511",
        AD1="""
              | NB_ADOPTR | SEX_ADOPTR
            ! | 2         | M1
            ! | 2         | F1
              | 2         | MM
              | 2         | FF
              | 2         | MF
              | 2         |
              | 1         | M1
              |           | M1
        """,
    )


ALLOWED = [
    ("514", "L0", {"M1", "F1"}),
    ("517", "L3", {"MF"}),
    ("518", "L4", {"MM", "FF"}),
    ("519", "L2", {"MM", "FF", "MF"}),
    ("520", "L11", {"MF"}),
    ("524", "L12", {"MM", "FF"}),
]


@pytest.mark.parametrize(("code", "status", "allowed"), ALLOWED)
def test_adopters_sexes_fit_their_legal_status(code, status, allowed):
    sexes = ["M1", "F1", "MM", "FF", "MF", "XX", ""]
    lines = [f"{' ' if sex in allowed else '!'} | {status} | {sex}" for sex in sexes]
    others = [f"  | {other} | {sex}" for other in ("L9", "") for sex in sexes]
    flags(code, AD1="\n".join(["  | LS_ADOPTR | SEX_ADOPTR", *lines, *others]))
