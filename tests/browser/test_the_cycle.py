"""The whole cycle in a real browser: worker, manager, next extract, proved; and where it goes another way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser.conftest import PHONE
from tests.web.nights import found, night, received, said

from everycase.web.actions.models import Finding, Transition
from everycase.web.actions.red_lines import escalate

pytestmark = pytest.mark.django_db(transaction=True)
SAYS = "The assessment of 3 March 2026 has no outcome."


@pytest.fixture
def first_night(house):
    received(night("2026-10-24", found("F1")))
    return Finding.objects.get(key="F1")


def says_done(page, why="Outcome added to the assessment"):
    page.goto("/my-work/")
    for folded in page.locator("summary").all():
        folded.click()
    page.get_by_role("link", name="Child C1").first.click()
    page.get_by_label("What did you do, or why?").fill(why)
    page.get_by_role("button", name="It's done").click()


def test_from_the_worker_to_the_proof(house, first_night, open_as):
    worker, manager = open_as(house.social_worker), open_as(house.team_manager)
    says_done(worker)
    expect(worker.get_by_text("waiting for a manager’s check")).to_be_visible()

    manager.goto("/my-team/")
    manager.get_by_role("button", name="Check the next one").click()
    expect(manager.get_by_text("Outcome added to the assessment")).to_be_visible()
    manager.get_by_role("button", name="Agree").click()
    expect(manager.get_by_role("heading", name="Nothing waits for your check")).to_be_visible()

    received(night("2026-11-24", told=[said("F1", "proved right")]))
    worker.goto("/findings/F1/")
    expect(worker.get_by_text("Proved right").first).to_be_visible()


def test_sent_back_with_a_reason(house, first_night, open_as):
    worker, manager = open_as(house.social_worker), open_as(house.team_manager)
    says_done(worker, "Date added")
    manager.goto("/checking/")
    manager.get_by_label("Your reason, if you don’t agree").fill("Add the outcome, not only the date.")
    manager.get_by_role("button", name="Send back").click()
    worker.goto("/my-work/")
    expect(worker.get_by_role("heading", name="Sent back to you (1)")).to_be_visible()
    expect(worker.get_by_text("Add the outcome, not only the date.")).to_be_visible()


def test_proved_and_then_wrong_again(house, first_night, open_as):
    received(night("2026-10-31", told=[said("F1", "proved right")]))
    received(night("2026-11-24", found("F1"), told=[said("F1", "back again")]))
    worker = open_as(house.social_worker)
    worker.goto("/my-work/")
    for folded in worker.locator("summary").all():
        folded.click()
    expect(worker.get_by_text("Back again")).to_be_visible()


def test_a_red_line_goes_up_until_somebody_takes_it_in_hand(house, open_as):
    received(night("2026-11-24", found("F1", red_line=True, severity=4)))
    Transition.objects.update(at=timezone.now() - timedelta(hours=30))
    escalate(timezone.now())
    above = open_as(house.service_manager)
    above.goto("/told/")
    above.get_by_role("link", name="A red line waits to be taken in hand.").click()
    above.get_by_label("What was done to make the child safe?").fill("Seen today at home, and safe.")
    above.get_by_role("button", name="Take it in hand").click()
    expect(above.get_by_text("Seen today at home, and safe.").first).to_be_visible()


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_without_javascript(house, first_night, open_as, size):
    worker = open_as(house.social_worker, script=False, size=size)
    says_done(worker)
    expect(worker.get_by_text("waiting for a manager’s check")).to_be_visible()
