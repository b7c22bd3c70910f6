"""Every address × role × relation to the child: what `everycase.web.pages` promises is what happens.

A page of another app joins by its line there; one whose address has a part of a new kind, by one in THINGS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

import polars as pl
import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.web.cases.conftest import AS_OF, folder, kept
from tests.web.conftest import House, finding_about
from tests.web.signing_in import council

from everycase.record.reading import PROBLEM_KINDS, PROBLEMS
from everycase.standards.catalogue import catalogue
from everycase.web.actions.models import Challenge, Finding, State, Transition
from everycase.web.api import tokens
from everycase.web.api.models import READ_MEASURES, ApiToken
from everycase.web.cases.models import Assignment, BrokenGlass, Child, Load, Restriction
from everycase.web.pages import ANONYMOUS, CHILDREN, NOBODY, PAGES, READ, SEND, Page
from everycase.web.people.access import about_visible, decisions, may_see, visible
from everycase.web.people.changing import password_path
from everycase.web.people.models import Deputy, Team, User
from everycase.web.people.roles import ROLES, May

__all__ = ["folder", "kept"]
GET_OR_POST = ("GET", "POST")


def every_address(patterns=None, space: str = "") -> Iterator[tuple[str, str]]:
    """The name and route of each address that Django knows."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from every_address(one.url_patterns, inside)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", str(one.pattern)


def test_every_address_has_its_line_and_every_line_its_address():
    names = [name for name, _ in every_address()]
    assert sorted(set(names) - set(PAGES)) == [], "add a line to everycase/web/pages.py"
    assert sorted(set(PAGES) - set(names)) == [], "no address has this name any more"


def test_no_two_addresses_share_a_name():
    names = [name for name, _ in every_address()]
    assert len(names) == len(set(names)), "the second would be asked by nobody"


# ------------------------------------------------------------------ what an address needs, and children


@dataclass
class World:
    """A person, who may be nobody (without a number), and the child that the page is to be about."""

    house: House
    person: User
    child: Child


def _token(world: World) -> ApiToken:
    ahead = timezone.now() + timedelta(days=1)
    return tokens.make(world.house.administrator, "Report", world.house.analyst, [READ_MEASURES], ahead)[0]


def _absence(world: World) -> Deputy:
    today = timezone.localdate()
    house = world.house
    return Deputy.objects.create(
        absent=house.social_worker, deputy=house.other_social_worker, since=today, until=today
    )


def _to_check(world: World) -> Finding:
    finding = finding_about(world.child, world.house.social_worker, state=State.WAITING_CHECK)
    Transition.objects.create(
        finding=finding,
        from_state=State.OPEN,
        to_state=State.WAITING_CHECK,
        verb="done",
        at=timezone.now(),
        by=world.house.other_social_worker,
        why="Outcome added",
    )
    return finding


def _challenge(world: World) -> Challenge:
    finding = finding_about(world.child, world.house.social_worker)
    return Challenge.objects.create(finding=finding, by=world.house.reviewing_officer, says="Is it so?")


def _assignment(world: World) -> Assignment:
    return Assignment.objects.create(person=world.house.other_auditor, child=world.child, why="Dip sample")


def _broken_glass(world: World) -> BrokenGlass:
    now = timezone.now()
    return BrokenGlass.objects.create(
        person=world.house.other_social_worker,
        child=world.child,
        why="Duty call at night",
        at=now,
        until=now + timedelta(days=1),
    )


def _link(world: World) -> tuple[str, str]:
    whose, _, key = password_path(world.house.social_worker).strip("/").rpartition("/")[2].partition("-")
    return whose, key


THINGS: Mapping[str, Callable[[World], object]] = {
    "child": lambda world: world.child.child_id,
    "finding": lambda world: finding_about(world.child, world.house.social_worker).key,
    "action": lambda world: finding_about(world.child, world.house.social_worker).action_id,
    "account": lambda world: world.house.other_auditor.pk,
    "absence": lambda world: _absence(world).pk,
    "service": lambda world: world.house.team.service_id,
    "token": lambda world: _token(world).pk,
    "provider": lambda _: "council",
    "finding to check": lambda world: _to_check(world).key,
    "challenge": lambda world: _challenge(world).pk,
    "second reading": lambda _: 1,
    "note": lambda _: 1,
    "assignment": lambda world: _assignment(world).pk,
    "broken glass": lambda world: _broken_glass(world).pk,
    "load": lambda _: Load.objects.filter(state=Load.State.DONE).values_list("pk", flat=True)[0],
    "rule of a return": lambda world: (
        finding_about(world.child, world.house.social_worker, kind="return", standard="cin-4180").standard
    ),
    "standard": lambda _: next(iter(catalogue())),
    "area": lambda _: "child protection",
    "aspect": lambda _: "timeliness",
    "chart": lambda _: "months",
    "link": lambda world: _link(world)[0],
    "link key": lambda world: _link(world)[1],
}
"""What each part of an address can be the number of, and how to have one."""


