"""Accounts: made, changed, closed by administrators, who see no case; each change with its row."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.web.conftest import finding_about
from tests.web.signing_in import sign_in, texts

from everycase.web.actions.models import Action, Finding, State
from everycase.web.people import changing
from everycase.web.people.models import AccountChange, Changed, User

GIVEN = {"name": "Jo Shaw", "email": "Jo.Shaw@example.org", "role_key": "social_worker", "worker_key": "W7"}


@pytest.fixture
def admin(house, client):
    client.force_login(house.administrator)
    return client


def rows(account):
    return list(account.account_changes.order_by("pk").values_list("what", "by__name", "says"))


def test_accounts_are_listed_by_name_and_found(house, admin):
    page = admin.get("/people/").content.decode()
    names = re.findall(r'href="/people/\d+/">([^<]+)', page)
    assert names == sorted(names)
    assert len(names) == 20
    assert "Other Partner" in texts(admin.get("/people/?q=OTHER_part"))
    assert "1 account," in texts(admin.get("/people/?q=other_part"))
    assert "2 accounts," in texts(admin.get("/people/?role=auditor&state=open"))
    assert "No account is like this" in texts(admin.get("/people/?state=closed"))


def test_no_page_of_accounts_names_a_child(house, admin):
    finding_about(house.amira, house.social_worker)
    for address in (
        "/people/",
        f"/people/{house.social_worker.pk}/",
        f"/people/{house.social_worker.pk}/close/",
    ):
        page = admin.get(address).content.decode()
        assert not {"Amira", "Khan", "C1"} & set(re.findall(r"\w+", page))


def test_the_list_asks_as_often_for_many_as_for_few(house, admin, django_assert_max_num_queries):
    few = 12
    with django_assert_max_num_queries(few):
        admin.get("/people/?q=partner")
    with django_assert_max_num_queries(few):
        admin.get("/people/")


def test_an_account_is_made_with_its_row(house, admin):
    answer = admin.post("/people/new/", GIVEN, follow=True)
    account = User.objects.get(worker_key="W7")
    assert account.email == "jo.shaw@example.org"
    assert not account.has_usable_password()
    assert "Jo Shaw has an account" in texts(answer)
    assert rows(account) == [("made", "Administrator", "Social worker, jo.shaw@example.org")]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": ""}, "Type their full name"),
        ({"email": "SOCIAL_WORKER@example.org"}, "There is an account with this address already"),
        ({"email": "not an address"}, "Type a whole email address"),
        ({"worker_key": " W1 "}, "Social Worker is this worker already"),
        ({"role_key": "team_manager"}, "Choose at least one: without, a team manager sees no child"),
        ({"role_key": "service_manager"}, "Choose at least one: without, a service manager sees no child"),
        ({"role_key": "king"}, "king is not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(house, admin, given, why):
    before = User.objects.count()
    answer = admin.post("/people/new/", GIVEN | given)
    assert answer.status_code == 200
    assert answer.content.decode().count(why) == 2, "in the summary and at the field"
    assert User.objects.count() == before


def test_a_changed_role_is_written_down_and_ends_their_sessions(house, admin, client):
    theirs = type(client)()
    theirs.force_login(house.social_worker)
    values = GIVEN | {"role_key": "team_manager", "teams": [house.team.pk], "services": []}
    admin.post(f"/people/{house.social_worker.pk}/", values)
    assert rows(house.social_worker) == [
        (
            "changed",
            "Administrator",
            (
                "name: Social Worker → Jo Shaw; email: social_worker@example.org → jo.shaw@example.org; "
                "role: Social worker → Team manager; worker: W1 → W7; teams: none → Intake North"
            ),
        )
    ]
    assert theirs.get("/my-work/").status_code == 302
    assert sign_in(type(client)(), "social_worker@example.org").status_code == 200
    assert sign_in(type(client)(), "jo.shaw@example.org").status_code == 302


def test_teams_are_a_managers_alone(house, admin):
    values = GIVEN | {"role_key": "social_worker", "teams": [house.team.pk]}
    admin.post(f"/people/{house.team_manager.pk}/", values)
    assert not User.objects.get(pk=house.team_manager.pk).teams.exists()


def test_a_change_of_nothing_leaves_no_row(house, admin):
    same = {"name": "Director", "email": "director@example.org", "role_key": "director"}
    admin.post(f"/people/{house.director.pk}/", same)
    assert rows(house.director) == []


def test_closing_says_what_is_theirs_and_gives_it_to_nobody_with_a_word_to_the_manager(house, admin, client):
    finding_about(house.amira, house.social_worker, "F1")
    finding_about(house.amira, house.social_worker, "F2", state=State.WAITING_CHECK)
    finding_about(house.amira, house.social_worker, "F3", state=State.PROVED)
    asked = texts(admin.get(f"/people/{house.social_worker.pk}/close/"))
    assert "2 things to put right are theirs" in asked
    assert "Intake North: Team Manager" in asked
    theirs = type(client)()
    theirs.force_login(house.social_worker)
    closed = texts(admin.post(f"/people/{house.social_worker.pk}/close/", follow=True))
    assert "is closed, and they are signed out" in closed
    assert "things to put right" not in closed
    still = Finding.objects.exclude(state=State.PROVED)
    assert {finding.action.owner for finding in still} == {None}
    assert Finding.objects.get(key="F3").action.owner == house.social_worker
    told = house.team_manager.notices.get()
    assert (told.says, told.link) == (
        "Work in your team is nobody’s now: give it to somebody.",
        "/my-team/hand-over/",
    )
    assert not house.other_team_manager.notices.exists()
    assert theirs.get("/my-work/").status_code == 302
    assert rows(house.social_worker) == [("closed", "Administrator", "")]


def test_work_given_by_hand_goes_back_to_who_holds_the_case_when_its_owner_leaves(house):
    finding = finding_about(house.amira, house.team_manager, "F1")
    Action.objects.update(reassigned=True)
    changing.close(house.administrator, house.team_manager)
    finding.action.refresh_from_db()
    assert (finding.action.owner, finding.action.reassigned) == (house.social_worker, False)
    assert house.social_worker.notices.get().says == "Work came to you with a case."


def test_work_follows_the_worker_that_an_account_is(house):
    """A worker ends, and who comes after them gets their id in the record: the work is the new account's."""
    finding = finding_about(house.amira, house.social_worker, "F1")
    values = {"name": "Jo", "email": "jo@example.org", "role_key": "social_worker", "worker_key": ""}
    changing.change(
        house.administrator,
        house.social_worker,
        values | {"email": house.social_worker.email, "teams": [], "services": []},
    )
    finding.action.refresh_from_db()
    assert finding.action.owner is None
    new = changing.make(house.administrator, values | {"worker_key": "W1"})
    finding.action.refresh_from_db()
    assert finding.action.owner == new


