"""Finding a child: by what, inside what one may see, and nothing of it in the address."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from everycase.web.cases.models import Child, Restriction
from everycase.web.cases.search import found

FIND = "/find/"


def search(client, person, asked, follow=True):
    client.force_login(person)
    return client.post(FIND, {"asked": asked}, follow=follow)


def ids(person, asked):
    return [child.child_id for child in found(person, asked)]


@pytest.mark.parametrize(
    "asked",
    ["C1", "c1", "Amira", "khan", "Amira Khan", "khan amira", "worker 1", "intake", "north khan", "C"],
)
def test_a_manager_finds_by_id_name_worker_and_team(house, asked):
    assert ids(house.team_manager, asked) == ["C1"]


@pytest.mark.parametrize("asked", ["Leo", "C2", "Care South", "amira brown", "%", "_", "<script>"])
def test_what_one_may_not_see_or_does_not_fit_is_not_found(house, asked):
    assert ids(house.team_manager, asked) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("C1", ["C1"]), ("c", ["C1", "C2"]), ("Amira", []), ("Khan", []), ("Worker", []), ("Intake", [])],
)
def test_a_role_without_names_finds_by_id_only(house, asked, expected):
    assert ids(house.analyst, asked) == expected


def test_the_very_id_comes_first_then_open_cases(house):
    Child.objects.create(child_id="C", name="C1", team=house.team)
    Child.objects.filter(child_id="C1").update(open_now=False)
    assert ids(house.director, "c1") == ["C1", "C"]
    assert ids(house.director, "c") == ["C", "C2", "C1"]


def test_a_restricted_case_is_found_by_those_who_may_open_it(house):
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    assert ids(house.team_manager, "Amira") == []
    assert ids(house.social_worker, "Amira") == ["C1"]


def test_what_was_found_is_shown_and_links_to_the_case(client, house):
    text = search(client, house.team_manager, "khan").content.decode()
    assert "1 child found for “khan”" in text
    assert 'href="/children/C1/">Amira K' in text
    assert "Worker 1" in text


def test_a_role_without_names_is_shown_none(client, house):
    text = search(client, house.analyst, "C1").content.decode()
    assert "Child C1" in text
    for name in ("Amira", "Khan", "Worker 1"):
        assert name not in text


def test_where_pages_name_no_child_a_name_finds_an_id(client, house, settings, tmp_path):
    (tmp_path / "council.toml").write_text('council = "Ours"\nnames_on_screen = false\n')
    settings.COUNCIL = tmp_path
    text = search(client, house.team_manager, "khan").content.decode()
    assert 'href="/children/C1/">Child C1' in text
    assert "Amira" not in text


def test_what_was_asked_is_not_in_the_address(client, house):
    answer = search(client, house.team_manager, "khan", follow=False)
    assert answer.status_code == 302
    assert answer["Location"] == FIND


def test_many_are_shown_a_page_at_a_time(client, house):
    Child.objects.bulk_create(
        Child(child_id=f"K{number:02}", name=f"Khan {number:02}", team=house.team) for number in range(41)
    )
    text = search(client, house.team_manager, "khan").content.decode()
    assert "42 children found" in text
    assert "Page 1 of 3" in text
    last = client.get(f"{FIND}?page=3").content.decode()
    assert "Khan 4" in last
    assert client.get(f"{FIND}?page=999").status_code == 200
    assert client.get(f"{FIND}?page=x").status_code == 200


def test_one_who_finds_nothing_by_an_id_may_go_to_its_page(client, house):
    """The link says nothing of whether there is such a child."""
    for asked in ("C2", "C999"):
        assert f'href="/children/{asked}/"' in search(client, house.social_worker, asked).content.decode()
    assert "/children/C999/" not in search(client, house.auditor, "C999").content.decode()


@pytest.mark.parametrize("asked", ["", "   "])
def test_asking_for_nothing_shows_the_question_again(client, house, asked):
    text = search(client, house.team_manager, asked).content.decode()
    assert "found for" not in text


def test_hostile_text_is_shown_as_text(client, house):
    asked = "<script>alert(1)</script>" * 20
    Child.objects.filter(pk=house.amira.pk).update(name=asked[:200], status=asked[:200])
    for text in (search(client, house.team_manager, asked), search(client, house.team_manager, "C1")):
        assert "<script>alert(1)" not in text.content.decode()


@pytest.mark.parametrize("key", ["councillor", "partner", "administrator"])
def test_a_role_that_sees_no_case_finds_none(client, house, key):
    assert search(client, getattr(house, key), "C1").status_code == 403


def test_another_method_is_refused(client, house):
    client.force_login(house.team_manager)
    assert client.put(FIND).status_code == 405


def test_a_page_asks_as_often_for_one_row_as_for_many(client, house):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(FIND)
        return len(queries)

    search(client, house.team_manager, "khan")
    once = asked()
    for number in range(15):
        Child.objects.create(child_id=f"K{number}", name="Khan", team=house.team)
    assert asked() == once
