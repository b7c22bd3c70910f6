"""Assessments: when they start and end, and that one follows another."""

from tests.returns.cin_census.rules.census import flags


def test_1103_an_assessment_does_not_start_before_the_referral():
    flags(
        "1103",
        CINdetails="""
              | LAchildID | CINdetailsID | CINreferralDate
            ! | A1        | 1            | 2025-06-02
              | A1        | 2            | 2025-06-02
              | A2        | 1            |
              | A3        | 1            | 2025-06-02
        """,
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentActualStartDate
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            | 2025-06-02
              | A2        | 1            | 2025-06-01
              | A3        | 1            |
              | A3        | 2            | 2025-06-01
              | A4        | 1            | 2025-06-01
        """,
    )


def test_8608_an_assessment_does_not_end_before_it_starts():
    flags(
        "8608",
        Assessments="""
              | AssessmentActualStartDate | AssessmentAuthorisationDate
            ! | 2025-06-02                | 2025-06-01
              | 2025-06-01                | 2025-06-01
              |                           | 2025-06-01
              | 2025-06-02                |
        """,
    )


def test_8670q_an_assessment_is_ended_within_45_working_days():
    # Nine weeks of five days before Tuesday 31 March 2026, none of them a bank holiday: 27 January.
    flags(
        "8670Q",
        Assessments="""
              | AssessmentActualStartDate | AssessmentAuthorisationDate
            ! | 2026-01-26                |
              | 2026-01-27                |
              | 2026-01-26                | 2026-03-01
              |                           |
        """,
    )


def test_8696_an_assessment_ends_in_the_census_year():
    flags(
        "8696",
        Assessments="""
              | AssessmentAuthorisationDate
            ! | 2025-03-31
              | 2025-04-01
              | 2026-03-31
            ! | 2026-04-01
              |
        """,
    )


def test_8736_an_assessment_not_ended_starts_in_the_census_year():
    flags(
        "8736",
        Assessments="""
              | AssessmentActualStartDate | AssessmentAuthorisationDate
            ! | 2025-03-31                |
              | 2025-04-01                |
              | 2026-03-31                |
            ! | 2026-04-01                |
            ! |                           |
              | 2025-03-31                | 2025-05-01
        """,
    )


def test_8863q_assessments_of_an_episode_do_not_overlap():
    flags(
        "8863Q",
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate
              | A1        | 1            | 2025-05-01                | 2025-06-01
            ! | A1        | 1            | 2025-06-01                | 2025-07-01
              | A1        | 2            | 2025-06-01                | 2025-07-01
              | A2        | 1            | 2025-05-01                | 2025-05-31
              | A2        | 1            | 2025-06-01                |
              | A3        | 1            | 2025-05-01                |
            ! | A3        | 1            | 2026-03-31                |
              | A4        | 1            | 2025-05-01                |
              | A4        | 1            | 2026-04-01                |
              | A5        | 1            | 2025-05-01                | 2025-06-01
              | A5        | 1            | 2025-05-01                | 2025-06-01
              | A6        | 1            | 2025-05-01                |
              | A6        | 1            | 2025-05-01                |
              | A7        | 1            |                           | 2025-06-01
              | A7        | 1            | 2025-05-20                |
              |           | 1            | 2025-05-01                | 2025-06-01
              |           | 1            | 2025-05-20                | 2025-06-20
        """,
    )


def test_8867_a_closed_case_has_its_assessments_ended():
    flags(
        "8867",
        CINdetails="""
              | LAchildID | CINdetailsID | CINclosureDate
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            |
              | A2        | 1            | 2025-06-01
        """,
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentAuthorisationDate
            ! | A1        | 1            |
              | A1        | 1            | 2025-05-01
              | A1        | 2            |
              | A2        | 2            |
        """,
    )


def test_8896_an_episode_has_one_open_assessment():
    flags(
        "8896",
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentAuthorisationDate
            ! | A1        | 1            |
            ! | A1        | 1            |
            ! | A1        | 1            | 2025-06-01
              | A1        | 2            |
              | A2        | 1            |
              | A2        | 1            | 2025-06-01
              |           | 1            |
              |           | 1            |
        """,
    )
