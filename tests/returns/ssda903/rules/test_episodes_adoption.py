"""Episodes beside adoption: decisions to place, and the details of an adoption (AD1)."""

import pytest
from tests.returns.ssda903.rules.cases import flags


def test_117_decisions_are_in_the_year_and_before_care_ends():
    flags(
        "117",
        Episodes="""
              | CHILD | DECOM      | DEC        | REC
            ! | A1    | 01/05/2026 | 01/09/2026 | E4A
              | A1    | 01/04/2026 | 01/05/2026 | X1
              | A2    | 01/05/2026 | 01/09/2026 | E4A
            ! | A3    | 01/05/2026 |            |
              | A4    | 01/05/2026 | 01/09/2026 | X1
              | A5    | 01/04/2026 | 01/05/2026 | E4A
              | A5    | 01/06/2026 |            |
            ! | A6    | 01/05/2026 | 01/09/2026 | E4A
              | A7    |            | 01/09/2026 | E4A
              | A8    | 01/05/2026 |            |
              |       | 01/05/2026 | 01/09/2026 | E4A
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED
            ! | A1    | 02/09/2026  |
              | A2    | 01/09/2026  | 01/09/2026
            ! | A3    | 01/04/2027  |
              | A3    | 31/03/2027  | 31/03/2027
              | A4    | 02/09/2026  |
              | A5    | 02/05/2026  |
            ! | A6    | 01/06/2026  | 02/09/2026
            ! | A6    |             | 02/09/2026
              | A6    |             |
              | A7    | 02/09/2026  |
              | A8    | 31/03/2027  |
              |       | 02/09/2026  |
        """,
    )


def test_118_decisions_are_reversed_in_the_year_and_in_care():
    flags(
        "118",
        Episodes="""
              | CHILD | DECOM      | LS
            ! | A1    | 01/06/2026 | C2
              | A1    | 01/07/2026 | E1
              | A2    | 01/06/2026 | C2
              | A3    | 01/05/2026 | V3
            ! | A3    | 01/06/2026 | C2
            ! | A4    | 01/05/2020 | C2
              | A5    | 01/05/2020 | C2
              | A6    |            | C2
            ! | A7    | 01/06/2026 |
              |       | 01/06/2026 | C2
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED_CEASED
            ! | A1    | 31/05/2026
              | A1    |
              | A2    | 01/06/2026
            ! | A3    | 15/05/2026
            ! | A4    | 31/03/2026
              | A5    | 01/04/2026
              | A6    | 01/05/2026
            ! | A7    | 31/05/2026
              |       | 31/05/2026
        """,
    )


def test_334_care_began_before_the_decision():
    flags(
        "334",
        Episodes="""
              | CHILD | DECOM      | RNE
              | A1    | 01/05/2020 | S
            ! | A1    | 01/06/2026 | S
              | A1    | 01/07/2026 | P
              | A2    | 01/06/2026 | S
              | A3    | 01/06/2026 |
              | A4    | 01/06/2026 | S
              | A5    |            | S
              |       | 01/06/2026 | S
        """,
        AD1="""
              | CHILD | DATE_INT
            ! | A1    | 31/05/2026
              | A2    | 01/06/2026
              | A3    | 31/05/2026
              | A4    |
              | A5    | 31/05/2026
              |       | 31/05/2026
        """,
    )


def test_335_adopted_by_the_carers_that_the_placement_says():
    flags(
        "335",
        Episodes="""
              | CHILD | REC | PLACE
            ! | A1    | E11 | A3
              | A1    | X1  | A3
              | A2    | E12 | A3
            ! | A3    | E12 | A4
            ! | A4    | E1  | A6
              | A5    | E11 | A6
              | A6    | E11 | A5
              | A7    | E11 |
              | A8    |     | A3
            ! | A9    | E11 | A2
            ! | B1    | E11 | A1
              |       | E11 | A3
        """,
        AD1="""
              | CHILD | FOSTER_CARE
            ! | A1    | 0
              | A2    | 1
            ! | A3    | 1
            ! | A4    | 1
              | A5    | 0
              | A6    |
              | A7    | 0
              | A8    | 0
            ! | A9    | 0
            ! | B1    | 1
              |       | 0
        """,
    )


