"""Who sees what, in a real browser: a case opened with a reason, and totals for those who see no child."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.analysis.council import FIRST, SECOND, reviewed

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Duty call from the hospital, and the worker can’t be reached."


def test_a_case_refused_is_opened_with_a_reason_and_its_manager_reads_it(house, open_as):
    stranger, manager = open_as(house.other_social_worker), open_as(house.team_manager)
    stranger.goto("/children/C1/")
    expect(stranger.get_by_role("heading", name="You can’t open this page")).to_be_visible()
    expect(stranger.get_by_text("Amira")).to_have_count(0)

    stranger.get_by_role("button", name="Open the case for 24 hours").click()
    expect(stranger.get_by_role("alert").get_by_text("Say why you need to open the case.")).to_be_visible()
    stranger.get_by_label("Why do you need to open it?").fill(WHY)
    stranger.get_by_role("button", name="Open the case for 24 hours").click()
    expect(stranger.get_by_role("heading", level=1, name="Amira Khan")).to_be_visible()

    manager.goto("/broken-glass/")
    expect(manager.get_by_text(WHY)).to_be_visible()
    expect(manager.get_by_text("Other Social Worker").first).to_be_visible()
    manager.get_by_role("button", name=re.compile("know")).click()
    expect(manager.get_by_text("You have said that you know of it.")).to_be_visible()


def test_a_councillor_sees_totals_with_small_numbers_hidden_and_no_child(
    house, open_as, tmp_path_factory, settings
):
    settings.COUNCIL = reviewed(tmp_path_factory.mktemp("totals") / "council", FIRST, SECOND).folder
    councillor = open_as(house.councillor)
    councillor.goto("/")
    expect(councillor.get_by_role("heading", name="The story in one page")).to_be_visible()
    shown = councillor.locator("tbody").inner_text()
    counts = [int(number) for number in re.findall(r"(?<![\d%])\d+(?![\d%])", shown)]
    assert "fewer than 5" in shown
    assert all(number % 5 == 0 for number in counts)
    assert councillor.locator("main a[href*='children'], main a[href*='findings']").count() == 0

    for address in ("/children/C1/", "/search/?q=Amira", "/service/cases/"):
        answer = councillor.goto(address)
        assert answer is not None
        assert answer.status in {403, 404}
        expect(councillor.get_by_text("Amira")).to_have_count(0)
