"""Tokens: made once, shown once, for a person; never more than that person may."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web.signing_in import later, texts

from everycase.web.api import tokens
from everycase.web.api.models import READ_FINDINGS, READ_MEASURES, WRITE_EVENTS, ApiToken
from everycase.web.people import changing
from everycase.web.people.models import User


def token_for(house, person, *scopes, days=30):
    ahead = timezone.now() + timedelta(days=days)
    return tokens.make(house.administrator, f"For {person.name}", person, scopes, ahead)


def asks(client, secret, address="/api/v1/findings"):
    return client.get(address, headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def admin(house, client):
    client.force_login(house.administrator)
    return client


def given(house, **more):
    until = timezone.localdate() + timedelta(days=30)
    about = {
        "name": "Power BI",
        "person": house.analyst.pk,
        "scopes": [READ_FINDINGS],
        "until": f"{until:%d/%m/%Y}",
    }
    return about | more


def test_a_token_is_made_shown_once_and_works(
    house, admin, client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = admin.post("/tokens/new/", given(house)).content.decode()
    secret = re.search(r'id="secret">(everycase_[\w-]{43})<', made)
    assert secret is not None
    assert "no-store" in admin.post("/tokens/new/", given(house, name="Another"))["Cache-Control"]
    assert secret[1] not in admin.get("/tokens/").content.decode()
    assert asks(type(client)(), secret[1]).status_code == 200
    assert [(letter.to, "Power BI" in letter.body) for letter in mailoutbox] == [
        (["analyst@example.org"], True)
    ]
    assert house.analyst.account_changes.filter(what="token made").count() == 2


def test_nothing_of_the_secret_is_kept(house):
    token, secret = token_for(house, house.analyst, READ_FINDINGS)
    kept = " ".join(str(value) for value in ApiToken.objects.values().get(pk=token.pk).values())
    assert secret not in kept
    assert secret.removeprefix(tokens.MARK)[:8] not in kept


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"name": ""}, "Say what it is for"),
        ({"scopes": []}, "Choose what it may do"),
        ({"scopes": [WRITE_EVENTS]}, "Analyst may not: note what no extract holds"),
        ({"until": "1/1/2020"}, "Choose a day from today on, within a year"),
        ({"until": "1/1/2099"}, "Choose a day from today on, within a year"),
        ({"person": ""}, "Choose for whom it acts"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(house, admin, more, why):
    answer = admin.post("/tokens/new/", given(house, **more)).content.decode()
    assert answer.count(why) == 2
    assert not ApiToken.objects.exists()


def test_sent_twice_it_is_made_once(house, admin):
    admin.post("/tokens/new/", given(house))
    again = texts(admin.post("/tokens/new/", given(house)))
    assert "There is a token for this already" in again
    assert ApiToken.objects.count() == 1


def test_it_acts_for_nobody_whose_role_reads_nothing(house, admin):
    page = admin.get("/tokens/new/").content.decode()
    offered = set(re.findall(r'<option value="\d+">([^<]+)</option>', page))
    assert "Analyst" in offered
    assert not offered & {"Partner", "Administrator"}


def test_revoked_it_opens_nothing_and_the_row_stays(house, admin, client):
    token, secret = token_for(house, house.analyst, READ_FINDINGS)
    assert "Revoke the token for" in texts(admin.get(f"/tokens/{token.pk}/revoke/"))
    for _ in range(2):
        admin.post(f"/tokens/{token.pk}/revoke/")
    assert asks(type(client)(), secret).status_code == 401
    assert house.analyst.account_changes.filter(what="token revoked").count() == 1
    assert "Revoked" in texts(admin.get("/tokens/"))


@pytest.mark.parametrize(("days", "expected"), [(29, 200), (30, 401)])
def test_it_works_until_its_end(house, client, days, expected):
    _, secret = token_for(house, house.analyst, READ_FINDINGS)
    with later(days=days):
        assert asks(client, secret).status_code == expected


def test_it_ends_with_the_account_and_narrows_with_the_role(house, client):
    _, secret = token_for(house, house.analyst, READ_FINDINGS, READ_MEASURES)
    User.objects.filter(pk=house.analyst.pk).update(role_key="councillor")
    refused = asks(client, secret)
    assert (refused.status_code, refused.json()) == (
        403,
        {"detail": "This token may not: read findings, by the child’s id."},
    )
    changing.close(house.administrator, User.objects.get(pk=house.analyst.pk))
    assert asks(client, secret).status_code == 401


def test_each_scope_opens_its_own(house, client):
    _, secret = token_for(house, house.director, READ_MEASURES)
    assert asks(client, secret, "/api/v1/measures").status_code == 404, "there is no review here"
    assert asks(client, secret).status_code == 403
    told = {"child_id": "C1", "kind": "supervision", "happened_on": "2026-01-05"}
    answer = client.post(
        "/api/v1/events", told, content_type="application/json", headers={"Authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic YTpi", "Bearer \u00e9"])
def test_without_a_token_that_works_nothing_opens(house, client, said):
    token_for(house, house.analyst, READ_FINDINGS)
    answer = client.get("/api/v1/findings", headers={"Authorization": said.encode().decode("latin-1")})
    assert (answer.status_code, answer.json()) == (401, {"detail": "Unauthorized"})


def test_being_signed_in_is_no_token(house, client):
    client.force_login(house.director)
    assert client.get("/api/v1/findings").status_code == 401


def test_its_last_use_is_known_to_the_minute(house, client):
    token, secret = token_for(house, house.analyst, READ_FINDINGS)
    used = []
    for minutes in (0, 0, 2):
        with later(minutes=minutes):
            asks(client, secret)
        token.refresh_from_db()
        used.append(token.last_used_at)
    assert used[0] == used[1]
    assert used[2] - used[1] >= timedelta(minutes=2)


def test_so_many_requests_and_then_a_pause(house, client, monkeypatch):
    from everycase.web.api.letting_in import OFTEN

    monkeypatch.setattr(OFTEN, "num_requests", 3)
    _, secret = token_for(house, house.analyst, READ_FINDINGS)
    _, other = token_for(house, house.director, READ_FINDINGS)
    assert [asks(client, secret).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert int(asks(client, secret)["Retry-After"]) <= 60
    assert asks(client, other).status_code == 200, "each has its own count"
    with later(minutes=1):
        assert asks(client, secret).status_code == 200


def test_only_an_administrator_makes_or_revokes_by_whatever_route(house):
    token, _ = token_for(house, house.analyst, READ_FINDINGS)
    with pytest.raises(PermissionDenied):
        tokens.make(
            house.director, "Mine", house.director, [READ_FINDINGS], timezone.now() + timedelta(days=1)
        )
    with pytest.raises(PermissionDenied):
        tokens.revoke(house.director, token)


def test_none_is_made_for_more_than_its_person_may(house):
    with pytest.raises(PermissionDenied):
        token_for(house, house.councillor, READ_FINDINGS)
    with pytest.raises(PermissionDenied):
        token_for(house, house.analyst)


def test_the_database_refuses_nonsense(house):
    token, _ = token_for(house, house.analyst, READ_FINDINGS)
    same = ApiToken.objects.filter(pk=token.pk)
    for nonsense in (
        {"expires_at": token.made_at - timedelta(days=1)},
        {"revoked_at": timezone.now()},
        {"revoked_by": house.administrator},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            same.update(**nonsense)
    with pytest.raises(IntegrityError), transaction.atomic():
        token_for(house, house.analyst, READ_FINDINGS)
