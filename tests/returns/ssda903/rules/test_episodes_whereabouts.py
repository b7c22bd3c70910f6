"""Where a child lives. PL_LA, PL_LOCATION and PL_DISTANCE are given, or worked out from postcodes."""

import pytest
from tests.returns.ssda903.rules.cases import OURS, REFERENCE, THEIRS, became, flags

from everycase.returns.reference import Reference

NO_UASC = """
      | CHILD | UASC
      | A1    | 0
"""
SOME_UASC = """
      | CHILD | UASC
      | U1    | 1
      | A1    | 0
      | A2    |
      |       | 1
"""
COUNCIL = Reference(authority=OURS)


def test_164_a_distance_is_one():
    flags(
        "164",
        Header=SOME_UASC,
        Episodes="""
              | CHILD | LS | PL_DISTANCE
            ! | A1    | C2 | -0.1
              | A1    | C2 | 0.0
              | A1    | C2 | 999.9
            ! | A1    | C2 | 1000.0
            ! | A2    |    | 1000
              | A1    | V3 | 1000
              | A1    | V4 | 1000
              | A1    | C2 |
              | U1    | C2 | 1000
            ! |       | C2 | 1000
        """,
    )


def test_164_is_not_run_where_nothing_says_who_is_seeking_asylum():
    episodes = """
          | CHILD | LS | PL_DISTANCE
          | A1    | C2 | 1000
    """
    assert became("164", Episodes=episodes) == "not run"
    assert became("164", Episodes=episodes, Header=NO_UASC) == "flagged"
    assert became("164", Episodes=episodes, UASC="  | CHILD\n  | A1") == "clear"
    assert became("164", Episodes=episodes, last={"UASC": "  | CHILD\n  | A1"}) == "clear"


@pytest.mark.parametrize(("code", "column"), [("169", "PL_LA"), ("179", "PL_LOCATION")])
def test_a_placement_is_somewhere(code, column):
    flags(
        code,
        Episodes=f"""
              | LS | {column}
            ! | C2 |
            ! |    |
              | C2 | IN
              | V3 |
              | V4 |
        """,
    )


def test_169_and_179_from_the_postcode():
    episodes = """
          | LS | PL_POST | HOME_POST
          | C2 | AA1 1AA |
        ! | C2 | ZZ1 1ZZ |
        ! | C2 |         |
          | V3 |         |
    """
    flags("169", reference=REFERENCE, Episodes=episodes)
    flags("179", reference=REFERENCE, Episodes=episodes)
    assert became("169", Episodes=episodes) == "cannot tell"


def test_214_a_short_break_says_nothing_of_where():
    flags(
        "214",
        Episodes="""
              | LS | PL_POST | URN
            ! | V3 | AA1 1AA |
            ! | V4 |         | SC000001
              | V4 |         |
              | C2 | AA1 1AA | SC000001
              |    | AA1 1AA | SC000001
        """,
    )


def test_392a_a_looked_after_child_has_a_distance():
    flags(
        "392a",
        Header=SOME_UASC,
        Episodes="""
              | CHILD | LS | PL_DISTANCE
            ! | A1    | C2 |
            ! | A2    |    |
            ! |       | C2 |
              | A1    | C2 | 0.0
              | A1    | V3 |
              | A1    | V4 |
              | U1    | C2 |
        """,
    )


def test_392a_from_the_postcodes():
    flags(
        "392a",
        reference=REFERENCE,
        Header=NO_UASC,
        Episodes="""
              | CHILD | LS | HOME_POST | PL_POST
              | A1    | C2 | AA1 1AA   | BB1 1BB
            ! | A1    | C2 | AA1 1AA   | ZZ1 1ZZ
            ! | A1    | C2 | AA1 1AA   |
            ! | A1    | C2 |           | AA1 1AA
        """,
    )


def test_392b_a_looked_after_child_has_both_postcodes():
    flags(
        "392b",
        Header=SOME_UASC,
        UASC="""
              | CHILD
              | U2
        """,
        Episodes="""
              | CHILD | LS | HOME_POST | PL_POST
            ! | A1    | C2 |           | AA1 1AA
            ! | A1    | C2 | AA1 1AA   |
            ! | A2    |    |           |
              | A1    | C2 | AA1 1AA   | AA1 1AA
              | A1    | V3 |           |
              | A1    | V4 |           |
              | U1    | C2 |           |
              | U2    | C2 |           |
        """,
    )


def test_392b_children_seeking_asylum_last_year():
    flags(
        "392b",
        last={"Header": SOME_UASC},
        Episodes="""
              | CHILD | LS | HOME_POST | PL_POST
              | U1    | C2 |           |
            ! | A1    | C2 |           |
        """,
    )


