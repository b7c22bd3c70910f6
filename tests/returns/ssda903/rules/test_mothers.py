"""Young people who are mothers."""

from tests.returns.ssda903.rules.cases import flags

EPISODES = """
              | CHILD | DECOM      | DEC        | LS
              | IN    | 01/05/2020 |            | C2
              | LAST  | 31/03/2027 |            | C2
              | FIRST | 01/05/2020 | 01/04/2026 |
              | PAST  | 01/05/2020 | 31/03/2026 | C2
              | SHORT | 01/05/2020 |            | V4
              | NEXT  | 01/04/2027 |            | C2
              | NONE  |            |            | C2
              |       | 01/05/2020 |            | C2
"""


def test_165_mother_is_0_or_1():
    flags(
        "165",
        Header="""
              | CHILD | SEX | MOTHER
              | IN    | F   | 0
              | IN    | F   | 1
            ! | IN    | F   | 2
            ! | PAST  |     | Y
        """,
        Episodes=EPISODES,
        OC3="""
              | CHILD | IN_TOUCH | ACTIV | ACCOM
        """,
    )


def test_165_mother_is_for_girls_who_are_looked_after():
    flags(
        "165",
        Header="""
              | CHILD | SEX | MOTHER
            ! | IN    | M   | 0
              | IN    | M   |
            ! | IN    | F   |
            ! | LAST  | F   |
            ! | FIRST | F   |
              | PAST  | F   |
              | SHORT | F   |
              | NEXT  | F   |
              | NONE  | F   |
              | IN    |     |
              | IN    | U   | 1
              |       | F   |
        """,
        Episodes=EPISODES,
        OC3="""
              | CHILD | IN_TOUCH | ACTIV | ACCOM
        """,
    )


def test_165_mother_is_not_for_those_who_have_left_care():
    flags(
        "165",
        Header="""
              | CHILD | SEX | MOTHER
            ! | PAST  | F   | 1
            ! | SHORT | F   | 0
              | IN    | F   | 1
              | NEXT  | F   | 1
              | NONE  | F   |
              |       | F   | 1
        """,
        Episodes=EPISODES,
        OC3="""
              | CHILD | IN_TOUCH | ACTIV | ACCOM
            ! | PAST  | YES      |       |
            ! | SHORT |          |       | B1
              | IN    |          | F1    |
              | NEXT  |          |       |
              | NONE  | YES      |       |
              |       | YES      |       |
        """,
    )


def test_165_sex_was_a_number_before():
    flags(
        "165",
        year=2024,
        Header="""
              | CHILD | SEX | MOTHER
            ! | IN    | 1   | 0
            ! | IN    | 2   |
              | IN    | F   |
        """,
        Episodes=EPISODES,
        OC3="""
              | CHILD | IN_TOUCH | ACTIV | ACCOM
        """,
    )


def test_171_her_childs_date_of_birth_is_a_date():
    flags(
        "171",
        Header="""
              | MC_DOB
              | 01/02/2026
            ! | 30/02/2026
            ! | unknown
              |
        """,
    )


def test_174_a_boy_has_no_mothers_child():
    flags(
        "174",
        Header="""
              | SEX | MC_DOB
            ! | M   | 01/02/2026
              | M   |
              | F   | 01/02/2026
              |     | 01/02/2026
        """,
    )


def test_393_a_girl_looked_after_has_mother_filled():
    flags(
        "393",
        Header="""
              | CHILD | SEX | MOTHER
            ! | A1    | F   |
              | A1    | F   | 0
              | A1    | M   |
              | A1    |     |
              | A2    | F   |
            ! | A3    | F   |
              | A4    | F   |
              |       | F   |
        """,
        Episodes="""
              | CHILD | LS
              | A1    | V3
              | A1    | C2
              | A2    | V3
              | A2    | v4
              | A3    |
              |       | C2
        """,
    )


def test_611_a_mother_has_her_childs_date_of_birth():
    flags(
        "611",
        Header="""
              | MOTHER | MC_DOB
            ! | 1      |
            ! | 1      | 31/02/2026
              | 1      | 01/02/2026
              | 0      |
              |        |
        """,
    )


def test_612_who_is_no_mother_has_no_childs_date_of_birth():
    flags(
        "612",
        Header="""
              | SEX | MOTHER | MC_DOB
            ! | F   | 0      | 01/02/2026
            ! | F   |        | 01/02/2026
              | F   | 1      | 01/02/2026
              | F   | 0      |
              | M   | 0      | 01/02/2026
              |     | 0      | 01/02/2026
        """,
    )


def test_620_a_mother_is_11_at_the_start():
    flags(
        "620",
        Header="""
              | MOTHER | DOB
              | 1      | 01/04/2015
            ! | 1      | 02/04/2015
              | 0      | 02/04/2015
              |        | 02/04/2015
              | 1      |
        """,
    )


def test_621_a_mother_is_older_than_her_child():
    flags(
        "621",
        Header="""
              | DOB        | MC_DOB
              | 01/02/2010 | 02/02/2010
            ! | 01/02/2010 | 01/02/2010
            ! | 01/02/2010 | 31/01/2010
            ! |            | 01/02/2026
              | 01/02/2010 |
        """,
    )


def test_624_her_childs_date_of_birth_is_as_it_was_last_year():
    flags(
        "624",
        last={
            "Header": """
              | CHILD | MC_DOB
              | A1    | 01/02/2025
              | A2    | 01/02/2025
              | A3    | 01/02/2025
              | A4    |
            """
        },
        Header="""
              | CHILD | MC_DOB
              | A1    | 01/02/2025
            ! | A2    | 02/02/2025
            ! | A3    |
              | A4    | 01/02/2025
              | A5    | 01/02/2025
              |       | 01/02/2025
        """,
    )


def test_626_who_was_no_mother_last_year_had_her_first_child_this_year():
    flags(
        "626",
        last={
            "Header": """
              | CHILD | MOTHER
              | A1    | 0
              | A2    | 1
              | A3    |
            """
        },
        Header="""
              | CHILD | MOTHER | MC_DOB
            ! | A1    | 1      | 31/03/2026
              | A1    | 1      | 01/04/2026
              | A1    | 0      | 31/03/2026
              | A1    |        | 31/03/2026
              | A1    | 1      |
              | A2    | 1      | 31/03/2026
              | A3    | 1      | 31/03/2026
              | A4    | 1      | 31/03/2026
              |       | 1      | 31/03/2026
        """,
    )
