"""Every page asks the database as often for many children, findings and people as for one."""

from __future__ import annotations

import pytest
from benchmarks.web.addresses import LEFT_OUT
from benchmarks.web.addresses import THINGS as MEASURED
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cases.conftest import folder, kept
from tests.web.conftest import House, finding_about
from tests.web.growing import grow
from tests.web.test_access_table import THINGS, World

from everycase.web.actions import headings, team
from everycase.web.actions.models import Finding, State
from everycase.web.cases.models import Child
from everycase.web.pages import PAGES, Page
from everycase.web.people.models import User
from everycase.web.people.roles import ROLES, May

__all__ = ["folder", "kept"]
MANY, SHOWN = 8, 4
"""More of everything than is shown of one thing; for this test, that is fewer than on the pages."""
SIGNING_IN = ("account_", "mfa_", "openid_")
"""Pages that tell of nothing but the person's own account, or end the session."""


def pages_of(role: str) -> list[Page]:
    """Every page that a role can read."""
    return [
        page
        for page in PAGES.values()
        if role in page.who
        and "GET" in page.methods
        and not page.by_token
        and not page.name.startswith(SIGNING_IN)
    ]


def _finding(world: World, state: State) -> Finding:
    return Finding.objects.filter(child=world.child, state=state, red_line=True).order_by("pk")[0]


def _rule_of_a_return(world: World) -> str:
    """A rule that flags something of the child: made once, however many pages are about one."""
    flagged = Finding.objects.filter(child=world.child, kind="return", standard="cin-4180")
    return (flagged.first() or finding_about(world.child, None, kind="return", standard="cin-4180")).standard


OF = {
    **THINGS,
    "rule of a return": _rule_of_a_return,
    "finding": lambda world: _finding(world, State.OPEN).key,
    "action": lambda world: _finding(world, State.OPEN).action_id,
    "finding to check": lambda world: _finding(world, State.WAITING_CHECK).key,
}
"""As THINGS, of findings that are there."""


def address(page: Page, house: House, person: User) -> str:
    world = World(house, person, house.amira)
    return reverse(page.name, kwargs={part: OF[thing](world) for part, thing in page.of.items()})


def queries_of(
    addresses: dict[tuple[str, str], str], clients: dict[str, Client]
) -> dict[tuple[str, str], int]:
    """How often each page asks the database. The first asking of a page fills what is kept in memory."""
    found = {}
    for (role, name), place in addresses.items():
        assert clients[role].get(place).status_code in {200, 302}, (role, place)
        with CaptureQueriesContext(connection) as asked:
            clients[role].get(place)
        found[role, name] = len(asked)
    return found


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    if person.may(May.SEE_CASES):
        client.post(reverse("search"), {"asked": "Amira"})
    return client


@pytest.mark.slow
def test_every_page_asks_as_often_for_many_as_for_one(kept, monkeypatch):
    monkeypatch.setattr(headings, "MOST_SHOWN", SHOWN)
    monkeypatch.setattr(team, "SHOWN", SHOWN)
    Child.objects.filter(pk=kept.amira.pk).update(family_key="family")
    grow(kept, range(1))
    clients = {role: signed_in(kept.people[role]) for role in ROLES}
    addresses = {
        (role, page.name): address(page, kept, kept.people[role]) for role in ROLES for page in pages_of(role)
    }
    few = queries_of(addresses, clients)
    grow(kept, range(1, 1 + MANY))
    many = queries_of(addresses, clients)
    assert {page: (few[page], many[page]) for page in addresses if many[page] != few[page]} == {}


def test_the_benchmark_knows_something_for_each_part_of_an_address():
    asked = [page for page in PAGES.values() if "GET" in page.methods and not page.name.startswith(LEFT_OUT)]
    assert {thing for page in asked if page.who for thing in page.of.values()} <= MEASURED.keys()