def test_521_the_decision_comes_before_the_placement():
    flags(
        "521",
        Episodes="""
              | CHILD | PLACE | DECOM
            ! | A1    | A3    | 01/06/2026
            ! | A1    | A6    | 02/06/2026
              | A1    | A6    | 03/06/2026
              | A2    | U6    | 01/06/2026
              | A3    |       | 01/06/2026
              | A4    | A4    |
              | A5    | A4    | 01/06/2026
              |       | A4    | 01/06/2026
        """,
        AD1="""
              | CHILD | DATE_INT
            ! | A1    | 03/06/2026
              | A2    | 03/06/2026
              | A3    | 03/06/2026
              | A4    | 03/06/2026
              | A5    |
              |       | 03/06/2026
        """,
    )


def test_551_a_child_placed_has_a_decision():
    flags(
        "551",
        Episodes="""
              | CHILD | PLACE
            ! | A1    | A3
              | A2    | A6
            ! | A3    | A5
              | A3    | U6
              | A4    | U6
              | A5    |
            ! |       | A4
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
              | A2    | 01/06/2026
            ! | A3    |
              | A3    | 01/06/2026
              | A4    |
              | A5    |
              |       |
        """,
    )


def test_552_the_latest_decision_is_before_the_first_placement():
    flags(
        "552",
        Episodes="""
              | CHILD | PLACE | DECOM
            ! | A1    | A3    | 01/06/2026
              | A1    | A3    | 01/08/2026
              | A1    | U6    | 01/05/2026
              | A2    | A3    | 01/06/2026
              | A3    | A3    |
              | A4    | A3    | 01/06/2026
              | A5    |       | 01/06/2026
              |       | A3    | 01/06/2026
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
            ! | A1    | 02/06/2026
              | A1    | 01/05/2026
              | A2    | 01/06/2026
              | A3    | 02/06/2026
              | A4    |
              | A5    | 02/06/2026
              |       | 02/06/2026
        """,
    )


def test_553_a_placement_order_has_a_decision_that_stands():
    flags(
        "553",
        Episodes="""
              | CHILD | LS | DEC
            ! | A1    | E1 | 01/06/2026
              | A2    | E1 |
              | A3    | E1 |
              | A4    | E1 | 01/06/2026
              | A5    | C2 |
              | A6    |    |
              | A7    | E1 |
            ! |       | E1 |
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED
            ! | A2    | 01/06/2026  | 01/07/2026         |
            ! | A3    | 01/06/2026  |                    | RD1
              | A4    | 01/06/2026  | 01/07/2026         | RD1
              | A5    | 01/06/2026  | 01/07/2026         | RD1
              | A6    | 01/06/2026  | 01/07/2026         | RD1
              | A7    | 01/06/2026  |                    |
              |       | 01/06/2026  | 01/07/2026         | RD1
        """,
    )


def test_554_the_decision_is_before_the_order():
    flags(
        "554",
        Episodes="""
              | CHILD | LS | DECOM
            ! | A1    | E1 | 01/06/2026
              | A1    | E1 | 01/08/2026
              | A1    | C2 | 01/05/2026
              | A2    | E1 | 01/06/2026
              | A3    | E1 |
              | A4    |    | 01/06/2026
              |       | E1 | 01/06/2026
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
            ! | A1    | 02/06/2026
              | A1    | 01/05/2026
            ! | A1    | 03/06/2026
              | A1    |
              | A2    | 01/06/2026
              | A3    | 02/06/2026
              | A4    | 02/06/2026
              |       | 02/06/2026
        """,
    )


def test_557_who_leaves_without_adoption_has_the_decision_reversed():
    flags(
        "557",
        Episodes="""
              | CHILD | PLACE | LS | REC
            ! | A1    | A3    | C2 | E4A
            ! | A2    | U6    | E1 | E4A
            ! | A3    | A6    | E1 | E4A
              | A4    | A6    | E1 | E4A
              | A5    | A6    | E1 | E11
              | A5    | A6    | E1 | E12
              | A6    | A6    | E1 | X1
              | A7    | A6    | E1 |
              | A8    | U6    | C2 | E4A
              | A9    |       |    | E4A
            ! |       | A3    |    | E2
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED_CEASED | REASON_PLACED_CEASED
            ! | A2    |                    | RD1
            ! | A3    | 01/06/2026         |
              | A4    | 01/06/2026         | RD1
              | A5    |                    |
              | A6    |                    |
              | A7    |                    |
              | A8    |                    |
              |       |                    |
        """,
    )


def test_558_the_decision_of_a_child_adopted_stands():
    flags(
        "558",
        Episodes="""
              | CHILD | REC
            ! | A1    | E11
              | A1    | X1
              | A2    | E12
              | A3    | E12
            ! | A4    | E12
              | A5    | E4A
              | A6    |
              |       | E11
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED
            ! | A1    | 01/05/2026  | 01/06/2026
              | A2    | 01/05/2026  |
              | A3    | 01/05/2025  | 01/06/2025
              | A3    | 01/05/2026  |
              | A4    | 01/05/2025  | 01/06/2025
            ! | A4    | 01/05/2026  | 01/06/2026
              | A5    | 01/05/2026  | 01/06/2026
              | A6    | 01/05/2026  | 01/06/2026
              |       | 01/05/2026  | 01/06/2026
        """,
    )


