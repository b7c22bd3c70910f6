"""Restricting a case: who may, whom it names, why, and lifting it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from everycase.web.cases.glass import break_glass
from everycase.web.cases.models import Restriction, RestrictionChange
from everycase.web.cases.restricting import lift, nameable, restrict
from everycase.web.people.access import may_see
from everycase.web.people.models import Deputy
from everycase.web.people.roles import May

PAGE = "/children/C1/restriction/"
LIFT = "/children/C1/restriction/lift/"
WHY = "A colleague’s child"


def names(people):
    return sorted(person.name for person in people)


def test_a_manager_restricts_a_case_to_themselves_and_those_they_name(client, house):
    client.force_login(house.team_manager)
    answer = client.post(PAGE, {"people": [house.service_manager.pk], "why": WHY})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert names(Restriction.objects.get().people.all()) == ["Service Manager", "Team Manager"]
    allowed = {key for key, person in house.people.items() if may_see(person, house.amira).allowed}
    assert allowed == {"social_worker", "team_manager", "service_manager"}


def test_each_change_leaves_a_row_of_who_when_why_and_whom(client, house):
    client.force_login(house.team_manager)
    client.post(PAGE, {"people": [house.service_manager.pk], "why": WHY})
    client.post(PAGE, {"people": [], "why": "Nobody else needs it"})
    client.post(LIFT, {"lift_why": "They left the council"})
    assert [
        (change.what, change.by.name, change.why, names(change.people.all()))
        for change in RestrictionChange.objects.order_by("pk")
    ] == [
        ("restricted", "Team Manager", WHY, ["Service Manager", "Team Manager"]),
        ("changed", "Team Manager", "Nobody else needs it", ["Team Manager"]),
        ("lifted", "Team Manager", "They left the council", []),
    ]
    assert not Restriction.objects.exists()
    text = client.get(PAGE).content.decode()
    assert "Restriction lifted" in text
    assert "They left the council" in text


def test_who_restricted_it_first_stays_when_names_change(house):
    restrict(house.team_manager, house.amira, [house.director], WHY)
    restrict(house.director, house.amira, [], WHY)
    assert Restriction.objects.get().by == house.team_manager


def test_a_reason_is_wanted(client, house):
    client.force_login(house.team_manager)
    for address, field in ((PAGE, "why"), (LIFT, "lift_why")):
        answer = client.post(address, {field: "  "})
        assert answer.status_code == 400
        assert "There is a problem" in answer.content.decode()
        assert f'href="#id_{field}"' in answer.content.decode()
    for action in (
        lambda: restrict(house.team_manager, house.amira, [], " "),
        lambda: lift(house.director, house.amira, ""),
    ):
        with pytest.raises(ValueError, match=r"^\s*$"):
            action()
    assert not RestrictionChange.objects.exists()


def test_nobody_can_be_named_who_could_not_open_it_anyway(client, house):
    """Naming somebody closes nothing to them; it doesn't open the case to a stranger to it."""
    client.force_login(house.team_manager)
    answer = client.post(PAGE, {"people": [house.other_social_worker.pk], "why": WHY})
    assert answer.status_code == 400
    assert not Restriction.objects.exists()


def test_those_who_can_be_named_are_the_case_s_managers_those_who_see_all_and_deputies(house):
    today = timezone.localdate()
    Deputy.objects.create(
        absent=house.team_manager, deputy=house.other_team_manager, since=today, until=today
    )
    Deputy.objects.create(
        absent=house.team_manager,
        deputy=house.other_social_worker,
        since=today - timedelta(days=2),
        until=today - timedelta(days=1),
    )
    assert names(nameable(house.amira, house.team_manager)) == [
        "Analyst",
        "Director",
        "Other Analyst",
        "Other Director",
        "Other Team Manager",
        "Service Manager",
    ]


@pytest.mark.parametrize("key", ["social_worker", "auditor", "reviewing_officer", "analyst", "administrator"])
def test_a_role_without_it_can_neither_restrict_nor_lift(client, house, key):
    person = getattr(house, key)
    client.force_login(person)
    for address in (PAGE, LIFT):
        assert client.post(address, {"why": WHY, "lift_why": WHY}).status_code == 403
    with pytest.raises(PermissionDenied):
        restrict(person, house.amira, [], WHY)


def test_another_team_s_manager_cannot_even_with_glass_broken(client, house):
    break_glass(house.other_team_manager, house.amira, "Duty call from the hospital", "http://here/")
    client.force_login(house.other_team_manager)
    text = client.get(PAGE).content.decode()
    assert "Only a manager of the case can change this" in text
    assert "<form" not in text
    for address, reason in ((PAGE, {"why": WHY}), (LIFT, {"lift_why": WHY})):
        told = client.post(address, reason, follow=True).content.decode()
        assert "Only a manager of the case can restrict it" in told
    with pytest.raises(PermissionDenied):
        lift(house.other_team_manager, house.amira, WHY)
    assert not RestrictionChange.objects.exists()


def test_a_new_manager_of_the_team_opens_it_with_a_reason_and_lifts_it(client, house):
    """A case that moved with its restriction isn't closed to its new manager for good."""
    restrict(house.director, house.amira, [], WHY)
    client.force_login(house.team_manager)
    assert client.get(PAGE).status_code == 403
    break_glass(house.team_manager, house.amira, "The case moved to my team", "http://here/")
    client.post(LIFT, {"lift_why": "It was the former team’s"})
    assert not Restriction.objects.exists()


def test_lifting_what_is_not_restricted_changes_nothing(house):
    lift(house.team_manager, house.amira, WHY)
    assert not RestrictionChange.objects.exists()


def test_lifting_takes_no_get(client, house):
    client.force_login(house.team_manager)
    assert client.get(LIFT).status_code == 405
    assert client.put(PAGE).status_code == 405


def test_hostile_reasons_are_shown_as_text(client, house):
    client.force_login(house.team_manager)
    client.post(PAGE, {"why": "<script>alert(1)</script>"})
    text = client.get(PAGE).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("model", [Restriction, RestrictionChange])
def test_the_database_refuses_an_empty_reason(house, model):
    with pytest.raises(IntegrityError):
        model.objects.create(child=house.amira, why="", by=house.director)


def test_every_role_that_may_restrict_manages_cases(house):
    assert {p.role.key for p in house.people.values() if p.may(May.RESTRICT)} == {
        "team_manager",
        "service_manager",
        "director",
    }