def held(world: World, **more) -> None:
    """The child is the person's: allocated to worker W1, of the first team, of the first service."""
    Child.objects.filter(pk=world.child.pk).update(worker_key="W1", team=world.house.team, **more)


def of_no_team(world: World) -> None:
    finding_about(world.child, None, "F99")
    Child.objects.filter(pk=world.child.pk).update(team=None)


def restricted(world: World) -> Restriction:
    return Restriction.objects.create(child=world.child, why="A colleague's child", by=world.house.director)


def assigned(world: World) -> None:
    Assignment.objects.create(person=world.person, child=world.child, why="Dip sample")


def held_and_restricted(world: World) -> None:
    held(world)
    restricted(world)


def held_and_named(world: World) -> None:
    held(world)
    restricted(world).people.add(world.person)


def assigned_and_restricted(world: World) -> None:
    assigned(world)
    restricted(world)


def stood_in(world: World, *, until: int) -> None:
    """Held by a worker who is away, whose deputy the person is: until today, or until so many days ago."""
    away = User.objects.create_user(
        "away@example.org", name="Away", role_key="social_worker", worker_key="W9"
    )
    Child.objects.filter(pk=world.child.pk).update(worker_key="W9")
    today = timezone.localdate()
    span = {"since": today - timedelta(days=9), "until": today - timedelta(days=until)}
    Deputy.objects.create(absent=away, deputy=world.person, **span)


def opened(world: World, *, hours: int) -> None:
    """Opened with a reason until so many hours from now, by one whose role may do so."""
    if world.person.may(May.BREAK_GLASS):
        until = timezone.now() + timedelta(hours=hours)
        BrokenGlass.objects.create(
            person=world.person, child=world.child, why="Duty call", at=until - timedelta(days=1), until=until
        )


RELATIONS: Mapping[str, Callable[[World], object]] = {
    "held by them, their team or their service": held,
    "held elsewhere": lambda _: None,
    "held by no team, and something is to be put right": of_no_team,
    "held by them, their team or their service, and restricted": held_and_restricted,
    "the same, and they are named": held_and_named,
    "held elsewhere, and assigned to them": assigned,
    "held elsewhere, restricted, and assigned to them": assigned_and_restricted,
    "held by one for whom they stand in": lambda world: stood_in(world, until=0),
    "held by one for whom they stood in until yesterday": lambda world: stood_in(world, until=1),
    "held elsewhere, and opened with a reason today": lambda world: opened(world, hours=1),
    "opened with a reason, which has run out": lambda world: opened(world, hours=-1),
}


def test_every_relation_that_is_promised_can_be_made():
    assert set(RELATIONS) == set(CHILDREN)


SENT: Mapping[str, Mapping[str, str]] = {
    "move": {"verb": "done"},
    "load-problems": {"kind": next(iter(PROBLEM_KINDS))},
}
"""What must be sent for an address to be one at all; others are sent nothing."""

# ------------------------------------------------------------------ asking


@pytest.fixture
def elsewhere(house) -> Child:
    """A child of the second team, whom only those see who see all."""
    return Child.objects.create(
        child_id="C3", name="Tom Reed", worker_key="W8", team=house.other_team, open_now=True
    )


@pytest.fixture(autouse=True)
def _with_council(settings, kept, folder):
    settings.SOCIALACCOUNT_PROVIDERS = council("http://localhost:9")
    nothing = pl.DataFrame(schema=dict(PROBLEMS))
    nothing.write_parquet(folder / "records" / AS_OF.isoformat() / "load" / "problems.parquet")


NOBODY_AT_ALL = User(email="nobody@example.org", role_key="partner")


def answered(world: World, page: Page, method: str, make: Callable[[World], object]) -> int:
    """The status with which a page answers, as if nobody had asked before. 0: sent to sign in."""
    point = transaction.savepoint()
    if world.person.pk is not None:
        make(world)
        _with_phone(world.person, page)
    world.child.refresh_from_db()
    parts = {part: THINGS[thing](world) for part, thing in page.of.items()}
    answer = getattr(_client(world), method.lower())(
        reverse(page.name, kwargs=parts), SENT.get(page.name, {})
    )
    transaction.savepoint_rollback(point)
    to_sign_in = answer.status_code == 302 and "/accounts/login/?next=" in answer["Location"]
    return 0 if to_sign_in else int(answer.status_code)


