"""A child's episodes in order. Rows stand in no order in the file."""

import pytest
from tests.returns.ssda903.rules.cases import flags


def test_142_only_the_last_episode_is_open():
    flags(
        "142",
        Episodes="""
              | CHILD | DECOM      | DEC        | REC
              | A1    | 01/08/2026 |            |
            ! | A1    | 01/05/2026 |            |
            ! | A2    | 01/05/2026 | 01/06/2026 |
            ! | A2    | 01/06/2026 |            | X1
              | A2    | 01/07/2026 |            |
              | A3    | 01/05/2026 | 01/06/2026 | X1
              | A3    | 01/06/2026 |            |
              | A4    |            |            |
              | A4    | 01/06/2026 |            |
              |       | 01/05/2026 |            |
              |       | 01/06/2026 |            |
        """,
    )


def test_199_no_episode_follows_an_adoption():
    flags(
        "199",
        last={
            "Episodes": """
              | CHILD | DECOM      | REC
              | A3    | 01/05/2025 | E11
              | A4    | 01/05/2025 | E2
              |       | 01/05/2025 | E11
            """
        },
        Episodes="""
              | CHILD | DECOM      | REC
            ! | A1    | 01/08/2026 |
              | A1    | 01/05/2026 | E12
              | A1    | 01/04/2026 | X1
            ! | A2    | 02/05/2026 | E11
              | A2    | 01/05/2026 | E11
            ! | A3    | 01/05/2026 |
              | A4    | 01/05/2026 |
              | A5    |            | E11
              | A5    | 01/06/2026 |
              |       | 01/06/2026 |
        """,
    )


def test_199_needs_no_last_year():
    flags(
        "199",
        Episodes="""
              | CHILD | DECOM      | REC
              | A1    | 01/05/2026 | E11
            ! | A1    | 01/06/2026 |
        """,
    )


def test_225_a_change_of_placement_has_its_reason():
    flags(
        "225",
        Episodes="""
              | CHILD | DECOM      | RNE | PLACE | REC | REASON_PLACE_CHANGE
            ! | A1    | 01/05/2026 | S   | U6    | X1  |
              | A1    | 01/06/2026 | P   | K2    |     |
              | A2    | 01/05/2026 | S   | U6    | X1  | CARPL
              | A2    | 01/06/2026 | P   | K2    |     |
              | A3    | 01/05/2026 | S   | U6    | X1  |
              | A3    | 01/06/2026 | L   | U6    |     |
              | A4    | 01/05/2026 | S   | U6    | X1  |
              | A4    | 01/06/2026 | P   | T1    | X1  |
              | A4    | 01/07/2026 | P   | U6    |     |
              | A5    | 01/05/2026 | S   | U6    | E2  |
              | A5    | 01/06/2026 | P   | K2    |     |
              | A6    | 01/05/2026 | S   | U6    | X1  |
              | A6    |            | P   | K2    |     |
              | A7    | 01/05/2026 | S   | U6    | X1  |
            ! | A8    | 01/05/2026 | S   |       | X1  |
            ! | A8    | 01/06/2026 | B   |       | X1  |
            ! | A8    | 01/07/2026 | T   | U6    | X1  |
              | A8    | 01/08/2026 | U   | U5    |     |
              | A9    | 01/05/2026 | S   | U6    |     |
              | A9    | 01/06/2026 | P   | K2    | X1  |
              | A9    | 01/07/2026 |     | K2    |     |
        """,
    )


def test_226_a_temporary_placement_needs_no_reason_on_either_side():
    flags(
        "226",
        Episodes="""
              | CHILD | DECOM      | PLACE | REASON_PLACE_CHANGE
            ! | A1    | 01/05/2026 | T0    | CARPL
              | A2    | 01/05/2026 | U6    | CARPL
            ! | A2    | 01/06/2026 | T4    |
              | A2    | 01/07/2026 | U6    |
              | A3    | 01/05/2026 | U6    |
              | A3    | 01/06/2026 | T1    |
              | A4    | 01/05/2026 | U6    | CARPL
              | A4    | 01/06/2026 |       | CARPL
              | A5    | 01/05/2026 | U6    | CARPL
              | A6    | 01/06/2026 | T1    |
              | A7    |            | U6    | CARPL
              | A7    | 01/06/2026 | T1    |
        """,
    )


