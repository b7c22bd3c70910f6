"""Who the child is: ids and unique pupil numbers."""

import polars as pl
from tests.returns.cin_census.rules.census import flags
from tests.returns.marked import flagged

from everycase.returns import cin_census


def test_1510_the_check_letter_is_that_of_the_digits():
    # H801200001001: 8x2 + 1x4 + 2x5 + 1x10 + 1x13 = 53 = 2x23 + 7, and the letter numbered 7 is H.
    flags(
        "1510",
        ChildIdentifiers="""
              | UPN
              | H801200001001
            ! | A801200001001
            ! | h801200001001
              | A80120000100B
              | A80120000100
              | A8012000010011
              |
        """,
    )


def test_1520_a_upn_stands_once():
    flags(
        "1520",
        ChildIdentifiers="""
              | UPN
            ! | H801200001001
              | A801200001001
            ! | H801200001001
              |
              |
        """,
    )


def test_1530_characters_2_to_4_are_an_authority():
    flags(
        "1530",
        ChildIdentifiers="""
              | UPN
              | H801200001001
            ! | H999200001001
            ! | H80A200001001
              | H99920000100
              |
        """,
    )


def test_1540_characters_5_to_12_are_digits():
    flags(
        "1540",
        ChildIdentifiers="""
              | UPN
              | H801200001001
              | H80120000100B
            ! | H8012X0001001
            ! | H80120000X001
            ! | H801
              | H8012
              |
        """,
    )


def test_1550_character_13_is_a_digit_or_a_letter_but_i_o_s():
    flags(
        "1550",
        ChildIdentifiers="""
              | UPN
              | H801200001001
              | H80120000100A
              | H80120000100Z
            ! | H80120000100I
            ! | H80120000100O
            ! | H80120000100S
            ! | H80120000100-
              | H80120000100
              |
        """,
    )


def test_1560q_a_former_upn_has_the_form_of_one_temporary_ones_included():
    flags(
        "1560Q",
        ChildIdentifiers="""
              | FormerUPN
              | H801200001001
              | H80120000100A
            ! | H80120000100I
            ! | H80120000100O
            ! | H80120000100S
            ! | 8801200001001
            ! | H80120000100
            ! | H8012000010011
            ! | H80120X001001
              |
        """,
    )


def test_1570_an_id_has_20_characters_at_most():
    flags(
        "1570",
        ChildIdentifiers="""
              | LAchildID
              | 12345678901234567890
            ! | 123456789012345678901
              |
        """,
    )


def test_1580_an_id_is_letters_and_digits():
    flags(
        "1580",
        ChildIdentifiers="""
              | LAchildID
              | AB12
            ! | AB-12
            ! | AB 12
            ! | AB/12
              |
        """,
    )


def test_1580_an_id_of_no_characters_is_not_letters_and_digits():
    ids = pl.DataFrame({"LAchildID": ["", " ", None, "A1"]})
    result = cin_census.check({"ChildIdentifiers": ids}, collection_year=2026, rules=["1580", "8500"])
    assert flagged(result, "1580") == {("ChildIdentifiers", 0), ("ChildIdentifiers", 1)}
    assert flagged(result, "8500") == {("ChildIdentifiers", row) for row in (0, 1, 2)}


def test_8500_every_child_has_an_id():
    flags(
        "8500",
        ChildIdentifiers="""
              | LAchildID
              | A1
            ! |
        """,
    )


def test_8510_a_child_stands_once():
    flags(
        "8510",
        ChildIdentifiers="""
              | LAchildID
            ! | A1
              | A2
            ! | A1
              |
              |
        """,
    )


def test_8590_every_child_has_an_episode():
    flags(
        "8590",
        ChildIdentifiers="""
              | LAchildID
              | A1
            ! | A2
              |
        """,
        CINdetails="""
              | LAchildID
              | A1
              |
        """,
    )


def test_8770q_a_child_of_school_age_has_a_upn_or_a_reason():
    # Of school age: five on or before 31 August 2025, the start of the school year that the census ends in.
    flags(
        "8770Q",
        ChildIdentifiers="""
              | LAchildID | UPN           | UPNunknown | PersonBirthDate
            ! | A1        |               |            | 2020-08-31
              | A2        |               |            | 2020-09-01
            ! | A3        |               | UN1        | 2015-01-01
              | A4        |               | UN2        | 2015-01-01
              | A5        |               | un7        | 2015-01-01
            ! | A6        |               | XX         | 2015-01-01
              | A7        | H801200001001 |            | 2015-01-01
              | A8        |               |            | 2015-01-01
              | A9        |               |            | 2015-01-01
              | B1        |               |            |
        """,
        CINdetails="""
              | LAchildID | ReferralNFA
              | A1        | false
              | A2        | false
              | A3        | 0
              | A3        | 1
              | A4        | false
              | A5        | false
              | A6        | false
              | A7        | false
              | A8        | true
              | A9        |
              | B1        | false
        """,
    )


def test_8772_un7_is_only_for_children_with_no_further_action():
    flags(
        "8772",
        ChildIdentifiers="""
              | LAchildID | UPNunknown
            ! | A1        | UN7
              | A2        | UN7
              | A3        | UN2
            ! | A4        | UN7
              | A5        |
              | A6        | UN7
        """,
        CINdetails="""
              | LAchildID | ReferralNFA
            ! | A1        | false
              | A1        | true
              | A2        | TRUE
              | A3        | false
            ! | A4        |
              | A5        | false
        """,
    )
