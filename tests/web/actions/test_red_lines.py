"""Red lines: told level by level, at the hour, once, and never with a child's name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.web.actions.models import Escalation, Finding, State, Transition
from everycase.web.actions.moving import move
from everycase.web.actions.red_lines import escalate, not_in_hand, taken, with_hours_left
from everycase.web.cases.models import Restriction
from everycase.web.people.models import User

NOW = timezone.now()


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (3.9, []),
        (4, ["team_manager"]),
        (23.9, ["team_manager"]),
        (24, ["team_manager", "service_manager"]),
        (48, ["team_manager", "service_manager", "director", "other_director"]),
    ],
)
def test_each_level_is_told_at_its_hour(house, mailoutbox, hours, told, django_capture_on_commit_callbacks):
    finding_about(house.amira, house.social_worker, red_line=True, state_since=NOW - timedelta(hours=hours))
    with django_capture_on_commit_callbacks(execute=True):
        escalate(NOW)
    assert sorted(letter.to[0] for letter in mailoutbox) == sorted(f"{key}@example.org" for key in told)


def test_nobody_is_told_twice(house):
    finding_about(house.amira, house.social_worker, red_line=True, state_since=NOW - timedelta(hours=5))
    assert (escalate(NOW), escalate(NOW)) == (1, 0)
    assert Escalation.objects.count() == 1


def test_what_is_in_hand_is_not_escalated(house):
    finding = finding_about(
        house.amira, house.social_worker, red_line=True, state_since=NOW - timedelta(hours=5)
    )
    taken(house.team_manager, finding, "Visited today, and safe")
    assert escalate(NOW) == 0


def test_a_letter_has_no_childs_name_and_nothing_of_the_case(
    house, mailoutbox, django_capture_on_commit_callbacks
):
    finding = finding_about(
        house.amira, house.social_worker, red_line=True, state_since=NOW - timedelta(hours=5)
    )
    with django_capture_on_commit_callbacks(execute=True):
        escalate(NOW)
    written = mailoutbox[0].subject + mailoutbox[0].body
    for hidden in ("Amira", "Khan", "C1", finding.says):
        assert hidden not in written


def test_where_a_level_has_nobody_the_next_is_told_at_once(
    house, mailoutbox, django_capture_on_commit_callbacks
):
    finding = finding_about(house.amira, None, red_line=True, state_since=NOW - timedelta(hours=4))
    assert finding.team == house.team
    User.objects.filter(role_key__in=["team_manager", "service_manager"]).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        escalate(NOW)
    assert {letter.to[0] for letter in mailoutbox} == {"director@example.org", "other_director@example.org"}


def test_a_restricted_case_s_red_line_reaches_the_director(
    house, mailoutbox, django_capture_on_commit_callbacks
):
    finding_about(house.amira, None, red_line=True, state_since=NOW - timedelta(hours=48))
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    with django_capture_on_commit_callbacks(execute=True):
        escalate(NOW)
    assert "director@example.org" in {letter.to[0] for letter in mailoutbox}


def test_saying_that_it_is_done_does_not_start_the_hours_again(house):
    finding = finding_about(house.amira, house.social_worker, red_line=True)
    told_of = Transition.objects.create(
        finding=finding, to_state=State.OPEN, verb="new", at=NOW - timedelta(hours=5), extract=NOW.date()
    )
    move(house.social_worker, finding, "done", "Visited")
    (line,) = with_hours_left(not_in_hand(Finding.objects.all()), NOW)
    assert line.hours_left == 24 - 5
    assert told_of.at < finding.state_since
    assert escalate(NOW) == 1


@pytest.mark.parametrize(
    ("state", "listed"), [("out of reach", True), ("proved", False), ("ended", False), ("set aside", False)]
)
def test_a_red_line_that_cannot_be_told_any_more_stays_until_somebody_takes_it_in_hand(house, state, listed):
    finding = finding_about(house.amira, house.social_worker, red_line=True, state=state)
    assert not_in_hand(Finding.objects.all()).exists() is listed
    if listed:
        taken(house.team_manager, finding, "Seen today, and safe")
        assert not not_in_hand(Finding.objects.all()).exists()
    else:
        with pytest.raises(PermissionDenied):
            taken(house.team_manager, finding, "Seen today, and safe")
