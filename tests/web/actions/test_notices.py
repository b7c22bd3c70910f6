"""What people are told, and that a letter says nothing of a case."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.web.actions.handing_over import handed_over
from everycase.web.actions.models import Action
from everycase.web.actions.moving import move
from everycase.web.actions.notices import digest


def test_the_owner_is_told_what_came_back_and_nobody_else(house):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "done", "Added")
    move(house.team_manager, finding, "send back", "The outcome too")
    assert [n.person for n in house.social_worker.notices.all()] == [house.social_worker]
    assert not house.team_manager.notices.exists()


def test_both_are_told_when_work_changes_hands(house):
    finding_about(house.amira, house.social_worker)
    handed_over(house.team_manager, Action.objects.all(), house.team_manager)
    assert house.social_worker.notices.get().says == "Team Manager gave some of your work to Team Manager."
    assert house.team_manager.notices.get().says == "Team Manager gave you something to put right."


def test_seeing_the_page_is_having_seen(client, house):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "done", "Added")
    move(house.team_manager, finding, "send back", "The outcome too")
    client.force_login(house.social_worker)
    assert "1 new notice" in client.get("/standards/").content.decode()
    assert "New" in client.get("/told/").content.decode()
    assert "1 new notice" not in client.get("/standards/").content.decode()


@pytest.fixture
def letters(house, mailoutbox, django_capture_on_commit_callbacks):
    def sent():
        with django_capture_on_commit_callbacks(execute=True):
            digest(timezone.now())
        return mailoutbox

    return sent


def test_a_letter_counts_what_waits_and_says_nothing_of_the_case(house, letters):
    finding_about(house.amira, house.social_worker, "F1", red_line=True)
    finding_about(house.amira, house.social_worker, "F2", action_due_on=date(2020, 1, 1))
    (letter,) = letters()
    assert letter.to == ["social_worker@example.org"]
    assert "1 red line" in letter.body
    assert "1 thing to put right, past the date" in letter.body
    for hidden in ("Amira", "Khan", "C1", "outcome"):
        assert hidden not in letter.subject + letter.body


def test_nobody_gets_a_letter_that_says_nothing(house, letters):
    assert letters() == []


def test_a_notice_is_in_one_letter_only(house, letters):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "done", "Added")
    move(house.team_manager, finding, "send back", "The outcome too")
    assert len(letters()) == 1
    assert len(letters()) == 1
