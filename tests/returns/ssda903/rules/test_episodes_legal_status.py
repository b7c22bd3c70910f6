"""Legal statuses: how long one may last, short breaks, and age when care ends."""

import pytest
from tests.returns.ssda903.rules.cases import flags


@pytest.mark.parametrize(
    ("code", "status", "last_day", "too_late"),
    [("361", "L1", "04/06/2026", "05/06/2026"), ("362", "L2", "22/06/2026", "23/06/2026")],
)
def test_police_protection_and_emergency_orders_do_not_last(code, status, last_day, too_late):
    """72 hours and 21 days; episodes that go on from each other are one."""
    flags(
        code,
        Episodes=f"""
              | CHILD | LS       | DECOM      | DEC
            ! | A1    | {status} | 01/06/2026 | {too_late}
              | A2    | {status} | 01/06/2026 | {last_day}
            ! | A3    | {status} | 02/06/2026 | {too_late}
            ! | A3    | {status} | 01/06/2026 | 02/06/2026
              | A4    | {status} | 01/06/2026 | 02/06/2026
              | A4    | {status} | 03/06/2026 | {too_late}
              | A5    | {status} | 01/06/2026 | 02/06/2026
              | A5    | C2       | 02/06/2026 | {too_late}
            ! | A6    | {status} | 01/06/2026 |
              | A7    | {status} | 31/03/2027 |
              | A8    | {status} |            | {too_late}
              | A9    |          | 01/06/2026 | {too_late}
              |       | {status} | 01/06/2026 | 02/06/2026
              |       | {status} | 02/06/2026 | {last_day}
        """,
    )


@pytest.mark.parametrize(
    ("code", "status", "last_day", "too_late"),
    [("363", "L3", "08/06/2026", "09/06/2026"), ("364", "J2", "22/06/2026", "23/06/2026")],
)
def test_assessment_orders_and_custody_do_not_last(code, status, last_day, too_late):
    """7 and 21 days; episodes that adjoin or overlap are counted together."""
    flags(
        code,
        Episodes=f"""
              | CHILD | LS       | DECOM      | DEC
            ! | A1    | {status} | 01/06/2026 | {too_late}
              | A2    | {status} | 01/06/2026 | {last_day}
            ! | A3    | {status} | 02/06/2026 | {last_day}
            ! | A3    | {status} | 01/06/2026 | 03/06/2026
              | A4    | {status} | 01/06/2026 | 02/06/2026
              | A4    | {status} | 03/06/2026 | {too_late}
              | A5    | {status} | 01/06/2026 | 02/06/2026
              | A5    | C2       | 02/06/2026 | {too_late}
            ! | A6    | {status} | 01/06/2026 |
              | A7    | {status} | 31/03/2027 |
              | A8    | {status} |            | {too_late}
              | A9    |          | 01/06/2026 | {too_late}
            ! | B1    | {status} | 02/06/2026 | {too_late}
            ! | B1    | {status} | 01/06/2026 | 02/06/2026
              |       | {status} | 01/06/2026 | 03/06/2026
              |       | {status} | 02/06/2026 | {last_day}
        """,
    )


def test_365_a_short_break_is_of_17_days():
    flags(
        "365",
        Episodes="""
              | LS | DECOM      | DEC
            ! | V3 | 01/06/2026 | 19/06/2026
              | V3 | 01/06/2026 | 18/06/2026
            ! | V3 | 13/03/2027 |
              | V3 | 14/03/2027 |
              | V4 | 01/06/2026 | 19/06/2026
              |    | 01/06/2026 | 19/06/2026
              | V3 |            | 19/06/2026
        """,
    )


def test_366_a_short_break_is_in_one_placement():
    flags(
        "366",
        Episodes="""
              | LS | RNE
              | V3 | S
            ! | V3 | P
            ! | V3 |
              | V4 | P
              |    | P
        """,
    )


def test_367_short_breaks_come_to_75_days_a_year():
    flags(
        "367",
        Episodes="""
              | CHILD | LS | DECOM      | DEC
            ! | A1    | V3 | 01/06/2026 | 10/07/2026
            ! | A1    | V3 | 01/08/2026 | 07/09/2026
              | A1    | C2 | 01/10/2026 | 01/12/2026
              | A1    | V3 | 01/10/2026 | 01/10/2026
              | A1    | V3 | 01/02/2026 | 31/03/2026
              | A2    | V3 | 01/06/2026 | 10/07/2026
              | A2    | V3 | 01/08/2026 | 06/09/2026
              | A3    | V3 | 01/01/2026 | 15/06/2026
            ! | A4    | V3 | 01/01/2026 | 16/06/2026
              | A5    | V3 | 15/01/2027 |
            ! | A6    | V3 | 14/01/2027 |
              | A7    | V3 |            | 01/12/2026
              | A8    |    | 01/06/2026 | 01/12/2026
              |       | V3 | 01/06/2026 | 01/12/2026
        """,
    )


def test_389_adults_services_take_over_from_16():
    flags(
        "389",
        Header="""
              | CHILD | DOB
              | A1    | 01/06/2010
              | A2    |
        """,
        Episodes="""
              | CHILD | REC | DEC
            ! | A1    | E7  | 31/05/2026
              | A1    | E7  | 01/06/2026
            ! | A1    | E7  |
              | A1    | E8  | 31/05/2026
              | A1    |     | 31/05/2026
            ! | A2    | E7  | 01/06/2026
            ! | A3    | E7  | 01/06/2026
        """,
    )


def test_399_short_breaks_alone_have_no_reviews_or_motherhood():
    flags(
        "399",
        Header="""
              | CHILD | MOTHER
            ! | A1    | 0
              | A2    |
              | A3    | 1
              | A4    |
              | A5    | 1
        """,
        Episodes="""
              | CHILD | LS
            ! | A1    | V3
            ! | A2    | V4
            ! | A2    | V4
              | A3    | V4
              | A3    | C2
              | A4    | V4
              | A6    |
        """,
        Reviews="""
              | CHILD | REVIEW     | REVIEW_CODE
            ! | A2    | 01/06/2026 |
            ! | A2    |            | PN1
              | A2    |            |
              | A3    | 01/06/2026 | PN1
              | A4    |            |
              | A6    | 01/06/2026 | PN1
              |       | 01/06/2026 | PN1
        """,
    )


def test_407_a_special_guardian_is_for_those_under_18():
    flags(
        "407",
        Header="""
              | CHILD | DOB
              | A1    | 01/06/2008
              | A2    | 02/06/2008
              | A3    |
              | A4    | 01/06/2008
              | A5    | 01/06/2008
        """,
        Episodes="""
              | CHILD | REC | DEC
            ! | A1    | E45 | 01/06/2026
              | A2    | E46 | 01/06/2026
              | A3    | E47 | 01/06/2026
              | A4    | E44 | 01/06/2026
              | A4    |     | 01/06/2026
              | A4    | E48 |
            ! | A5    | E48 | 01/07/2026
        """,
    )


def test_426_not_both_kinds_of_short_break_in_a_year():
    flags(
        "426",
        Episodes="""
              | CHILD | LS
            ! | A1    | V3
            ! | A1    | V4
              | A1    | C2
            ! | A1    | V3
              | A2    | V3
              | A2    | V3
              | A3    | V4
              | A3    |
              |       | V3
              |       | V4
        """,
    )


def test_446_no_placement_order_before_december_2005():
    flags(
        "446",
        Episodes="""
              | LS | DECOM
            ! | E1 | 30/11/2005
              | E1 | 01/12/2005
              | E1 |
              | C2 | 30/11/2005
              |    | 30/11/2005
        """,
    )
