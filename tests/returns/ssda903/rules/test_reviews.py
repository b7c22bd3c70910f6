"""Reviews of the child's case. The child is born on 10 May 2022."""

from tests.returns.ssda903.rules.cases import flags


def test_166_a_review_has_a_date():
    flags(
        "166",
        Reviews="""
              | REVIEW
              | 01/05/2026
            ! | 31/06/2026
            ! |
        """,
    )


def test_167_how_the_child_took_part_is_in_the_list():
    flags(
        "167",
        Reviews="""
              | REVIEW     | REVIEW_CODE
              | 01/05/2026 | PN0
              | 01/05/2026 | pn7
            ! | 01/05/2026 | PN8
            ! | 01/05/2026 |
            ! |            | PN1
            ! | 31/06/2026 | PN1
              |            |
        """,
    )


def test_440_pn0_is_for_those_under_4():
    # Still on the fourth birthday.
    flags(
        "440",
        Reviews="""
              | DOB        | REVIEW     | REVIEW_CODE
              | 10/05/2022 | 10/05/2026 | PN0
            ! | 10/05/2022 | 11/05/2026 | PN0
              | 10/05/2022 | 11/05/2026 | PN1
              | 10/05/2022 | 11/05/2026 |
              |            | 11/05/2026 | PN0
              | 10/05/2022 |            | PN0
        """,
    )


def test_441_the_other_codes_are_for_those_of_4_or_over():
    flags(
        "441",
        Reviews="""
              | DOB        | REVIEW     | REVIEW_CODE
            ! | 10/05/2022 | 09/05/2026 | PN1
            ! | 10/05/2022 | 09/05/2026 | PN7
              | 10/05/2022 | 10/05/2026 | PN1
              | 10/05/2022 | 09/05/2026 | PN0
              | 10/05/2022 | 09/05/2026 | PN8
              | 10/05/2022 | 09/05/2026 |
              |            | 09/05/2026 | PN1
              | 10/05/2022 |            | PN1
        """,
    )
