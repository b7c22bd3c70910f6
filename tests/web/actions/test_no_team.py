"""What no team in the record holds: who sees it, who is told, and how it is given to a team."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web.nights import HELD, found, night, received, record_of

from everycase.web.actions.models import Finding, State, Transition
from everycase.web.actions.placing import of_no_team, placed
from everycase.web.actions.red_lines import escalate
from everycase.web.actions.seeing import may_see_finding
from everycase.web.actions.team import theirs
from everycase.web.cases.managers import managers_of
from everycase.web.cases.models import Child, Restriction
from everycase.web.people.access import may_see
from everycase.web.people.models import Team

ALL = "child_id\nC1\nC2\nC3"


def a_night(as_of="2026-11-24", *findings, involvements=HELD, **settings):
    record = record_of(as_of, involvements=involvements, children=ALL)
    return night(as_of, *(findings or (found("F3", "C3"),)), record=record, **settings)


def nobodys() -> Child:
    return Child.objects.get(child_id="C3")


def seen_by(house, child: Child) -> set[str]:
    roles = ("team_manager", "other_team_manager", "service_manager", "other_service_manager", "director")
    return {role for role in roles if may_see(house.people[role], child).allowed}


def test_without_a_duty_team_every_service_manager_sees_to_it(house):
    received(a_night())
    assert nobodys().team is None
    assert seen_by(house, nobodys()) == {"service_manager", "other_service_manager", "director"}
    for role in ("service_manager", "other_service_manager", "director"):
        assert theirs(house.people[role]).filter(key="F3").exists()
    assert not theirs(house.team_manager).filter(key="F3").exists()


def test_with_nothing_to_put_right_it_is_nobodys_business(house):
    received(a_night())
    Finding.objects.update(state=State.PROVED)
    assert seen_by(house, nobodys()) == {"director"}


def test_a_red_line_that_cannot_be_told_is_still_seen_until_it_is_in_hand(house):
    received(a_night("2026-11-24", found("F3", "C3", red_line=True)))
    Finding.objects.update(state=State.OUT_OF_REACH)
    assert "service_manager" in seen_by(house, nobodys())


def test_the_duty_team_and_its_service_see_to_it(house):
    received(a_night(duty_team="T1"))
    child, finding = nobodys(), Finding.objects.get(key="F3")
    assert (child.team, child.team_by, finding.team, finding.action.team) == (
        house.team,
        "duty",
        house.team,
        house.team,
    )
    assert seen_by(house, child) == {"team_manager", "service_manager", "director"}


def test_a_child_whom_the_record_gives_a_team_is_not_the_duty_teams(house):
    received(a_night("2026-11-24", found("F2", "C2"), duty_team="T1"))
    leo = Child.objects.get(child_id="C2")
    assert (leo.team, leo.team_by) == (house.other_team, "")


def test_a_duty_team_that_the_record_does_not_name_is_made_and_seen_from_above(house):
    received(a_night(duty_team="Duty desk"))
    assert nobodys().team == Team.objects.get(key="Duty desk")
    assert seen_by(house, nobodys()) == {"service_manager", "other_service_manager", "director"}


def test_what_is_about_no_child_and_no_team_is_seen(house, client):
    received(a_night("2026-11-24", found("F9", None, "caseloads/W9")))
    finding = Finding.objects.get(key="F9")
    assert may_see_finding(house.service_manager, finding)
    assert may_see_finding(house.director, finding)
    assert not may_see_finding(house.team_manager, finding)
    expected = {"service_manager": 200, "director": 200, "team_manager": 403, "analyst": 403}
    for role, status in expected.items():
        client.force_login(house.people[role])
        assert client.get("/findings/F9/").status_code == status, role


def test_what_is_about_no_child_goes_to_the_duty_team(house):
    received(a_night("2026-11-24", found("F9", None, "caseloads/W9"), duty_team="T1"))
    assert theirs(house.team_manager).filter(key="F9").exists()


def test_a_restricted_case_of_no_team_opens_to_nobody_by_that(house):
    received(a_night())
    Restriction.objects.create(child=nobodys(), why="A colleague’s child", by=house.director)
    assert seen_by(house, nobodys()) == set()


def test_a_red_line_of_no_team_goes_to_every_service_manager(house):
    received(a_night("2026-11-24", found("F3", "C3", red_line=True, severity=4)))
    now = timezone.now()
    Transition.objects.update(at=now - timedelta(hours=5))
    escalate(now)
    told = {person.role_key for row in Finding.objects.get().escalations.all() for person in row.told.all()}
    assert "service_manager" in told
    assert managers_of(nobodys()) == [house.other_service_manager, house.service_manager]


def test_a_manager_gives_it_to_a_team_and_the_record_has_the_last_word(house):
    received(a_night("2026-11-24", duty_team="T1"))
    child = nobodys()
    assert placed(house.team_manager, [child.pk], house.other_team) == 1
    finding = Finding.objects.get(key="F3")
    assert (finding.team, finding.action.team) == (house.other_team, house.other_team)
    assert finding.transitions.get(by=house.team_manager).why == "To Care South"
    assert seen_by(house, nobodys()) == {"other_team_manager", "other_service_manager", "director"}
    assert (
        house.other_team_manager.notices.get().says == "Team Manager gave your team cases that no team held."
    )

    received(a_night("2026-11-25", duty_team="T1"))
    assert (nobodys().team, nobodys().team_by) == (house.other_team, "hand")
    assert Finding.objects.get(key="F3").team == house.other_team

    named = f"{HELD.rstrip()}\n    C3 | W1 | T1 | ALLOCATED | 2026-11-25 |\n"
    received(a_night("2026-11-26", involvements=named, duty_team="T2"))
    assert (nobodys().team, nobodys().team_by) == (house.team, "")
    assert Finding.objects.get(key="F3").team == house.team


def test_nobody_gives_away_what_a_team_holds_or_what_they_may_not_see(house):
    received(a_night("2026-11-24", found("F1", "C1"), found("F3", "C3")))
    assert placed(house.service_manager, [house.amira.pk], house.other_team) == 0
    assert placed(house.team_manager, [nobodys().pk], house.team) == 0
    with pytest.raises(PermissionDenied):
        placed(house.social_worker, [nobodys().pk], house.team)


def test_the_pages_say_so_and_give_it(house, client):
    received(a_night())
    client.force_login(house.service_manager)
    assert "No team holds these cases (1)" in client.get("/my-team/").content.decode()
    assert "Cases that no team holds" in client.get("/my-team/hand-over/").content.decode()
    sent = {"child": [nobodys().pk], "team": "T1"}
    page = client.post("/my-team/give-to-team/", sent, follow=True).content.decode()
    assert "1 case given to" in page
    assert not of_no_team(house.service_manager).exists()
    assert client.get("/my-team/give-to-team/").status_code == 405
    client.force_login(house.team_manager)
    shown = client.get("/children/C3/").content.decode()
    assert "given by a manager: the record names no team" in shown


def test_the_database_knows_who_says_which_team(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        Child.objects.update(team_by="odd")