def test_582_matched_before_the_day_of_adoption():
    flags(
        "582",
        Episodes="""
              | CHILD | REC | DEC
            ! | A1    | E11 | 01/06/2026
              | A2    | E12 | 02/06/2026
              | A3    | E4A | 01/06/2026
              | A4    |     | 01/06/2026
              | A5    | E12 |
              |       | E12 | 01/06/2026
        """,
        AD1="""
              | CHILD | DATE_MATCH
            ! | A1    | 01/06/2026
              | A2    | 01/06/2026
              | A3    | 01/06/2026
              | A4    | 01/06/2026
              | A5    |
              |       | 01/06/2026
        """,
    )


DETAILS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")


@pytest.mark.parametrize("blank", DETAILS)
def test_601_an_adoption_has_all_its_details(blank):
    values = {name: "01/05/2026" if name.startswith("DATE") else "0" for name in DETAILS}
    whole = " | ".join(values.values())
    less = " | ".join("" if name == blank else value for name, value in values.items())
    flags(
        "601",
        Episodes="""
              | CHILD | REC | DEC
            ! | A1    | E11 | 01/04/2026
              | A1    | X1  | 01/04/2026
              | A2    | E12 | 31/03/2027
              | A3    | E11 | 31/03/2026
              | A3    | E11 | 01/04/2027
              | A4    | E4A | 01/06/2026
              | A5    |     | 01/06/2026
              | A6    | E11 |
            ! | A7    | E12 | 31/03/2027
        """,
        AD1=f"""
              | CHILD | {" | ".join(DETAILS)}
            ! | A1    | {less}
              | A2    | {whole}
              | A3    | {less}
              | A4    | {less}
              | A5    | {less}
              | A6    | {less}
        """,
    )


@pytest.mark.parametrize("filled", DETAILS)
def test_602_details_are_of_an_adoption_in_the_year(filled):
    value = "01/05/2026" if filled.startswith("DATE") else "0"
    some = " | ".join(value if name == filled else "" for name in DETAILS)
    flags(
        "602",
        Episodes="""
              | CHILD | REC | DEC
              | A1    | E11 | 01/04/2026
              | A2    | E12 | 31/03/2027
              | A3    | E11 | 31/03/2026
              | A4    | E11 | 01/04/2027
              | A5    | E4A | 01/06/2026
              | A6    | E11 |
              | A7    |     | 01/06/2026
        """,
        AD1=f"""
              | CHILD | {" | ".join(DETAILS)}
              | A1    | {some}
              | A2    | {some}
            ! | A3    | {some}
            ! | A4    | {some}
            ! | A5    | {some}
            ! | A6    | {some}
            ! | A7    | {some}
            ! | A8    | {some}
              | A9    |  |  |  |  |  |
        """,
    )


def test_1003_no_decision_before_care_began():
    flags(
        "1003",
        Episodes="""
              | CHILD | RNE | DECOM
            ! | A1    | S   | 01/06/2026
              | A1    | S   | 01/08/2026
              | A1    | P   | 01/05/2026
              | A2    | S   | 01/06/2026
              | A3    |     | 01/06/2026
              | A4    | S   |
              |       | S   | 01/06/2026
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
            ! | A1    | 31/05/2026
              | A1    | 01/07/2026
              | A1    |
              | A2    | 01/06/2026
              | A3    | 31/05/2026
              | A4    | 31/05/2026
              |       | 31/05/2026
        """,
    )


def test_558_of_decisions_made_on_one_day_one_that_stands_is_the_latest():
    flags(
        "558",
        Episodes="""
              | CHILD | REC
              | A1    | E11
            ! | A2    | E11
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED | DATE_PLACED_CEASED
              | A1    | 01/05/2026  | 01/06/2026
              | A1    | 01/05/2026  |
            ! | A2    | 01/05/2026  | 01/06/2026
            ! | A2    | 01/05/2026  | 02/06/2026
        """,
    )


def test_558_can_do_without_the_day_of_the_decision():
    flags(
        "558",
        Episodes="""
              | CHILD | REC
            ! | A1    | E11
              | A2    | E11
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED_CEASED
            ! | A1    | 01/06/2026
              | A2    | 01/06/2026
              | A2    |
        """,
    )
