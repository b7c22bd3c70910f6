"""Outcomes of children looked after all year: W was (from before 1 April to after 31 March), N was not."""

import pytest
from tests.returns.ssda903.rules.cases import flags

EPISODES = """
      | CHILD | DECOM      | DEC        | RNE | REC | LS
      | W1    | 01/05/2024 | 01/06/2026 | S   | X1  | C2
      | W1    | 01/06/2026 |            | P   |     | C2
      | W2    | 01/04/2026 |            | S   |     | C2
      | W3    | 01/05/2024 | 31/03/2027 | S   | E4A | C2
      | N1    | 02/04/2026 |            | S   |     | C2
      | N2    | 01/05/2024 | 30/03/2027 | S   | E4A | C2
      | N3    | 01/05/2024 |            | S   |     | V4
      | N4    | 01/05/2024 | 31/03/2026 | S   | E4A | C2
      | N5    | 01/05/2024 | 01/06/2026 | S   |     | C2
      | N6    |            |            | S   |     | C2
      |       | 01/05/2024 |            | S   |     | C2
"""


@pytest.mark.parametrize(("code", "column"), [("185", "SDQ_SCORE"), ("198", "SDQ_REASON")])
def test_no_sdq_for_those_not_looked_after_all_year(code, column):
    flags(
        code,
        Episodes=EPISODES,
        OC2=f"""
              | CHILD | {column}
              | W1    | 12
              | W2    | 12
              | W3    | 12
            ! | N1    | 12
            ! | N2    | 12
            ! | N3    | 12
            ! | N4    | 12
            ! | N5    | 12
            ! | N6    | 12
            ! | N7    | 12
              | N1    |
              | W1    |
            ! |       | 12
        """,
    )


def test_186_an_sdq_from_4_at_the_start_to_under_17_at_the_end():
    flags(
        "186",
        Episodes=EPISODES,
        OC2="""
              | CHILD | DOB        | SDQ_SCORE | SDQ_REASON
            ! | W1    | 01/04/2022 |           |
              | W1    | 02/04/2022 |           |
            ! | W2    | 01/04/2010 |           |
              | W2    | 31/03/2010 |           |
              | W2    | 01/04/2015 | 0         |
              | W2    | 01/04/2015 |           | SDQ1
              | W2    |            |           |
              | N1    | 01/04/2015 |           |
              | N7    | 01/04/2015 |           |
              |       | 01/04/2015 |           |
        """,
    )


def test_543_convictions_from_ten_at_the_end():
    flags(
        "543",
        Episodes=EPISODES,
        OC2="""
              | CHILD | DOB        | CONVICTED
            ! | W1    | 31/03/2017 |
              | W1    | 01/04/2017 |
              | W1    | 31/03/2017 | 0
              | W1    |            |
              | N1    | 31/03/2017 |
              |       | 31/03/2017 |
        """,
    )


def test_546_no_health_promotion_from_five_at_the_end():
    flags(
        "546",
        Episodes=EPISODES,
        OC2="""
              | CHILD | DOB        | HEALTH_CHECK
            ! | W1    | 31/03/2022 | 1
            ! | W1    | 31/03/2022 | 0
              | W1    | 01/04/2022 | 1
              | W1    | 31/03/2022 |
              | W1    |            | 1
            ! | N1    | 31/03/2022 | 1
        """,
    )
