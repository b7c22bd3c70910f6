"""What `make screenshots` shows: a page for every address, and a first screen for every role."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import resolve
from tests.browser.screenshots import Places, shots

from everycase.web.people.roles import ROLES

AT = Places("C1", "F1", 1, "F1", "F1", "F1", "F1", "C2", "a-standard", 1, 2, {"worker": 1, "service": 1})


def test_every_role_has_its_first_screen_and_every_address_is_a_page():
    listed = shots(AT)
    assert {shot.role for shot in listed if shot.address == "/"} == set(ROLES)
    assert len({shot.name for shot in listed}) == len(listed)
    assert all(resolve(urlsplit(shot.address).path) for shot in listed)
