"""Absences: who sets whose, who stands in, and what the deputy then sees."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web.conftest import finding_about
from tests.web.signing_in import texts

from everycase.web.cases.models import Restriction
from everycase.web.people.absences import absences_set_by, unfit
from everycase.web.people.access import may_see
from everycase.web.people.models import Deputy


def day(ahead):
    return f"{timezone.localdate() + timedelta(days=ahead):%d/%m/%Y}"


def away(client, absent, deputy, since=0, until=5):
    given = {"absent": absent.pk, "deputy": deputy.pk, "since": day(since), "until": day(until)}
    return client.post("/absences/new/", given, follow=True)


def test_a_worker_says_who_stands_in_and_the_deputy_reads_it_first(house, client):
    client.force_login(house.social_worker)
    answer = away(client, house.social_worker, house.other_social_worker)
    assert "Other Social Worker stands in for Social Worker" in texts(answer)
    assert may_see(house.other_social_worker, house.amira).ground == "deputy"
    client.force_login(house.other_social_worker)
    assert "You stand in for Social Worker today" in texts(client.get("/my-work/"))
    assert "You stand in for" not in texts(client.get("/your-account/"))


def test_what_was_the_absent_ones_to_do_is_the_deputys_meanwhile(house, client):
    finding_about(house.amira, house.social_worker)
    client.force_login(house.other_social_worker)
    assert "has no outcome" not in texts(client.get("/my-work/"))
    client.force_login(house.social_worker)
    away(client, house.social_worker, house.other_social_worker)
    client.force_login(house.other_social_worker)
    assert "has no outcome" in texts(client.get("/my-work/"))
    Restriction.objects.create(child=house.amira, why="A colleague's child", by=house.director)
    assert "has no outcome" not in texts(client.get("/my-work/"))


def test_from_the_first_day_and_not_before(house, client):
    client.force_login(house.social_worker)
    away(client, house.social_worker, house.other_social_worker, since=1)
    assert not may_see(house.other_social_worker, house.amira).allowed
    client.force_login(house.other_social_worker)
    assert "You stand in for" not in texts(client.get("/my-work/"))
    assert "Social Worker" in texts(client.get("/absences/"))


def test_taken_back_is_over_at_once_and_the_row_stays(house, client):
    client.force_login(house.social_worker)
    away(client, house.social_worker, house.other_social_worker)
    client.post(f"/absences/{Deputy.objects.get().pk}/end/")
    assert not may_see(house.other_social_worker, house.amira).allowed
    assert Deputy.objects.get().taken_back_at is not None
    assert "Nobody is away" in texts(client.get("/absences/"))


def test_whose_absence_each_role_sets(house):
    set_by = {key: set(absences_set_by(person)) for key, person in house.people.items()}
    workers = {house.social_worker, house.other_social_worker}
    managers = {house.team_manager, house.other_team_manager}
    assert {key: who for key, who in set_by.items() if who} == {
        "social_worker": {house.social_worker},
        "other_social_worker": {house.other_social_worker},
        "team_manager": {house.team_manager, house.social_worker},
        "other_team_manager": {house.other_team_manager, house.other_social_worker},
        "service_manager": {house.team_manager, house.social_worker},
        "other_service_manager": {house.other_team_manager, house.other_social_worker},
        "director": workers | managers,
        "other_director": workers | managers,
    }


def test_a_manager_sets_no_other_teams(house, client):
    client.force_login(house.team_manager)
    answer = away(client, house.other_social_worker, house.social_worker)
    assert "Select a valid choice" in texts(answer)
    assert not Deputy.objects.exists()
    Deputy.objects.create(
        absent=house.other_social_worker,
        deputy=house.social_worker,
        since=timezone.localdate(),
        until=timezone.localdate(),
    )
    assert client.post(f"/absences/{Deputy.objects.get().pk}/end/").status_code == 403


@pytest.mark.parametrize(
    ("absent", "deputy", "fits"),
    [
        ("social_worker", "other_social_worker", True),
        ("social_worker", "team_manager", True),
        ("team_manager", "other_team_manager", True),
        ("team_manager", "social_worker", False),  # they would see a whole team
        ("social_worker", "director", False),  # sees the children anyway
        ("social_worker", "reviewing_officer", False),
        ("social_worker", "social_worker", False),
    ],
)
def test_nobody_sees_more_than_their_own_role_by_standing_in(house, absent, deputy, fits):
    assert (unfit(house.people[absent], house.people[deputy]) is None) is fits


def test_a_manager_offered_for_a_worker_is_taken_and_a_worker_for_a_manager_refused(house, client):
    client.force_login(house.team_manager)
    answer = away(client, house.team_manager, house.social_worker)
    assert "A social worker can’t stand in for a team manager" in texts(answer)
    away(client, house.social_worker, house.team_manager)
    assert Deputy.objects.get().set_by == house.team_manager


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [(3, 2, "The last day is before the first"), (-5, -1, "The last day is past already")],
)
def test_days_that_cannot_be(house, client, since, until, why):
    client.force_login(house.social_worker)
    answer = away(client, house.social_worker, house.other_social_worker, since, until)
    assert why in texts(answer)


def test_a_deputy_who_is_away_meanwhile_is_not_taken(house, client):
    client.force_login(house.director)
    away(client, house.other_social_worker, house.team_manager, since=4, until=8)
    client.force_login(house.social_worker)
    answer = away(client, house.social_worker, house.other_social_worker, since=0, until=4)
    assert "Other Social Worker is away from" in texts(answer)
    assert away(client, house.social_worker, house.other_social_worker, since=0, until=3).redirect_chain


@pytest.mark.parametrize("typed", ["27/3/2099", "27/03/99", "27 March 2099", "27 Mar 2099", "2099-03-27"])
def test_a_day_is_typed_as_people_write_it(house, client, typed):
    client.force_login(house.social_worker)
    given = {"absent": house.social_worker.pk, "deputy": house.other_social_worker.pk}
    client.post("/absences/new/", given | {"since": "1/1/2050", "until": typed})
    until = Deputy.objects.values_list("until", flat=True).first()
    assert until is None if typed == "27/03/99" else str(until) == "2099-03-27"


def test_an_absence_of_three_years_ago_by_two_digits_is_no_future_day(house, client):
    """27/3/99 is 1999 to Python: past, and told so; nobody is let in by it."""
    client.force_login(house.social_worker)
    given = {"absent": house.social_worker.pk, "deputy": house.other_social_worker.pk}
    answer = client.post("/absences/new/", given | {"since": "1/1/99", "until": "27/3/99"})
    assert "The last day is past already" in texts(answer)


def test_the_database_refuses_nonsense(house):
    today = timezone.localdate()
    same = {"absent": house.social_worker, "deputy": house.social_worker, "since": today, "until": today}
    backwards = same | {"deputy": house.other_social_worker, "until": today - timedelta(days=1)}
    for values in (same, backwards):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deputy.objects.create(**values)


def test_the_list_asks_as_often_for_many_as_for_few(house, client, django_assert_max_num_queries):
    client.force_login(house.director)
    today = timezone.localdate()
    client.get("/absences/")
    for number in (1, 20):
        Deputy.objects.bulk_create(
            Deputy(absent=house.social_worker, deputy=house.other_social_worker, since=today, until=today)
            for _ in range(number)
        )
        with django_assert_max_num_queries(12):
            client.get("/absences/")
