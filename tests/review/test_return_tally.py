"""How a return stands in numbers, by a small check written by hand."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.review.findings import FINDINGS
from everycase.review.return_tally import Tally, rules_that_fire, tally, unjudged_by_reason
from everycase.review.returns import ROWS, RULES, CheckedReturn

DAY = date(2026, 5, 12)
OUTCOMES = (
    ("cin-100", "Date is incorrect", "error", "flagged", 1, ""),
    ("cin-4180", "Sex is missing", "error", "flagged", 3, ""),
    ("cin-8585Q", "Please check", "query", "flagged", 1, ""),
    ("cin-8610", "Need is missing", "error", "clear", 0, ""),
    ("cin-2889", "No enquiry", "error", "not run", 0, "Section47 isn't supplied."),
    ("cin-2990", "No enquiry that ended", "query", "not run", 0, "Section47 isn't supplied."),
    ("cin-1008", "Not listed", "error", "cannot tell", 0, "There is no list."),
)
FOUND = (
    ("cin-100", 2, None),
    ("cin-4180", 2, "Amira"),
    ("cin-4180", 2, "Amira"),
    ("cin-4180", 2, "Ben"),
    ("cin-8585Q", 1, "Ben"),
)


def check() -> CheckedReturn:
    findings = [
        {"standard": rule, "severity": severity, "child_id": child} for rule, severity, child in FOUND
    ]
    names = ("standard", "message", "severity", "outcome", "flagged", "reason")
    rules = [dict(zip(names, row, strict=True)) for row in OUTCOMES]
    return CheckedReturn(
        "cin_census",
        2026,
        DAY,
        pl.DataFrame(findings, schema=dict(FINDINGS)),
        pl.DataFrame(schema=dict(ROWS)),
        pl.DataFrame(rules, schema=dict(RULES)),
    )


def test_rows_and_rules_are_counted_apart_and_what_was_not_judged_is_not_clear():
    assert tally(check()) == Tally(
        "cin_census",
        2026,
        DAY,
        errors=4,
        error_rules=2,
        queries=1,
        query_rules=1,
        children=2,
        clear=1,
        unjudged=3,
    )
    assert tally(check()).in_json()["as_of"] == "2026-05-12"


def test_errors_come_first_then_what_flags_most():
    assert rules_that_fire(check()).select("standard", "flagged", "children").rows() == [
        ("cin-4180", 3, 2),
        ("cin-100", 1, 0),
        ("cin-8585Q", 1, 1),
    ]


def test_what_was_not_judged_is_grouped_by_its_reason_with_the_dfes_codes():
    assert unjudged_by_reason(check()).rows() == [
        ("Section47 isn't supplied.", 2, "2889, 2990"),
        ("There is no list.", 1, "1008"),
    ]


def test_a_check_that_finds_nothing_counts_nothing():
    nothing = CheckedReturn(
        "ssda903", 2026, DAY, *(frame.clear() for frame in (check().findings, check().rows, check().rules))
    )
    assert tally(nothing) == Tally("ssda903", 2026, DAY, 0, 0, 0, 0, 0, 0, 0)
