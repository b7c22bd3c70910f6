"""Red lines: told level by level, at the hour, once, and never with a child's name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.web.actions.models import Escalation
from everycase.web.actions.red_lines import escalate, taken

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