def test_336_placed_for_adoption_by_carers_who_fostered_before():
    flags(
        "336",
        Episodes="""
              | CHILD | DECOM      | PLACE
              | A1    | 01/05/2026 | K2
            ! | A1    | 01/06/2026 | A3
              | A2    | 01/05/2026 | U1
              | A2    | 01/06/2026 | A5
              | A2    | 01/07/2026 | A3
              | A3    | 01/05/2026 | P1
            ! | A3    | 01/06/2026 | A5
              | A4    | 01/05/2026 | K2
              | A4    | 01/06/2026 | A4
              | A5    | 01/05/2026 | A3
              | A6    | 01/05/2026 |
            ! | A6    | 01/06/2026 | A3
              | A7    | 01/05/2026 | K2
              | A7    | 01/06/2026 |
              | A8    |            | K2
              | A8    | 01/06/2026 | A3
        """,
    )


def test_357_a_first_episode_of_this_year_starts_care():
    flags(
        "357",
        Episodes="""
              | CHILD | DECOM      | RNE
            ! | A1    | 01/04/2026 | P
              | A2    | 31/03/2026 | P
              | A3    | 01/04/2026 | S
            ! | A4    | 01/05/2026 |
              | A5    | 01/06/2026 | P
              | A5    | 01/05/2026 | S
              | A6    |            | P
              |       | 01/05/2026 | P
        """,
    )


def test_383_a_temporary_placement_is_gone_back_from():
    flags(
        "383",
        Episodes="""
              | CHILD | DECOM      | RNE | PLACE | PL_POST
              | A1    | 01/05/2026 | S   | U6    | AA1 1AA
              | A1    | 01/06/2026 | P   | T1    | BB1 1BB
              | A1    | 01/07/2026 | P   | U6    | AA1 1AA
              | A2    | 01/05/2026 | S   | U6    | AA1 1AA
              | A2    | 01/06/2026 | P   | T1    | BB1 1BB
            ! | A2    | 01/07/2026 | L   | U6    | AA1 1AA
              | A3    | 01/05/2026 | S   | U6    | AA1 1AA
              | A3    | 01/06/2026 | P   | T1    | BB1 1BB
            ! | A3    | 01/07/2026 | P   | U5    | AA1 1AA
              | A4    | 01/05/2026 | S   | U6    | AA1 1AA
              | A4    | 01/06/2026 | P   | T4    | BB1 1BB
            ! | A4    | 01/07/2026 | P   | U6    | BB1 1BB
              | A5    | 01/06/2026 | P   | T1    | BB1 1BB
              | A5    | 01/07/2026 | L   | U5    | AA1 1AA
              | A6    | 01/05/2026 | S   | U6    |
              | A6    | 01/06/2026 | P   | T1    |
              | A6    | 01/07/2026 | P   | U6    |
              | A7    | 01/05/2026 | S   | U6    |
              | A7    | 01/06/2026 | P   | T1    |
            ! | A7    | 01/07/2026 |     | U6    |
              | A8    | 01/05/2026 | S   | U6    |
              | A8    | 01/06/2026 | P   |       |
              | A8    | 01/07/2026 | L   | K2    |
        """,
    )


