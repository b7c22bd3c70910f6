"""The pages of one case: who they open to, what they say, and what they leave out for whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.web.actions.models import State
from everycase.web.cases.models import Child, Load, Look, Restriction
from everycase.web.people.models import User
from everycase.web.people.roles import ROLES, May

CASE = "/children/C1/"
PAGES = {
    "": "case",
    "due/": "what’s due",
    "chronology/": "chronology",
    "people/": "people",
    "voice/": "what the child says",
}
MANAGERS_PAGES = {"who-looked/": "who has looked", "restriction/": "restriction", "assign/": "assign"}
OPEN_TO = {
    "social_worker",
    "team_manager",
    "service_manager",
    "director",
    "other_director",
    "analyst",
    "other_analyst",
}
MANAGERS = {"team_manager", "service_manager", "director", "other_director"}


def page(client, person, address="", code=200):
    client.force_login(person)
    answer = client.get(f"{CASE}{address}")
    assert answer.status_code == code, person
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_to_those_who_may_see_the_child_and_to_nobody_else(client, kept, address):
    opened = set()
    for key, person in kept.people.items():
        client.force_login(person)
        code = client.get(f"{CASE}{address}").status_code
        assert code in {200, 403}
        opened |= {key} if code == 200 else set()
    assert opened == OPEN_TO


@pytest.mark.parametrize("address", MANAGERS_PAGES)
def test_a_page_for_managers_opens_to_the_case_s_managers_only(client, kept, address):
    opened = set()
    for key, person in kept.people.items():
        client.force_login(person)
        opened |= {key} if client.get(f"{CASE}{address}").status_code == 200 else set()
    assert opened == MANAGERS


@pytest.mark.parametrize(("address", "name"), [*PAGES.items(), *MANAGERS_PAGES.items()])
def test_each_view_is_written_down_and_so_is_each_refusal(client, kept, address, name):
    page(client, kept.team_manager, address)
    page(client, kept.other_team_manager, address, 403)
    assert list(Look.objects.order_by("pk").values_list("person__name", "page", "ground", "allowed")) == [
        ("Team Manager", name, "team", True),
        ("Other Team Manager", name, "no ground", False),
    ]


@pytest.mark.parametrize("address", [*PAGES, *MANAGERS_PAGES])
def test_a_restricted_case_is_closed_to_its_own_team_s_manager_unless_named(client, kept, address):
    restriction = Restriction.objects.create(child=kept.amira, why="A colleague’s child", by=kept.director)
    page(client, kept.team_manager, address, 403)
    restriction.people.add(kept.team_manager)
    assert "Restricted" in page(client, kept.team_manager, address)


@pytest.mark.parametrize("address", [*PAGES, *MANAGERS_PAGES])
def test_an_unknown_id_is_not_found(client, kept, address):
    client.force_login(kept.director)
    assert client.get(f"/children/C99/{address}").status_code == 404


@pytest.mark.parametrize("address", [*PAGES, "who-looked/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_that_only_shows_takes_no_other_method(client, kept, address, method):
    client.force_login(kept.director)
    assert getattr(client, method)(f"{CASE}{address}").status_code == 405


@pytest.mark.parametrize("address", [*PAGES, *MANAGERS_PAGES])
def test_nobody_gets_in_without_signing_in(client, kept, address):
    answer = client.get(f"{CASE}{address}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", [*PAGES, "who-looked/"])
def test_the_banner_says_who_the_case_is_about(client, kept, address):
    text = page(client, kept.team_manager, address)
    assert text.count("<h1") == 1
    for said in ("Amira Khan", "C1", "On a protection plan", "Worker 1", "Intake North"):
        assert said in text
    assert "Leo" not in text


@pytest.mark.parametrize("address", PAGES)
def test_a_role_without_names_sees_the_case_by_id_and_nothing_that_people_wrote(client, kept, address):
    kept.amira.assignments.create(person=kept.auditor, why="Worry about Amira", given_by=kept.director)
    finding_about(kept.amira, kept.social_worker)
    User.objects.exclude(pk=kept.analyst.pk).update(name="Robin Hale")
    text = page(client, kept.analyst, address)
    assert "Child C1" in text
    for name in (
        "Amira",
        "Khan",
        "Jo Reed",
        "Ash Lane",
        "Worker 1",
        "Robin",
        "was sad",
        "Only when it rains",
    ):
        assert name not in text, name


@pytest.mark.parametrize("address", PAGES)
def test_a_council_can_choose_that_no_page_names_a_child(client, kept, address, settings, tmp_path, folder):
    (tmp_path / "council.toml").write_text('council = "Ours"\nnames_on_screen = false\n')
    for kind in ("records", "reviews"):
        (tmp_path / kind).symlink_to(folder / kind)
    settings.COUNCIL = tmp_path
    text = page(client, kept.team_manager, address)
    assert "Child C1" in text
    assert "Worker 1" in text
    assert "Amira Khan" not in text


def test_the_timeline_draws_the_record_and_a_table_says_the_same(client, kept):
    text = page(client, kept.social_worker)
    assert "Protection plan: neglect, 3 March 2026 to now" in text
    assert "Visit: the child was seen alone, 10 March 2026" in text
    assert "Jo Reed, 5 January 2026 to now" in text
    assert text.count("Review conference, 1 June 2026") == 2  # drawn, and in the table
    assert '<use href="#mark-alone"/>' in text
    assert "style=" not in text


def test_the_timeline_of_a_year_holds_that_year_only(client, kept):
    text = page(client, kept.social_worker, "?year=2025")
    assert "Open case: abuse or neglect" in text
    assert "Protection plan" not in text
    assert '<a class="govuk-link" href="?year=2025#timeline" aria-current="true">2025</a>' in text


@pytest.mark.parametrize("asked", ["1066", "2101", "x", "-1", "٢٠٢٦", "9" * 500, "2026.5"])
def test_a_year_that_isn_t_one_of_the_case_shows_all_of_it(client, kept, asked):
    assert "3 March 2026 to now" in page(client, kept.social_worker, f"?year={asked}")


def test_what_is_overdue_is_drawn_and_links_to_its_finding(client, kept):
    finding_about(
        kept.amira,
        kept.social_worker,
        standard="cp-visit-every-10-working-days",
        kind="clock",
        subject="child_protection_plans/P1",
        due_on=date(2026, 3, 24),
    )
    assert "Overdue since" in page(client, kept.social_worker)
    text = page(client, kept.social_worker, "due/")
    assert "Overdue, late by" in text
    assert 'href="/findings/F1/"' in text


def test_findings_stand_red_lines_first_grouped_by_what_puts_them_right(client, kept):
    finding_about(kept.amira, kept.social_worker, "F1", severity=4, says="Open and worst.")
    finding_about(kept.amira, kept.social_worker, "F2", red_line=True, says="A red line.")
    finding_about(kept.amira, kept.social_worker, "F3", state=State.WAITING_CHECK, says="Said to be done.")
    finding_about(kept.amira, kept.social_worker, "F4", state=State.PROVED, red_line=True, says="Once wrong.")
    finding_about(kept.leo, kept.other_social_worker, "F5", says="Of another child.")
    text = page(client, kept.team_manager)
    places = [
        text.index(says) for says in ("A red line.", "Open and worst.", "Said to be done.", "Once wrong.")
    ]
    assert places == sorted(places)
    assert "Red lines (1)" in text
    assert "Not in hand" in text
    assert "Of another child." not in text
    assert 'href="/findings/F2/"' in text


def test_a_case_with_nothing_wrong_says_so_as_far_as_the_files_tell(client, kept):
    assert "Nothing is found wrong in this case, as far as the files tell." in page(client, kept.team_manager)


def test_the_chronology_shows_a_year_at_a_time_the_newest_that_is_not_ahead_first(client, kept):
    newest = page(client, kept.social_worker, "chronology/")
    assert "Amira said she was sad; by Jo Reed" in newest
    assert "Referral received" not in newest
    assert "Referral received" in page(client, kept.social_worker, "chronology/?year=2025")


@pytest.mark.parametrize("asked", ["1999", "x", "9" * 500])
def test_the_chronology_of_a_year_with_nothing_is_not_found(client, kept, asked):
    page(client, kept.social_worker, f"chronology/?year={asked}", 404)


def test_people_are_there_with_their_times(client, kept):
    text = page(client, kept.social_worker, "people/")
    assert text.index("Jo Reed") < text.index("Ash Lane")
    assert "5 Jan 2026" in text


def test_the_voice_page_says_shares_with_what_they_are_of(client, kept):
    text = page(client, kept.social_worker, "voice/")
    assert "1 of 2 visits" in text
    assert "Attended, views represented by advocate" in text
    assert "Only when it rains" in text


def test_siblings_are_named_and_linked_only_where_their_cases_may_be_seen(client, kept):
    Child.objects.update(family_key="FAM1")
    own = page(client, kept.team_manager)
    assert "Leo" not in own
    assert "1 whose case you may not see" in own
    everybody = page(client, kept.director)
    assert 'href="/children/C2/">Leo Brown</a>, ' in everybody
    assert "whose case" not in everybody


def test_children_of_no_known_family_are_not_one_family(client, kept):
    assert "Family" not in page(client, kept.director)


@pytest.mark.parametrize("address", PAGES)
def test_a_child_whom_the_record_does_not_hold_has_a_page_that_says_so(client, kept, address):
    Child.objects.filter(pk=kept.amira.pk).update(child_id="C1000")
    client.force_login(kept.team_manager)
    text = client.get(f"/children/C1000/{address}").content.decode()
    assert "Amira Khan" in text


@pytest.mark.parametrize("address", PAGES)
def test_without_a_record_the_pages_say_so(client, house, settings, tmp_path, address):
    settings.COUNCIL = tmp_path
    assert "The record of this case can’t be read now" in page(client, house.team_manager, address)
    Load.objects.create(state=Load.State.DONE, as_of=date(2026, 11, 24))
    assert "The record of this case can’t be read now" in page(client, house.team_manager, address)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>" + "Q" * 100


@pytest.mark.parametrize("address", [*PAGES, *MANAGERS_PAGES])
def test_hostile_text_is_shown_as_text(client, kept, address):
    Child.objects.filter(pk=kept.amira.pk).update(name=HOSTILE, status=HOSTILE, worker_name=HOSTILE)
    kept.team.name = HOSTILE
    kept.team.save()
    finding_about(kept.amira, kept.social_worker, says=HOSTILE, title=HOSTILE)
    text = page(client, kept.team_manager, address)
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("child_id", ["A/1", "é 1", "100%", "a%2Fb", "<b>", "?x=1#y", "..a"])
def test_an_id_of_any_letters_has_an_address_of_its_own(client, kept, child_id):
    Child.objects.filter(pk=kept.amira.pk).update(child_id=child_id)
    client.force_login(kept.team_manager)
    kept.amira.refresh_from_db()
    address = kept.amira.get_absolute_url()
    assert client.get(address).status_code == 200
    assert client.get(f"{address}due/").status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *MANAGERS_PAGES])
def test_a_page_asks_as_often_for_one_row_as_for_many(client, kept, address):
    client.force_login(kept.team_manager)

    def asked(several):
        for number in several:
            finding_about(kept.amira, kept.social_worker, f"F{number}", kind="clock")
            Child.objects.create(child_id=f"S{number}", name="A sibling", family_key="FAM1", team=kept.team)
            kept.amira.assignments.create(person=kept.auditor, why="Dip sample", ended_at=timezone.now())
            client.get(f"{CASE}{address}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{CASE}{address}")
        return len(queries)

    Child.objects.filter(pk=kept.amira.pk).update(family_key="FAM1")
    once = asked([1])
    assert asked(range(2, 20)) == once
    assert once <= 25


def test_every_role_that_sees_cases_is_asked_about_here():
    """A new role must be put into one of the lists above."""
    seeing = {key for key, role in ROLES.items() if May.SEE_CASES in role.may}
    assert seeing == {*(key.removeprefix("other_") for key in OPEN_TO), "auditor", "reviewing_officer"}
