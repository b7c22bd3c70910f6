"""URNs, against a list of three providers: SC000001 of ours, SC000002 (closed), SC000003 without details."""

import pytest
from tests.returns.ssda903.rules.cases import REFERENCE, became, flags


def test_218_a_setting_has_its_number():
    flags(
        "218",
        reference=REFERENCE,
        Episodes="""
              | PLACE | DEC        | URN      | PL_POST
            ! | K2    |            |          | AA1 1AA
            ! | K2    | 01/04/2026 |          | AA1 1AA
              | K2    | 31/03/2026 |          | AA1 1AA
              | K2    |            | SC000001 | AA1 1AA
              | K2    |            | XXXXXXX  | AA1 1AA
              | K2    |            |          | CC1 1CC
            ! | K2    |            |          | ZZ1 1ZZ
            ! | K2    |            |          |
            ! |       |            |          | AA1 1AA
              | P1    |            |          | AA1 1AA
              | R5    |            |          | AA1 1AA
              | T0    |            |          | AA1 1AA
              | Z14   |            |          | AA1 1AA
        """,
    )


@pytest.mark.parametrize("outside", ["CON", "NIR", "SCO", "WAL", "NUK"])
def test_218_not_outside_england(outside):
    flags(
        "218",
        Episodes=f"""
              | PLACE | DEC | URN | PL_LA
              | K2    |     |     | {outside}
            ! | K2    |     |     | E10000001
        """,
    )


def test_219_a_number_is_of_such_a_place():
    flags(
        "219",
        reference=REFERENCE,
        Episodes="""
              | URN      | PLACE
              | SC000001 | K2
              | SC000001 | R3
            ! | SC000001 | U6
            ! | SC000001 |
            ! | SC000003 | K2
            ! | SC999999 | K2
              | XXXXXXX  | K2
              |          | K2
        """,
    )


def test_221_a_number_is_at_the_postcode():
    flags(
        "221",
        reference=REFERENCE,
        Episodes="""
              | URN      | LS | PLACE | PL_POST
              | SC000001 | C2 | K2    | AA1 1AA
              | sc000001 | C2 | K2    | aa11aa
            ! | SC000001 | C2 | K1    | AA1 2AB
            ! | SC000001 |    | K3    | AA1 2AB
            ! | SC999999 | C2 | R3    | AA1 1AA
            ! | SC000003 | C2 | S1    | AA1 1AA
              | SC000001 | V3 | K2    | AA1 2AB
              | SC000001 | V4 | K2    | AA1 2AB
              | SC000001 | C2 | U6    | AA1 2AB
              | SC000001 | C2 |       | AA1 2AB
              | SC000001 | C2 | K2    |
              | XXXXXXX  | C2 | K2    | AA1 2AB
              |          | C2 | K2    | AA1 2AB
        """,
    )


def test_222_some_places_have_no_number():
    flags(
        "222",
        Episodes="""
              | PLACE | URN
            ! | P1    | SC000001
            ! | P3    | SC000001
            ! | R1    | SC000001
            ! | R2    | SC000001
            ! | R5    | SC000001
            ! | T0    | SC000001
            ! | T4    | SC000001
            ! | Z11   | SC000001
            ! | Z14   | SC000001
              | P1    | XXXXXXX
              | P1    |
              | K2    | SC000001
              |       | SC000001
        """,
    )


def test_224_a_number_is_of_such_a_provider():
    flags(
        "224",
        reference=REFERENCE,
        Episodes="""
              | URN      | PLACE_PROVIDER
              | SC000001 | PR1
              | SC000001 | PR4
            ! | SC000001 | PR5
            ! | SC000001 |
            ! | SC000003 | PR1
            ! | SC999999 | PR1
              | XXXXXXX  | PR5
              |          | PR5
        """,
    )


def test_227_no_episode_starts_at_a_closed_setting():
    flags(
        "227",
        reference=REFERENCE,
        Episodes="""
              | URN      | DECOM
              | SC000002 | 29/09/2026
            ! | SC000002 | 30/09/2026
              | SC000002 |
              | SC000001 | 30/09/2026
              | SC999999 | 30/09/2026
              | XXXXXXX  | 30/09/2026
              |          | 30/09/2026
        """,
    )


def test_228_no_episode_goes_on_at_a_closed_setting():
    flags(
        "228",
        reference=REFERENCE,
        Episodes="""
              | URN      | DEC
              | SC000002 | 30/09/2026
            ! | SC000002 | 01/10/2026
            ! | SC000002 |
              | SC000001 |
              | SC999999 |
              | XXXXXXX  |
              |          | 01/10/2026
        """,
    )


def test_229_own_provision_is_by_our_authority():
    flags(
        "229",
        reference=REFERENCE,
        Episodes="""
              | URN      | PLACE_PROVIDER
              | SC000001 | PR1
            ! | SC000001 | PR2
            ! | SC000002 | PR1
              | SC000002 | PR2
              | SC000002 | PR4
              | SC000002 |
              | SC000003 | PR1
              | SC999999 | PR1
              | XXXXXXX  | PR2
              |          | PR2
        """,
    )


def test_1008_a_number_is_in_the_list():
    flags(
        "1008",
        reference=REFERENCE,
        Episodes="""
              | URN
              | SC000001
              | sc000002
            ! | SC999999
            ! | XXXXXX
              | XXXXXXX
              |
        """,
    )


@pytest.mark.parametrize("code", ["219", "221", "224", "227", "228", "229", "1008"])
def test_without_the_list_it_cannot_be_told(code):
    episodes = """
          | URN      | LS | PLACE | PLACE_PROVIDER | PL_POST | DECOM      | DEC
          | SC999999 | C2 | K2    | PR1            | AA1 1AA | 01/06/2026 |
    """
    assert became(code, Episodes=episodes) == "cannot tell"
