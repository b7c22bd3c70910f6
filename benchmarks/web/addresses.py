"""Who asks for which page, and of what: for each page people of every role that it lets in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

EACH_ROLE = 4
"""People of each role who ask for a page, the one with most work among them."""
LEFT_OUT = ("account_", "mfa_", "openid_", "socialaccount_", "api-v1:")
"""How the names of pages begin that tell of one's own account alone, and of what the API tells of itself."""


@dataclass(frozen=True)
class Asked:
    """One page as one person asks for it. person: None for one who isn't signed in."""

    page: str
    person: Any
    address: str
    role: str


class NothingOfItError(Exception):
    """The person has nothing of which the page could tell."""


def asked_pages(seed: int) -> Iterator[Asked]:
    """Every page that can be read, by those who may, of what is theirs."""
    from everycase.web.pages import PAGES

    for page in PAGES.values():
        if "GET" in page.methods and page.who and not page.name.startswith(LEFT_OUT):
            yield from _of_page(page, Random(f"{seed} {page.name}"))


def _of_page(page: Any, chance: Random) -> Iterator[Asked]:  # noqa: ANN401 - a Page: Django isn't there yet
    from django.urls import reverse

    for role in sorted(page.who):
        for person in people_of(role):
            try:
                parts = {part: THINGS[thing](person, chance) for part, thing in page.of.items()}
            except NothingOfItError:
                continue
            yield Asked(page.name, person, reverse(page.name, kwargs=parts), role)


@cache
def people_of(role: str, many: int = EACH_ROLE) -> list[Any]:
    """Some people of a role: the one with most in hand first, and every so many after."""
    from django.db.models import Count

    from everycase.web.people.models import User

    if role == "anonymous":
        return [None]
    by_work = User.objects.filter(role_key=role).annotate(
        own=Count("actions", distinct=True), of_teams=Count("teams__findings", distinct=True)
    )
    ordered = list(by_work.order_by("-own", "-of_teams", "pk"))
    step = max(1, len(ordered) // many)
    return ordered[::step][:many]


@cache
def _children_of(person: int) -> list[Any]:
    """Children whom a person sees: those with most findings, and others by chance."""
    from django.db.models import Count

    from everycase.web.people.access import visible
    from everycase.web.people.models import User

    seen = visible(User.objects.get(pk=person)).filter(in_record=True)
    most = list(seen.annotate(many=Count("findings")).order_by("-many", "pk")[:5])
    return most + list(seen.filter(open_now=True).order_by("pk")[:40])


def _child(person: Any, chance: Random) -> Any:  # noqa: ANN401 - a row
    return _one_of(_children_of(person.pk), chance)


def _one_of(several: list[Any], chance: Random) -> Any:  # noqa: ANN401 - a row
    if not several:
        raise NothingOfItError
    return chance.choice(several)


def _finding(person: Any, chance: Random) -> Any:  # noqa: ANN401 - a row
    return _one_of(list(_child(person, chance).findings.all()[:20]), chance)


@cache
def _queue(person: int) -> list[str]:
    from everycase.web.actions.checking import queue
    from everycase.web.people.models import User

    return list(queue(User.objects.get(pk=person)).values_list("key", flat=True)[:40])


def _first(model: str, chance: Random, **of: object) -> int:
    from django.apps import apps

    several = list(apps.get_model(model).objects.filter(**of).values_list("pk", flat=True)[:40])
    return int(_one_of(several, chance))


def _of_catalogue(chance: Random) -> str:
    from everycase.standards.catalogue import catalogue

    return chance.choice(list(catalogue()))


def _rule_of_a_return(chance: Random) -> str:
    from everycase.web.actions.models import Finding

    flagged = Finding.objects.filter(kind="return").order_by().values_list("standard", flat=True)
    return str(_one_of(list(flagged.distinct()[:40]), chance))


AREAS = ("child protection", "assessment and child in need", "children in care", "front door")
THINGS: Mapping[str, Callable[[Any, Random], object]] = {
    "child": lambda person, chance: _child(person, chance).child_id,
    "finding": lambda person, chance: _finding(person, chance).key,
    "action": lambda person, chance: _finding(person, chance).action_id,
    "finding to check": lambda person, chance: _one_of(_queue(person.pk), chance),
    "account": lambda _, chance: _first("people.User", chance),
    "service": lambda _, chance: _first("people.Service", chance),
    "token": lambda _, chance: _first("api.ApiToken", chance),
    "load": lambda _, chance: _first("cases.Load", chance, state="done"),
    "standard": lambda _, chance: _of_catalogue(chance),
    "rule of a return": lambda _, chance: _rule_of_a_return(chance),
    "chart": lambda _, chance: chance.choice(("months", "teams")),
    "area": lambda _, chance: chance.choice(AREAS),
    "aspect": lambda _, chance: chance.choice(("timeliness", "records", "oversight")),
}
"""What each part of an address can be the number of, and one that the person may ask for."""
