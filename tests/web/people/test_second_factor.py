"""No page about children with a password alone, whatever the role."""

from __future__ import annotations

import re
import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from tests.web.signing_in import code_of, later, set_up_phone, sign_in, texts

from everycase.web.people.roles import ROLES

SET_UP = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.MFA_REQUIRED = True


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sets_up_a_phone_before_any_page(house, client, role):
    sign_in(client, f"{role}@example.org")
    for address in ("/", "/my-work/", "/people/", "/your-account/", "/absences/", "/tokens/"):
        assert client.get(address).url == SET_UP
    set_up_phone(client)
    assert "Recovery codes" in texts(client.get("/accounts/2fa/recovery-codes/"))
    assert client.get("/").url != SET_UP


def test_a_code_is_asked_at_the_next_sign_in_and_works_once(house, client):
    sign_in(client, "social_worker@example.org")
    secret = set_up_phone(client)
    client.post("/accounts/logout/")
    assert sign_in(client, "social_worker@example.org").url == "/accounts/2fa/authenticate/"
    assert client.get("/my-work/").url.startswith("/accounts/login/")
    code = code_of(secret, time.time() + 30)  # the phone is half a minute fast
    assert "incorrect" in texts(client.post("/accounts/2fa/authenticate/", {"code": "000000"})).lower()
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).url == "/"
    assert client.get("/my-work/").status_code == 200
    client.post("/accounts/logout/")
    sign_in(client, "social_worker@example.org")
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_a_recovery_code_serves_once_instead(house, client):
    sign_in(client, "social_worker@example.org")
    set_up_phone(client)
    codes = re.findall(r"<code>(\d+)</code>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    for expected in (302, 200):
        client.post("/accounts/logout/")
        sign_in(client, "social_worker@example.org")
        assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == expected


def test_a_session_from_before_the_phone_was_set_up_is_not_let_on(house, client):
    other = type(client)()
    for each in (client, other):
        sign_in(each, "social_worker@example.org")
    set_up_phone(client)
    assert client.get("/my-work/").status_code == 200
    assert other.get("/my-work/").url == SET_UP


def test_another_phone_is_set_up_before_anything_else(house, client):
    sign_in(client, "social_worker@example.org")
    set_up_phone(client)
    assert client.get(SET_UP).url == "/your-account/"
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert client.get("/my-work/").url == SET_UP
    set_up_phone(client)
    assert client.get("/my-work/").status_code == 200


def test_a_phone_is_not_changed_by_whoever_finds_the_machine_unlocked(house, client):
    sign_in(client, "social_worker@example.org")
    set_up_phone(client)
    with later(minutes=6):
        for address in ("totp/deactivate/", "recovery-codes/generate/"):
            assert "reauthenticate" in client.post(f"/accounts/2fa/{address}").url
        assert "reauthenticate" in client.get("/accounts/2fa/recovery-codes/").url


def test_a_password_alone_is_enough_on_this_machine_only(settings):
    from unittest.mock import patch

    from everycase.web import settings as real

    with patch.dict("os.environ", {"EVERYCASE_MFA": "no"}):
        with patch.object(real, "LOCAL", new=True):
            assert real._mfa_required() is False
        with patch.object(real, "LOCAL", new=False), pytest.raises(ImproperlyConfigured, match="made-up"):
            real._mfa_required()
    with patch.dict("os.environ", {"EVERYCASE_MFA": ""}):
        assert real._mfa_required() is True
