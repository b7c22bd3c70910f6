"""The strengths and difficulties questionnaire (OC2). ALL was looked after all year, PART for part of it."""

from tests.returns.ssda903.rules.cases import flags

EPISODES = """
              | CHILD | DECOM      | DEC | RNE | REC | LS
              | ALL   | 01/04/2026 |     | S   |     | C2
              | PART  | 02/04/2026 |     | S   |     | C2
"""


def test_157_the_age_is_no_reason_from_4_to_16():
    flags(
        "157",
        Episodes=EPISODES,
        OC2="""
              | CHILD | DOB        | SDQ_SCORE | SDQ_REASON
            ! | ALL   | 01/04/2022 |           | SDQ1
              | ALL   | 02/04/2022 |           | SDQ1
            ! | ALL   | 31/03/2011 |           | SDQ1
              | ALL   | 30/03/2011 |           | SDQ1
              | ALL   | 01/04/2015 | 12        | SDQ1
              | ALL   | 01/04/2015 | x         | SDQ1
              | ALL   | 01/04/2015 |           | SDQ2
              | ALL   | 01/04/2015 |           |
              | ALL   |            |           | SDQ1
              | PART  | 01/04/2015 |           | SDQ1
              |       | 01/04/2015 |           | SDQ1
        """,
    )


def test_180_the_score_is_a_whole_number_from_0_to_40():
    flags(
        "180",
        OC2="""
              | SDQ_SCORE
              | 0
              | 40
            ! | 41
            ! | -1
            ! | 12.5
            ! | x
              |
        """,
    )


def test_188_and_189_there_is_neither_score_nor_reason_under_4_or_from_17():
    flags(
        "188",
        OC2="""
              | DOB        | SDQ_SCORE | SDQ_REASON
              | 31/03/2023 | 12        | SDQ2
            ! | 01/04/2023 | 12        |
            ! | 01/04/2023 |           | SDQ1
              | 01/04/2023 |           |
              |            | 12        | SDQ1
        """,
    )
    flags(
        "189",
        OC2="""
              | DOB        | SDQ_SCORE | SDQ_REASON
              | 02/04/2009 | 12        | SDQ2
            ! | 01/04/2009 | 12        |
            ! | 01/04/2009 |           | SDQ1
              | 01/04/2009 |           |
              |            | 12        | SDQ1
        """,
    )


def test_196_the_reason_is_in_the_list():
    flags(
        "196",
        OC2="""
              | SDQ_REASON
              | SDQ1
              | sdq5
            ! | SDQ6
            ! | 1
              |
        """,
    )


def test_197b_who_turns_4_or_17_has_a_score_or_a_reason():
    flags(
        "197B",
        Episodes=EPISODES,
        OC2="""
              | CHILD | DOB        | SDQ_SCORE | SDQ_REASON
              | ALL   | 31/03/2022 |           |
            ! | ALL   | 01/04/2022 |           |
            ! | ALL   | 31/03/2023 |           |
              | ALL   | 01/04/2023 |           |
              | ALL   | 31/03/2009 |           |
            ! | ALL   | 01/04/2009 |           |
            ! | ALL   | 31/03/2010 |           |
              | ALL   | 01/04/2010 |           |
              | ALL   | 01/04/2022 | 12        |
              | ALL   | 01/04/2022 |           | SDQ1
              | ALL   |            |           |
              | PART  | 01/04/2022 |           |
              |       | 01/04/2022 |           |
        """,
    )


def test_197a_a_score_needs_no_reason():
    flags(
        "197a",
        OC2="""
              | SDQ_SCORE | SDQ_REASON
            ! | 0         | SDQ1
              | 0         |
              |           | SDQ1
              |           |
        """,
    )
