"""Every rule of a return has its line in the reference, and a test that shows it."""

import pytest
from docs.pages import returns

from docs import generate
from everycase.analysis.returns.forms import FORMS


@pytest.mark.parametrize("name", returns.NAMES)
def test_every_rule_has_a_line_with_the_dfes_own_words(name):
    page = (generate.REFERENCE / "returns" / f"{name}.md").read_text(encoding="utf-8")
    rules = FORMS[name].rules_in(FORMS[name].newest).values()
    missing = [
        rule.code
        for rule in rules
        if not any(
            line.startswith(f"| {rule.code} |") and " ".join(rule.message.split()) in line
            for line in page.splitlines()
        )
    ]
    assert missing == []


@pytest.mark.parametrize("name", returns.NAMES)
def test_every_rule_is_shown_in_a_test(name):
    assert [code for code, files in returns.tests_of(name).items() if not files] == []