def _with_phone(person: User, page: Page) -> None:
    """Pages of the second step ask for somebody who has set one up."""
    if page.name.startswith("mfa_"):
        TOTP.activate(person, generate_totp_secret())
        RecoveryCodes.activate(person)


def _client(world: World) -> Client:
    client = Client(raise_request_exception=True)
    if world.person.pk is not None:
        client.force_login(world.person)
    return client


LET_IN, REFUSED = {200, 201, 302, 303, 400, 409, 422, 502}, {0, 403, 404}
"""A form sent empty is let in and answered with what is wrong with it."""


def judged(status: int, page: Page) -> bool:
    """Whether the person was let in."""
    if status == 401:  # no token; or else, nothing came from the council's sign-in
        return not page.by_token
    assert status in LET_IN | REFUSED, f"{page.name} answered {status}"
    return status in LET_IN


@pytest.mark.parametrize(
    "page", [page for page in PAGES.values() if not page.child], ids=lambda page: page.name
)
def test_each_role_is_let_in_where_it_is_promised(house, elsewhere, page):
    found = {
        method: {
            role
            for role in (*ROLES, ANONYMOUS)
            if judged(
                answered(World(house, house.people.get(role, NOBODY_AT_ALL), elsewhere), page, method, held),
                page,
            )
        }
        for method in page.methods
    }
    assert found == {method: set(page.who) for method in page.methods}


@pytest.mark.parametrize("page", [page for page in PAGES.values() if page.child], ids=lambda page: page.name)
def test_each_role_is_let_in_for_the_children_that_are_promised(house, elsewhere, page):
    found = {
        (method, relation): {
            role
            for role in (*ROLES, ANONYMOUS)
            if judged(
                answered(World(house, house.people.get(role, NOBODY_AT_ALL), elsewhere), page, method, make),
                page,
            )
        }
        for method in page.methods
        for relation, make in RELATIONS.items()
    }
    assert found == {(method, relation): set(page.lets_in(relation)) for method, relation in found}


@pytest.mark.parametrize("relation", CHILDREN)
def test_the_grounds_themselves_say_what_is_promised(house, elsewhere, relation):
    """The same promise, of what decides: so it holds before a page about a child is built."""
    seen = set()
    finding = finding_about(elsewhere, None)
    for role in ROLES:
        world = World(house, house.people[role], elsewhere)
        point = transaction.savepoint()
        RELATIONS[relation](world)
        child = Child.objects.get(pk=elsewhere.pk)
        one = may_see(world.person, child)
        assert visible(world.person).filter(pk=child.pk).exists() == one.allowed
        assert Finding.objects.filter(about_visible(world.person), pk=finding.pk).exists() == one.allowed
        assert decisions(world.person, {child.pk}) == ({child.pk: one} if one.allowed else {})
        seen |= {role} if one.allowed else set()
        transaction.savepoint_rollback(point)
    assert seen == CHILDREN[relation]


NOT_OURS = {page.name for page in PAGES.values() if page.name.startswith(("mfa_", "account_"))}
OURS = [p for p in PAGES.values() if p.methods != GET_OR_POST and p.who != NOBODY and p.name not in NOT_OURS]


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.name)
def test_another_method_than_promised_is_none(house, elsewhere, page):
    role = min(page.who - {ANONYMOUS})
    other = "POST" if page.methods == READ else "GET"
    assert page.methods in {READ, SEND}
    world = World(house, house.people[role], elsewhere)
    make = RELATIONS["held elsewhere, and assigned to them"] if page.child else held
    assert answered(world, page, other, make) in {404, 405}


def test_a_team_that_nobody_knows_shows_nobody_its_children(house, elsewhere):
    """A worker without a key, a manager without a team: none of both may match what is blank."""
    User.objects.filter(pk=house.social_worker.pk).update(worker_key="")
    house.team_manager.teams.clear()
    house.service_manager.services.clear()
    Child.objects.filter(pk=elsewhere.pk).update(worker_key="", team=None)
    Team.objects.update(service=None)
    for role in ("social_worker", "team_manager", "service_manager"):
        person = User.objects.get(pk=house.people[role].pk)
        assert not visible(person).filter(pk=elsewhere.pk).exists()
