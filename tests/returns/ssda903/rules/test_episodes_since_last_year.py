"""A child's first episode of this year beside the last of last year."""

import pytest
from tests.returns.ssda903.rules.cases import OURS, THEIRS, became, flags

from everycase.returns.reference import Reference


@pytest.mark.parametrize(
    ("code", "column", "one", "another"),
    [
        ("503A", "RNE", "S", "P"),
        ("503B", "LS", "C1", "C2"),
        ("503C", "CIN", "N1", "N2"),
        ("503D", "PLACE", "U6", "U5"),
        ("503E", "PLACE_PROVIDER", "PR1", "PR4"),
        ("503F", "URN", "SC000001", "SC000002"),
        ("503H", "PL_LA", OURS, THEIRS),
        ("503J", "PL_LOCATION", "IN", "OUT"),
    ],
)
def test_503_what_went_on_is_as_it_was(code, column, one, another):
    flags(
        code,
        last={
            "Episodes": f"""
                  | CHILD | DECOM      | DEC        | {column}
                  | A1    | 01/05/2025 |            | {one}
                  | A2    | 01/05/2025 |            | {one}
                  | A3    | 01/05/2025 | 01/02/2026 | {one}
                  | A4    | 01/07/2025 |            | {one}
                  | A4    | 01/05/2025 | 01/07/2025 | {another}
                  | A5    | 01/05/2025 |            |
                  | A6    | 01/05/2025 |            |
                  | A7    | 01/05/2025 |            | {one}
                  | A9    |            |            | {one}
                  |       | 01/05/2025 |            | {one}
            """
        },
        Episodes=f"""
              | CHILD | DECOM      | DEC        | {column}
            ! | A1    | 01/05/2025 |            | {another}
              | A2    | 01/05/2025 | 01/06/2026 | {one}
              | A2    | 01/06/2026 |            | {another}
              | A3    | 01/05/2026 |            | {another}
              | A4    | 01/07/2025 |            | {one}
              | A5    | 01/05/2025 |            |
            ! | A6    | 01/05/2025 |            | {one}
            ! | A7    | 01/05/2025 |            |
              | A8    | 01/05/2026 |            | {another}
              | A9    | 01/05/2025 |            | {another}
              |       | 01/05/2025 |            | {another}
        """,
    )


@pytest.mark.parametrize(
    ("year", "renamed", "not_renamed"),
    [
        (2023, [], [("H5", "K3"), ("Z1", "Z11"), ("U6", "U5")]),
        (2024, [("H5", "K3")], [("Z1", "Z11"), ("K3", "H5"), ("U6", "K3")]),
        (2025, [("H5", "K3")], [("Z1", "Z11"), ("H5", "K2")]),
        (2026, [("Z1", "Z11"), ("Z1", "Z12"), ("Z1", "Z13"), ("Z1", "Z14")], [("H5", "K3"), ("Z11", "Z1")]),
        (2027, [], [("H5", "K3"), ("Z1", "Z11")]),
    ],
)
def test_503d_a_code_that_took_the_place_of_another(year, renamed, not_renamed):
    both = [*renamed, *not_renamed]
    before = [f"  | A{n} | 01/05/2020 |  | {old}" for n, (old, _) in enumerate(both)]
    now = [
        f"{'!' if (old, new) in not_renamed else ' '} | A{n} | 01/05/2020 | | {new}"
        for n, (old, new) in enumerate(both)
    ]
    head = "  | CHILD | DECOM | DEC | PLACE"
    flags("503D", year=year, last={"Episodes": "\n".join([head, *before])}, Episodes="\n".join([head, *now]))


def test_452_the_authority_is_as_it_was_where_the_episode_goes_on():
    flags(
        "452",
        last={
            "Episodes": f"""
                  | CHILD | DECOM      | DEC        | RNE | PL_LA
                  | A1    | 01/05/2025 |            | S   | {OURS}
                  | A2    | 01/05/2025 |            | S   | {OURS}
                  | A3    | 01/05/2025 |            | S   | {OURS}
                  | A4    | 01/05/2025 | 01/02/2026 | S   | {OURS}
                  | A5    | 01/05/2025 |            | S   |
                  | A6    | 01/05/2025 |            | S   | {OURS}
                  | A7    | 01/05/2025 |            |     | {OURS}
            """
        },
        Episodes=f"""
              | CHILD | DECOM      | DEC | RNE | PL_LA
            ! | A1    | 01/05/2025 |     | S   | {THEIRS}
              | A1    | 01/06/2026 |     | P   | WAL
              | A2    | 01/05/2025 |     | S   | {OURS}
              | A3    | 01/05/2025 |     | P   | {THEIRS}
              | A4    | 01/05/2026 |     | S   | {THEIRS}
              | A5    | 01/05/2025 |     | S   |
            ! | A6    | 01/05/2025 |     | S   |
              | A7    | 01/05/2025 |     | S   | {THEIRS}
              | A8    | 01/05/2025 |     | S   | {THEIRS}
        """,
    )


