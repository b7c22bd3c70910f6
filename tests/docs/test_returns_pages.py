"""Every rule of a return has its line in the reference, a test that shows it, and a planted weakness."""

import pytest
from docs.pages import returns

from docs import generate
from everycase.returns.forms import FORMS


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


@pytest.mark.parametrize("name", returns.NAMES)
def test_every_rule_of_the_newest_year_is_planted_or_there_is_a_reason_why_not(name):
    planters, reasons = returns.planters_of(name), returns.not_planted(name)
    rules = FORMS[name].rules_in(FORMS[name].newest)
    assert [code for code in rules if bool(planters[code]) == bool(reasons.get(code))] == []


@pytest.mark.parametrize("name", returns.NAMES)
def test_the_page_says_what_shows_and_plants_each_rule(name):
    page = (generate.REFERENCE / "returns" / f"{name}.md").read_text(encoding="utf-8")
    cells = {line.split(" | ")[0].removeprefix("| "): line.split(" | ") for line in page.splitlines()}
    for code in FORMS[name].rules_in(FORMS[name].newest):
        shown, planted = cells[code][-2:]
        assert all(f"`{file}`" in shown for file in returns.tests_of(name)[code])
        assert all(f"`{file}`" in planted for file in returns.planters_of(name)[code])
        assert returns.not_planted(name).get(code, "") in planted


def test_a_rule_of_a_child_of_the_whole_return_and_of_none_is_told_apart():
    assert returns.planters_of("cin_census")["8610"] == ["needs.py"]
    assert returns.planters_of("cin_census")["2887Q"] == ["whole.py"]
    assert returns.planters_of("ssda903")["105"] == []
    assert "only the XML form" in returns.not_planted("ssda903")["105"]
