"""Disabilities."""

from tests.returns.cin_census.rules.census import fires, flags

SEVEN = ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR"]


def _returned(*pairs: tuple[str, str]) -> str:
    return "\n".join(["| LAchildID | Disability", *(f"| {child} | {code}" for child, code in pairs)])


def test_2887q_eight_codes_are_used_besides_none():
    seven = [("A1", code) for code in SEVEN]
    assert fires("2887Q", Disabilities=_returned(*seven, ("A2", "NONE"), ("A3", ""), ("A4", "MOB")))
    assert not fires("2887Q", Disabilities=_returned(*seven, ("A2", "VIS")))
    assert fires("2887Q", Disabilities=_returned())


def test_2888q_some_child_has_more_than_one_code():
    assert fires("2888Q", Disabilities=_returned(("A1", "MOB"), ("A2", "VIS"), ("A2", "NONE"), ("A3", "")))
    assert not fires("2888Q", Disabilities=_returned(("A1", "MOB"), ("A2", "VIS"), ("A2", "LD")))
    assert not fires("2888Q", Disabilities=_returned(("A1", "NONE")))
    assert not fires("2888Q", Disabilities=_returned())


def test_8540_a_child_who_is_born_and_whose_referral_went_on_has_valid_codes():
    flags(
        "8540",
        ChildIdentifiers="""
              | LAchildID | PersonBirthDate
              | A1        | 2015-01-01
            ! | A2        | 2015-01-01
            ! | A3        | 2015-01-01
            ! | A4        | 2015-01-01
              | A5        |
              | A6        | 2015-01-01
              | A7        | 2015-01-01
        """,
        CINdetails="""
              | LAchildID | ReferralNFA
              | A1        | false
              | A2        | 0
              | A3        | false
              | A4        | true
              | A4        | false
              | A5        | false
              | A6        | true
              | A7        |
        """,
        Disabilities="""
              | LAchildID | Disability
              | A1        | NONE
            ! | A3        | XXX
              | A3        | MOB
            ! | A4        |
              | A5        | XXX
              | A6        | XXX
        """,
    )


def test_8790_none_stands_alone():
    flags(
        "8790",
        Disabilities="""
              | LAchildID | Disability
              | A1        | NONE
            ! | A1        | MOB
              | A2        | NONE
              | A3        | MOB
              | A4        | none
            ! | A4        | VIS
              | A5        | NONE
              | A5        |
              |           | NONE
              |           | MOB
        """,
    )


def test_8794_a_child_has_each_code_once():
    flags(
        "8794",
        Disabilities="""
              | LAchildID | Disability
            ! | A1        | MOB
              | A1        | VIS
            ! | A1        | MOB
              | A2        | MOB
              | A3        |
              | A3        |
              |           | MOB
              |           | MOB
        """,
    )
