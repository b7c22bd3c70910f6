"""What a review says of the returns that were checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from everycase.analysis.wording import plural
from everycase.cli.console import day_in_words, out, say, sentence
from everycase.record.schema import Format
from everycase.review.return_tally import tally
from everycase.review.returns import CheckedReturn
from everycase.standards.answers import FORMAT_NAMES


def say_returns(checks: Iterable[CheckedReturn]) -> None:
    """What the rules of each return flag: errors, queries, and how many rules could not be judged."""
    for check in checks:
        unjudged = tally(check).unjudged
        apart = f"; {plural(unjudged, 'rule')} could not be judged" if unjudged else ""
        out.print()
        say(f"{counts(check)}{apart}.", lead=f"{named(check)}, checked as of {day_in_words(check.as_of)}:")


def counts(check: CheckedReturn) -> str:
    """'12 errors and 1 query, of 9 children, by 4 rules', or that there is none."""
    told = tally(check)
    if not told.errors + told.queries:
        return "no rule flags anything"
    found = f"{plural(told.errors, 'error')} and {plural(told.queries, 'query', 'queries')}"
    by = plural(told.error_rules + told.query_rules, "rule")
    return f"{found}, of {plural(told.children, 'child', 'children')}, by {by}"


def named(check: CheckedReturn) -> str:
    """'SSDA903 return of 2025/26'."""
    year = check.collection_year
    return f"{sentence(FORMAT_NAMES[Format(check.name)])} of {year - 1}/{year % 100:02}"


def in_json(check: CheckedReturn) -> dict[str, Any]:
    """A checked return as a program wants it: which, of when, how many findings, how the rules came out."""
    outcomes: dict[str, int] = dict(check.rules.group_by("outcome").len().iter_rows())
    told = tally(check)
    return {
        "return": check.name,
        "collection_year": check.collection_year,
        "as_of": check.as_of,
        "findings": check.findings.height,
        "rules_flagging": {"error": told.error_rules, "query": told.query_rules},
        "rules": outcomes,
    }
