"""What many rules of the SSDA903 share, shown in the collection year to 31 March 2026."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.returns.marked import parse

from everycase.returns.needs import Needs
from everycase.returns.reference import NOTHING, Reference
from everycase.returns.rules import LAST_YEAR
from everycase.returns.ssda903 import facts
from everycase.returns.ssda903.facts import FACTS
from everycase.returns.working_out import Year, work_out

POSTCODES = pl.DataFrame(
    {
        "postcode": ["AA11AA", "BB22BB", "CC33CC", "SS11SS"],
        "authority": ["E10000011", "E10000011", "E10000012", "SCO"],
        "east": [500000, 500000, 503000, 400000],
        "north": [100000, 101609, 104000, None],
    }
)


def values(expr: pl.Expr, table: str, reference: Reference = NOTHING, /, **tables: str) -> list[object]:
    """The values of a fact in the rows of a table, in the order of the file."""
    supplied = {name: parse(text)[0] for name, text in tables.items()}
    needs = Needs(FACTS, supplied, reference)
    for root in expr.meta.root_names():
        assert needs.lacks(table, root) == ()
        needs.want(table, root)
    needs.want(table, "row")
    frame = work_out(needs, Year(2026))[table]
    return frame.sort("row").select(expr.alias("value"))["value"].to_list()


def periods(episodes: str) -> list[tuple[object, ...]]:
    needs = Needs(FACTS, {"Episodes": parse(episodes)[0]}, NOTHING)
    needs.want_table(facts.PERIODS_OF_CARE)
    made = work_out(needs, Year(2026))[facts.PERIODS_OF_CARE]
    return made.select("CHILD", "start", "end").sort("CHILD", "start").rows()


@pytest.mark.parametrize(
    ("said", "episodes"),
    [
        (True, "01/04/2025 | S | C2 |            |"),  # started on the year's first day
        (False, "02/04/2025 | S | C2 |            |"),
        (True, "01/01/2020 | L | C2 | 31/03/2026 | E4A"),  # ended on its last
        (False, "01/01/2020 | L | C2 | 30/03/2026 | E4A"),
        (False, "01/01/2020 | L | C2 | 01/04/2025 | E4A"),
        (False, "01/01/2020 | L | C2 | 01/10/2025 |"),  # a blank reason is no new episode
        (True, "01/01/2020 | L | C2 | 01/10/2025 | X1\n| A | 01/10/2025 | L | C1 | |"),
        (False, "01/01/2020 | L | V3 |            |"),
        (True, "01/01/2020 | S | V3 | 31/03/2025 | X1\n| A | 31/03/2025 | L | C1 | |"),  # before the year
        (False, "01/01/2020 | S | C2 | 31/03/2025 | E4A"),  # no episode in the year
        (False, "           | S | C2 |            |"),
    ],
)
def test_looked_after_all_year(said, episodes):
    written = f"| CHILD | DECOM | RNE | LS | DEC | REC\n| A | {episodes}"
    assert values(facts.LOOKED_AFTER_ALL_YEAR, "OC2", OC2="| CHILD\n| A\n| B\n|", Episodes=written) == [
        said,
        False,
        False,
    ]


def test_episodes_that_follow_on_are_one_period_and_an_open_one_is_followed_on_from():
    assert periods(
        """
            | CHILD | DECOM      | DEC
            | A     | 01/07/2025 |
            | A     | 01/05/2025 | 01/06/2025
            | A     | 01/04/2025 | 01/05/2025
            | B     | 01/04/2025 |
            | B     | 01/05/2025 | 01/06/2025
            |       | 01/04/2025 |
            | C     |            | 01/06/2025
        """
    ) == [
        ("A", date(2025, 4, 1), date(2025, 6, 1)),
        ("A", date(2025, 7, 1), None),
        ("B", date(2025, 4, 1), date(2025, 6, 1)),
    ]


def test_the_first_and_last_episode_of_a_child():
    episodes = """
        | CHILD | DECOM      | DEC
        | A     | 01/07/2025 |
        | A     | 01/05/2025 | 01/07/2025
        | A     |            |
        |       | 01/05/2025 |
        | B     | 01/05/2025 |
    """
    assert values(facts.FIRST_EPISODE, "Episodes", Episodes=episodes) == [False, True, False, False, True]
    assert values(facts.LAST_EPISODE, "Episodes", Episodes=episodes) == [True, False, False, False, True]


def test_the_end_of_last_year_is_the_latest_episode_of_that_return():
    place = facts.at_the_end_of_last_year("PLACE")
    last = {
        "Episodes" + LAST_YEAR: """
            | CHILD | DECOM      | DEC        | PLACE
            | A     | 01/05/2024 |            | U1
            | A     | 01/04/2024 | 01/05/2024 | U2
            | A     |            |            | U3
        """
    }
    assert values(place, "Episodes", Episodes="| CHILD\n| A\n| B", **last) == ["U1", None]


def test_a_birthday_of_29_february_is_the_28th_where_there_is_no_29th():
    born = pl.lit(date(2008, 2, 29))
    days = pl.select(facts.birthday(born, 17).alias("a"), facts.birthday(born, 16).alias("b"))
    assert days.row(0) == (date(2025, 2, 28), date(2024, 2, 29))


def test_the_place_of_a_placement_is_told_from_its_postcodes():
    episodes = """
        | HOME_POST | PL_POST
        | AA1 1AA   | BB2 2BB
        | AA1 1AA   | CC3 3CC
        | aa11aa    | AA1 1AA
        |           | SS1 1SS
        | AA1 1AA   | ZZ9 9ZZ
        | AA1 1AA   |
    """
    known = Reference(postcodes=POSTCODES, authority="E10000011")
    told = {
        name: values(getattr(facts, name), "Episodes", known, Episodes=episodes)
        for name in ("PL_LA", "PL_LOCATION", "PL_DISTANCE")
    }
    assert told["PL_LA"] == ["E10000011", "E10000012", "E10000011", "SCO", None, None]
    assert told["PL_LOCATION"] == ["IN", "OUT", "IN", "OUT", None, None]
    # 1,609 m are a mile; 3 km east and 4 km north are 5 km, 3.1 miles.
    assert told["PL_DISTANCE"] == [1.0, 3.1, 0.0, None, None, None]