def test_one_whose_role_puts_nothing_right_any_more_keeps_no_work(house):
    finding = finding_about(house.amira, house.social_worker, "F1")
    Action.objects.update(reassigned=True)
    now = {"name": "Jo", "email": house.social_worker.email, "role_key": "auditor", "worker_key": ""}
    changing.change(house.administrator, house.social_worker, now | {"teams": [], "services": []})
    finding.action.refresh_from_db()
    assert finding.action.owner is None


def test_an_account_opened_again_is_signed_in_anew(house, admin, client):
    theirs = type(client)()
    theirs.force_login(house.social_worker)
    for what in ("close", "open"):
        admin.post(f"/people/{house.social_worker.pk}/{what}/")
    assert theirs.get("/my-work/").status_code == 302, "the old session stays ended"
    assert sign_in(theirs, "social_worker@example.org").status_code == 302
    assert [what for what, _, _ in rows(house.social_worker)] == ["closed", "opened"]


def test_a_lost_phone_is_forgotten_and_whoever_has_it_is_signed_out(house, admin, client):
    TOTP.activate(house.social_worker, generate_totp_secret())
    theirs = type(client)()
    theirs.force_login(house.social_worker)
    admin.post(f"/people/{house.social_worker.pk}/second-factor/")
    assert not Authenticator.objects.filter(user=house.social_worker).exists()
    assert theirs.get("/my-work/").status_code == 302
    assert rows(house.social_worker) == [("second factor", "Administrator", "")]


