"""About the child: birth, sex, ethnicity, death."""

import pytest
from tests.returns.cin_census.rules.census import fires, flags, table
from tests.returns.marked import only_marked

from everycase.returns import cin_census


def _children(*sexes: str, expected: int = 0) -> str:
    born = [f"| {sex} |" for sex in sexes]
    return "\n".join(["| Sex | ExpectedPersonBirthDate", *born, *["| U | 2026-06-01"] * expected])


def test_2886q_at_most_2_in_100_have_no_sex_recorded():
    assert not fires("2886Q", ChildIdentifiers=_children(*["F"] * 98, "U", ""))
    assert fires("2886Q", ChildIdentifiers=_children(*["F"] * 97, "U", "", "U"))
    assert not fires("2886Q", ChildIdentifiers=_children("F", "M", expected=9))
    assert not fires("2886Q", ChildIdentifiers="| Sex | ExpectedPersonBirthDate")


def test_4180_sex_is_m_f_or_u():
    flags(
        "4180",
        ChildIdentifiers="""
              | Sex
              | M
              | F
              | U
            ! | 1
            ! |
        """,
    )


@pytest.mark.parametrize(("year", "now"), [(2023, False), (2024, False), (2025, True), (2026, True)])
def test_until_the_census_of_2023_24_the_sex_was_gender_current(year, now):
    children = """
          | Sex | GenderCurrent | PersonBirthDate | ExpectedPersonBirthDate
        ? |     | 1             | 2015-06-01      |
        ? |     | 9             |                 | 2024-06-01
        ! |     |               |                 | 2024-06-01
          | U   |               |                 | 2024-06-01
    """
    before = children.replace("?", "!" if now else " ")
    only_marked(cin_census.check, "4180", year, ChildIdentifiers=before)
    only_marked(
        cin_census.check, "8750", year, ChildIdentifiers=before.replace("!", " ", 1) if now else before
    )
    one = {"ChildIdentifiers": table(children.replace("?", " ").replace("!", " ")).head(1)}
    result = cin_census.check(one, collection_year=year, rules=["2886Q"])
    assert result.findings.height == now


def test_4220_ethnicity_is_in_the_table():
    flags(
        "4220",
        ChildCharacteristics="""
              | Ethnicity
              | WBRI
              | NOBT
            ! | ZZZZ
            ! |
        """,
    )


def test_8520_a_child_is_born_by_the_end_of_the_census():
    flags(
        "8520",
        ChildIdentifiers="""
              | PersonBirthDate
              | 2026-03-31
            ! | 2026-04-01
              | 2026-13-01
              |
        """,
    )


def test_8525q_there_is_a_birth_date_or_an_expected_one():
    flags(
        "8525Q",
        ChildIdentifiers="""
              | PersonBirthDate | ExpectedPersonBirthDate
              | 2020-01-01      |
              |                 | 2026-06-01
            ! | 2020-01-01      | 2026-06-01
            ! |                 |
            ! | not a date      |
        """,
    )


def test_8530q_an_expected_birth_is_in_march_to_december():
    flags(
        "8530Q",
        ChildIdentifiers="""
              | ExpectedPersonBirthDate
            ! | 2026-02-28
              | 2026-03-01
              | 2026-12-31
            ! | 2027-01-01
              |
        """,
    )


def test_8535q_a_child_dies_after_being_born():
    flags(
        "8535Q",
        ChildIdentifiers="""
              | PersonBirthDate | PersonDeathDate
              | 2020-01-02      | 2020-01-02
            ! | 2020-01-02      | 2020-01-01
            ! |                 | 2020-01-01
              | 2020-01-02      |
              |                 |
        """,
    )


def test_8545q_a_death_is_in_the_census_year():
    flags(
        "8545Q",
        ChildIdentifiers="""
              | PersonDeathDate
            ! | 2025-03-31
              | 2025-04-01
              | 2026-03-31
            ! | 2026-04-01
              |
        """,
    )


def test_8555q_nobody_is_referred_after_death():
    flags(
        "8555Q",
        ChildIdentifiers="""
              | LAchildID | PersonDeathDate
            ! | A1        | 2025-06-01
              | A2        | 2025-06-01
              | A3        |
              |           | 2025-06-01
        """,
        CINdetails="""
              | LAchildID | CINreferralDate
              | A1        | 2025-06-01
            ! | A1        | 2025-06-02
              | A2        |
              | A3        | 2025-07-01
              |           | 2025-07-01
        """,
    )


def test_8750_an_unborn_child_has_sex_u():
    flags(
        "8750",
        ChildIdentifiers="""
              | PersonBirthDate | ExpectedPersonBirthDate | Sex
              |                 | 2026-06-01              | U
            ! |                 | 2026-06-01              | F
            ! |                 | 2026-06-01              |
              | 2025-06-01      | 2026-06-01              | F
              |                 |                         | F
        """,
    )


def test_8775q_nobody_is_over_25():
    flags(
        "8775Q",
        ChildIdentifiers="""
              | LAchildID | PersonBirthDate
            ! | A1        | 2001-03-30
              | A2        | 2001-03-31
              | A3        | 2000-06-10
            ! | A4        | 2000-06-10
              | A5        |
        """,
        CINdetails="""
              | LAchildID | CINclosureDate
            ! | A1        |
              | A2        |
              | A3        | 2025-06-10
            ! | A4        | 2025-06-11
              | A5        |
        """,
    )
