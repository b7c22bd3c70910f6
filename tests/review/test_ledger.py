"""The returns' findings among a review's: one check of each, and what becomes of them in a comparison."""

from datetime import date

import polars as pl
import pytest
from tests.returns.marked import parse
from tests.tables import given

from everycase.returns import ssda903
from everycase.returns.checking import check
from everycase.returns.facts import Facts
from everycase.returns.rules import Rule, rows
from everycase.review.compare import COMPARISON
from everycase.review.findings import FINDINGS
from everycase.review.ledger import compare_reviews, with_returns
from everycase.review.returns import keep
from everycase.review.review import open_review, review, save
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings

FACTS = Facts(tables=ssda903.TABLES, child="CHILD", dates="%d/%m/%Y")
RULE = Rule("1", "Sex is wrong.", rows("Header", pl.col("SEX") == "X"), fields="SEX")
WORKERS = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    Amira    | W1        | T1      | ALLOCATED | 2026-01-01 | 2026-03-01
    Amira    | W2        | T2      | ALLOCATED | 2026-03-01 |
"""
CASE = "assessment-no-factors"
ASSESSMENTS = """
    assessment_id | child_id | started_on | authorised_on | factors
    A1            | Amira    | 2026-02-01 | 2026-03-01    |
"""
ONE = {CASE: catalogue()[CASE]}


def record(as_of: str):
    return given(as_of, involvements=WORKERS, assessments=ASSESSMENTS)


def checked(header: str, as_of: date):
    tables = {"Header": parse(header)[0]}
    result = check(FACTS, (RULE,), tables, collection_year=2026)
    return keep(
        "ssda903",
        collection_year=2026,
        as_of=as_of,
        tables=tables,
        result=result,
        rules={"1": RULE},
        facts=FACTS,
    )


WRONG, RIGHT = "| CHILD | SEX\n | Amira | X\n | Zoe | X", "| CHILD | SEX\n | Amira | F\n | Zoe | X"
APRIL, MAY = date(2026, 4, 9), date(2026, 5, 12)


def reviewed(as_of: date, *headers: str):
    of = record(as_of.isoformat())
    return of, with_returns(review(of, ONE, Settings()), of, [checked(header, as_of) for header in headers])


def statuses(before, after):
    compared = compare_reviews(before[1], after[1], (before[0], after[0]), ONE, Settings())
    assert compared.schema == pl.Schema(COMPARISON)
    return {
        (standard, child): status
        for standard, child, status in compared.select("standard", "child_id", "status").iter_rows()
    }


def test_they_stand_among_the_reviews_own_with_whose_case_it_is_now():
    _, both = reviewed(APRIL, WRONG)
    assert both.findings.schema == pl.Schema(FINDINGS)
    told = both.findings.filter(kind="return").sort("child_id")
    assert told.select("child_id", "team_then", "worker_now", "team_now").rows() == [
        ("Amira", "T2", "W2", "T2"),
        ("Zoe", None, None, None),
    ]
    assert both.findings["kind"].unique().sort().to_list() == ["return", "rule"]


def test_joining_them_again_counts_none_twice():
    of, both = reviewed(APRIL, WRONG)
    again = with_returns(both, of, [checked(WRONG, APRIL)])
    assert again.findings.height == both.findings.height


def test_a_kept_review_has_the_checks_that_it_was_made_with(tmp_path):
    _, both = reviewed(APRIL, WRONG)
    save(both, tmp_path)
    kept = open_review(tmp_path)
    assert kept.findings.equals(both.findings)
    (check_of_it,) = kept.returns
    assert check_of_it.rules.equals(both.returns[0].rules)
    save(reviewed(APRIL)[1], tmp_path)
    assert open_review(tmp_path).returns == ()


def test_cases_and_returns_are_compared_each_by_its_own_proof():
    assert statuses(reviewed(APRIL, WRONG), reviewed(MAY, RIGHT)) == {
        (CASE, "Amira"): "still open",
        ("ssda903-1", "Amira"): "proved right",
        ("ssda903-1", "Zoe"): "still open",
    }


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [([], [WRONG], "new"), ([WRONG], [], "out of reach")],
    ids=["first", "left out"],
)
def test_a_return_that_one_of_the_two_reviews_lacks(before, after, status):
    found = statuses(reviewed(APRIL, *before), reviewed(MAY, *after))
    assert {key: one for key, one in found.items() if key[0] != CASE} == {
        ("ssda903-1", "Amira"): status,
        ("ssda903-1", "Zoe"): status,
    }
