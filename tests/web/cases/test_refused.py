"""Pages that say no: which rule, and what can be done."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import path

from everycase.web.cases.models import Restriction
from everycase.web.urls import handler403
from everycase.web.urls import urlpatterns as every


def test_a_role_without_a_page_is_told_which_role_they_have_and_whom_to_ask(client, house):
    client.force_login(house.councillor)
    answer = client.get("/children/C1/")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Your role doesn&#x27;t include this page." in text
    assert "Sees totals, small numbers suppressed." in text
    assert "administrator" in text


def test_a_case_that_is_another_team_s_says_which_team_to_ask_and_names_no_child(client, house):
    client.force_login(house.other_team_manager)
    text = client.get("/children/C1/").content.decode()
    assert "The case is not yours" in text
    assert "ask the manager of Intake North" in text
    assert "Amira" not in text
    assert "On a protection plan" not in text


def test_a_restricted_case_says_so_and_not_whose_it_is(client, house):
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    client.force_login(house.other_team_manager)
    text = client.get("/children/C1/").content.decode()
    assert "The case is restricted to named people." in text
    for said in ("Intake North", "colleague", "Director", "Amira"):
        assert said not in text


def test_nothing_there_is_said_kindly_to_whoever_asks(client, house):
    client.force_login(house.team_manager)
    answer = client.get("/nothing-here/<script>/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "There is nothing at this address" in text
    assert 'href="/find/"' in text
    assert "<script>/" not in text


def test_a_form_that_was_open_too_long_says_what_to_do(house):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(house.team_manager)
    answer = strict.post("/find/", {"asked": "khan"})
    assert answer.status_code == 403
    assert "Your page was open too long" in answer.content.decode()


def broken(_request):
    raise RuntimeError


urlpatterns = [path("broken/", broken), *every]
handler403 = handler403  # noqa: PLW0127 - Django looks for it here


@pytest.mark.urls(__name__)
def test_what_went_wrong_is_said_plainly_and_nothing_of_it_shown(house):
    quiet = Client(raise_request_exception=False)
    quiet.force_login(house.team_manager)
    answer = quiet.get("/broken/")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong" in text
    assert "RuntimeError" not in text
