"""Children, teams and reviewing officers in the database, as the newest record has them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.nights import HELD, found, night, received, record_of, said

from everycase.web.cases.models import Assignment, Child, Restriction
from everycase.web.people.access import may_see
from everycase.web.people.models import Service, Team

NOBODY = "child_id | worker_id | team_id | role | from_on | to_on"


def child(child_id: str = "C1") -> Child:
    return Child.objects.get(child_id=child_id)


def test_children_teams_and_services_are_made(db):
    record = record_of(
        "2026-11-24",
        children="child_id | forename | surname | born_on\nC1 | Amira | Khan | 2020-05-01",
        workers="worker_id | full_name\nW1 | Jo Shaw",
        teams="team_id | team_name | service_name\nT1 | Intake North | Front door",
        child_protection_plans="child_id | started_on | ended_on | latest_category\nC1 | 2026-03-03 | | NEG",
        families="link_id | child_id | family_id\nL1 | C1 | F1",
    )
    received(night("2026-11-24", record=record))
    amira = child()
    assert (amira.name, amira.born_on, amira.family_key) == ("Amira Khan", date(2020, 5, 1), "F1")
    assert amira.status == "On a protection plan since 3 March 2026: neglect"
    assert (amira.worker_key, amira.worker_name) == ("W1", "Jo Shaw")
    assert (amira.open_now, amira.in_record) == (True, True)
    assert amira.team is not None
    assert (amira.team.name, str(amira.team.service)) == ("Intake North", "Front door")
    assert (child("C2").name, child("C2").worker_name) == ("", "W2")


def test_a_childs_row_stays_the_same_one(house):
    received(night("2026-11-24"))
    assert child().pk == house.amira.pk


def test_the_councils_services_come_before_the_records(house):
    record = record_of(
        "2026-11-24", teams="team_id | team_name | service_name\nT1 | Intake North | Front door"
    )
    received(night("2026-11-24", record=record, services={"Family help": ["T1"]}))
    assert str(Team.objects.get(key="T1").service) == "Family help"


def test_the_records_service_fills_a_gap_and_changes_nothing(house):
    record = record_of(
        "2026-11-24", teams="team_id | team_name | service_name\nT1 | A | Front door\nT5 | B | Front door"
    )
    received(night("2026-11-24", record=record))
    assert str(Team.objects.get(key="T1").service) == "Safeguarding"
    assert Team.objects.get(key="T5").service == Service.objects.get(name="Front door")


def test_a_child_who_is_no_longer_in_the_record_is_nobodys(house):
    only_leo = f"{NOBODY}\nC2 | W2 | T2 | ALLOCATED | 2026-01-05 |"
    received(night("2026-11-24", record=record_of("2026-11-24", involvements=only_leo)))
    amira = child()
    assert (amira.in_record, amira.open_now, amira.worker_key, amira.team) == (False, False, "", None)
    assert amira.status == "Not in the newest extract"
    assert not may_see(house.social_worker, amira).allowed


CLOSED = (
    f"{NOBODY}\nC1 | W1 | T1 | ALLOCATED | 2026-01-05 | 2026-06-01\nC2 | W2 | T2 | ALLOCATED | 2026-01-05 |"
)


def test_a_closed_case_stays_with_its_last_team_while_something_is_to_be_put_right(house):
    closed = record_of("2026-11-24", involvements=CLOSED)
    received(night("2026-11-24", found("F1"), record=closed))
    assert child().team == house.team
    assert may_see(house.team_manager, child()).allowed
    assert not may_see(house.social_worker, child()).allowed
    right = record_of("2026-11-25", involvements=CLOSED)
    received(night("2026-11-25", told=[said("F1", "proved right")], record=right))
    assert child().team is None
    assert not may_see(house.team_manager, child()).allowed


def test_an_open_case_without_a_worker_is_its_last_teams(house):
    record = record_of(
        "2026-11-24", involvements=CLOSED, referrals="child_id | referred_on | closed_on\nC1 | 2026-01-05 |"
    )
    received(night("2026-11-24", record=record))
    assert (child().worker_key, child().team, child().open_now) == ("", house.team, True)


# ---------------------------------------------------------------- reviewing officers

OFFICER = f"{HELD}    C1 | W5 | T8 | IRO | 2026-02-01 |\n"


@pytest.fixture
def officer(house):
    house.reviewing_officer.worker_key = "W5"
    house.reviewing_officer.save()
    return house.reviewing_officer


def test_a_reviewing_officer_is_given_the_children_whose_plans_they_review(house, officer):
    received(night("2026-11-24", record=record_of("2026-11-24", involvements=OFFICER)))
    received(night("2026-11-25", record=record_of("2026-11-25", involvements=OFFICER)))
    given = Assignment.objects.get()
    assert (given.person, given.child, given.given_by) == (officer, house.amira, None)
    assert may_see(officer, house.amira).allowed


def test_and_the_case_is_taken_back_when_they_review_it_no_more(house, officer):
    received(night("2026-11-24", record=record_of("2026-11-24", involvements=OFFICER)))
    received(night("2026-11-25"))
    assert Assignment.objects.get().ended_at is not None
    assert not may_see(officer, house.amira).allowed


def test_what_a_person_assigned_is_left(house, officer):
    given = Assignment.objects.create(person=officer, child=house.leo, why="Cover", given_by=house.director)
    received(night("2026-11-24"))
    given.refresh_from_db()
    assert given.ended_at is None


# ---------------------------------------------------------------- merged

MERGED = f"{NOBODY}\nC2 | W2 | T2 | ALLOCATED | 2026-01-05 |"


def merged_night(as_of: str = "2026-11-24"):
    link = "link_id | child_id | value\nL1 | C2 | C1"
    return night(as_of, told=[], record=record_of(as_of, involvements=MERGED, linked_identifiers=link))


def test_a_merged_child_says_whose_record_it_is_now(house):
    received(merged_night())
    assert (child().in_record, child().status) == (False, "Merged into record C2")


def test_where_only_the_old_id_was_known_the_row_goes_on_under_the_new_one(house):
    house.leo.delete()
    received(merged_night())
    assert child("C2").pk == house.amira.pk
    assert not Child.objects.filter(child_id="C1").exists()


def test_a_restriction_goes_along(house):
    restriction = Restriction.objects.create(child=house.amira, why="A colleague", by=house.director)
    restriction.people.add(house.team_manager)
    received(merged_night())
    assert set(child("C2").restriction.people.all()) == {house.team_manager}


def test_of_two_restrictions_those_named_in_both_may_see(house):
    for one, people in (
        (house.amira, [house.team_manager, house.director]),
        (house.leo, [house.director, house.other_team_manager]),
    ):
        Restriction.objects.create(child=one, why="A colleague", by=house.director).people.set(people)
    received(merged_night())
    assert set(child("C2").restriction.people.all()) == {house.director}
    assert Restriction.objects.count() == 1


def test_assignments_and_notes_go_along(house):
    Assignment.objects.create(
        person=house.auditor, child=house.amira, why="Dip sample", given_by=house.director
    )
    Assignment.objects.create(
        person=house.auditor, child=house.leo, why="Dip sample", given_by=house.director
    )
    house.amira.noted_events.create(
        kind="supervision", happened_on=date(2026, 11, 2), noted_by=house.team_manager
    )
    received(merged_night())
    assert Assignment.objects.filter(child=house.leo, ended_at=None).count() == 1
    assert house.leo.noted_events.count() == 1
