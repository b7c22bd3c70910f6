"""The pages of the returns' rules: every rule, what it is about, and the tests that show it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docs.pages.markdown import code, page, table

from everycase.analysis.returns.flagged import KIND
from everycase.analysis.returns.forms import FORMS, Form
from everycase.returns.rules import Rule

TESTS = Path(__file__).resolve().parents[2] / "tests" / "returns"
NAMES = ("ssda903", "cin_census")
"""The returns that have a page."""
TESTED = "Shown in"


def pages() -> dict[str, str]:
    """Path → text, a page a return."""
    return {f"returns/{name}.md": _page(FORMS[name]) for name in NAMES}


def tests_of(name: str) -> Mapping[str, list[str]]:
    """Each rule of a return, by code → the test files that name it."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in TESTS.glob(f"{name}/rules/test_*.py")}
    return {
        rule.code: sorted(file for file, text in texts.items() if f'"{rule.code}"' in text)
        for rule in FORMS[name].rules
    }


def _page(form: Form) -> str:
    rules = form.rules_in(form.newest)
    tests = tests_of(form.name)
    errors = sum(rule.severity.value == "error" for rule in rules.values())
    rows = (_row(rule, tests[key]) for key, rule in rules.items())
    return page(
        f"Rules: {form.title}",
        f"The DfE's {len(rules)} rules for the year that ends on 31 March {form.newest}, word for word: "
        f"{errors} flag errors, and {len(rules) - errors} queries. Source: {form.source}. "
        f"`everycase return rules {form.name} CODE` explains one, and [how to check a return]"
        "(../../how-to/check-a-return.md) says how they are run.",
        table(("Rule", "Kind", "What the DfE says", "About", "Since", TESTED), rows),
    )


def _row(rule: Rule, tests: list[str]) -> tuple[object, ...]:
    about = f"{', '.join(rule.tables)}: {', '.join(rule.field_names)}"
    shown = ", ".join(code(file) for file in tests)
    return rule.code, KIND[rule.severity.value], rule.message, about, rule.since or "", shown


__all__ = ["NAMES", "TESTED", "pages", "tests_of"]
