"""The child's age when an episode began or ended. A1 is born on 10 May 2008."""

import pytest
from tests.returns.ssda903.rules.cases import flags

HEADER = """
              | CHILD | DOB
              | A1    | 10/05/2008
              | A2    |
"""


def test_302_the_first_episode_starts_once_the_child_is_born():
    flags(
        "302",
        Header="""
              | CHILD | DOB
              | A1    | 10/05/2026
            ! | A2    | 10/05/2026
              | A3    |
              | A4    | 10/05/2026
              |       | 10/05/2026
        """,
        Episodes="""
              | CHILD | DECOM
              | A1    | 10/05/2026
              | A2    | 10/06/2026
            ! | A2    | 09/05/2026
              | A3    | 01/01/2020
              | A4    |
              | A5    | 01/01/2020
              |       | 01/01/2020
        """,
    )


def test_352_nobody_comes_into_care_at_18():
    flags(
        "352",
        Header=HEADER,
        Episodes="""
              | CHILD | RNE | DECOM
              | A1    | S   | 09/05/2026
            ! | A1    | S   | 10/05/2026
              | A1    | P   | 10/05/2026
              | A1    |     | 10/05/2026
              | A1    | S   |
              | A2    | S   | 10/05/2026
              | A3    | S   | 10/05/2026
              |       | S   | 10/05/2026
        """,
    )


def test_358_who_is_on_remand_is_over_10():
    # The day of the tenth birthday counts as under 10.
    flags(
        "358",
        Header=HEADER,
        Episodes="""
              | CHILD | LS | DECOM
            ! | A1    | J1 | 10/05/2018
              | A1    | J1 | 11/05/2018
            ! | A1    | J2 | 09/05/2018
            ! | A1    | J3 | 09/05/2018
              | A1    | C2 | 09/05/2018
              | A1    |    | 09/05/2018
              | A1    | J1 |
              | A2    | J1 | 09/05/2018
              |       | J1 | 09/05/2018
        """,
    )


def test_359_after_18_only_under_section_20_in_a_community_home():
    flags(
        "359",
        Header="""
              | CHILD | DOB
              | A1    | 30/03/2009
              | A2    | 31/03/2009
              | A3    |
        """,
        Episodes="""
              | CHILD | LS | PLACE | DEC
            ! | A1    | C2 | K2    |
            ! | A1    | V2 | U6    |
              | A1    | V2 | K2    |
            ! | A1    |    | K2    |
            ! | A1    | V2 |       |
              | A1    | C2 | U6    | 31/03/2027
              | A2    | C2 | U6    |
              | A3    | C2 | U6    |
              |       | C2 | U6    |
        """,
    )


def test_386_nobody_is_adopted_at_18():
    flags(
        "386",
        Header=HEADER,
        Episodes="""
              | CHILD | REC | DEC
              | A1    | E11 | 09/05/2026
            ! | A1    | E11 | 10/05/2026
            ! | A1    | E12 | 11/05/2026
              | A1    | E4A | 11/05/2026
              | A1    |     | 11/05/2026
              | A1    | E11 |
              | A2    | E11 | 11/05/2026
              |       | E11 | 11/05/2026
        """,
    )


def test_387_nobody_lives_independently_under_14():
    flags(
        "387",
        Header=HEADER,
        Episodes="""
              | CHILD | REC | DEC
            ! | A1    | E5  | 09/05/2022
              | A1    | E5  | 10/05/2022
            ! | A1    | E6  | 09/05/2022
              | A1    | E7  | 09/05/2022
              | A1    |     | 09/05/2022
              | A1    | E5  |
            ! | A2    | E5  | 10/05/2022
            ! | A3    | E5  | 10/05/2022
        """,
    )


def test_460_who_stays_with_carers_at_18_is_18():
    flags(
        "460",
        Header=HEADER,
        Episodes="""
              | CHILD | REC | DEC
            ! | A1    | E17 | 09/05/2026
              | A1    | E17 | 10/05/2026
              | A1    | E8  | 09/05/2026
              | A1    |     | 09/05/2026
              | A1    | E17 |
              | A2    | E17 | 09/05/2026
              |       | E17 | 09/05/2026
        """,
    )


@pytest.mark.parametrize(
    ("code", "episode"),
    [
        ("352", "01/06/2026 | S | | | C2"),
        ("358", "02/06/2018 | P | | | J1"),
        ("460", "01/05/2026 | P | 01/06/2026 | E17 | C2"),
        ("387", "01/05/2022 | P | 01/06/2022 | E5 | C2"),
    ],
)
def test_either_date_of_birth_of_a_child_twice_in_header_may_be_the_right_one(code, episode):
    flags(
        code,
        Header="""
              | CHILD | DOB
              | A1    | 01/06/2008
              | A1    | 02/06/2008
        """,
        Episodes=f"""
              | CHILD | DECOM | RNE | DEC | REC | LS
            ! | A1    | {episode}
        """,
    )
