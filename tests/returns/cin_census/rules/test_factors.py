"""The factors that an assessment found."""

import polars as pl
from tests.returns.cin_census.rules.census import HEADER, flags, table
from tests.returns.marked import flagged

from everycase.returns import cin_census

KEYS = {"LAchildID": "A1", "CINdetailsID": 1}


def _rows_flagged(code: str, *factors: object, ended: str | None = "2025-06-01") -> set[int | None]:
    """Rows of Assessments that a rule flags, each with these factors as a list."""
    assessments = pl.DataFrame(
        {"AssessmentFactors": factors, "AssessmentAuthorisationDate": [ended] * len(factors)},
        schema={"AssessmentFactors": pl.List(pl.String), "AssessmentAuthorisationDate": pl.String},
    )
    result = cin_census.check({"Assessments": assessments}, collection_year=2026, rules=[code])
    return {row for _, row in flagged(result, code)}


def test_8614_factors_are_only_for_an_ended_assessment():
    assert _rows_flagged("8614", ["1A"], [], None, ended=None) == {0}
    assert _rows_flagged("8614", ["1A"], [], None) == set()


def test_8869_no_factors_identified_stands_alone():
    assert _rows_flagged("8869", ["21", "1A"], ["21"], ["21", "21"], ["1A", "2B"], [], None) == {0}


def test_8945q_18a_is_not_used():
    assert _rows_flagged("8945Q", ["18A"], ["1A", "18a"], ["18B"], ["19A"], [], None) == {0, 1}


def test_8950q_19a_is_not_used():
    assert _rows_flagged("8950Q", ["19A"], ["1A", "19a"], ["19B"], ["18A"], [], None) == {0, 1}


def test_factors_may_be_written_in_one_cell():
    flags(
        "8869",
        Assessments="""
              | AssessmentFactors
            ! | 21, 1A
              | 21
            ! | ['1A', '21']
              |
        """,
    )


def test_8873q_the_only_assessment_found_nothing_and_the_case_is_closed_after_it():
    flags(
        "8873Q",
        CINdetails="""
              | LAchildID | CINdetailsID | ReasonForClosure
              | A1        | 1            | RC8
              | A1        | 2            | RC9
            ! | A2        | 1            | RC7
            ! | A3        | 1            |
              | A4        | 1            | RC7
              | A5        | 1            | RC7
        """,
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentID
              | A1        | 1            | 1
              | A1        | 2            | 1
            ! | A2        | 1            | 1
            ! | A3        | 1            | 1
              | A4        | 1            | 1
              | A4        | 1            | 2
              | A5        | 1            | 1
        """,
        AssessmentFactorsList="""
              | LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
              | A1        | 1            | 1            | 21
              | A1        | 2            | 1            | 21
              | A2        | 1            | 1            | 21
              | A3        | 1            | 1            | 21
              | A4        | 1            | 1            | 21
              | A5        | 1            | 1            | 1A
              | A5        | 1            | 1            |
        """,
    )


def test_8897q_an_ended_assessment_has_valid_factors():
    flags(
        "8897Q",
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
              | A1        | 1            | 1            | 2025-04-01
            ! | A1        | 2            | 1            | 2025-04-01
            ! | A2        | 1            | 1            | 2025-06-01
            ! | A3        | 1            | 1            | 2025-06-01
              | A4        | 1            | 1            | 2025-03-31
              | A5        | 1            | 1            |
              | A6        | 1            | 1            | 2025-06-01
        """,
        AssessmentFactorsList="""
              | LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
              | A1        | 1            | 1            | 1A
              | A2        | 1            | 1            | 1A
            ! | A2        | 1            | 1            | 99Z
            ! | A3        | 1            | 1            |
              | A5        | 1            | 1            | 99Z
              | A6        | 1            | 1            | 18A
        """,
    )


def test_8897q_without_an_episode_an_assessment_is_the_childs():
    flags(
        "8897Q",
        Assessments="""
              | LAchildID | AssessmentID | AssessmentAuthorisationDate
              | A1        | 1            | 2025-06-01
            ! | A1        | 2            | 2025-06-01
        """,
        AssessmentFactorsList="""
              | LAchildID | AssessmentID | AssessmentFactor
              | A1        | 1            | 1A
        """,
    )


def test_8898_an_assessment_has_each_factor_once():
    flags(
        "8898",
        Assessments="""
              | LAchildID | CINdetailsID | AssessmentID
            ! | A1        | 1            | 1
              | A1        | 1            | 2
              | A2        | 1            | 1
        """,
        AssessmentFactorsList="""
              | LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
            ! | A1        | 1            | 1            | 1A
              | A1        | 1            | 1            | 2B
            ! | A1        | 1            | 1            | 1A
              | A1        | 1            | 2            | 1A
              | A2        | 1            | 1            |
              | A2        | 1            | 1            |
        """,
    )


def test_the_list_of_factors_is_read_by_assessment_not_by_ordinal_alone():
    # Both episodes have an assessment 1: the factor belongs to the first one's.
    tables = {
        "Header": table(HEADER),
        "Assessments": pl.DataFrame(
            [
                {**KEYS, "AssessmentID": 1, "AssessmentAuthorisationDate": "2025-06-01"},
                {**KEYS, "CINdetailsID": 2, "AssessmentID": 1, "AssessmentAuthorisationDate": "2025-06-01"},
            ]
        ),
        "AssessmentFactorsList": pl.DataFrame([{**KEYS, "AssessmentID": 1, "AssessmentFactor": "1A"}]),
    }
    result = cin_census.check(tables, collection_year=2026, rules=["8897Q"])
    assert flagged(result, "8897Q") == {("Assessments", 1)}
