"""Sessions that end: when nobody is there, after a day, when the account changes."""

from __future__ import annotations

import pytest
from tests.web.signing_in import later, sign_in, texts

from everycase.web.people.models import User
from everycase.web.people.sessions import BEGAN, end_sessions


def status(client):
    return client.get("/my-work/").status_code


@pytest.fixture
def signed_in(house, client):
    sign_in(client, "social_worker@example.org")
    assert status(client) == 200
    return client


def test_half_an_hour_without_a_page_ends_it(signed_in):
    with later(minutes=29):
        assert status(signed_in) == 200
    with later(minutes=58):
        assert status(signed_in) == 200, "each page gives another half hour"
    with later(minutes=58 + 31):
        assert status(signed_in) == 302


@pytest.mark.parametrize(("hours", "minutes", "expected"), [(9, 59, 200), (10, 0, 302)])
def test_ten_hours_end_it_however_busy(signed_in, hours, minutes, expected):
    for half_hours in range(1, 20):
        with later(minutes=25 * half_hours):
            signed_in.get("/my-work/")
    last = 25 * 19
    for step in range(last, hours * 60 + minutes, 20):
        with later(minutes=step):
            signed_in.get("/my-work/")
    with later(hours=hours, minutes=minutes):
        assert status(signed_in) == expected


def test_after_ten_hours_the_page_says_why(signed_in):
    session = signed_in.session
    session[BEGAN] -= 10 * 3600
    session.save()
    answer = signed_in.get("/my-work/", follow=True)
    assert "You were signed out because you signed in ten hours ago" in texts(answer)


def test_a_session_that_does_not_say_when_it_began_is_ended(signed_in):
    session = signed_in.session
    del session[BEGAN]
    session.save()
    assert status(signed_in) == 302


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"role_key": "team_manager"}, {"role_key": "administrator"}]
)
def test_a_closed_account_or_another_role_ends_it_at_the_next_page(signed_in, house, change):
    User.objects.filter(pk=house.social_worker.pk).update(**change)
    assert status(signed_in) == 302


def test_another_worker_key_or_name_does_not(signed_in, house):
    User.objects.filter(pk=house.social_worker.pk).update(name="Another", worker_key="W9")
    assert status(signed_in) == 200


def test_all_of_a_persons_sessions_end_at_once_and_nobody_elses(signed_in, house):
    other, manager = type(signed_in)(), type(signed_in)()
    other.force_login(house.social_worker)
    manager.force_login(house.team_manager)
    end_sessions(house.social_worker)
    assert [status(each) for each in (signed_in, other, manager)] == [302, 302, 200]


def test_the_cookie_ends_with_the_browser_and_scripts_cannot_read_it(signed_in):
    cookie = signed_in.cookies["sessionid"]
    assert cookie["expires"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_pages_are_kept_in_no_cache(signed_in):
    assert {"private", "no-store"} <= set(signed_in.get("/my-work/")["Cache-Control"].split(", "))
