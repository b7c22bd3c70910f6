"""Social workers' episodes (SWEpisodes). Rows stand in no order in the file."""

import pytest
from tests.returns.ssda903.rules.cases import flags

from everycase.returns import ssda903


def test_01a_before_april_2023_it_has_a_start_and_a_worker():
    flags(
        "SW01aSTG1",
        SWEpisodes="""
              | SW_DECOM   | SW_ID
              | 31/03/2023 | SW1
            ! | 31/03/2023 |
              | 01/04/2023 |
            ! |            | SW1
            ! | 31/06/2023 | SW1
        """,
    )


def test_01b_since_april_2023_it_has_a_start_a_worker_and_a_reason():
    flags(
        "SW01bSTG1",
        SWEpisodes="""
              | SW_DECOM   | SW_ID | SW_REASON
              | 01/04/2023 | SW1   | OTHERS
            ! | 01/04/2023 |       | OTHERS
            ! | 01/04/2023 | SW1   |
              | 31/03/2023 |       |
            ! |            | SW1   | OTHERS
        """,
    )


def test_02_a_workers_id_starts_with_sw_or_xx():
    flags(
        "SW02STG1",
        SWEpisodes="""
              | SW_ID
              | SW123
              | xx9
            ! | AB12
            ! | 1SW2
            ! | S1
            ! |
        """,
    )


@pytest.mark.parametrize(("code", "column"), [("SW04STG1", "SW_DECOM"), ("SW05STG1", "SW_DEC")])
def test_dates_are_dates(code, column):
    rows = f"""
              | {column}
              | 01/05/2026
            ! | 31/06/2026
            ! | zz/05/2026
            ! | ZZ/ZZ/ZZZZ
              |
    """
    flags(code, SWEpisodes=rows)


def test_06_it_starts_by_the_end_of_the_year():
    flags(
        "SW06STG2",
        SWEpisodes="""
              | SW_DECOM
              | 31/03/2027
            ! | 01/04/2027
              |
        """,
    )


def test_07_it_ends_in_the_year_or_the_one_before():
    flags(
        "SW07STG2",
        SWEpisodes="""
              | SW_DEC
            ! | 31/03/2025
              | 01/04/2025
              | 31/03/2027
            ! | 01/04/2027
              |
        """,
    )


def test_08_all_but_the_last_have_ended():
    flags(
        "SW08STG2",
        SWEpisodes="""
              | CHILD | SW_DECOM   | SW_DEC
              | A1    | 01/06/2026 |
            ! | A1    | 01/05/2026 |
              | A2    | 01/06/2026 |
              | A2    | 01/05/2026 | 01/06/2026
              | A3    |            |
              | A3    | 01/05/2026 |
              |       | 01/05/2026 |
              |       | 01/06/2026 |
        """,
    )


def test_09_it_lasts_a_day():
    flags(
        "SW09STG2",
        SWEpisodes="""
              | SW_DECOM   | SW_DEC
            ! | 01/05/2026 | 01/05/2026
              | 01/05/2026 | 02/05/2026
              |            | 01/05/2026
              | 01/05/2026 |
        """,
    )


def test_10_it_starts_within_a_week_of_the_end_of_the_one_before():
    flags(
        "SW10STG2",
        SWEpisodes="""
              | CHILD | SW_DECOM   | SW_DEC     | SW_REASON
              | A1    | 17/06/2026 |            | OTHERS
              | A1    | 01/05/2026 | 10/06/2026 | FCONTA
            ! | A2    | 18/06/2026 |            | OTHERS
              | A2    | 01/05/2026 | 10/06/2026 | FCONTA
              | A3    | 03/06/2026 |            |
              | A3    | 01/05/2026 | 10/06/2026 | FCONTA
            ! | A4    | 02/06/2026 |            |
              | A4    | 01/05/2026 | 10/06/2026 | FCONTA
            ! | A5    | 02/06/2026 |            | OTHERS
              | A5    | 01/05/2026 |            | OTHERS
              | A6    | 02/06/2026 |            | FCONTA
              | A6    | 01/05/2026 |            | FCONTA
              | A7    |            |            | OTHERS
              | A7    | 01/05/2026 |            | OTHERS
              |       | 01/05/2026 |            | OTHERS
              |       | 01/07/2026 |            | OTHERS
        """,
    )


