"""Times missing or away without authorisation, beside the child's episodes."""

from tests.returns.ssda903.rules.cases import flags

EPISODES = """
      | CHILD | DECOM      | DEC
      | A1    | 01/05/2026 | 01/06/2026
      | A1    | 01/06/2026 | 01/07/2026
      | A2    | 01/05/2026 | 01/06/2026
      | A2    | 01/08/2026 |
      | A3    |            | 01/06/2026
      |       | 01/05/2026 | 01/06/2026
"""


def test_575_a_time_missing_ends_when_the_placement_ends():
    flags(
        "575",
        Episodes=EPISODES,
        Missing="""
              | CHILD | MIS_START  | MIS_END
            ! | A1    | 01/05/2026 |
            ! | A1    | 01/07/2026 |
              | A1    | 30/04/2026 |
              | A1    | 02/07/2026 |
              | A1    | 01/05/2026 | 02/05/2026
              | A1    |            |
            ! | A2    | 01/06/2026 |
              | A2    | 01/08/2026 |
              | A3    | 01/05/2026 |
              | A4    | 01/05/2026 |
              |       | 01/05/2026 |
        """,
    )


def test_577_a_time_missing_ends_when_care_ends():
    """A1 was in care from May to July, A2 in May and from August on."""
    flags(
        "577",
        Episodes=EPISODES,
        Missing="""
              | CHILD | MIS_START  | MIS_END
            ! | A1    | 01/05/2026 |
              | A1    | 01/05/2026 | 01/07/2026
            ! | A1    | 01/05/2026 | 02/07/2026
              | A1    | 30/04/2026 | 01/05/2026
            ! | A1    | 29/04/2026 | 30/04/2026
              | A1    |            |
              | A1    |            | 02/07/2026
              | A2    | 01/08/2026 |
            ! | A2    | 31/07/2026 |
            ! | A2    | 02/06/2026 | 31/07/2026
              | A2    | 02/06/2026 | 01/08/2026
              | A4    | 01/05/2026 |
              |       | 01/05/2026 |
        """,
    )


def test_578_a_time_missing_begins_in_care():
    flags(
        "578",
        Episodes=EPISODES,
        Missing="""
              | CHILD | MIS_START
              | A1    | 01/05/2026
              | A1    | 01/06/2026
              | A1    | 30/06/2026
            ! | A1    | 01/07/2026
            ! | A1    | 30/04/2026
              | A1    |
            ! | A2    | 01/06/2026
            ! | A2    | 31/07/2026
              | A2    | 01/08/2026
              | A2    | 01/02/2027
              | A4    | 01/05/2026
              |       | 01/08/2026
        """,
    )


def test_580_who_turns_18_while_missing_leaves_by_e8():
    flags(
        "580",
        Episodes="""
              | CHILD | DEC        | REC
            ! | A1    | 01/06/2026 | E4A
              | A1    | 01/05/2026 | X1
              | A2    | 01/06/2026 | E8
            ! | A3    | 01/06/2026 |
              | A4    | 02/06/2026 | E4A
              | A5    | 02/06/2026 | E4A
              | A6    |            | E4A
              | A7    | 01/06/2026 | E4A
              |       | 01/06/2026 | E4A
        """,
        Missing="""
              | CHILD | DOB        | MIS_END
              | A1    | 01/06/2008 | 01/06/2026
              | A2    | 01/06/2008 | 01/06/2026
              | A3    | 01/06/2008 | 01/06/2026
              | A4    | 01/06/2008 | 01/06/2026
              | A5    | 01/06/2008 | 02/06/2026
              | A6    | 01/06/2008 | 01/06/2026
              | A7    |            | 01/06/2026
              | A7    | 01/06/2008 |
              |       | 01/06/2008 | 01/06/2026
        """,
    )


def test_581_a_time_missing_begins_in_an_episode():
    flags(
        "581",
        Episodes=EPISODES,
        Missing="""
              | CHILD | MIS_START
              | A1    | 01/05/2026
              | A1    | 01/07/2026
            ! | A1    | 30/04/2026
            ! | A1    | 02/07/2026
              | A1    |
            ! | A2    | 31/07/2026
              | A2    | 01/08/2026
              | A2    | 01/02/2027
            ! | A3    | 01/05/2026
              | A4    | 01/05/2026
              |       | 01/05/2026
        """,
    )


def test_581_a_long_episode_reaches_over_shorter_ones():
    flags(
        "581",
        Episodes="""
              | CHILD | DECOM      | DEC
              | A1    | 01/06/2026 | 02/06/2026
              | A1    | 01/05/2026 | 31/12/2026
              | A1    | 01/07/2026 | 30/06/2026
              | A2    |            | 31/12/2026
        """,
        Missing="""
              | CHILD | MIS_START
              | A1    | 31/12/2026
            ! | A1    | 01/01/2027
              | A1    | 01/07/2026
            ! | A2    | 01/07/2026
        """,
    )
