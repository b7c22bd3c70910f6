"""Signing in and out as a person does it: pages, words, and what is refused."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from tests.web.signing_in import PASSWORD, set_up_phone, sign_in, texts

from everycase.web.people.changing import password_path
from everycase.web.people.models import User

SIGN_UP = [
    "/accounts/signup/",
    "/accounts/signup/passkey/",
    "/accounts/3rdparty/signup/",
    "/accounts/social/signup/",
    "/accounts/2fa/webauthn/signup/",
    "/accounts/email/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/abc/",
    "/accounts/login/code/",
    "/accounts/login/code/confirm/",
    "/accounts/password/set/",
    "/accounts/3rdparty/",
    "/accounts/",
]


@pytest.mark.parametrize("address", SIGN_UP)
def test_nobody_signs_up_or_adds_an_address(house, client, address):
    before = User.objects.count()
    given = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for who in (None, house.social_worker):
        if who is not None:
            client.force_login(who)
        assert client.get(address).status_code == 404
        assert client.post(address, given).status_code == 404
    assert User.objects.count() == before


def test_the_right_password_leads_to_the_first_screen(house, client):
    answer = sign_in(client, "SOCIAL_worker@example.org", follow=True)
    assert answer.redirect_chain[-1][0] == "/my-work/"
    assert "Social Worker, social worker" in texts(answer)


def test_a_wrong_password_says_so_beside_the_form_and_in_its_summary(house, client):
    answer = sign_in(client, "social_worker@example.org", "not the password")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("The email address or the password isn’t right.") == 2
    assert "<title>Error: Sign in" in " ".join(page.split())
    assert 'govuk-error-summary" data-module' in page


def test_an_unknown_address_is_told_the_same(house, client):
    known = texts(sign_in(client, "social_worker@example.org", "not the password"))
    unknown = texts(sign_in(client, "nobody@example.org", "not the password"))
    assert unknown == known


def test_a_closed_account_is_told_that_it_is_closed(house, client):
    User.objects.filter(pk=house.social_worker.pk).update(is_active=False)
    answer = sign_in(client, "social_worker@example.org", follow=True)
    assert "Your account is closed" in texts(answer)
    assert "_auth_user_id" not in client.session


def test_a_page_comes_after_signing_in_and_another_site_never(house, client):
    answer = client.get("/my-work/")
    assert answer.url == "/accounts/login/?next=/my-work/"
    given = {"login": "social_worker@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/?next=/my-work/", given).url == "/my-work/"
    client.logout()
    assert client.post("/accounts/login/?next=https://evil.example/", given).url == "/"


def test_signing_out_is_asked_and_then_done(house, client):
    client.force_login(house.social_worker)
    assert "Sign out of everycase" in texts(client.get("/accounts/logout/"))
    assert client.get("/my-work/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/my-work/").status_code == 302


def test_a_link_sets_a_password_once(house, client):
    account = User.objects.create_user("new@example.org", name="New", role_key="social_worker")
    address = password_path(account)
    form = client.get(address, follow=True)
    assert "Choose your password" in texts(form)
    here = form.redirect_chain[-1][0]
    given = {"password1": "another long password", "password2": "another long password"}
    assert "Your password is set" in texts(client.post(here, given, follow=True))
    client.logout()
    assert "doesn’t work any more" in texts(client.get(address, follow=True))
    assert sign_in(client, "new@example.org", "another long password").url == "/"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "too short"),
        ("password1234", "too common"),
        ("new@example.org", "too similar"),
    ],
)
def test_a_weak_password_is_refused(house, client, password, why):
    account = User.objects.create_user("new@example.org", name="New", role_key="social_worker")
    here = client.get(password_path(account), follow=True).redirect_chain[-1][0]
    assert why in texts(client.post(here, {"password1": password, "password2": password}))


def test_a_forgotten_password_is_set_by_a_letter_and_strangers_learn_nothing(house, client):
    for address in ("social_worker@example.org", "nobody@example.org"):
        answer = client.post("/accounts/password/reset/", {"email": address}, follow=True)
        assert "If there is an account with that address" in texts(answer)
    assert [letter.to for letter in mail.outbox] == [["social_worker@example.org"]]
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    assert "Choose your password" in texts(client.get(link[1], follow=True))


def test_without_letters_the_page_says_whom_to_ask(house, client, settings):
    settings.EMAIL_IS_SET_UP = False
    answer = texts(client.get("/accounts/password/reset/"))
    assert "can’t send letters" in answer
    assert "Send the link" not in answer


def test_a_changed_password_ends_every_session(house, client):
    other = type(client)()
    for each in (client, other):
        each.force_login(house.social_worker)
    new = {
        "oldpassword": PASSWORD,
        "password1": "another long password",
        "password2": "another long password",
    }
    client.post("/accounts/password/change/", new)
    assert [each.get("/my-work/").status_code for each in (client, other)] == [302, 302]
    assert sign_in(client, "social_worker@example.org", "another long password").url == "/"


def test_those_of_the_council_have_no_password_to_change(house, client):
    house.social_worker.set_unusable_password()
    house.social_worker.save()
    client.force_login(house.social_worker)
    answer = client.get("/accounts/password/change/", follow=True)
    assert answer.redirect_chain[-1][0] == "/your-account/"
    assert "change your password where you change that one" in texts(answer)


def test_recovery_codes_come_as_text_too(house, client):
    sign_in(client, "social_worker@example.org")
    set_up_phone(client)
    shown = re.findall(r"<code>(\d+)</code>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(shown) == 10
    assert client.get("/accounts/2fa/recovery-codes/download/").content.decode().split() == shown
