"""Young people who have left care (OC3)."""

import pytest
from tests.returns.ssda903.rules.cases import became, flags


def test_131_in_touch_is_in_the_list():
    flags(
        "131",
        OC3="""
              | IN_TOUCH
              | YES
              | no
              | DIED
              | REFU
              | NREQ
              | RHOM
            ! | Y
            ! |
        """,
    )


def test_132_activity_is_in_the_list():
    flags(
        "132",
        OC3="""
              | ACTIV
              | F1
              | p5
              | G6
              | 0
            ! | F3
            ! | 1
            ! |
        """,
    )


def test_133_accommodation_is_in_the_list():
    flags(
        "133",
        OC3="""
              | ACCOM
              | B1
              | s2
              | X2
              | Z2
              | 0
            ! | S1
            ! | X1
            ! | B
            ! |
        """,
    )


def test_153_all_of_leaving_care_or_nothing():
    flags(
        "153",
        OC3="""
              | IN_TOUCH | ACTIV | ACCOM
              | YES      | F1    | B1
            ! |          | F1    | B1
            ! | YES      |       | B1
            ! | YES      | F1    |
            ! | YES      |       |
              |          |       |
        """,
    )


HEALTH_ITEMS = [
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
]


@pytest.mark.parametrize("filled", HEALTH_ITEMS)
def test_215_who_has_left_care_was_not_looked_after_all_year(filled):
    blank = " | ".join(item for item in HEALTH_ITEMS if item != filled)
    none = "|  " * (len(HEALTH_ITEMS) - 1)
    flags(
        "215",
        OC3="""
              | CHILD | IN_TOUCH | ACTIV | ACCOM
            ! | A1    | YES      |       |
            ! | A2    |          | F1    |
            ! | A3    |          |       | B1
              | A4    |          |       |
              | A5    | YES      | F1    | B1
              | A6    | YES      | F1    | B1
              |       | YES      | F1    | B1
        """,
        OC2=f"""
              | CHILD | {filled} | {blank}
            ! | A1    | 0 {none}
            ! | A2    | 1 {none}
            ! | A3    | x {none}
              | A3    |   {none}
              | A4    | 0 {none}
              | A6    |   {none}
              |       | 0 {none}
        """,
    )


def test_344_who_died_or_went_home_has_neither_activity_nor_accommodation():
    flags(
        "344",
        OC3="""
              | IN_TOUCH | ACTIV | ACCOM
              | DIED     | 0     | 0
              | RHOM     | 0     | 0
            ! | DIED     | F1    | 0
            ! | RHOM     | 0     | B1
            ! | DIED     |       | 0
            ! | DIED     | 0     |
              | NO       | F1    | B1
              |          | F1    | B1
        """,
    )


def test_345_who_is_in_touch_has_both():
    flags(
        "345",
        OC3="""
              | IN_TOUCH | ACTIV | ACCOM
            ! | YES      | 0     | B1
            ! | YES      | F1    | 0
              | YES      | F1    | B1
              | YES      |       |
              | NO       | 0     | 0
              |          | 0     | 0
        """,
    )


def test_347_nobody_under_18_at_the_start_is_in_a_foyer():
    flags(
        "347",
        OC3="""
              | DOB        | ACCOM
            ! | 02/04/2008 | T1
            ! | 02/04/2008 | T2
              | 01/04/2008 | T1
              | 02/04/2008 | U1
              | 02/04/2008 |
              |            | T1
        """,
    )


def test_348_who_had_died_by_last_year_is_still_said_to_have():
    flags(
        "348",
        last={
            "OC3": """
              | CHILD | IN_TOUCH
              | A1    | DIED
              | A2    | YES
              | A3    |
              |       | DIED
            """
        },
        OC3="""
              | CHILD | IN_TOUCH
              | A1    | DIED
            ! | A1    | YES
            ! | A1    |
              | A2    | YES
              | A3    | YES
              | A4    | YES
              |       | YES
        """,
    )
    assert became("348", OC3="| CHILD | IN_TOUCH\n| A1 | YES") == "not run"


def test_391_who_has_left_care_is_17_in_the_year():
    flags(
        "391",
        OC3="""
              | DOB        | IN_TOUCH | ACTIV | ACCOM
              | 31/03/2010 | YES      | F1    | B1
            ! | 01/04/2010 | YES      |       |
            ! | 01/04/2010 |          | F1    |
            ! | 01/04/2010 |          |       | B1
              | 01/04/2010 |          |       |
              |            | YES      | F1    | B1
              | 01/01/1990 | YES      | F1    | B1
        """,
    )


def test_3001_who_turns_17_in_the_year_is_not_with_former_foster_carers():
    flags(
        "3001",
        Header="""
              | CHILD | DOB
              | A1    | 31/03/2009
              | A2    | 01/04/2009
              | A3    | 31/03/2010
              | A4    | 01/04/2010
              | A5    |
        """,
        OC3="""
              | CHILD | DOB        | ACCOM
              | A1    | 31/03/2009 | Z1
            ! | A2    | 01/04/2009 | Z1
            ! | A3    |            | Z2
              | A3    | 31/03/2010 | B1
              | A3    | 31/03/2010 |
              | A4    | 01/04/2010 | Z1
              | A5    |            | Z1
            ! | A6    | 31/03/2010 | Z1
        """,
    )
