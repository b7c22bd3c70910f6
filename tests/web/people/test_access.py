"""Who may see Amira, whose case the first team's worker holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from everycase.web.cases.models import Assignment, BrokenGlass, Restriction
from everycase.web.people.access import may_see, visible
from everycase.web.people.models import Deputy

SEES_AMIRA = {
    "social_worker": "allocated",
    "team_manager": "team",
    "service_manager": "service",
    "director": "all",
    "analyst": "all",
    "other_director": "all",
    "other_analyst": "all",
}


def test_each_person_by_their_role_and_relation(house):
    found = {key: may_see(person, house.amira) for key, person in house.people.items()}
    assert {key: d.ground for key, d in found.items() if d.allowed} == SEES_AMIRA


def test_a_list_and_a_page_agree_for_everybody(house):
    for person in house.people.values():
        for child in (house.amira, house.leo):
            assert visible(person).filter(pk=child.pk).exists() == may_see(person, child).allowed


def test_access_follows_the_case_when_it_moves(house):
    house.amira.worker_key, house.amira.team = "W2", house.other_team
    house.amira.save()
    assert not may_see(house.social_worker, house.amira).allowed
    assert may_see(house.other_team_manager, house.amira).allowed


@pytest.mark.parametrize(
    ("today", "seen"),
    [
        (date(2026, 11, 1), False),
        (date(2026, 11, 2), True),
        (date(2026, 11, 6), True),
        (date(2026, 11, 7), False),
    ],
)
def test_a_deputy_sees_on_the_days_of_absence_only(house, today, seen):
    Deputy.objects.create(
        absent=house.social_worker,
        deputy=house.other_social_worker,
        since=date(2026, 11, 2),
        until=date(2026, 11, 6),
    )
    assert may_see(house.other_social_worker, house.amira, today).allowed is seen


def test_a_restricted_case_is_closed_to_all_but_the_holder_and_the_named(house):
    restriction = Restriction.objects.create(child=house.amira, why="A colleague's child", by=house.director)
    restriction.people.add(house.team_manager)
    found = {key for key, person in house.people.items() if may_see(person, house.amira).allowed}
    assert found == {"social_worker", "team_manager"}


def test_an_auditor_sees_what_is_assigned_until_it_ends(house):
    given = Assignment.objects.create(person=house.auditor, child=house.amira, why="Dip sample")
    assert may_see(house.auditor, house.amira).ground == "assigned"
    given.ended_at = timezone.now()
    given.save()
    assert not may_see(house.auditor, house.amira).allowed


def test_broken_glass_lasts_until_its_end(house):
    now = timezone.now()
    glass = BrokenGlass.objects.create(
        person=house.other_social_worker,
        child=house.amira,
        why="Duty call",
        at=now - timedelta(hours=25),
        until=now - timedelta(hours=1),
    )
    assert not may_see(house.other_social_worker, house.amira).allowed
    glass.until = now + timedelta(hours=1)
    glass.save()
    assert may_see(house.other_social_worker, house.amira).ground == "break-glass"
