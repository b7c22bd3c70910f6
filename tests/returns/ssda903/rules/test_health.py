"""Health, convictions and substance misuse of children looked after all year (OC2)."""

import pytest
from tests.returns.ssda903.rules.cases import flags

FOR_EVERYBODY = ["IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE"]
FOR_SOME = ["CONVICTED", "HEALTH_CHECK", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"]
EPISODES = """
              | CHILD | DECOM      | DEC        | RNE | REC | LS
              | ALL   | 01/04/2026 | 01/06/2026 | S   | X1  | C2
              | ALL   | 01/06/2026 |            | P   |     | C2
              | PART  | 02/04/2026 |            | S   |     | C2
"""
PART_OF_EVERYTHING = """
              | CHILD | IMMUNISATIONS | TEETH_CHECK | HEALTH_ASSESSMENT | SUBSTANCE_MISUSE
"""


def row(**cells: str) -> str:
    """A child's row of OC2, the items that aren't named blank."""
    names = ["CHILD", *FOR_EVERYBODY, *FOR_SOME]
    return " | ".join(["", *(cells.get(name, "") for name in names)])


HEADER = " | ".join(["", "CHILD", *FOR_EVERYBODY, *FOR_SOME])


def rows(*marked: tuple[str, str]) -> str:
    return "\n".join([HEADER, *(mark + line for mark, line in marked)])


def test_158_an_intervention_that_was_received_needs_no_word_on_its_offer():
    flags(
        "158",
        OC2="""
              | INTERVENTION_RECEIVED | INTERVENTION_OFFERED
            ! | 1                     | 1
            ! | 1                     | 0
              | 1                     |
              | 0                     | 1
              |                       | 1
        """,
    )


def test_159_one_that_was_not_received_was_offered_or_not():
    flags(
        "159",
        OC2="""
              | SUBSTANCE_MISUSE | INTERVENTION_RECEIVED | INTERVENTION_OFFERED
            ! | 1                | 0                     |
              | 1                | 0                     | 0
              | 1                | 1                     |
              | 1                |                       |
              | 0                | 0                     |
              |                  | 0                     |
        """,
    )


@pytest.mark.parametrize("item", [*FOR_EVERYBODY, *FOR_SOME])
def test_181_items_are_0_or_1(item):
    flags(
        "181",
        OC2=rows(
            (" ", row()),
            (" ", row(**{item: "0"})),
            (" ", row(**{item: "1"})),
            ("!", row(**{item: "2"})),
            ("!", row(**{item: "Y"})),
        ),
    )


def test_182_what_some_have_needs_what_all_have():
    full = dict.fromkeys(FOR_EVERYBODY, "0")
    flags(
        "182",
        OC2=rows(
            (" ", row()),
            (" ", row(**full)),
            (" ", row(**full, **dict.fromkeys(FOR_SOME, "1"))),
            (" ", row(IMMUNISATIONS="1")),
            *(("!", row(**{item: "0"})) for item in FOR_SOME),
            *(("!", row(**{**full, blank: "", "CONVICTED": "0"})) for blank in FOR_EVERYBODY),
        ),
    )


def test_190_health_items_are_for_those_looked_after_all_year():
    items = [*FOR_EVERYBODY, *FOR_SOME]
    flags(
        "190",
        Episodes=EPISODES,
        OC2=rows(
            *(("!", row(CHILD="PART", **{item: "0"})) for item in items),
            *((" ", row(CHILD="ALL", **{item: "0"})) for item in items),
            (" ", row(CHILD="PART")),
            ("!", row(CHILD="NONE", IMMUNISATIONS="0")),
            ("!", row(IMMUNISATIONS="0")),
        ),
    )


def test_191_who_was_looked_after_all_year_has_health_items():
    flags(
        "191",
        Episodes=EPISODES,
        OC2="""
              | CHILD | IMMUNISATIONS | TEETH_CHECK | HEALTH_ASSESSMENT | SUBSTANCE_MISUSE
              | ALL   | 0             | 1           | 0                 | 1
            ! | ALL   |               | 1           | 0                 | 1
            ! | ALL   | 0             |             | 0                 | 1
            ! | ALL   | 0             | 1           |                   | 1
            ! | ALL   | 0             | 1           | 0                 |
              | PART  |               |             |                   |
              |       |               |             |                   |
        """,
    )


def test_191_flags_the_first_episode_of_a_child_who_is_not_in_oc2():
    flags(
        "191",
        Episodes="""
              | CHILD | DECOM      | DEC        | RNE | REC | LS
              | ALL   | 01/06/2026 |            | P   |     | C2
            ! | ALL   | 01/04/2026 | 01/06/2026 | S   | X1  | C2
              | PART  | 02/04/2026 |            | S   |     | C2
              |       | 01/04/2026 |            | S   |     | C2
        """,
        OC2=PART_OF_EVERYTHING,
    )


def test_192_substance_misuse_had_an_intervention_or_not():
    flags(
        "192",
        OC2="""
              | SUBSTANCE_MISUSE | INTERVENTION_RECEIVED
            ! | 1                |
              | 1                | 0
              | 0                |
              |                  |
        """,
    )


def test_193_without_substance_misuse_there_is_no_intervention():
    flags(
        "193",
        OC2="""
              | SUBSTANCE_MISUSE | INTERVENTION_RECEIVED | INTERVENTION_OFFERED
            ! | 0                | 0                     |
            ! | 0                |                       | 0
            ! |                  | 1                     |
            ! |                  |                       | 1
              | 0                |                       |
              |                  |                       |
              | 1                | 1                     | 1
        """,
    )


def test_542_convictions_are_for_those_who_are_10_at_the_end():
    flags(
        "542",
        OC2="""
              | DOB        | CONVICTED
              | 31/03/2017 | 0
            ! | 01/04/2017 | 0
            ! | 01/04/2017 | 1
              | 01/04/2017 |
              |            | 1
        """,
    )


@pytest.mark.parametrize(("code", "item"), [("544", "CONVICTED"), ("547", "HEALTH_CHECK")])
def test_with_a_1_everything_is_filled(code, item):
    full = dict.fromkeys(FOR_EVERYBODY, "0")
    flags(
        code,
        OC2=rows(
            (" ", row(**full, **{item: "1"})),
            *(("!", row(**{**full, blank: "", item: "1"})) for blank in FOR_EVERYBODY),
            (" ", row(**{item: "0"})),
            (" ", row()),
        ),
    )


def test_545_who_is_under_5_at_the_end_has_health_checks():
    flags(
        "545",
        Episodes=EPISODES,
        OC2="""
              | CHILD | DOB        | HEALTH_CHECK
            ! | ALL   | 01/04/2022 |
              | ALL   | 31/03/2022 |
              | ALL   | 01/04/2022 | 0
              | ALL   |            |
              | PART  | 01/04/2022 |
              |       | 01/04/2022 |
        """,
    )
