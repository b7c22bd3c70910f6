"""Two people at once, and a load in the middle of people's work: on PostgreSQL, where both can be under way.

On SQLite one who writes lets nobody else write: there is no middle.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from tests.web.nights import found, night, received, said

from everycase.web.actions import receiving
from everycase.web.actions.models import Finding, State
from everycase.web.actions.moving import MovedMeanwhileError, move
from everycase.web.actions.owners import settle_owners

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="needs PostgreSQL"),
]


class Load(threading.Thread):
    """A receipt that stops half way, its findings locked, until it is let go on."""

    def __init__(self, what, monkeypatch) -> None:
        super().__init__()
        self.what, self.half_way, self.go_on = what, threading.Event(), threading.Event()

        def stop_then_settle():
            self.half_way.set()
            assert self.go_on.wait(20)
            return settle_owners()

        monkeypatch.setattr(receiving, "settle_owners", stop_then_settle)

    def run(self) -> None:
        received(self.what)
        connection.close()


def meanwhile(do: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Something that another person does in a connection of their own; what came of it is put in the list."""
    came: list[object] = []

    def run() -> None:
        try:
            came.append(do())
        except MovedMeanwhileError as error:
            came.append(error)
        connection.close()

    person = threading.Thread(target=run)
    person.start()
    return person, came


def at_once(house, monkeypatch, *shown, told) -> object:
    """The worker says that it is done while the load is half way; gives what came of that."""
    received(night("2026-10-24", found("F1")))
    on_screen = Finding.objects.get()
    load = Load(night("2026-11-24", *shown, told=told), monkeypatch)
    load.start()
    assert load.half_way.wait(20)
    person, came = meanwhile(lambda: move(house.social_worker, on_screen, "done", "Outcome added"))
    person.join(0.5)
    assert came == []  # it waits for the load
    load.go_on.set()
    load.join(20)
    person.join(20)
    return came[0]


def test_what_the_load_proved_meanwhile_is_told_to_the_one_who_pressed(house, monkeypatch):
    came = at_once(house, monkeypatch, told=[said("F1", "proved right")])
    assert isinstance(came, MovedMeanwhileError)
    assert Finding.objects.get().state == State.PROVED


def test_what_is_still_wrong_takes_the_work_of_the_one_who_pressed(house, monkeypatch):
    at_once(house, monkeypatch, found("F1", says="Still none."), told=[said("F1", "still open")])
    finding = Finding.objects.get()
    assert (finding.state, finding.says) == (State.WAITING_CHECK, "Still none.")
    assert [m.verb for m in finding.transitions.all()] == ["new", "done"]


def test_of_two_managers_who_sign_at_once_one_does_and_the_other_is_told(house):
    received(night("2026-10-24", found("F1")))
    move(house.social_worker, Finding.objects.get(), "done", "Outcome added")
    both_have_it_on_screen = threading.Barrier(2)

    def sign(manager):
        finding = Finding.objects.get()
        both_have_it_on_screen.wait(20)
        return move(manager, finding, "agree")

    signed = [meanwhile(partial(sign, one)) for one in (house.team_manager, house.service_manager)]
    for person, _ in signed:
        person.join(20)
    came = sorted(type(result).__name__ for _, (result,) in signed)
    assert came == ["MovedMeanwhileError", "Transition"]
    assert [m.verb for m in Finding.objects.get().transitions.all()] == ["new", "done", "agree"]
