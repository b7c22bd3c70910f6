"""Break-glass: who may, for how long, who is told, and that everything is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from everycase.web.cases.glass import break_glass, read_glass
from everycase.web.cases.models import BrokenGlass, Look, Restriction
from everycase.web.people.access import may_see
from everycase.web.people.models import User
from everycase.web.people.roles import ROLES, May

BREAK = "/children/C1/break-glass/"
WHY = {"why": "Duty call from the hospital"}


@pytest.fixture
def broken(house):
    return break_glass(house.other_social_worker, house.amira, "Duty call from the hospital", "http://here/")


def test_a_refused_page_offers_to_open_the_case_with_a_reason(client, house):
    client.force_login(house.other_social_worker)
    text = client.get("/children/C1/").content.decode()
    assert "The case is not yours" in text
    assert f'action="{BREAK}"' in text
    assert "Amira" not in text


@pytest.mark.parametrize("key", ["auditor", "analyst", "councillor", "partner", "administrator"])
def test_a_role_without_it_is_neither_offered_it_nor_let_do_it(client, house, key):
    client.force_login(getattr(house, key))
    assert BREAK not in client.get("/children/C1/").content.decode()
    assert client.post(BREAK, WHY).status_code == 403
    assert not BrokenGlass.objects.exists()


def test_with_a_reason_the_case_opens_for_24_hours(client, house):
    client.force_login(house.other_social_worker)
    answer = client.post(BREAK, WHY)
    assert (answer.status_code, answer["Location"]) == (302, "/children/C1/")
    assert client.get("/children/C1/").status_code == 200
    glass = BrokenGlass.objects.get()
    assert glass.until - glass.at == timedelta(hours=24)
    assert (glass.why, glass.was_restricted) == ("Duty call from the hospital", False)


@pytest.mark.parametrize(
    ("ago", "open_"), [(timedelta(hours=23, minutes=59), True), (timedelta(hours=24), False)]
)
def test_after_24_hours_it_is_closed_again(house, broken, ago, open_):
    BrokenGlass.objects.update(at=broken.at - ago, until=broken.until - ago)
    assert may_see(house.other_social_worker, house.amira).allowed is open_


@pytest.mark.parametrize(
    ("why", "code"), [("", 400), ("9 letters", 400), ("   10 is  ", 400), ("10 letters", 302)]
)
def test_the_reason_has_ten_letters_at_least(client, house, why, code):
    client.force_login(house.other_social_worker)
    answer = client.post(BREAK, {"why": why})
    assert answer.status_code == code
    if code == 400:
        text = answer.content.decode()
        assert "There is a problem" in text
        assert 'href="#id_why"' in text
        assert 'id="id_why"' in text
    assert BrokenGlass.objects.exists() is (code == 302)


def test_the_action_itself_refuses_too_short_a_reason_and_a_role_without_it(house):
    with pytest.raises(ValueError, match="short"):
        break_glass(house.other_social_worker, house.amira, "short    ", "http://here/")
    with pytest.raises(PermissionDenied):
        break_glass(house.analyst, house.amira, "Duty call from the hospital", "http://here/")


def test_the_case_s_manager_is_told_by_a_letter_that_names_nobody(
    client, house, django_capture_on_commit_callbacks
):
    client.force_login(house.other_social_worker)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(BREAK, WHY)
    (letter,) = mail.outbox
    assert letter.to == ["team_manager@example.org"]
    assert "http://testserver/broken-glass/" in letter.body
    for said in ("Amira", "Khan", "C1", "Other Social Worker", "hospital", "Intake"):
        assert said not in f"{letter.subject} {letter.body}"
    assert [person.email for person in BrokenGlass.objects.get().told.all()] == ["team_manager@example.org"]
    assert house.team_manager.notices.count() == 1


def test_a_letter_that_cannot_be_sent_stops_nothing(
    client, house, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*_args):
        raise ConnectionRefusedError

    monkeypatch.setattr("everycase.web.cases.glass.send_mail", refuse)
    client.force_login(house.other_social_worker)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(BREAK, WHY).status_code == 302
    assert BrokenGlass.objects.exists()


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ([], ["team_manager"]),
        (["team_manager"], ["service_manager"]),
        (["team_manager", "service_manager"], ["director", "other_director"]),
        (["team_manager", "service_manager", "director", "other_director"], []),
    ],
)
def test_where_the_nearest_manager_is_gone_the_next_is_told(house, gone, told):
    User.objects.filter(email__in=[f"{key}@example.org" for key in gone]).update(is_active=False)
    glass = break_glass(house.other_social_worker, house.amira, "Duty call from the hospital", "http://here/")
    assert [person.email.partition("@")[0] for person in glass.told.all()] == told


def test_of_a_restricted_case_only_those_are_told_who_may_open_it(house):
    restriction = Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    restriction.people.add(house.director)
    glass = break_glass(house.team_manager, house.amira, "Duty call from the hospital", "http://here/")
    assert glass.was_restricted
    assert list(glass.told.all()) == [house.director]
    assert may_see(house.team_manager, house.amira).ground == "break-glass"


def test_nobody_is_told_of_their_own(house):
    restriction = Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    restriction.people.add(house.service_manager)
    glass = break_glass(house.team_manager, house.amira, "Duty call from the hospital", "http://here/")
    assert list(glass.told.all()) == [house.service_manager]


def test_breaking_and_every_view_after_it_are_written_down(client, house):
    client.force_login(house.other_social_worker)
    client.get("/children/C1/")
    client.post(BREAK, WHY)
    client.get("/children/C1/people/")
    assert list(Look.objects.order_by("pk").values_list("page", "ground", "allowed")) == [
        ("case", "no ground", False),
        ("break-glass", "break-glass", True),
        ("people", "break-glass", True),
    ]


def test_who_may_see_the_case_anyway_breaks_nothing(client, house):
    client.force_login(house.social_worker)
    assert client.post(BREAK, WHY)["Location"] == "/children/C1/"
    assert not BrokenGlass.objects.exists()


def test_an_unknown_child_and_another_method(client, house):
    client.force_login(house.other_social_worker)
    assert client.post("/children/C99/break-glass/", WHY).status_code == 404
    assert client.get(BREAK).status_code == 405


def test_managers_read_it_on_a_page_and_others_don_t(client, house, broken):
    for key, person in house.people.items():
        client.force_login(person)
        answer = client.get("/broken-glass/")
        if May.SEE_WHO_LOOKED not in person.role.may:
            assert answer.status_code == 403, key
            continue
        sees = may_see(person, house.amira).allowed
        assert ("Duty call from the hospital" in answer.content.decode()) is sees, key


def test_a_manager_says_that_they_know_and_the_first_stays(client, house, broken):
    client.force_login(house.team_manager)
    assert client.get("/broken-glass/").content.decode().count("I know of it") == 1
    client.post(f"/broken-glass/{broken.pk}/read/")
    client.force_login(house.director)
    client.post(f"/broken-glass/{broken.pk}/read/")
    broken.refresh_from_db()
    assert broken.read_by == house.team_manager
    text = client.get("/broken-glass/").content.decode()
    assert "I know of it" not in text
    assert "Team Manager said on" in text


def test_who_opened_it_cannot_say_that_they_know(house):
    glass = break_glass(house.other_team_manager, house.amira, "Duty call from the hospital", "http://here/")
    with pytest.raises(PermissionDenied, match="yourself"):
        read_glass(house.other_team_manager, glass)
    glass = break_glass(
        house.other_service_manager, house.amira, "Duty call from the hospital", "http://here/"
    )
    with pytest.raises(PermissionDenied, match="not yours"):
        read_glass(house.other_team_manager, glass)


def test_of_a_case_that_is_not_theirs_a_manager_reads_nothing(client, house, broken):
    client.force_login(house.other_team_manager)
    assert client.post(f"/broken-glass/{broken.pk}/read/").status_code == 404
    assert client.get(f"/broken-glass/{broken.pk}/read/").status_code == 405


@pytest.mark.parametrize("values", [{"read_by": "team_manager"}, {"read_at": timezone.now()}])
def test_the_database_refuses_half_a_reading(house, broken, values):
    given = {name: getattr(house, value) if name == "read_by" else value for name, value in values.items()}
    with pytest.raises(IntegrityError):
        BrokenGlass.objects.update(**given)


def test_the_database_refuses_that_one_reads_their_own(house, broken):
    with pytest.raises(IntegrityError):
        BrokenGlass.objects.update(read_by=house.other_social_worker, read_at=timezone.now())


def test_the_roles_that_may_are_those_that_work_with_children():
    assert {key for key, role in ROLES.items() if May.BREAK_GLASS in role.may} == {
        "social_worker",
        "team_manager",
        "service_manager",
        "director",
        "reviewing_officer",
    }
