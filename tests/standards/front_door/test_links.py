"""One child, one record: numbers shared, likely duplicates, addresses, brothers and sisters."""

import pytest
from tests.tables import given, says, wrong

AS_OF = "2026-11-24"
BOTH_OPEN = """
    child_id | referral_id | referred_on | closed_on | no_further_action
    Amira    | r1          | 2026-07-01  |           | no
    Ben      | r2          | 2026-07-01  | {closed}  | no
"""


@pytest.mark.parametrize(
    ("bens", "broken"), [("A123456789012", ["Amira", "Ben"]), ("B123456789012", []), ("", [])]
)
def test_a_pupil_number_belongs_to_one_child(bens, broken):
    record = given(AS_OF, children=f"child_id | upn\nAmira | A123456789012\nBen | {bens}\nCara |")
    assert wrong(record, "upn-shared") == broken


def test_who_shares_the_number_is_said():
    record = given(AS_OF, children="child_id | upn\nAmira | A123456789012\nBen | A123456789012")
    assert set(says(record, "upn-shared")) == {"One unique pupil number is on the records of Amira, Ben."}


@pytest.mark.parametrize(
    ("twin", "broken"),
    [
        ("ROB   | Ash  | 2014-05-02", ["p1", "p2"]),
        ("Rob   | Ash  | 2014-05-03", []),
        ("Rowan | Ash  | 2014-05-02", []),
        ("Robin | Ashe | 2014-05-02", []),
        ("Robin |      | 2014-05-02", []),
    ],
)
def test_a_likely_duplicate_has_the_same_name_and_birth(twin, broken):
    record = given(
        AS_OF, children=f"child_id | forename | surname | born_on\np1 | Robin | Ash | 2014-05-02\np2 | {twin}"
    )
    assert wrong(record, "duplicate-person") == broken


@pytest.mark.parametrize(
    ("address", "broken"),
    [
        ("AB1 2CD | 2020-01-01 |", []),
        ("AB1 2CD | |", []),
        ("        | 2020-01-01 |", ["Amira"]),
        ("AB1 2CD | 2020-01-01 | 2026-11-24", ["Amira"]),
        ("AB1 2CD | 2026-11-25 |", ["Amira"]),
    ],
)
def test_an_open_case_has_a_current_address(address, broken):
    record = given(
        AS_OF,
        referrals=BOTH_OPEN.format(closed="2026-09-01"),
        addresses=f"child_id | postcode | from_on | to_on\nAmira | {address}",
    )
    assert wrong(record, "address-missing") == broken


@pytest.mark.parametrize(
    ("closed", "postcode", "families", "broken"),
    [
        ("", "AB1 2CD", "Amira | F1\nBen | F2", ["Amira", "Ben"]),
        ("", "ab12cd", "Amira | F1", ["Amira", "Ben"]),  # one place, however it is written
        ("", "AB1 2CD", "Amira | F1\nBen | F1", []),
        ("", "AB1 2CD", "Amira | F1\nAmira | F3\nBen | F3", []),  # one family in common is enough
        ("", "XY1 2ZZ", "Amira | F1\nBen | F2", []),
        ("2026-09-01", "AB1 2CD", "Amira | F1\nBen | F2", []),  # Ben's case is closed
    ],
)
def test_children_of_one_place_are_linked(closed, postcode, families, broken):
    record = given(
        AS_OF,
        referrals=BOTH_OPEN.format(closed=closed),
        addresses=f"child_id | postcode | to_on\nAmira | AB1 2CD |\nBen | {postcode} |",
        families=f"child_id | family_id\n{families}",
    )
    assert wrong(record, "referral-without-family-link") == broken


def test_children_of_one_mother_are_linked():
    record = given(
        AS_OF,
        referrals=BOTH_OPEN.format(closed=""),
        mothers="child_id | mother_id\nAmira | m1\nBen | m1",
        families="child_id | family_id\nAmira | F1",
    )
    assert wrong(record, "referral-without-family-link") == ["Amira", "Ben"]
