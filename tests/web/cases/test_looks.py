"""Looks: added to and never changed, in a chain of which a break shows; read by managers."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from everycase.web.cases.looking import check_chain, write_down
from everycase.web.cases.looks import looks_at
from everycase.web.cases.models import Look, LookChain, Restriction
from everycase.web.people.access import may_see

PAGE = "/who-looked/"


def look(house, person=None, child=None, page="case"):
    person, child = person or house.social_worker, child or house.amira
    return write_down(person, child, page, may_see(person, child))


@pytest.fixture
def unguarded(db):
    """The database without its triggers, as one who owns it could make it. They are back after the test."""
    guard = import_module("everycase.web.cases.migrations.0002_append_only_looks")
    for statement in guard.TAKE_OFF[connection.vendor]:
        run(statement)


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_look SET allowed = false",
        "UPDATE cases_look SET person_id = person_id",
        "DELETE FROM cases_look",
    ],
)
def test_the_database_refuses_to_change_or_take_out_a_look(house, statement):
    look(house)
    with pytest.raises(DatabaseError, match="never changed"):
        run(statement)
    assert Look.objects.get().allowed


def test_neither_does_it_through_the_models(house):
    one = look(house)
    for change in (one.delete, one.save, Look.objects.all().delete, lambda: Look.objects.update(page="x")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "after the tests emptied the database"])
def test_the_guard_is_there_for_what_is_committed(time, house):
    look(house)
    with pytest.raises(DatabaseError, match="never changed"):
        run("DELETE FROM cases_look")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own INSERT OR REPLACE")
def test_nor_does_it_put_another_row_in_a_look_s_place(house):
    look(house)
    columns = "id, at, person_id, child_id, page, ground, allowed, before, hash"
    with pytest.raises(DatabaseError, match="never changed"):
        run(
            f"INSERT OR REPLACE INTO cases_look ({columns}) SELECT id, at, person_id, child_id, 'x', "
            "ground, allowed, before, hash FROM cases_look"
        )


def test_a_chain_that_nobody_touched_holds(house):
    for _ in range(3):
        look(house)
    check = check_chain()
    assert (check.looks, check.broken, check.cut_short, check.holds) == (3, None, False, True)


def test_a_chain_with_nothing_in_it_holds(db):
    assert check_chain().holds


@pytest.mark.parametrize(
    "values",
    [
        {"page": "x"},
        {"allowed": False},
        {"ground": "all"},
        {"at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"before": "0" * 64},
    ],
)
def test_a_look_that_was_changed_shows(house, unguarded, values):
    looks = [look(house) for _ in range(3)]
    Look.objects.filter(pk=looks[1].pk).update(**values)
    check = check_chain()
    assert (check.broken, check.holds) == (looks[1], False)


def test_a_look_given_to_another_person_or_child_shows(house, unguarded):
    one = look(house)
    Look.objects.update(person=house.director)
    assert check_chain().broken == one
    Look.objects.update(person=one.person, child=house.leo)
    assert check_chain().broken == one


@pytest.mark.parametrize(("taken", "shows_at"), [(0, 1), (1, 2)])
def test_a_look_that_was_taken_out_shows_at_the_next(house, unguarded, taken, shows_at):
    looks = [look(house) for _ in range(3)]
    Look.objects.filter(pk=looks[taken].pk).delete()
    assert check_chain().broken == looks[shows_at]


def test_the_newest_taken_out_shows_too_and_still_does_after_the_next_look(house, unguarded):
    newest = [look(house) for _ in range(3)][-1]
    Look.objects.filter(pk=newest.pk).delete()
    assert check_chain().cut_short
    following = look(house)
    assert check_chain().broken == following


def test_all_taken_out_shows(house, unguarded):
    look(house)
    Look.objects.all().delete()
    assert not check_chain().holds


def test_the_command_says_what_it_found(house, unguarded, capsys):
    one, two = look(house), look(house)
    call_command("check_looks")
    assert capsys.readouterr().out == "2 looks read: none was changed or taken out.\n"
    Look.objects.filter(pk=two.pk).delete()
    with pytest.raises(CommandError, match="newest looks were taken out: 1 looks read"):
        call_command("check_looks")
    Look.objects.update(page="x")
    with pytest.raises(CommandError, match=f"Look {one.pk} was changed"):
        call_command("check_looks")


def test_only_one_end_of_the_chain_is_kept(house):
    newest = [look(house) for _ in range(3)][-1]
    assert LookChain.objects.get().last == newest.hash


# --------------------------------------------------------------------------- pages


def shown(client, person, asked=""):
    client.force_login(person)
    answer = client.get(f"{PAGE}{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_managers_read_who_looked_at_their_children_and_at_no_others(client, house):
    look(house, house.social_worker, page="finding")
    look(house, house.other_social_worker, page="finding")
    look(house, house.other_social_worker, house.leo, page="chronology")
    text = shown(client, house.team_manager)
    assert "2 looks, the newest first" in text
    assert "holds the case" in text
    assert "Refused" in text
    assert "the case isn’t theirs" in text
    assert "chronology" not in text


@pytest.mark.parametrize("key", ["social_worker", "auditor", "reviewing_officer", "analyst", "administrator"])
def test_a_role_without_it_may_not(client, house, key):
    client.force_login(getattr(house, key))
    assert client.get(PAGE).status_code == 403
    assert client.get("/children/C1/who-looked/").status_code == 403


def test_looks_at_a_restricted_child_are_shown_to_those_who_may_open_the_case(client, house):
    look(house)
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    assert "Nobody has looked." in shown(client, house.team_manager)


def test_looks_are_narrowed_by_person_and_by_day(client, house):
    look(house, house.social_worker)
    today = timezone.localtime(look(house, house.other_social_worker).at).date()
    assert "1 look, the newest first" in shown(client, house.team_manager, "?person=other+soc")
    assert "2 looks, the newest first" in shown(client, house.team_manager, f"?day={today}")
    assert "Nobody has looked." in shown(client, house.team_manager, "?day=2020-01-01")


def test_a_day_counts_by_the_clock_on_the_wall(client, house, unguarded):
    """Half past midnight in British Summer Time is the day before in the database's own time."""
    look(house)
    Look.objects.update(at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert "1 look" in shown(client, house.team_manager, "?day=2026-07-02")
    assert "Nobody has looked." in shown(client, house.team_manager, "?day=2026-07-01")


def test_a_day_that_is_none_is_said(client, house):
    text = shown(client, house.team_manager, "?day=yesterday")
    assert "Give the day as in 2026-11-24." in text


def test_older_looks_follow_page_by_page_and_keep_what_the_list_was_narrowed_by(client, house):
    looks = [look(house) for _ in range(101)]
    first = shown(client, house.team_manager, "?person=social")
    assert f'href="?person=social&amp;before={looks[51].pk}"' in first
    assert first.count("holds the case") == 50
    second = shown(client, house.team_manager, f"?person=social&before={looks[51].pk}")
    assert second.count("holds the case") == 50
    last = shown(client, house.team_manager, f"?person=social&before={looks[1].pk}")
    assert last.count("holds the case") == 1
    assert ">Older<" not in last
    assert 'href="?person=social&amp;"' in last


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "٣", "1.5"])
def test_a_place_in_the_list_that_is_none_shows_the_newest(client, house, before):
    look(house)
    assert "1 look, the newest first" in shown(client, house.team_manager, f"?before={before}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "24/11/2026"])
def test_a_day_long_past_or_to_come_is_none(client, house, day):
    assert "Give the day as in 2026-11-24." in shown(client, house.team_manager, f"?day={day}")


@pytest.mark.parametrize("few", [0, 500])
def test_many_children_or_few_the_same_looks_are_found(client, house, few, monkeypatch):
    monkeypatch.setattr("everycase.web.cases.looks.FEW", few)
    mine = look(house, page="finding")
    look(house, house.other_social_worker, house.leo)
    assert list(looks_at(house.team_manager)) == [mine]
    assert looks_at(house.director).count() == 2
    assert list(looks_at(house.director, "social", timezone.localdate())) == list(Look.objects.all())


def test_a_look_changed_since_is_marked_where_it_is_read(client, house, unguarded):
    look(house)
    assert "as they were written" in shown(client, house.team_manager)
    Look.objects.update(page="nothing at all")
    text = shown(client, house.team_manager)
    assert "Changed since" in text
    assert "as they were written" not in text


def test_the_last_check_of_all_looks_is_told(client, house, unguarded):
    look(house)
    assert "have not been checked yet" in shown(client, house.team_manager)
    check_chain()
    assert "All 1 looks were checked on" in shown(client, house.team_manager)
    Look.objects.all().delete()
    check_chain()
    assert "Looks were changed or taken out: the newest are missing" in shown(client, house.team_manager)


def test_one_child_s_looks_are_on_the_child_s_own_page(client, house):
    look(house, house.other_social_worker)
    look(house, house.other_social_worker, house.leo)
    client.force_login(house.team_manager)
    text = client.get("/children/C1/who-looked/").content.decode()
    assert "2 looks, the newest first" in text  # the manager's own is the second
    assert "Other Social Worker" in text


def test_the_page_takes_no_post_and_asks_as_often_for_one_row_as_for_many(client, house):
    client.force_login(house.team_manager)
    assert client.post(PAGE).status_code == 405

    def asked():
        look(house)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        return len(queries)

    once = asked()
    for _ in range(20):
        look(house)
    assert asked() == once