def test_11b_none_follows_one_that_ended_in_the_last_days_of_the_year():
    flags(
        "SW11bSTG2",
        SWEpisodes="""
              | CHILD | SW_DECOM   | SW_DEC
            ! | A1    | 01/05/2026 | 31/03/2027
            ! | A2    | 01/05/2026 | 26/03/2027
              | A3    | 01/05/2026 | 25/03/2027
              | A4    | 01/05/2026 | 01/04/2027
              | A5    | 01/05/2026 | 28/03/2027
              | A5    | 28/03/2027 |
              | A6    | 01/05/2026 |
              | A7    |            | 28/03/2027
              |       | 01/05/2026 | 28/03/2027
        """,
    )


def test_12_a_child_in_care_has_social_workers():
    flags(
        "SW12STG2",
        Episodes="""
              | CHILD | DECOM      | DEC        | RNE | REC | LS
            ! | NONE  | 01/05/2026 |            | S   |     | C2
            ! | NONE  | 01/05/2026 | 01/06/2026 | S   | X1  | C2
            ! | NONE  | 01/05/2025 | 01/04/2025 | P   | E4A | C2
              | NONE  | 01/05/2024 | 31/03/2025 | P   | E4A | C2
              | NONE  | 01/05/2026 | 01/04/2027 | P   | E4A | C2
              | NONE  | 01/05/2026 | 01/06/2026 | P   | X1  | C2
              | NONE  | 01/05/2026 |            | S   |     | V4
            ! | NONE  | 01/05/2026 |            |     |     |
            ! |       | 01/05/2026 |            | S   |     | C2
        """,
        SWEpisodes="""
              | CHILD | SW_DECOM
              | NONE  |
              |       | 01/05/2026
        """,
    )


def test_12_one_worker_is_enough():
    # By the end of the episode, or since its start where the child came into care with it.
    flags(
        "SW12STG2",
        Episodes="""
              | CHILD | DECOM      | DEC        | RNE | REC | LS
              | MAY   | 01/04/2026 | 01/06/2026 | P   | E4A | C2
            ! | MAY   | 01/04/2026 | 30/04/2026 | P   | E4A | C2
              | MAY   | 01/04/2026 | 01/05/2026 | P   | E4A | C2
              | MAY   | 01/05/2026 | 10/06/2026 | S   | X1  | C2
              | MAY   | 02/05/2026 | 10/06/2026 | S   | X1  | C2
              | MAY   | 01/04/2026 | 30/04/2026 | S   | X1  | C2
              | MAY   | 02/05/2026 |            | S   |     | C2
              | MAY   | 02/05/2026 |            | P   |     | C2
              | TWO   | 01/05/2026 | 10/06/2026 | S   | X1  | C2
              | TWO   | 01/04/2026 | 30/04/2026 | P   | E4A | C2
        """,
        SWEpisodes="""
              | CHILD | SW_DECOM
              | MAY   | 01/05/2026
              | TWO   | 01/04/2026
              | TWO   | 01/06/2026
        """,
    )


def test_13_the_reason_is_in_the_list():
    flags(
        "SW13STG1",
        SWEpisodes="""
              | SW_DECOM   | SW_REASON
              | 01/04/2023 | FCONTA
              | 01/04/2023 | manage
            ! | 01/04/2023 | NONE
            ! | 31/03/2023 | NONE
            ! |            | NONE
            ! | 01/04/2023 |
              | 31/03/2023 |
              |            |
        """,
    )


def test_17_the_latest_is_open():
    flags(
        "SW17STG2",
        SWEpisodes="""
              | CHILD | SW_DECOM   | SW_DEC
              | A1    | 01/06/2026 |
              | A1    | 01/05/2026 | 01/06/2026
            ! | A2    | 01/06/2026 | 01/07/2026
              | A2    | 01/05/2026 |
              | A3    | 01/05/2026 | 01/06/2026
              | A3    | 01/05/2026 |
              | A4    |            | 01/06/2026
              |       | 01/05/2026 | 01/06/2026
        """,
    )


def test_rules_hold_from_the_year_that_brought_them():
    def in_force(year):
        found = ssda903.check({}, collection_year=year).rules["rule"]
        return {code for code in found if code.startswith("SW")}

    assert in_force(2023) == set()
    assert in_force(2025) - in_force(2024) == {"SW01aSTG1", "SW01bSTG1"}
    assert in_force(2026) - in_force(2025) == {"SW17STG2"}
    assert in_force(2027) == in_force(2026)