DISTANCES_LAST_YEAR = """
      | CHILD | DECOM      | DEC        | RNE | PL_DISTANCE
      | A1    | 01/05/2025 |            | S   | 5.1
      | A2    | 01/05/2025 |            | S   | 5.1
      | A3    | 01/05/2025 |            | S   | 5.1
      | A4    | 01/05/2025 |            | S   |
      | A5    | 01/05/2025 |            | S   | 5.1
      | A6    | 01/05/2025 |            | S   |
      | A7    | 01/05/2025 | 01/02/2026 | S   | 5.1
"""


@pytest.mark.parametrize("code", ["453", "503G"])
def test_a_distance_is_as_it_was(code):
    flags(
        code,
        last={"Episodes": DISTANCES_LAST_YEAR},
        Episodes="""
              | CHILD | DECOM      | DEC | RNE | PL_DISTANCE
            ! | A1    | 01/05/2025 |     | S   | 5.3
              | A1    | 01/06/2026 |     | S   | 50
              | A2    | 01/05/2025 |     | S   | 5.2
            ! | A3    | 01/05/2025 |     | S   | 4.9
            ! | A4    | 01/05/2025 |     | S   | 5.1
              | A5    | 01/05/2025 |     | S   |
              | A6    | 01/05/2025 |     | S   |
              | A7    | 01/05/2025 |     | S   | 50
              | A8    | 01/05/2025 |     | S   | 50
        """,
    )


def test_453_asks_for_the_same_reason_and_503g_does_not():
    changed = """
        {} | CHILD | DECOM      | DEC | RNE | PL_DISTANCE
        {} | A1    | 01/05/2025 |     | P   | 50
    """
    flags("453", last={"Episodes": DISTANCES_LAST_YEAR}, Episodes=changed.format(" ", " "))
    flags("503G", last={"Episodes": DISTANCES_LAST_YEAR}, Episodes=changed.format(" ", "!"))


def test_502_an_open_episode_keeps_its_start():
    flags(
        "502",
        last={
            "Episodes": """
                  | CHILD | DECOM      | DEC
                  | A1    | 01/05/2025 |
                  | A2    | 01/05/2025 |
                  | A3    | 01/05/2025 | 01/02/2026
                  | A4    | 01/05/2025 |
            """
        },
        Episodes="""
              | CHILD | DECOM      | DEC
            ! | A1    | 02/05/2025 | 01/06/2026
              | A1    | 01/06/2026 |
              | A2    | 01/05/2025 |
              | A3    | 01/06/2026 |
              | A4    |            |
              | A5    | 01/06/2026 |
        """,
    )


def test_562_what_began_before_the_year_was_in_last_years():
    flags(
        "562",
        last={
            "Episodes": """
                  | CHILD | DECOM      | DEC
                  | A1    | 01/05/2025 |
                  | A2    | 01/05/2025 | 01/07/2025
                  | A2    | 01/07/2025 |
                  | A4    | 01/05/2025 |
            """
        },
        Episodes="""
              | CHILD | DECOM      | DEC
              | A1    | 01/05/2025 |
            ! | A2    | 01/05/2025 |
            ! | A3    | 31/03/2026 | 01/06/2026
              | A3    | 01/06/2026 |
              | A4    | 01/04/2026 |
              | A5    |            |
              |       | 01/05/2025 |
        """,
    )


def test_noe_a_child_in_care_before_the_year_was_in_last_years():
    flags(
        "NoE",
        last={"Episodes": "  | CHILD\n  | A1"},
        Episodes="""
              | CHILD | DECOM
              | A1    | 31/03/2026
            ! | A2    | 31/03/2026
            ! | A2    | 01/02/2026
              | A2    | 01/04/2026
              | A3    |
            ! |       | 31/03/2026
        """,
    )


@pytest.mark.parametrize(
    "code",
    [f"503{letter}" for letter in "ABCDEFGHJ"] + ["452", "453", "502", "562", "NoE"],
)
def test_without_last_year_it_is_not_run(code):
    episodes = """
    | CHILD | DECOM | DEC | RNE | LS | CIN | PLACE | PLACE_PROVIDER | URN | PL_DISTANCE | PL_LA | PL_LOCATION
    | A1    |       |     |     |    |     |       |                |     |             |       |
    """
    assert became(code, Episodes=episodes, reference=Reference(authority=OURS)) == "not run"
