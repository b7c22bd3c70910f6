"""Care leavers (OC3), beside the episodes that make a young person one."""

import pytest
from tests.returns.ssda903.rules.cases import became, flags

ANSWERS = ("IN_TOUCH", "ACTIV", "ACCOM")


def test_1000_nobody_who_died_in_care():
    episodes = """
          | CHILD | REC
          | A1    | X1
          | A1    | E2
          | A2    | E4A
          | A3    |
          |       | E2
    """
    before = """
          | CHILD | REC
          | A2    | E4A
          | A4    | E2
    """
    leavers = """
          | CHILD | IN_TOUCH
        ! | A1    |
          | A2    | YES
          | A3    | YES
        {} | A4    | YES
          | A5    | YES
          |       | YES
    """
    flags("1000", Episodes=episodes, OC3=leavers.format(" "))
    flags("1000", last={"Episodes": before}, Episodes=episodes, OC3=leavers.format("!"))


def test_1001_a_care_leaver_had_13_weeks_since_14_and_a_day_since_16():
    """A1 turned 16 on 1 June 2026, and 14 on 1 June 2024."""
    header = "  | CHILD | DOB\n" + "\n".join(f"  | A{n} | 01/06/2010" for n in range(1, 9))
    flags(
        "1001",
        Header=header + "\n  | B1 | 31/03/2007\n  | B2 | 01/04/2007\n  | B3 |",
        last={
            "Episodes": """
                  | CHILD | DECOM      | DEC        | LS | REC
                  | A1    | 01/01/2024 | 31/08/2024 | C2 | E4A
                  | A2    | 01/01/2024 | 30/08/2024 | C2 | E4A
                  | A5    | 01/01/2024 |            | V4 |
                  | A6    | 01/01/2024 |            | C2 |
                  | A8    | 01/01/2026 |            | C2 |
            """
        },
        Episodes="""
              | CHILD | DECOM      | DEC        | LS | REC
              | A1    | 01/06/2026 | 02/06/2026 | C2 | E4A
              | A2    | 01/06/2026 | 01/06/2026 | C2 | E4A
              | A3    | 01/06/2026 | 31/08/2026 | C2 | E4A
              | A4    | 01/06/2026 | 30/08/2026 | C2 | E4A
              | A5    | 01/01/2024 |            | V4 |
              | A6    | 01/01/2024 | 01/08/2026 | C2 | E11
              | A7    | 01/06/2026 |            |    |
              | A8    | 01/01/2026 | 01/06/2026 | C2 | E4A
              | B3    | 01/06/2026 |            | C2 |
        """,
        OC3="""
              | CHILD | IN_TOUCH
              | A1    |
            ! | A2    |
              | A3    |
            ! | A4    |
            ! | A5    |
            ! | A6    |
              | A7    |
            ! | A8    |
              | B1    |
            ! | B2    |
              | B3    |
              |       |
        """,
    )


def test_1002_a_care_leaver_had_an_episode():
    flags(
        "1002",
        last={"Episodes": "  | CHILD\n  | A2"},
        Episodes="  | CHILD\n  | A1",
        OC3="""
              | CHILD | IN_TOUCH
              | A1    | YES
              | A2    | YES
            ! | A3    |
            ! |       | YES
        """,
    )
    assert became("1002", Episodes="  | CHILD\n  | A1", OC3="  | CHILD\n  | A3") == "not run"


@pytest.mark.parametrize("answer", ANSWERS)
def test_1007_nobody_of_17_or_18_who_is_still_looked_after(answer):
    flags(
        "1007",
        Episodes="""
              | CHILD | DECOM      | DEC
              | A1    | 01/01/2026 | 02/06/2026
              | A2    | 01/01/2026 | 01/06/2026
              | A3    | 01/01/2026 |
              | A4    | 02/06/2026 |
              | A5    | 01/06/2026 | 01/07/2026
              | A6    | 01/01/2026 |
              | A7    | 01/01/2026 |
              | A8    |            |
              |       | 01/01/2026 |
        """,
        OC3=f"""
              | CHILD | DOB        | {" | ".join([answer, *(a for a in ANSWERS if a != answer)])}
            ! | A1    | 01/06/2009 | X |  |
            ! | A1    | 01/06/2008 | X |  |
              | A1    | 01/06/2009 |   |  |
              | A2    | 01/06/2009 | X |  |
            ! | A3    | 01/06/2008 | X |  |
              | A4    | 01/06/2009 | X |  |
            ! | A5    | 01/06/2009 | X |  |
              | A6    | 31/03/2008 | X |  |
              | A6    | 01/04/2010 | X |  |
            ! | A6    | 31/03/2010 | X |  |
            ! | A6    | 01/04/2008 | X |  |
              | A7    |            | X |  |
              | A8    | 01/06/2009 | X |  |
              |       | 01/06/2009 | X |  |
        """,
    )