def test_388_x1_is_followed_on_and_nothing_else_is():
    flags(
        "388",
        Episodes="""
              | CHILD | DECOM      | DEC        | REC
              | A1    | 01/05/2026 | 01/06/2026 | X1
              | A1    | 01/06/2026 |            |
            ! | A2    | 01/05/2026 | 01/06/2026 | X1
              | A2    | 02/06/2026 |            |
            ! | A3    | 01/05/2026 | 01/06/2026 | E4A
              | A3    | 01/06/2026 |            |
              | A4    | 01/05/2026 | 01/06/2026 | E4A
            ! | A4    | 02/06/2026 | 01/07/2026 | X1
              | A5    | 01/05/2026 | 01/07/2026 | E4A
              | A6    | 01/05/2026 |            | X1
              | A7    | 01/05/2026 |            | X1
              | A7    | 01/06/2026 | 01/07/2026 |
              |       | 01/06/2026 | 01/07/2026 | X1
        """,
    )


def test_431_care_does_not_start_anew_on_the_day_that_it_ended():
    flags(
        "431",
        Episodes="""
              | CHILD | DECOM      | DEC        | RNE
              | A1    | 01/05/2026 | 01/06/2026 | S
            ! | A1    | 01/06/2026 |            | S
              | A2    | 01/05/2026 | 01/06/2026 | S
              | A2    | 02/06/2026 |            | S
              | A3    | 01/05/2026 | 01/06/2026 | S
              | A3    | 01/06/2026 |            | P
              | A4    | 01/05/2026 |            | S
              | A4    | 01/06/2026 |            | S
              | A5    | 01/05/2026 | 03/06/2026 | S
            ! | A5    | 01/06/2026 |            | S
              | A6    | 01/05/2026 | 01/06/2026 | S
              | A6    | 01/06/2026 |            |
        """,
    )


def test_432_after_care_ended_it_starts_anew():
    flags(
        "432",
        Episodes="""
              | CHILD | DECOM      | RNE | REC
              | A1    | 01/05/2026 | S   | E4A
            ! | A1    | 01/06/2026 | P   |
              | A2    | 01/05/2026 | S   | E4A
              | A2    | 01/06/2026 | S   |
              | A3    | 01/05/2026 | S   | X1
              | A3    | 01/06/2026 | P   |
              | A4    | 01/05/2026 | S   | E4A
            ! | A4    | 01/06/2026 |     |
              | A5    | 01/05/2026 | S   |
              | A5    | 01/06/2026 | P   |
              | A6    | 01/05/2026 | S   | E99
              | A6    | 01/06/2026 | P   |
        """,
    )


def test_433_a_continuation_starts_when_the_last_one_ended():
    flags(
        "433",
        Episodes="""
              | CHILD | DECOM      | DEC        | RNE
              | A1    | 01/05/2026 | 01/06/2026 | S
              | A1    | 01/06/2026 |            | P
              | A2    | 01/05/2026 | 01/06/2026 | S
            ! | A2    | 02/06/2026 |            | L
              | B0    | 01/05/2026 | 01/06/2026 | S
            ! | B0    | 02/06/2026 |            | P
              | B1    | 01/05/2026 | 01/06/2026 | S
            ! | B1    | 02/06/2026 |            | L
              | B2    | 01/05/2026 | 01/06/2026 | S
            ! | B2    | 02/06/2026 |            | T
              | B3    | 01/05/2026 | 01/06/2026 | S
            ! | B3    | 02/06/2026 |            | U
              | B4    | 01/05/2026 | 01/06/2026 | S
            ! | B4    | 02/06/2026 |            | B
              | A3    | 01/05/2026 |            | S
            ! | A3    | 01/06/2026 |            | B
              | A4    | 01/05/2026 | 01/06/2026 | S
              | A4    | 02/06/2026 |            | S
              | A5    | 01/05/2026 | 01/06/2026 | S
              | A5    | 02/06/2026 |            |
              | A6    | 02/06/2026 |            | P
              |       | 01/05/2026 | 01/06/2026 | S
              |       | 02/06/2026 |            | P
        """,
    )


