"""Moves of a finding: who may, four eyes, the row that each leaves."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.web.conftest import finding_about

from everycase.web.actions.models import Finding, State
from everycase.web.actions.moving import MovedMeanwhileError, ReasonWantedError, move


def test_done_then_agreed_waits_for_proof(house):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "done", "Outcome added")
    move(house.team_manager, finding, "agree")
    finding.refresh_from_db()
    assert finding.state == State.WAITING_PROOF
    assert list(finding.transitions.values_list("verb", "by__name", "why")) == [
        ("done", "Social Worker", "Outcome added"),
        ("agree", "Team Manager", ""),
    ]


def test_nobody_checks_their_own_work(house):
    finding = finding_about(house.amira, house.team_manager)
    move(house.team_manager, finding, "done", "Outcome added")
    with pytest.raises(PermissionDenied, match="their own work"):
        move(house.team_manager, finding, "agree")
    move(house.service_manager, finding, "agree")


def test_only_who_said_that_it_is_done_takes_that_back(house):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "done", "Outcome added")
    with pytest.raises(PermissionDenied, match="take that back"):
        move(house.team_manager, finding, "take back")
    move(house.social_worker, finding, "take back")
    assert finding.state == State.OPEN


def test_a_manager_of_another_team_cannot_check(house):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "done", "Outcome added")
    with pytest.raises(PermissionDenied, match="may not see"):
        move(house.other_team_manager, finding, "agree")


def test_of_two_who_press_at_once_one_is_told(house):
    finding = finding_about(house.amira, house.social_worker)
    seen_by_the_other = Finding.objects.get(pk=finding.pk)
    move(house.social_worker, finding, "done", "Outcome added")
    with pytest.raises(MovedMeanwhileError):
        move(house.social_worker, seen_by_the_other, "right already", "It is there")


def test_setting_aside_wants_a_reason_and_a_date(house):
    finding = finding_about(house.amira, house.social_worker)
    with pytest.raises(ReasonWantedError):
        move(house.social_worker, finding, "right already", " ")
    move(house.social_worker, finding, "right already", "It is on the other form")
    with pytest.raises(ReasonWantedError):
        move(house.team_manager, finding, "set aside")
    move(house.team_manager, finding, "set aside", until=date(2027, 1, 31))
    assert finding.set_asides.get().decided_by == house.team_manager
