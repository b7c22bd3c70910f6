"""Signing in as a person does, for tests: the pages, a phone that shows codes, a clock that can be turned."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

from everycase.web.databases import oidc_from

PASSWORD = "a long enough password"  # noqa: S105 - of people who are made up
REAL_NOW, REAL_TIME = timezone.now, time.time
CLOCKS = ("django.utils.timezone.now", "axes.handlers.proxy.now", "django.core.cache.backends.db.tz_now")


@contextmanager
def later(**ahead):
    """Everything happens so much later: `with later(minutes=31):`."""
    shift = timedelta(**ahead)
    with ExitStack() as turned:
        for clock in CLOCKS:
            turned.enter_context(patch(clock, lambda: REAL_NOW() + shift))
        turned.enter_context(patch("time.time", lambda: REAL_TIME() + shift.total_seconds()))
        yield


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": email, "password": password}, **more)


def code_of(secret: str, at: float | None = None) -> str:
    """The code that a phone shows (RFC 6238: HMAC-SHA1, 30 seconds, six digits)."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def set_up_phone(client) -> str:
    """Set up a phone on the page for it; the secret that the phone now holds."""
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found is not None, "the page shows no key to type"
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(found[1])})
    assert answer.url == "/accounts/2fa/recovery-codes/"
    return found[1]


def texts(answer) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def council(server, **more):
    """The settings that name an OpenID provider."""
    return oidc_from(
        {
            "EVERYCASE_LOCAL": "yes",
            "EVERYCASE_OIDC_SERVER": server,
            "EVERYCASE_OIDC_CLIENT_ID": "everycase",
            "EVERYCASE_OIDC_CLIENT_SECRET": "a secret of the test",
            "EVERYCASE_OIDC_NAME": "Riverside account",
            **more,
        }
    )