def test_434_l_is_a_new_legal_status_in_the_same_placement():
    flags(
        "434",
        Episodes="""
              | CHILD | DECOM      | RNE | LS | PLACE | PL_POST | URN | PLACE_PROVIDER
              | A1    | 01/05/2026 | S   | V2 | U6    | AA11AA  | 1   | PR1
              | A1    | 01/06/2026 | L   | C1 | U6    | AA11AA  | 1   | PR1
            ! | A1    | 01/07/2026 | L   | C1 | U6    | AA11AA  | 1   | PR1
            ! | A1    | 01/08/2026 | L   | C2 | U5    | AA11AA  | 1   | PR1
            ! | A1    | 01/09/2026 | L   | C1 | U5    | BB11BB  | 1   | PR1
            ! | A1    | 01/10/2026 | L   | C2 | U5    | BB11BB  |     | PR1
            ! | A1    | 01/11/2026 | L   | C1 | U5    | BB11BB  |     | PR4
              | A2    | 01/05/2026 | S   | V2 | P1    |         |     |
              | A2    | 01/06/2026 | L   | C1 | P1    |         |     |
              | A3    | 01/06/2026 | L   | C1 | U6    | AA11AA  | 1   | PR1
              | A4    | 01/05/2026 | S   | V2 | U6    | AA11AA  | 1   | PR1
              | A4    | 01/06/2026 |     | V2 | U5    | AA11AA  | 1   | PR1
        """,
    )


def test_435_p_and_t_are_a_new_placement_under_the_same_legal_status():
    flags(
        "435",
        Episodes="""
              | CHILD | DECOM      | RNE | LS | PLACE | PL_POST | URN | PLACE_PROVIDER
              | A1    | 01/05/2026 | S   | C1 | U6    | AA11AA  | 1   | PR1
              | A1    | 01/06/2026 | P   | C1 | U5    | AA11AA  | 1   | PR1
            ! | A1    | 01/07/2026 | P   | C2 | U6    | AA11AA  | 1   | PR1
            ! | A1    | 01/08/2026 | T   | C2 | U6    | AA11AA  | 1   | PR1
              | A1    | 01/09/2026 | T   | C2 | U6    | AA11AA  | 1   | PR4
              | A1    | 01/10/2026 | P   | C2 | U6    | AA11AA  | 2   | PR4
              | A1    | 01/11/2026 | P   | C2 | U6    |         | 2   | PR4
              | A2    | 01/05/2026 | S   | C1 | P1    |         |     |
            ! | A2    | 01/06/2026 | P   | C1 | P1    |         |     |
              | A3    | 01/06/2026 | P   | C1 | P1    |         |     |
              | A4    | 01/05/2026 | S   | C1 | P1    |         |     |
              | A4    | 01/06/2026 |     | C1 | P1    |         |     |
        """,
    )


def test_436_u_and_b_are_a_new_placement_and_a_new_legal_status():
    flags(
        "436",
        Episodes="""
              | CHILD | DECOM      | RNE | LS | PLACE | PL_POST | URN | PLACE_PROVIDER
              | A1    | 01/05/2026 | S   | V2 | U6    | AA11AA  | 1   | PR1
              | A1    | 01/06/2026 | B   | C1 | U5    | AA11AA  | 1   | PR1
            ! | A1    | 01/07/2026 | U   | C1 | U6    | AA11AA  | 1   | PR1
            ! | A1    | 01/08/2026 | B   | C2 | U6    | AA11AA  | 1   | PR1
              | A1    | 01/09/2026 | U   | C1 | U6    | AA11AA  | 2   | PR1
              | A2    | 01/05/2026 | S   | V2 | P1    |         |     |
            ! | A2    | 01/06/2026 | B   | C1 | P1    |         |     |
              | A3    | 01/06/2026 | B   | C1 | P1    |         |     |
              | A4    | 01/05/2026 | S   | V2 | P1    |         |     |
              | A4    | 01/06/2026 |     | V2 | P1    |         |     |
        """,
    )