def test_1010_an_open_episode_of_last_year_goes_on():
    flags(
        "1010",
        last={
            "Episodes": """
                  | CHILD | DECOM      | DEC
                  | A1    | 01/05/2025 | 01/06/2025
                  | A1    | 01/06/2025 |
                  | A2    | 01/05/2025 | 01/06/2025
                  | A3    | 01/05/2025 |
                  | A4    |            |
                  |       | 01/05/2025 |
            """
        },
        Episodes="  | CHILD\n  | A3",
        OC3="""
              | CHILD | IN_TOUCH
            ! | A1    |
              | A2    | YES
              | A3    | YES
              | A4    | YES
              | A5    | YES
              |       | YES
        """,
    )


@pytest.mark.parametrize("answer", ANSWERS)
def test_1011_nobody_whom_another_authority_took_over(answer):
    flags(
        "1011",
        Episodes="""
              | CHILD | DECOM      | REC
              | A1    | 01/06/2026 | E3
              | A1    | 01/05/2026 | X1
              | A2    | 01/05/2026 | E3
              | A2    | 01/06/2026 | E4A
              | A3    | 01/05/2026 | E3
              | A4    | 01/05/2026 |
              | A5    |            | E3
              |       | 01/05/2026 | E3
        """,
        OC3=f"""
              | CHILD | {" | ".join([answer, *(a for a in ANSWERS if a != answer)])}
            ! | A1    | X |  |
              | A2    | X |  |
              | A3    |   |  |
              | A4    | X |  |
              | A5    | X |  |
              |       | X |  |
        """,
    )


@pytest.mark.parametrize("table", ["PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2"])
def test_1012_nothing_else_of_who_was_not_in_care(table):
    """Each table by itself: those that aren't supplied are left out."""
    flags(
        "1012",
        Episodes="  | CHILD\n  | A1",
        **{
            table: """
                  | CHILD
                  | A1
                ! | A2
                ! |
            """
        },
    )


def test_1012_is_not_run_without_any_of_them():
    assert became("1012", Episodes="  | CHILD\n  | A1") == "not run"


@pytest.mark.parametrize("answer", ANSWERS)
def test_1014_no_asylum_seekers_details_of_a_care_leaver(answer):
    flags(
        "1014",
        Episodes="""
              | CHILD | DECOM      | DEC
              | A1    | 01/05/2025 | 31/03/2026
              | A2    | 01/05/2025 | 01/04/2026
              | A3    | 01/05/2025 |
              | A4    | 01/04/2027 |
              | A5    | 01/05/2025 | 31/03/2026
              | A7    |            | 01/06/2026
              |       | 01/05/2025 | 31/03/2026
        """,
        UASC="""
              | CHILD | DUC
            ! | A1    |
              | A2    |
              | A3    |
            ! | A4    | 01/01/2030
              | A5    |
              | A6    |
            ! | A7    |
              |       |
        """,
        OC3=f"""
              | CHILD | {" | ".join([answer, *(a for a in ANSWERS if a != answer)])}
            ! | A1    | X |  |
              | A2    | X |  |
              | A3    | X |  |
            ! | A4    | X |  |
              | A5    |   |  |
              | A6    | X |  |
            ! | A7    | X |  |
              | A8    | X |  |
              |       | X |  |
        """,
    )


@pytest.mark.parametrize("answer", ANSWERS)
def test_1016_nobody_who_left_after_that_birthday(answer):
    flags(
        "1016",
        Episodes="""
              | CHILD | DEC
              | A1    | 01/06/2026
              | A1    | 01/05/2026
              | A2    | 31/05/2026
              | A3    |
              | A4    | 30/03/2027
              | A5    | 31/03/2027
              |       | 01/06/2026
        """,
        OC3=f"""
              | CHILD | DOB        | {" | ".join([answer, *(a for a in ANSWERS if a != answer)])}
            ! | A1    | 01/06/2009 | X |  |
            ! | A1    | 01/06/2008 | X |  |
              | A1    | 01/06/2009 |   |  |
              | A1    | 01/06/2007 | X |  |
              | A1    | 01/04/2010 | X |  |
              | A1    |            | X |  |
              | A2    | 01/06/2009 | X |  |
              | A2    | 01/06/2008 | X |  |
              | A3    | 01/06/2009 | X |  |
              | A4    | 31/03/2009 | X |  |
            ! | A5    | 31/03/2009 | X |  |
              |       | 01/06/2009 | X |  |
        """,
    )


def test_1001_who_was_adopted_is_no_care_leaver_at_any_age():
    flags(
        "1001",
        Header="  | CHILD | DOB\n  | A1 | 31/03/2007\n  | A2 | 31/03/2007\n  | A3 |",
        last={"Episodes": "  | CHILD | DECOM | DEC | LS | REC\n  | A1 | 01/06/2024 | 01/05/2025 | C2 | E11"},
        Episodes="""
              | CHILD | DECOM      | DEC        | LS | REC
              | A2    | 01/06/2024 | 01/05/2025 | C2 | E4A
              | A3    | 01/06/2024 | 01/05/2025 | C2 | E12
        """,
        OC3="  | CHILD\n! | A1\n  | A2\n! | A3",
    )
