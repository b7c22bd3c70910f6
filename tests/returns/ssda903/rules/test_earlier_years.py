"""Rules that ended with the return of 2023/24, and Z1, which was a kind of placement until 2024/25."""

from __future__ import annotations

from functools import partial

import pytest
from tests.returns.ssda903.rules.cases import REFERENCE, flags

from everycase.returns import ssda903

of_2024 = partial(flags, year=2024)


def codes(year: int) -> set[str]:
    return set(ssda903.check({}, collection_year=year).rules["rule"])


def test_eleven_rules_ended_with_the_return_of_2023_24():
    ended = {"217t", "230", "370", "445", "451", "555", "556"}
    ended |= {"SW01STG1", "SW03STG1", "SW11aSTG2", "SW14STG2"}
    assert codes(2024) - codes(2025) == ended
    assert {code for code in ended if not code.startswith("SW")} - codes(2023) == {"217t", "230"}
    assert [len(codes(year)) for year in (2023, 2024, 2025, 2026, 2027)] == [293, 312, 305, 311, 322]


def test_217t_p2_ended_on_28_october_2023():
    of_2024(
        "217t",
        Episodes="""
              | PLACE | DEC
              | P2    | 27/10/2023
              | P2    | 28/10/2023
            ! | P2    | 29/10/2023
            ! | P2    |
              | H5    |
              |       |
        """,
    )


def test_230_an_english_h5_has_a_urn_from_28_october_2023():
    of_2024(
        "230",
        reference=REFERENCE,
        Episodes="""
              | PLACE | DEC        | PL_POST | URN
              | H5    | 28/10/2023 | AA1 1AA |
            ! | H5    | 29/10/2023 | AA1 1AA |
            ! | H5    |            | AA1 1AA | XXXXXXX
              | H5    |            | AA1 1AA | SC000001
              | H5    |            | CC1 1CC |
            ! | H5    |            | ZZ1 1ZZ |
              | K3    |            | AA1 1AA |
        """,
    )


def test_370_independent_living_is_from_16():
    of_2024(
        "370",
        Header="""
              | CHILD | DOB
              | A1    | 01/06/2007
              | A2    |
        """,
        Episodes="""
              | CHILD | PLACE | DECOM      | DEC
            ! | A1    | P2    | 31/05/2023 | 01/07/2023
              | A1    | P2    | 01/06/2023 | 01/07/2023
              | A1    | P2    | 31/05/2023 |
              | A1    | K3    | 31/05/2023 | 01/07/2023
              | A2    | P2    | 31/05/2023 | 01/07/2023
        """,
    )


def test_445_a_freeing_order_cant_start_after_december_2005():
    of_2024(
        "445",
        Episodes="""
              | LS | DECOM
              | D1 | 31/12/2005
            ! | D1 | 01/01/2006
              | D1 |
              | E1 | 01/01/2006
        """,
    )


def test_451_nobody_is_still_freed():
    of_2024(
        "451",
        Episodes="""
              | LS | DEC        | REC
            ! | D1 |            |
              | D1 | 01/06/2023 |
              | D1 |            | X1
              | E1 |            |
        """,
    )


def test_555_a_child_freed_has_a_decision_that_stands():
    of_2024(
        "555",
        Episodes="""
              | CHILD | LS | DEC
            ! | A1    | D1 |
            ! | A1    | D1 | 01/06/2023
              | A2    | D1 |
              | A3    | D1 | 01/06/2023
              | A4    | E1 |
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED_CEASED | REASON_PLACED_CEASED
              | A2    |                    |
            ! | A2    | 01/05/2023         |
            ! | A2    |                    | RD1
              | A3    | 01/05/2023         | RD1
        """,
    )


def test_556_the_decision_is_no_later_than_the_freeing_order():
    of_2024(
        "556",
        Episodes="""
              | CHILD | LS | DECOM
              | A1    | D1 | 02/06/2004
            ! | A1    | D1 | 31/05/2004
              | A1    | E1 | 31/05/2004
        """,
        PlacedAdoption="""
              | CHILD | DATE_PLACED
            ! | A1    | 01/06/2004
              | A1    |
              | A2    | 01/06/2009
        """,
    )


def test_sw01_who_is_looked_after_has_a_whole_row_of_a_social_worker():
    of_2024(
        "SW01STG1",
        Episodes="""
              | CHILD | LS | DEC
            ! | A1    | C2 |
              | A1    | C2 | 01/06/2023
              | A1    | V3 |
              | A2    | C2 |
            ! | A3    | C2 |
        """,
        SWEpisodes="""
              | CHILD | SW_ID | SW_DECOM   | SW_REASON
              | A2    | SW1   | 01/05/2023 | OTHERS
              | A3    | SW1   | 01/05/2023 | OTHERS
              | A3    | SW1   | 01/05/2023 |
        """,
    )


def test_sw03_every_row_of_a_social_worker_is_whole():
    of_2024(
        "SW03STG1",
        SWEpisodes="""
              | SW_ID | SW_DECOM   | SW_REASON
              | SW1   | 01/05/2023 | OTHERS
            ! |       | 01/05/2023 | OTHERS
            ! | SW1   |            | OTHERS
            ! | SW1   | 01/05/2023 |
        """,
    )


def test_sw11a_the_next_social_worker_starts_within_five_days():
    of_2024(
        "SW11aSTG2",
        SWEpisodes="""
              | CHILD | SW_DECOM   | SW_DEC
              | A1    | 01/05/2023 | 10/06/2023
              | A1    | 15/06/2023 | 20/06/2023
            ! | A1    | 26/06/2023 | 27/06/2023
              | A2    | 01/05/2023 | 26/03/2024
            ! | A2    | 01/04/2024 |
              | A3    | 01/05/2023 | 27/03/2024
              | A3    | 29/05/2024 |
              | A4    | 01/05/2023 |
              | A4    | 01/06/2023 |
        """,
    )


def test_sw14_all_but_the_latest_social_worker_have_left():
    of_2024(
        "SW14STG2",
        SWEpisodes="""
              | CHILD | SW_DECOM   | SW_DEC
            ! | A1    | 01/05/2023 |
              | A1    | 01/06/2023 |
              | A2    | 01/05/2023 | 01/06/2023
              | A2    | 01/06/2023 |
        """,
    )


def marked(text: str, *, by_its_own_rules: bool) -> str:
    """A table in which "*" marks rows that are wrong only where Z1 is no kind of placement."""
    return text.replace("*", "!" if by_its_own_rules else " ")


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_z1_takes_no_provider_and_no_urn_until_2024_25(year):
    now, then = year > 2025, year <= 2025
    without = " | PLACE | PLACE_PROVIDER\n* | Z1 |\n | T0 |"
    flags("526", year=year, Episodes=marked(without, by_its_own_rules=now))
    provided = " | PLACE | PLACE_PROVIDER\n* | Z1 | PR1\n! | T0 | PR1\n | U6 | PR1"
    for code in ("178", "213"):
        flags(code, year=year, Episodes=marked(provided, by_its_own_rules=then))
    numbered = " | PLACE | URN\n* | Z1 | SC000001\n! | T0 | SC000001\n | U6 | SC000001"
    flags("222", year=year, Episodes=marked(numbered, by_its_own_rules=then))
    unnumbered = " | PLACE | URN | DEC | PL_POST\n* | Z1 | | | AA1 1AA\n | T0 | | | AA1 1AA"
    flags("218", year=year, reference=REFERENCE, Episodes=marked(unnumbered, by_its_own_rules=now))