def test_a_link_goes_to_its_owner_and_never_to_the_administrator(house, admin, mailoutbox):
    answer = admin.post(f"/people/{house.social_worker.pk}/link/", follow=True)
    assert [letter.to for letter in mailoutbox] == [["social_worker@example.org"]]
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)
    assert link is not None
    assert link[1] not in answer.content.decode()
    assert rows(house.social_worker) == [("link", "Administrator", "")]


def test_without_letters_the_page_says_what_to_run(house, admin, settings):
    settings.EMAIL_IS_SET_UP = False
    page = texts(admin.get(f"/people/{house.social_worker.pk}/"))
    assert "everycase account link social_worker@example.org" in page
    answer = admin.post(f"/people/{house.social_worker.pk}/link/", follow=True)
    assert "run `everycase account link` on the server" in texts(answer)
    assert rows(house.social_worker) == []


@pytest.mark.parametrize("what", ["close", "second-factor"])
def test_nobody_does_it_to_themselves(house, admin, what):
    assert admin.post(f"/people/{house.administrator.pk}/{what}/").status_code == 403
    assert User.objects.get(pk=house.administrator.pk).is_active


def test_nobody_makes_themselves_another_role(house, admin):
    values = GIVEN | {"role_key": "director"}
    assert admin.post(f"/people/{house.administrator.pk}/", values).status_code == 403
    assert User.objects.get(pk=house.administrator.pk).role_key == "administrator"


@pytest.mark.parametrize("do", [changing.close, changing.open_again, changing.reset_second_factor])
def test_only_an_administrator_changes_accounts_by_whatever_route(house, do):
    with pytest.raises(PermissionDenied):
        do(house.director, house.social_worker)
    assert not AccountChange.objects.exists()


def test_the_database_takes_no_change_of_an_unknown_kind(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountChange.objects.create(account=house.partner, by=None, what="painted")


def test_the_database_takes_no_worker_twice(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=house.director.pk).update(worker_key="W1")


def test_rows_stay_when_an_account_would_be_deleted(house):
    changing.note(house.partner, house.administrator, Changed.LINK)
    with pytest.raises(Exception, match="protected"):
        house.partner.delete()


def test_roles_are_told_with_their_pages(house, admin):
    page = texts(admin.get("/people/roles/"))
    assert "Sees no case" in page
    assert "held by them, their team or their service" in page
    assert "Make an account" in page


def test_a_service_is_made_and_a_team_is_in_one_alone(house, admin):
    answer = admin.post("/services/new/", {"name": "Front door", "teams": [house.team.pk]}, follow=True)
    assert "Front door is saved" in texts(answer)
    house.team.refresh_from_db()
    assert house.team.service.name == "Front door"
    again = admin.post("/services/new/", {"name": "Front door"})
    assert "There is a service of this name already" in texts(again)


def test_a_service_loses_the_team_that_is_no_longer_chosen(house, admin):
    number = house.team.service_id
    admin.post(f"/services/{number}/", {"name": "Safeguarding", "teams": []})
    house.team.refresh_from_db()
    assert house.team.service is None
    assert "In no service" in texts(admin.get("/services/"))


def test_an_old_link_does_not_outlive_a_new_address(house, client):
    account = User.objects.create_user("new@example.org", name="New", role_key="partner")
    address = changing.password_path(account)
    values = {"name": "New", "email": "newer@example.org", "role_key": "partner", "worker_key": ""}
    changing.change(house.administrator, account, values | {"teams": [], "services": []})
    assert "doesn’t work any more" in texts(client.get(address, follow=True))
