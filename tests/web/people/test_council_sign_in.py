"""Signing in with the council's own account: the whole round, to a real OpenID provider on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from tests.web.signing_in import council, sign_in, texts

from everycase.web.databases import oidc_from
from everycase.web.people import changing
from everycase.web.people.models import User

if find_spec("oidc_provider_mock") is None:
    pytest.skip("the development lock brings the provider", allow_module_level=True)

TO_COUNCIL = "/accounts/oidc/council/login/"


@pytest.fixture(scope="module")
def provider():
    """The provider, in a process of its own: what it warns of is its own affair."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    insecure = os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"}
    with subprocess.Popen(
        command, env=insecure, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield answering(f"http://localhost:{port}")
        finally:
            server.terminate()


def answering(address):
    """The address, once something answers there."""
    for _ in range(200):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError(address)


@pytest.fixture(autouse=True)
def _council(settings, provider, house):
    settings.MFA_REQUIRED = True
    settings.SOCIALACCOUNT_PROVIDERS = council(provider)


def as_claimed(provider, **claims):
    """Somebody whom the provider knows; what it will say of them."""
    requests.put(f"{provider}/users/sam", json=claims, timeout=5).raise_for_status()


def round_trip(client, start=TO_COUNCIL, **form):
    """To the provider, signed in there as Sam, and back: where that leads."""
    away = client.get(start)
    back = requests.post(away.url, data={"sub": "sam", **form}, allow_redirects=False, timeout=5)
    here = urlsplit(back.headers["Location"])
    return client.get(f"{here.path}?{here.query}", follow=True)


def test_a_known_person_signs_in_and_needs_no_second_step_here(client, provider, house):
    as_claimed(provider, email="Social_Worker@example.org", email_verified=True)
    assert "Sign in with your riverside account" in texts(client.get("/accounts/login/"))
    answer = round_trip(client, f"{TO_COUNCIL}?next=/your-account/")
    assert answer.redirect_chain[-1][0] == "/your-account/"
    assert "Social Worker, social worker" in texts(answer)
    assert client.get("/my-work/").status_code == 200


def test_the_request_is_bound_to_this_browser(client, provider):
    away = client.get(TO_COUNCIL).url
    assert "code_challenge=" in away
    assert "state=" in away
    back = requests.post(away, data={"sub": "sam"}, allow_redirects=False, timeout=5)
    here = urlsplit(back.headers["Location"])
    other = type(client)()
    answer = other.get(f"{here.path}?{here.query}")
    assert "didn’t answer as it should" in texts(answer)
    assert "_auth_user_id" not in other.session


def test_an_unknown_person_is_refused_with_words_and_no_account_is_made(client, provider):
    before = User.objects.count()
    as_claimed(provider, email="stranger@example.org", email_verified=True)
    answer = round_trip(client)
    assert "You have no account here yet. Ask your everycase administrator for one." in texts(answer)
    assert User.objects.count() == before
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("before", ["first time", "signed in before"])
def test_a_closed_account_is_refused_with_words(client, provider, house, before):
    as_claimed(provider, email="social_worker@example.org", email_verified=True)
    if before == "signed in before":
        round_trip(client)
        client.post("/accounts/logout/")
    changing.close(house.administrator, house.social_worker)
    answer = round_trip(client)
    assert "Your account here is closed" in texts(answer)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("claimed", [{}, {"email_verified": False}, {"email_verified": "false"}])
def test_an_address_that_the_provider_has_not_verified_opens_nothing(client, provider, claimed):
    as_claimed(provider, email="director@example.org", **claimed)
    assert "You have no account here yet" in texts(round_trip(client))


@pytest.mark.parametrize(
    ("domains", "let_in"), [("example.org", True), ("other.org, example.org", True), ("ample.org", False)]
)
def test_addresses_under_the_councils_own_domains_are_taken(client, provider, settings, domains, let_in):
    settings.SOCIALACCOUNT_PROVIDERS = council(provider, EVERYCASE_OIDC_DOMAINS=domains)
    as_claimed(provider, email="social_worker@example.org")
    round_trip(client)
    assert ("_auth_user_id" in client.session) is let_in


def test_a_new_address_here_severs_the_identity_there(client, provider, house):
    as_claimed(provider, email="social_worker@example.org", email_verified=True)
    round_trip(client)
    values = {"name": "Sam", "email": "sam@example.org", "role_key": "social_worker", "worker_key": "W1"}
    changing.change(house.administrator, house.social_worker, values | {"teams": [], "services": []})
    assert client.get("/my-work/").status_code == 302
    assert "You have no account here yet" in texts(round_trip(client))


def test_the_identity_is_kept_not_the_address(client, provider, house):
    """Whoever takes over an address at the council doesn't take over the account here."""
    as_claimed(provider, email="social_worker@example.org", email_verified=True)
    round_trip(client)
    client.post("/accounts/logout/")
    as_claimed(provider, email="director@example.org", email_verified=True)
    round_trip(client)
    assert client.session["_auth_user_id"] == str(house.social_worker.pk)


def test_nobody_adds_a_council_account_to_the_one_they_are_signed_in_with(client, provider, house):
    client.force_login(house.director)
    session = client.session
    session["second_factor"] = {"person": house.director.pk, "at": 0}
    session.save()
    as_claimed(provider, email="stranger@example.org", email_verified=True)
    round_trip(client, f"{TO_COUNCIL}?process=connect")
    assert not SocialAccount.objects.exists()


def test_saying_no_at_the_provider_is_no_error(client, provider):
    away = client.get(TO_COUNCIL).url
    back = requests.post(away, data={"action": "deny"}, allow_redirects=False, timeout=5)
    refused, state = (
        parse_qs(urlsplit(back.headers["Location"]).query),
        parse_qs(urlsplit(away).query)["state"],
    )
    # This provider leaves the state out of a refusal; the standard says that it comes back.
    answer = client.get(f"{TO_COUNCIL}callback/", {"error": refused["error"], "state": state}, follow=True)
    assert "You stopped signing in" in texts(answer)


@pytest.mark.parametrize("address", [TO_COUNCIL, f"{TO_COUNCIL}callback/?code=abc&state=abc"])
def test_a_provider_that_is_down_is_told_in_words(client, settings, address):
    settings.SOCIALACCOUNT_PROVIDERS = council("http://localhost:9")
    answer = client.get(address)
    assert answer.status_code in {401, 502}
    assert "didn’t answer as it should" in texts(answer)


def test_a_provider_that_goes_down_meanwhile_is_told_in_words(client, provider, settings):
    away = client.get(TO_COUNCIL).url
    back = requests.post(away, data={"sub": "sam"}, allow_redirects=False, timeout=5)
    here = urlsplit(back.headers["Location"])
    settings.SOCIALACCOUNT_PROVIDERS = council("http://localhost:9")
    answer = client.get(f"{here.path}?{here.query}")
    assert answer.status_code == 502
    assert "didn’t answer as it should" in texts(answer)


def test_without_a_provider_there_is_none_to_go_to(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "riverside" not in texts(client.get("/accounts/login/")).lower()
    assert client.get(TO_COUNCIL).status_code == 404


def test_no_letter_sets_a_password_beside_the_councils_account(client, provider, house, mailoutbox):
    house.social_worker.set_unusable_password()
    house.social_worker.save()
    as_claimed(provider, email="social_worker@example.org", email_verified=True)
    round_trip(client)
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": "social_worker@example.org"})
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"EVERYCASE_OIDC_SERVER": "http://sign-in.example.org"}, "https"),
        ({"EVERYCASE_OIDC_SERVER": "https://sign-in.example.org"}, "EVERYCASE_OIDC_CLIENT_ID"),
    ],
)
def test_a_provider_that_cannot_be_trusted_stops_the_start(given, why):
    with pytest.raises(ImproperlyConfigured, match=why):
        oidc_from(given)


def test_a_password_still_needs_the_second_step(client, house):
    sign_in(client, "social_worker@example.org")
    assert client.get("/my-work/").url == "/accounts/2fa/totp/activate/"
