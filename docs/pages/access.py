"""The page of who may open what: every address of the pages, by role and by relation to the child."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docs.pages.markdown import code, page, table

from everycase.web.pages import ANYBODY, CHILDREN, EVERYBODY, PAGES, Page
from everycase.web.people.roles import ROLES

INTRODUCTION = (
    "Every address that everycase serves, and who is let in. It is written from the same lines "
    "(`everycase/web/pages.py`) that a test holds the program to: it asks every address as every role, and "
    "as nobody, in every relation to a child, and compares. An address without a line fails the test."
)
CHILD = (
    "A page about a child lets a role in only for the children below. Whoever is let in, or refused, is "
    "written down in the log of who looked. Roles that aren't in this table see no child."
)
SECOND_STEP = (
    "Whoever signed in with a password alone is sent from every page to the one that sets up a phone: "
    "[decision 0018](../decisions/0018-signing-in.md)."
)


def page_of_access() -> str:
    """The page: roles, children, addresses."""
    return page(
        "Who may open what",
        INTRODUCTION,
        SECOND_STEP,
        "## Roles",
        table(("Role", "What it is"), ((role.title, role.description) for role in ROLES.values())),
        "## Children",
        CHILD,
        _children(),
        "## Addresses",
        table(("Address", "Page", "Asked by", "Who", "About a child"), _addresses()),
    )


def _children() -> list[str]:
    seeing = [role for role in ROLES.values() if any(role.key in who for who in CHILDREN.values())]
    rows = (
        (relation[:1].upper() + relation[1:], *("yes" if role.key in who else "no" for role in seeing))
        for relation, who in CHILDREN.items()
    )
    return table(("The child is", *(role.title for role in seeing)), rows)


def _addresses() -> Iterator[Sequence[str]]:
    routes = dict(_routes(_resolver().url_patterns))
    for one in sorted(PAGES.values(), key=lambda one: routes[one.name]):
        yield (
            code(_readable(routes[one.name])),
            one.what,
            ", ".join(one.methods),
            _who(one),
            "yes" if one.child else "no",
        )


def _who(one: Page) -> str:
    known: Mapping[frozenset[str], str] = {EVERYBODY: "everybody with an account", ANYBODY: "anybody"}
    if one.by_token:
        return "a program, by its token"
    return known.get(one.who) or ", ".join(role.title for role in ROLES.values() if role.key in one.who)


def _resolver() -> Any:  # noqa: ANN401 - Django's own
    """Every address, as Django knows it."""
    import django
    from django.apps import apps
    from django.urls import get_resolver

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everycase.web.settings")
        os.environ.setdefault("EVERYCASE_LOCAL", "yes")
        django.setup()
    return get_resolver()


def _routes(patterns: Sequence[Any], before: str = "/", space: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        here = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from _routes(one.url_patterns, here, inside)
        else:
            yield f"{space}{one.name}", here


def _readable(route: str) -> str:
    """`/people/<int:number>/` as `/people/NUMBER/`."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route.replace("^", "").replace("$", ""))
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: found[1].upper(), plain)
