"""Signing off several at once: what may be, by whom, and what it leaves behind."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.web.nights import found, night, received, said

from everycase.web.actions.checking_proved import signed_off, to_sign_off
from everycase.web.actions.models import Finding, State
from everycase.web.actions.moving import move
from everycase.web.cases.models import Restriction

PAGE = "/checking/proved/"


@pytest.fixture
def proved(house):
    """Three said to be done, one of them agreed, and all proved; a fourth proved that nobody spoke of."""
    keys = ("F1", "F2", "F3", "F4")
    received(night("2026-10-24", *(found(key, "C1", f"assessments/{key}") for key in keys)))
    findings = {finding.key: finding for finding in Finding.objects.all()}
    for key in keys[:3]:
        move(house.social_worker, findings[key], "done", f"Done: {key}")
    move(house.team_manager, findings["F3"], "agree")
    received(night("2026-11-24", told=[said(key, "proved right") for key in keys]))
    return findings


def listed(person) -> list[str]:
    return sorted(to_sign_off(person).values_list("key", flat=True))


def test_only_what_was_said_done_and_proved_before_anybody_checked(house, proved):
    assert listed(house.team_manager) == ["F1", "F2"]
    assert listed(house.other_team_manager) == []


def test_several_are_signed_off_at_once_each_with_its_row_and_stay_proved(house, proved, client):
    client.force_login(house.team_manager)
    assert "2 more were said to be done" in client.get("/my-team/").content.decode()
    shown = client.get(PAGE).content.decode()
    assert "“Done: F1”" in shown
    answer = client.post(PAGE, {"finding": ["F1", "F2"]}, follow=True).content.decode()
    assert "2 findings signed off." in answer
    assert "Nothing waits to be signed off." in answer
    for key in ("F1", "F2"):
        finding = Finding.objects.get(key=key)
        last = finding.transitions.last()
        assert (finding.state, last.verb, last.by) == (State.PROVED, "sign off", house.team_manager)


def test_nobody_signs_off_their_own_work(house):
    received(night("2026-10-24", found("F1")))
    move(house.team_manager, Finding.objects.get(), "done", "I did it myself")
    received(night("2026-11-24", told=[said("F1", "proved right")]))
    assert listed(house.team_manager) == []
    assert signed_off(house.team_manager, ["F1"]) == 0
    assert signed_off(house.service_manager, ["F1"]) == 1


def test_what_the_record_does_not_prove_is_never_signed_off_so(house, proved):
    Finding.objects.filter(key="F1").update(state=State.WAITING_CHECK)
    assert signed_off(house.team_manager, ["F1", "F2", "F3", "F4", "no such"]) == 1


def test_twice_is_once(house, proved):
    assert signed_off(house.team_manager, ["F1"]) == 1
    assert signed_off(house.service_manager, ["F1"]) == 0
    assert Finding.objects.get(key="F1").transitions.filter(verb="sign off").count() == 1


def test_who_may_not_see_the_child_or_not_check_signs_off_nothing(house, proved, client):
    assert signed_off(house.other_team_manager, ["F1"]) == 0
    with pytest.raises(PermissionDenied):
        signed_off(house.social_worker, ["F1"])
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    assert signed_off(house.team_manager, ["F1"]) == 0
    client.force_login(house.social_worker)
    assert client.get(PAGE).status_code == 403
    client.force_login(house.team_manager)
    assert client.post(PAGE, {}, follow=True).status_code == 200


def test_one_that_is_wrong_again_is_no_longer_to_be_signed_off(house, proved):
    received(night("2026-11-25", found("F1", "C1", "assessments/F1"), told=[said("F1", "back again")]))
    assert listed(house.team_manager) == ["F2"]


def test_a_list_of_many_asks_as_often_as_of_one(house, client, django_assert_max_num_queries):
    keys = [f"G{number}" for number in range(30)]
    received(night("2026-10-24", *(found(key, "C1", f"assessments/{key}") for key in keys)))
    for finding in Finding.objects.all():
        move(house.social_worker, finding, "done", "Done")
    received(night("2026-11-24", told=[said(key, "proved right") for key in keys]))
    client.force_login(house.team_manager)
    with django_assert_max_num_queries(14):
        assert "G" in client.get(PAGE).content.decode()
