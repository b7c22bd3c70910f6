"""`everycase account`: the first administrator, from the server itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from tests.web.signing_in import texts
from typer.testing import CliRunner

from everycase.cli.main import app
from everycase.web.people.models import User


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("EVERYCASE_COUNCIL", str(tmp_path))

    def typed(*words):
        return CliRunner().invoke(app, ["account", *words])

    return typed


def link_in(output):
    found = re.search(r"Set a password at: (\S+)", output)
    assert found is not None, output
    return urlsplit(found[1])


def test_the_first_administrator_is_made_and_sets_a_password(db, client, run):
    done = run("add", "Jo@Example.org", "--role", "administrator", "--name", "Jo Shaw")
    assert done.exit_code == 0
    account = User.objects.get()
    assert (account.email, account.role_key, account.has_usable_password()) == (
        "jo@example.org",
        "administrator",
        False,
    )
    made = account.account_changes.get()
    assert (made.what, made.by) == ("made", None)
    assert "Choose your password" in texts(client.get(link_in(done.output).path, follow=True))


def test_a_new_link_for_one_who_has_an_account(house, client, run):
    done = run("link", "social_worker@example.org", "--address", "https://everycase.example.org/")
    link = link_in(done.output)
    assert (link.scheme, link.netloc) == ("https", "everycase.example.org")
    assert "Choose your password" in texts(client.get(link.path, follow=True))
    assert house.social_worker.account_changes.get().says == "printed on the server"


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["add", "jo@example.org", "--role", "king", "--name", "Jo"], 2, "role:"),
        (["add", "nonsense", "--role", "partner", "--name", "Jo"], 2, "Type a whole email address"),
        (["add", "director@example.org", "--role", "partner", "--name", "Jo"], 2, "address already"),
        (["add", "jo@example.org", "--role", "team_manager", "--name", "Jo"], 2, "Choose at least one"),
        (
            ["add", "jo@example.org", "--role", "social_worker", "--name", "Jo", "--worker", "W1"],
            2,
            "already",
        ),
        (["link", "nobody@example.org"], 3, "no open account"),
    ],
)
def test_what_cannot_be_is_said_in_words(house, run, words, code, why):
    before = User.objects.count()
    done = run(*words)
    assert done.exit_code == code
    assert why in done.stderr
    assert User.objects.count() == before


def test_no_link_for_a_closed_account(house, run):
    User.objects.filter(pk=house.partner.pk).update(is_active=False)
    assert run("link", "partner@example.org").exit_code == 3


@pytest.mark.parametrize(
    ("environment", "code", "why"),
    [
        ({}, 2, "EVERYCASE_SECRET_KEY must hold a secret"),
        ({"EVERYCASE_LOCAL": "yes"}, 3, "run `python -m everycase.web migrate` first"),
    ],
)
def test_without_settings_or_tables_it_says_what_to_do(tmp_path, environment, code, why):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("EVERYCASE_", "DJANGO_"))}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from everycase.cli.main import main; main()",
            "account",
            "link",
            "jo@example.org",
        ],
        env=kept | environment | {"EVERYCASE_COUNCIL": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code
    assert why in done.stderr
    assert "Traceback" not in done.stderr