def test_437_nothing_follows_a_death_or_an_adult():
    flags(
        "437",
        Episodes="""
              | CHILD | DECOM      | REC
            ! | A1    | 01/05/2026 | E2
              | A1    | 01/06/2026 | E2
            ! | A2    | 01/05/2026 | E15
              | A2    | 01/06/2026 |
              | A3    | 01/05/2026 | E3
              | A3    | 01/06/2026 |
              | A4    | 01/05/2026 |
              | A4    | 01/06/2026 |
              | A5    | 01/05/2026 | E2
              | A5    |            |
              |       | 01/05/2026 | E2
              |       | 01/06/2026 |
        """,
    )


def test_501_an_episode_starts_when_the_last_one_has_ended():
    flags(
        "501",
        Episodes="""
              | CHILD | DECOM      | DEC
              | A1    | 01/05/2026 | 02/06/2026
            ! | A1    | 01/06/2026 |
              | A2    | 01/05/2026 | 01/06/2026
              | A2    | 01/06/2026 |
              | A3    | 01/05/2026 |
              | A3    | 01/06/2026 |
              | A4    |            | 02/06/2026
              | A4    | 01/06/2026 |
              |       | 01/05/2026 | 02/06/2026
              |       | 01/06/2026 |
        """,
    )


def test_504_need_stays_the_same_while_a_child_is_looked_after():
    flags(
        "504",
        Episodes="""
              | CHILD | DECOM      | DEC        | REC | CIN
              | A1    | 01/05/2026 | 01/06/2026 | X1  | N1
            ! | A1    | 01/06/2026 | 01/07/2026 | X1  | N2
              | A1    | 01/07/2026 |            |     | N2
              | A2    | 01/05/2026 | 01/06/2026 | X1  | N1
              | A2    | 02/06/2026 |            |     | N2
              | A3    | 01/05/2026 | 01/06/2026 | E4A | N1
              | A3    | 01/06/2026 |            |     | N2
              | A4    | 01/05/2026 | 01/06/2026 | X1  |
              | A4    | 01/06/2026 | 01/07/2026 | X1  |
            ! | A4    | 01/07/2026 |            |     | N1
              | A5    | 01/05/2026 |            | X1  | N1
              | A5    | 01/06/2026 |            |     | N2
              | A6    | 01/05/2026 | 01/06/2026 |     | N1
              | A6    | 01/06/2026 |            |     | N2
        """,
    )


def test_199_an_episode_of_the_same_day_follows_if_it_ends_later():
    flags(
        "199",
        Episodes="""
              | CHILD | DECOM      | DEC        | REC
            ! | A1    | 01/05/2026 |            |
              | A1    | 01/05/2026 | 01/05/2026 | E11
              | A2    | 01/05/2026 | 01/05/2026 | X1
              | A2    | 01/05/2026 | 01/06/2026 | E11
        """,
    )


@pytest.mark.parametrize(("code", "why"), [("434", "L"), ("435", "P"), ("436", "U")])
def test_a_postcode_is_the_same_however_it_is_written(code, why):
    """Only the legal status changed: right for L, wrong for P and U."""
    mark = " " if why == "L" else "!"
    flags(
        code,
        Episodes=f"""
              | CHILD | DECOM      | RNE   | LS | PLACE | PL_POST | URN | PLACE_PROVIDER
              | A1    | 01/05/2026 | S     | C1 | U1    | AA1 1AA | 1   | PR1
            {mark} | A1    | 01/06/2026 | {why} | C2 | U1    | aa11aa  | 1   | PR1
        """,
    )


def test_383_a_postcode_is_the_same_however_it_is_written():
    flags(
        "383",
        Episodes="""
              | CHILD | DECOM      | RNE | PLACE | PL_POST
              | A1    | 01/05/2026 | S   | U1    | AA1 1AA
              | A1    | 01/06/2026 | P   | T1    | BB1 1BB
              | A1    | 01/07/2026 | P   | U1    | AA11AA
        """,
    )
