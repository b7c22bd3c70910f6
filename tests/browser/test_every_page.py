"""Every page that a role can reach by its links: nothing for axe to find, nothing wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from tests.analysis.council import FIRST, SECOND, reviewed
from tests.browser.conftest import DESK, PHONE
from tests.web.conftest import finding_about

from everycase.web.actions.models import State
from everycase.web.people.roles import ROLES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MOST_PAGES = 30
OF_ONE_KIND = 2
"""Pages with the same address but for an id or a query: two are looked at."""


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return reviewed(tmp_path_factory.mktemp("pages") / "council", FIRST, SECOND)


@pytest.fixture
def council(house, kept, settings):
    settings.COUNCIL = kept.folder
    for number, state in enumerate(State.values):
        finding_about(
            house.amira,
            house.social_worker,
            f"F{number}",
            state=state,
            red_line=number % 3 == 0,
            back_again=True,
        )
    return kept


def kind(address: str) -> str:
    parts = urlsplit(address).path.strip("/").split("/")
    return "/".join([*parts[:1], *("*" for _ in parts[1:2]), *parts[2:3], *("*" for _ in parts[3:])])


def reached(page: Page, live: str) -> Iterator[str]:
    """Addresses from the first page on, by links, a few of each kind; files and signing out left alone."""
    waiting, seen, kinds = ["/"], set[str](), dict[str, int]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen or kinds.get(kind(address), 0) >= OF_ONE_KIND:
            continue
        seen.add(address)
        kinds[kind(address)] = kinds.get(kind(address), 0) + 1
        answer = page.goto(address)
        assert answer is not None
        assert answer.status < 400, f"{address} is a link to {answer.status}"
        yield address
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        own = (urlsplit(link) for link in links if link.startswith(live))
        waiting += [
            f"{link.path}?{link.query}" if link.query else link.path
            for link in own
            if not link.path.endswith((".csv", ".xlsx", ".json", "/logout/"))
        ]


@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(house, council, open_as, axe, live, role):
    page = open_as(house.people[role])
    problems = list[str]()
    noise = list[str]()
    page.on("console", lambda said: noise.append(said.text) if said.type == "error" else None)
    addresses = 0
    for address in reached(page, live):
        addresses += 1
        problems += [f"{address} {found}" for found in axe(page)]
        page.set_viewport_size(PHONE)
        width = page.evaluate("document.documentElement.scrollWidth")
        problems += [f"{address} is {width} wide on a phone"] if width > PHONE["width"] else []
        page.set_viewport_size(DESK)
    assert addresses >= 2
    assert problems == []
    assert noise == []
