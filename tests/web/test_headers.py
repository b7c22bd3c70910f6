"""What a browser is told, and what Django says of a deployment."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

REAL = {
    "EVERYCASE_SECRET_KEY": "5Ft!x9kQ2m#Vr7Lz0pWc8Yb3Hn6Jd1Ga4Se-Uo_Ti+Ke=Xy~Rq8",
    "EVERYCASE_HOSTS": "everycase.example.org",
    "DJANGO_SETTINGS_MODULE": "everycase.web.settings",
}


def in_earnest(folder, code, **more):
    """What a process prints that runs with the environment of a real service."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("EVERYCASE_", "DJANGO_"))}
    environment = kept | REAL | {"EVERYCASE_COUNCIL": str(folder)} | more
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout + done.stderr


ASK = """
import django
django.setup()
from django.test import Client
client = Client(HTTP_HOST="everycase.example.org")
plain = client.get("/accounts/login/")
print(plain.status_code, plain["Location"])
from django.core.management import call_command
call_command("migrate", verbosity=0)
answer = client.get("/accounts/login/", headers={"X-Forwarded-Proto": "https"})
print(answer.status_code)
for name, value in answer.items():
    print(f"{name}: {value}")
print("csrf", answer.cookies["csrftoken"].OutputString())
from django.conf import settings
print("session secure", settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY)
"""


def test_in_earnest_everything_goes_by_https(tmp_path):
    said = in_earnest(tmp_path, ASK)
    assert "301 https://everycase.example.org/accounts/login/" in said
    assert "Strict-Transport-Security: max-age=31536000; includeSubDomains" in said
    assert re.search(r"^csrf .*Secure", said, re.MULTILINE)
    assert "session secure True True" in said


def test_django_finds_nothing_wrong_with_a_deployment(tmp_path):
    code = (
        "from django.core.management import execute_from_command_line as run; run(['', 'check', '--deploy'])"
    )
    assert "System check identified no issues" in in_earnest(tmp_path, code)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"EVERYCASE_SECRET_KEY": ""}, "EVERYCASE_SECRET_KEY must hold a secret"),
        ({"EVERYCASE_SECRET_KEY": "short"}, "EVERYCASE_SECRET_KEY must hold a secret"),
        ({"EVERYCASE_MFA": "no"}, "EVERYCASE_MFA=no is for the made-up council only"),
        ({"EVERYCASE_OIDC_SERVER": "http://x.example"}, "must begin with https://"),
        ({"EVERYCASE_DATABASE_URL": "mysql://x"}, "must begin with postgresql://"),
    ],
)
def test_what_isnt_safe_stops_the_start(tmp_path, given, why):
    assert why in in_earnest(tmp_path, "import django; django.setup()", **given)


PAGES = ["/accounts/login/", "/my-work/", "/your-account/", "/nowhere/", "/people/"]


@pytest.mark.parametrize("address", PAGES)
def test_no_script_or_style_runs_but_everycases_own(house, client, address):
    if address != "/accounts/login/":
        client.force_login(house.social_worker)
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    page = answer.content.decode()
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    nonce = re.search(r"'nonce-([^']+)'", policy["script-src"])
    assert nonce is not None
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page)
    assert inline
    assert all(f'nonce="{nonce[1]}"' in tag for tag in inline)
    assert not re.search(r"""<style|\sstyle=|\son[a-z]+=["']""", page)


def test_the_nonce_is_another_each_time(client, db):
    first, second = (client.get("/accounts/login/")["Content-Security-Policy"] for _ in range(2))
    assert first != second


def test_headers_that_close_other_doors(client, db):
    answer = client.get("/accounts/login/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_an_error_page_says_nothing_of_what_went_wrong(house, client, monkeypatch):
    def fall(*_):
        raise RuntimeError("Amira Khan")

    monkeypatch.setattr("everycase.web.people.models.User.may", fall)
    client.force_login(house.social_worker)
    client.raise_request_exception = False
    answer = client.get("/my-work/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert "Amira" not in answer.content.decode()


def test_a_page_that_isnt_there_and_a_form_that_is_stale_are_told_in_words(house, client):
    client.force_login(house.social_worker)
    assert 'href="/"' in client.get("/nowhere/").content.decode()
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(house.administrator)
    answer = strict.post("/people/new/", {"name": "New"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
