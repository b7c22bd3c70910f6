"""Real Chromium against a real server. Skipped where there is no Chromium, except where CI is set."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.web.conftest import House, house  # noqa: F401 - the same people as the pages' own tests

from everycase.web.people.models import User

append_only = import_module("everycase.web.cases.migrations.0002_append_only_looks")

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
HOW = "there is no Chromium: on Debian or Ubuntu, apt-get install chromium"
AXE = Path(__file__).parents[2] / "assets/node_modules/axe-core/axe.min.js"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "yes"
)  # Playwright keeps a loop running in the test's thread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium: skipped at a desk, a failure in CI, where nobody would notice."""
    if CHROMIUM is None and not os.environ.get("CI"):
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=HOW))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def live(transactional_db, live_server, settings) -> Iterator[str]:
    """The server's address. Its pages may be asked for by this name."""
    settings.ALLOWED_HOSTS = ["*"]
    yield str(live_server.url)
    _take_looks_out()


def _take_looks_out() -> None:
    """Looks can't be taken out, but between tests the database is emptied: here alone they can."""
    with connection.schema_editor() as editor:
        append_only.take_off(apps, editor)
        editor.execute("DELETE FROM cases_look")
        append_only.put_on(apps, editor)


@pytest.fixture
def open_as(chromium: Browser, live: str) -> Iterator[Callable[..., Page]]:
    """`open_as(person)`: a page of a browser in which this person is signed in."""
    contexts: list[BrowserContext] = []

    def opened(person: User | None, *, size: dict[str, int] | None = None, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport=size or DESK,
            java_script_enabled=script,
            base_url=live,
        )
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            context.add_cookies(
                [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}]
            )
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe finds wrong on a page by WCAG 2.2 AA: 'rule: selector'."""
    source = AXE.read_text(encoding="utf-8")

    def found(page: Page) -> list[str]:
        page.evaluate(source)  # evaluated, so that the page's own policy on scripts stays as it is
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        told = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
        return [
            f"{v['id']}: {node['target']} ({node['html'][:120]})"
            for v in told["violations"]
            for node in v["nodes"]
        ]

    return found