def test_392b_is_judged_where_nothing_says_who_seeks_asylum():
    flags(
        "392b",
        Header="""
              | CHILD | SEX
              | A1    | F
        """,
        Episodes="""
              | CHILD | LS | HOME_POST | PL_POST
            ! | A1    | C2 |           |
              | A1    | C2 | AA1 1AA   | AA1 1AA
              | A1    | V3 |           |
        """,
    )


def test_392c_postcodes_exist():
    flags(
        "392c",
        reference=REFERENCE,
        Episodes="""
              | HOME_POST | PL_POST
              | AA1 1AA   | bb11bb
            ! | ZZ1 1ZZ   | AA1 1AA
            ! | AA1 1AA   | ZZ1 1ZZ
              |           |
            ! |           | A
        """,
    )
    assert became("392c", Episodes="  | HOME_POST | PL_POST\n  | ZZ1 1ZZ |") == "cannot tell"


def test_392d_only_parents_live_at_home():
    flags(
        "392d",
        Episodes="""
              | PLACE | HOME_POST | PL_POST
            ! | U6    | AA1 1AA   | AA1 1AA
            ! | U6    | AA1 1AA   | AA11AA
            ! |       | AA1 1AA   | aa1 1aa
              | P1    | AA1 1AA   | AA1 1AA
              | U6    | AA1 1AA   | BB1 1BB
              | U6    |           |
              | U6    | AA1 1AA   |
        """,
    )


def test_398_a_short_break_has_no_postcodes():
    flags(
        "398",
        Episodes="""
              | LS | HOME_POST | PL_POST
            ! | V3 | AA1 1AA   |
            ! | V4 |           | AA1 1AA
              | V4 |           |
              | C2 | AA1 1AA   | AA1 1AA
              |    | AA1 1AA   | AA1 1AA
        """,
    )


def test_406_a_child_seeking_asylum_alone_has_no_distance():
    flags(
        "406",
        Header=SOME_UASC,
        last={"UASC": "  | CHILD\n  | U3"},
        Episodes="""
              | CHILD | PL_DISTANCE
            ! | U1    | 0.0
              | U1    |
            ! | U3    | 5.2
              | A1    | 5.2
              | A2    | 5.2
              |       | 5.2
        """,
    )


def test_411_in_the_authority_is_in_ours():
    flags(
        "411",
        reference=COUNCIL,
        Episodes=f"""
              | PL_LOCATION | PL_LA
            ! | IN          | {THEIRS}
              | IN          | {OURS}
              | OUT         | {THEIRS}
            ! | IN          |
              |             | {THEIRS}
        """,
    )


def test_420_a_short_break_is_in_no_authority():
    flags(
        "420",
        Episodes=f"""
              | LS | PL_LA
            ! | V3 | {OURS}
            ! | V4 | WAL
              | V4 |
              | C2 | {OURS}
              |    | {OURS}
        """,
    )


def test_454_over_350_miles():
    flags(
        "454",
        Episodes="""
              | PL_DISTANCE
              | 350
            ! | 350.1
              | 999.9
              |
        """,
    )


def test_1015_our_own_provision_is_in_our_area():
    flags(
        "1015",
        reference=REFERENCE,
        Episodes="""
              | LS | PLACE | PLACE_PROVIDER | PL_POST
            ! | C2 | K2    | PR1            | BB1 1BB
            ! | C2 | K2    | PR1            | CC1 1CC
            ! | C2 | K2    | PR1            |
              | C2 | K2    | PR1            | AA1 1AA
              | C2 | K2    | PR2            | BB1 1BB
              | C2 | K2    |                | BB1 1BB
              | C2 | U6    | PR1            | BB1 1BB
              | C2 | A3    | PR1            | BB1 1BB
              | V3 | K2    | PR1            | BB1 1BB
              |    | K2    | PR1            | BB1 1BB
              | C2 |       | PR1            | BB1 1BB
        """,
    )
    episodes = """
          | LS | PLACE | PLACE_PROVIDER | PL_POST
          | C2 | K2    | PR1            | BB1 1BB
    """
    assert became("1015", Episodes=episodes, reference=Reference(REFERENCE.postcodes)) == "cannot tell"


def test_a_row_of_uasc_that_says_nothing_names_nobody():
    flags(
        "392b",
        UASC="""
              | CHILD | DOB        | DUC
              | A1    |            |
              | A2    | 01/06/2010 |
              | A3    |            | 01/06/2026
        """,
        Episodes="""
              | CHILD | LS | HOME_POST | PL_POST
            ! | A1    | C2 |           |
              | A2    | C2 |           |
              | A3    | C2 |           |
        """,
    )
