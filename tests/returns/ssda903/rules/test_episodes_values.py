"""Codes and dates of an episode, each by itself."""

import pytest
from tests.returns.ssda903.rules.cases import flags


@pytest.mark.parametrize(("code", "column"), [("141", "DECOM"), ("147", "DEC")])
def test_a_date_is_one(code, column):
    flags(
        code,
        Episodes=f"""
              | {column}
              | 01/04/2026
              | 29/02/2024
              |
            ! | 29/02/2026
            ! | 2026-04-01
            ! | 01/04/26
            ! | soon
        """,
    )


@pytest.mark.parametrize(
    ("code", "column", "right", "wrong"),
    [
        ("143", "RNE", ["S", "P", "L", "T", "U", "B", "b"], ["X", "SS", "1"]),
        (
            "144",
            "LS",
            ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "J1", "J2", "J3", "L1", "L2", "L3"],
            ["C3", "V1", "E"],
        ),
        ("145", "CIN", ["N1", "N8", "n1"], ["N0", "N9", "1"]),
        (
            "146",
            "PLACE",
            ["A3", "A6", "K1", "K3", "P1", "P3", "R1", "R5", "S1", "T0", "T4", "U1", "U6", "Z11", "Z14"],
            ["H5", "P2", "Z1", "A2", "R4", "T5"],
        ),
        ("149", "REC", ["E11", "E2", "E4A", "E4B", "E48", "E17", "X1"], ["E1", "E4", "E10", "X2"]),
        ("1009", "REASON_PLACE_CHANGE", ["CARPL", "CUSTOD", "OTHER"], ["CAR", "NONE"]),
    ],
)
def test_a_code_is_in_its_list(code, column, right, wrong):
    lines = [f"  | {value}" for value in ["", *right]] + [f"! | {value}" for value in wrong]
    flags(code, Episodes="\n".join([f"  | {column}", *lines]))


def test_146_until_2025_other_placements_were_all_z1():
    flags(
        "146",
        year=2025,
        Episodes="""
              | PLACE
              | Z1
              | U6
            ! | Z11
            ! | H5
        """,
    )


def test_148_an_end_has_a_reason_and_a_reason_an_end():
    flags(
        "148",
        Episodes="""
              | DEC        | REC
              | 01/06/2026 | X1
              |            |
            ! | 01/06/2026 |
            ! |            | X1
            ! | 31/06/2026 | X1
        """,
    )


def test_178_a_provider_is_in_the_list_and_not_of_a_place_that_has_none():
    flags(
        "178",
        Episodes="""
              | PLACE | PLACE_PROVIDER
              | U6    | PR0
              | U6    | PR5
              | U6    |
            ! | U6    | PR6
            ! | U6    | 1
              |       | PR1
            ! |       | PR9
              | T0    |
            ! | T0    | PR1
            ! | T3    | PR1
              | T4    | PR1
            ! | Z11   | PR1
            ! | Z14   | PR1
        """,
    )


def test_233_no_reason_for_a_change_while_the_episode_is_open():
    flags(
        "233",
        Episodes="""
              | DEC        | REASON_PLACE_CHANGE
            ! |            | CARPL
              | 01/06/2026 | CARPL
              |            |
            ! | 31/06/2026 | CARPL
        """,
    )


def test_353_no_episode_is_older_than_14_october_1991():
    flags(
        "353",
        Episodes="""
              | DECOM
            ! | 13/10/1991
              | 14/10/1991
              |
        """,
    )


@pytest.mark.parametrize(("code", "column"), [("354", "DECOM"), ("385", "DEC")])
def test_no_date_is_after_the_year(code, column):
    flags(
        code,
        Episodes=f"""
              | {column}
              | 31/03/2027
            ! | 01/04/2027
              |
              | 32/04/2027
        """,
    )


def test_355_an_episode_lasts_a_day():
    flags(
        "355",
        Episodes="""
              | DECOM      | DEC
            ! | 01/06/2026 | 01/06/2026
              | 01/06/2026 | 02/06/2026
              |            | 01/06/2026
              | 01/06/2026 |
              |            |
        """,
    )


def test_356_an_episode_ends_after_it_began():
    flags(
        "356",
        Episodes="""
              | DECOM      | DEC
            ! | 02/06/2026 | 01/06/2026
              | 01/06/2026 | 01/06/2026
              |            | 01/06/2026
              | 02/06/2026 |
        """,
    )


def test_146_until_2024_h5_and_p2_were_codes():
    flags(
        "146",
        year=2024,
        Episodes="""
              | PLACE
              | H5
              | P2
              | Z1
            ! | Z11
            ! | A2
        """,
    )
    flags("146", year=2025, Episodes="  | PLACE\n! | H5\n! | P2")
