"""Kinds of placement: what they go with, for how old a child, and for how long."""

import pytest
from tests.returns.ssda903.rules.cases import flags

HEADER = """
      | CHILD | DOB
      | A1    | 01/06/2010
      | A2    |
"""


def test_213_some_places_have_no_provider():
    flags(
        "213",
        Episodes="""
              | PLACE | PLACE_PROVIDER
            ! | T0    | PR1
            ! | T4    | PR1
            ! | Z11   | PR1
            ! | Z14   | PR1
              | Z14   |
              | U6    | PR1
              |       | PR1
        """,
    )


def test_217_placed_with_current_carers_since_2015():
    flags(
        "217",
        Episodes="""
              | PLACE | DECOM      | RNE
            ! | A3    | 01/04/2015 | P
              | A3    | 31/03/2015 | P
            ! | A5    | 01/05/2026 | L
            ! | A5    | 01/05/2026 |
              | A5    | 01/05/2026 | S
              | A3    | 01/05/2026 | T
              | A3    | 01/05/2026 | U
              | A4    | 01/05/2026 | P
              |       | 01/05/2026 | P
              | A3    |            | P
        """,
    )


def test_234_a_child_under_ten_is_not_moved_to_custody():
    flags(
        "234",
        Header="""
              | CHILD | DOB
            ! | A1    | 01/06/2016
              | A2    | 01/06/2016
              | A3    |
            ! | A4    | 01/06/2016
        """,
        Episodes="""
              | CHILD | DECOM      | REASON_PLACE_CHANGE
            ! | A1    | 01/04/2026 | CUSTOD
              | A1    | 31/05/2026 |
              | A2    | 01/04/2026 | CUSTOD
              | A2    | 01/06/2026 |
              | A3    | 01/04/2026 | CUSTOD
              | A3    | 31/05/2026 |
              | A4    | 01/04/2026 | CARPL
            ! | A4    | 31/05/2026 | CUSTOD
              | A5    | 31/05/2026 | CUSTOD
              | A2    |            | CUSTOD
        """,
    )


def test_371_supported_accommodation_is_for_those_of_16():
    flags(
        "371",
        Header=HEADER,
        Episodes="""
              | CHILD | PLACE | DECOM      | DEC
            ! | A1    | K3    | 31/05/2026 | 30/06/2026
            ! | A1    | K3    | 31/05/2026 |
              | A1    | K3    | 01/06/2026 | 30/06/2026
              | A1    | K2    | 31/05/2026 | 30/06/2026
              | A1    |       | 31/05/2026 | 30/06/2026
              | A1    | K3    |            | 30/06/2026
              | A2    | K3    | 31/05/2026 | 30/06/2026
              | A3    | K3    | 31/05/2026 | 30/06/2026
              |       | K3    | 31/05/2026 | 30/06/2026
        """,
    )


@pytest.mark.parametrize(
    ("code", "place", "born"),
    [("372", "R5", "01/06/2016"), ("373", "S1", "01/06/2022"), ("374", "P3", "01/06/2012")],
)
def test_a_child_is_old_enough_for_the_place(code, place, born):
    """10 for custody, 4 for a school, 14 for residential employment, on 1 June 2026."""
    flags(
        code,
        Header=f"""
              | CHILD | DOB
              | A1    | {born}
              | A2    |
        """,
        Episodes=f"""
              | CHILD | PLACE   | DECOM      | DEC
            ! | A1    | {place} | 31/05/2026 | 30/06/2026
              | A1    | {place} | 01/06/2026 | 30/06/2026
              | A1    | {place} | 31/05/2026 |
              | A1    | U6      | 31/05/2026 | 30/06/2026
              | A1    |         | 31/05/2026 | 30/06/2026
              | A1    | {place} |            | 30/06/2026
              | A2    | {place} | 31/05/2026 | 30/06/2026
              | A3    | {place} | 31/05/2026 | 30/06/2026
        """,
    )


@pytest.mark.parametrize(
    ("code", "place", "last_day", "too_late"),
    [
        ("375", "T1", "13/07/2026", "14/07/2026"),
        ("376", "T3", "22/06/2026", "23/06/2026"),
        ("379", "T4", "08/06/2026", "09/06/2026"),
    ],
)
def test_a_temporary_placement_is_not_too_long(code, place, last_day, too_late):
    """Six weeks in hospital, three weeks of the carers' holiday, seven days for another reason."""
    flags(
        code,
        Header=HEADER,
        Episodes=f"""
              | CHILD | PLACE   | DECOM      | DEC
            ! | A1    | {place} | 01/06/2026 | {too_late}
              | A1    | {place} | 01/06/2026 | {last_day}
              | A1    | {place} | 01/06/2026 |
              | A1    | {place} |            | {too_late}
              | A1    | T2      | 01/06/2026 | {too_late}
              | A1    |         | 01/06/2026 | {too_late}
              | A2    | {place} | 01/06/2026 | {too_late}
              | A3    | {place} | 01/06/2026 | {too_late}
        """,
    )


