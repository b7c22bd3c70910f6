"""Wrong passwords and codes: a quarter of an hour after five, and never somebody else's."""

from __future__ import annotations

import pytest
from tests.web.signing_in import code_of, later, set_up_phone, sign_in, texts


@pytest.fixture(autouse=True)
def _locks(settings):
    settings.AXES_ENABLED = True


def wrong(client, times, email="social_worker@example.org", **more):
    return [sign_in(client, email, "not the password", **more).status_code for _ in range(times)]


def test_the_fifth_wrong_password_locks_with_a_kind_page(house, client):
    assert wrong(client, 5) == [200, 200, 200, 200, 429]
    answer = sign_in(client, "social_worker@example.org")
    assert answer.status_code == 429
    assert "Wait a quarter of an hour" in texts(answer)
    assert "_auth_user_id" not in client.session


def test_it_opens_again_after_a_quarter_of_an_hour_even_if_tried_meanwhile(house, client):
    wrong(client, 5)
    with later(minutes=14):
        assert sign_in(client, "social_worker@example.org").status_code == 429
    with later(minutes=16):
        assert sign_in(client, "social_worker@example.org").status_code == 302


def test_letters_large_or_small_are_one_account(house, client):
    wrong(client, 3)
    assert wrong(client, 2, "Social_Worker@Example.org") == [200, 429]


def test_others_are_not_locked(house, client):
    wrong(client, 5)
    assert sign_in(client, "team_manager@example.org").status_code == 302
    client.logout()
    elsewhere = sign_in(client, "social_worker@example.org", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200, "from another machine, allauth's own limit holds for five minutes"
    assert "Too many wrong tries" in texts(elsewhere)


def test_a_claimed_address_opens_nothing(house, client):
    answers = [
        status
        for number in range(5)
        for status in wrong(client, 1, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    ]
    assert answers[-1] == 429


def test_signing_in_starts_the_count_anew(house, client):
    for _ in range(2):
        assert wrong(client, 2) == [200, 200]
        assert sign_in(client, "social_worker@example.org").status_code == 302
        client.logout()
    assert wrong(client, 1) == [200], "the fifth in all, and the first since"


def test_wrong_codes_count_like_wrong_passwords(house, client):
    sign_in(client, "social_worker@example.org")
    secret = set_up_phone(client)
    client.post("/accounts/logout/")
    sign_in(client, "social_worker@example.org")
    statuses = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    with later(minutes=6):
        client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert "_auth_user_id" not in client.session, "the right code, too late"


def test_a_password_is_not_guessed_on_the_page_that_confirms_it(house, client):
    client.force_login(house.social_worker)
    guess = {"password": "not the password"}
    statuses = [client.post("/accounts/reauthenticate/", guess).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
