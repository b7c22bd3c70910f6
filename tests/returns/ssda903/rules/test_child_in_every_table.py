"""That the tables fit together."""

import pytest
from tests.returns.ssda903.rules.cases import flags


def test_epi_asks_for_episodes_or_care_leaver_details():
    flags(
        "EPI",
        Header="""
              | CHILD
              | A1
              | A2
            ! | A3
              |
        """,
        Episodes="""
              | CHILD
              | a1
              |
        """,
        OC3="""
              | CHILD
              | A2
        """,
    )


NOT_IN_HEADER = {
    "INT01": "AD1",
    "INT02": "PlacedAdoption",
    "INT03": "Episodes",
    "INT04": "Missing",
    "INT05": "OC2",
    "INT06": "OC3",
    "INT07": "PrevPerm",
    "INT08": "Reviews",
    "INT09": "UASC",
}


@pytest.mark.parametrize(("code", "table"), NOT_IN_HEADER.items())
def test_each_child_is_in_header(code, table):
    header = """
              | CHILD
              | A1
              | A4
              |
    """
    other = """
              | CHILD
              | a1
            ! | A2
              | A1
            ! |
    """
    flags(code, Header=header, **{table: other})


BORN_OTHERWISE = {
    "INT11": "AD1",
    "INT12": "PlacedAdoption",
    "INT13": "Missing",
    "INT14": "OC2",
    "INT15": "OC3",
    "INT16": "PrevPerm",
    "INT17": "Reviews",
    "INT18": "UASC",
}


@pytest.mark.parametrize(("code", "table"), BORN_OTHERWISE.items())
def test_each_child_is_born_when_header_says(code, table):
    header = """
              | CHILD | DOB
              | A1    | 01/02/2015
              | A2    |
              | A3    | 31/02/2015
    """
    other = """
              | CHILD | DOB
              | A1    | 01/02/2015
            ! | A1    | 02/01/2015
              | A1    |
              | A1    | 32/01/2015
              | A2    | 01/02/2015
              | A3    | 01/02/2015
              | A4    | 01/02/2015
              |       | 01/02/2015
    """
    flags(code, Header=header, **{table: other})


def test_int21_sex_is_as_header_says():
    flags(
        "INT21",
        Header="""
              | CHILD | SEX
              | A1    | M
              | A2    |
        """,
        UASC="""
              | CHILD | SEX
              | A1    | m
            ! | A1    | F
              | A1    |
              | A2    | F
              | A3    | F
        """,
    )


MORE_THAN_ONCE = {
    "INT31": "AD1",
    "INT32": "Header",
    "INT33": "OC2",
    "INT34": "OC3",
    "INT35": "PrevPerm",
    "INT36": "UASC",
}


@pytest.mark.parametrize(("code", "table"), MORE_THAN_ONCE.items())
def test_each_child_is_there_once(code, table):
    rows = """
              | CHILD
            ! | A1
              | A2
            ! | a1
              |
              |
    """
    flags(code, **{table: rows})


def test_a_child_twice_in_header_is_to_be_the_same_as_both():
    header = """
              | CHILD | SEX | DOB
              | A1    | M   | 01/06/2010
              | A1    | F   | 02/06/2010
              | A2    | M   | 01/06/2010
    """
    flags("INT14", Header=header, OC2="  | CHILD | DOB\n! | A1 | 01/06/2010\n  | A2 | 01/06/2010")
    flags("INT21", Header=header, UASC="  | CHILD | SEX\n! | A1 | F\n! | A1 | M\n  | A2 | M")