def test_377_two_holidays_of_carers_a_year():
    flags(
        "377",
        Episodes="""
              | CHILD | PLACE
            ! | A1    | T3
            ! | A1    | T3
              | A1    | U6
            ! | A1    | T3
              | A2    | T3
              | A2    | T3
              | A2    |
              |       | T3
              |       | T3
              |       | T3
        """,
    )


def test_378_nobody_is_accommodated_with_their_parents():
    flags(
        "378",
        Episodes="""
              | PLACE | LS
            ! | P1    | V2
              | P1    | C2
              | U6    | V2
              | P1    |
              |       | V2
        """,
    )


def test_380_a_temporary_placement_begins_with_p_or_b():
    flags(
        "380",
        Episodes="""
              | PLACE | RNE
              | T0    | P
              | T4    | B
            ! | T0    | S
            ! | T4    | T
            ! | T4    |
              | U6    | S
              |       | S
        """,
    )


def test_381_a_temporary_placement_ends_with_x1():
    flags(
        "381",
        Episodes="""
              | PLACE | REC
              | T0    | X1
              | T4    |
            ! | T0    | E4A
            ! | T4    | E2
              | U6    | E4A
              |       | E4A
        """,
    )


def test_382_no_temporary_placement_in_a_short_break():
    flags(
        "382",
        Episodes="""
              | LS | PLACE
            ! | V3 | T0
            ! | V4 | T4
              | V2 | T0
              | V3 | U6
              | V3 |
              |    | T0
        """,
    )


def test_384_no_long_term_fostering_in_a_short_break():
    flags(
        "384",
        Episodes="""
              | LS | PLACE
            ! | V3 | U1
            ! | V4 | U4
              | V2 | U1
              | V3 | U2
              | V3 |
              |    | U1
        """,
    )


def test_390_an_adopted_child_was_placed_for_adoption():
    flags(
        "390",
        Episodes="""
              | REC | PLACE
            ! | E11 | U6
            ! | E12 |
              | E11 | A3
              | E12 | A6
              | E4A | U6
              |     | U6
        """,
    )


def test_408_placed_with_a_placement_order_has_one():
    flags(
        "408",
        Episodes="""
              | PLACE | LS
            ! | A5    | C2
            ! | A6    |
              | A5    | E1
              | A4    | C2
              |       | C2
        """,
    )


def test_516_a_special_guardian_who_fostered_had_the_child():
    flags(
        "516",
        Episodes="""
              | REC | PLACE
            ! | E45 | K2
            ! | E46 |
              | E45 | U1
              | E46 | U6
              | E47 | K2
              |     | K2
        """,
    )


def test_526_a_placement_has_a_provider():
    flags(
        "526",
        Episodes="""
              | PLACE | PLACE_PROVIDER
            ! | U6    |
            ! |       |
              | U6    | PR1
              |       | PR1
              | T0    |
              | T4    |
              | Z11   |
              | Z14   |
        """,
    )


@pytest.mark.parametrize(
    ("code", "provider", "never_with", "may_be_with"),
    [
        ("527", "PR1", ["P1", "R2", "R5"], ["P3", "R1", "U6"]),
        ("528", "PR2", ["P1", "R2", "R5"], ["P3", "R1", "U6"]),
        (
            "529",
            "PR3",
            ["P1", "A3", "A4", "A5", "A6", "K1", "K2", "U1", "U2", "U3", "U4", "U5", "U6"],
            ["K3", "R2", "S1"],
        ),
        ("530", "PR4", ["P1"], ["P3", "U6"]),
        ("531", "PR5", ["P1"], ["P3", "U6"]),
    ],
)
def test_a_provider_does_not_offer_every_place(code, provider, never_with, may_be_with):
    lines = [
        "  | PLACE | PLACE_PROVIDER",
        *(f"! | {place} | {provider}" for place in never_with),
        *(f"  | {place} | {provider}" for place in [*may_be_with, ""]),
        "  | P1 |",
        "  | P1 | PR0",
    ]
    flags(code, Episodes="\n".join(lines))


def test_550_pr0_is_with_parents():
    flags(
        "550",
        Episodes="""
              | PLACE | PLACE_PROVIDER
            ! | U6    | PR0
            ! |       | PR0
              | P1    | PR0
              | U6    | PR1
              | U6    |
        """,
    )
