"""The pages of the returns' rules: every rule, what it is about, the tests that show it, what plants it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from docs.pages.markdown import code, page, table

from everycase.returns.flagged import KIND
from everycase.returns.forms import FORMS, Form
from everycase.returns.rules import Rule

TESTS = Path(__file__).resolve().parents[2] / "tests" / "returns"
OF_ALL_AT_ONCE = "test_every_rule.py"
"""Runs all rules at once, and names some only as exceptions."""
NAMES = ("ssda903", "cin_census")
"""The returns that have a page."""
PLANTERS = "everycase.synthetic.planting.returns"
TESTED, PLANTED = "Shown in", "Planted by"


def pages() -> dict[str, str]:
    """Path → text, a page a return."""
    return {f"returns/{name}.md": _page(FORMS[name]) for name in NAMES}


def tests_of(name: str) -> Mapping[str, list[str]]:
    """Each rule of a return, by code → the test files that show it by rows of its own."""
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in TESTS.glob(f"{name}/rules/test_*.py")
        if path.name != OF_ALL_AT_ONCE
    }
    return {
        rule.code: sorted(file for file, text in texts.items() if f'"{rule.code}"' in text)
        for rule in FORMS[name].rules
    }


def planters_of(name: str) -> Mapping[str, list[str]]:
    """Each rule of a return, by code → the modules that plant a weakness which breaks it."""
    package = import_module(f"{PLANTERS}.{name}")
    found: dict[str, list[str]] = {rule.code: [] for rule in FORMS[name].rules}
    for info in iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{info.name}")
        planted = (*getattr(module, "OF_ALL", ()), *(one.rule for one in getattr(module, "WEAKNESSES", ())))
        for rule in dict.fromkeys(planted):
            found[rule].append(f"{info.name}.py")
    return found


def not_planted(name: str) -> Mapping[str, str]:
    """Rules of a return that nothing plants a weakness for, by code → why."""
    reasons: Mapping[str, str] = getattr(import_module(f"{PLANTERS}.{name}"), "NOT_PLANTED", {})
    return reasons


def _page(form: Form) -> str:
    rules = form.rules_in(form.newest)
    tests, planters, reasons = tests_of(form.name), planters_of(form.name), not_planted(form.name)
    errors = sum(rule.severity.value == "error" for rule in rules.values())
    rows = (_row(rule, tests[key], planters[key], reasons.get(key, "")) for key, rule in rules.items())
    return page(
        f"Rules: {form.title}",
        f"The DfE's {len(rules)} rules for the year that ends on 31 March {form.newest}, word for word: "
        f"{errors} flag errors, and {len(rules) - errors} queries. Source: {form.source}. "
        f"`everycase return rules {form.name} CODE` explains one, and [how to check a return]"
        "(../../how-to/check-a-return.md) says how they are run. "
        f"Tests are in `tests/returns/{form.name}`; a made-up return has a weakness planted for "
        f"{sum(map(bool, planters.values()))} of them, by modules of "
        f"`src/{PLANTERS.replace('.', '/')}/{form.name}`.",
        table(("Rule", "Kind", "What the DfE says", "About", "Since", TESTED, PLANTED), rows),
    )


def _row(rule: Rule, tests: list[str], planters: list[str], reason: str) -> tuple[object, ...]:
    about = f"{', '.join(rule.tables)}: {', '.join(rule.field_names)}"
    shown = ", ".join(code(file) for file in tests)
    planted = ", ".join(code(file) for file in planters) or f"nothing: {reason}"
    return rule.code, KIND[rule.severity.value], rule.message, about, rule.since or "", shown, planted


__all__ = ["NAMES", "PLANTED", "TESTED", "not_planted", "pages", "planters_of", "tests_of"]
