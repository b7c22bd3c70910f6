"""Secrets of the second step: sealed where they are kept, opened with the keys given, with an old one too."""

from __future__ import annotations

import time
from importlib import import_module
from io import StringIO
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from tests.web.signing_in import code_of

from everycase.web.people.sealing import MARK, CannotOpenError, opened, sealed

NEW, OLD, OTHER = ("n" * 50, "o" * 50, "x" * 50)
migration = import_module("everycase.web.people.migrations.0003_seal_second_steps")


def kept(person, kind="totp"):
    return Authenticator.objects.get(user=person, type=kind).data


def keys(settings, key, *old):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = key, list(old)


def phone_of(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def is_right(person, secret):
    return TOTP(Authenticator.objects.get(user=person, type="totp")).validate_code(
        code_of(secret, time.time())
    )


def test_what_is_kept_gives_no_secret_away_and_the_phone_works(house):
    secret = phone_of(house.director)
    assert secret not in str(kept(house.director))
    assert kept(house.director)["secret"].startswith(MARK)
    assert kept(house.director, "recovery_codes")["seed"].startswith(MARK)
    assert is_right(house.director, secret)


def test_the_same_secret_is_sealed_differently_each_time():
    assert sealed("ABC") != sealed("ABC")
    assert opened(sealed("ABC")) == "ABC"


def test_with_an_old_key_named_what_it_sealed_is_opened(house, settings):
    keys(settings, OLD)
    secret = phone_of(house.director)
    keys(settings, NEW, OTHER, OLD)
    assert is_right(house.director, secret)


def test_without_its_key_no_code_is_right_and_no_page_breaks(house, settings):
    keys(settings, OLD)
    secret = phone_of(house.director)
    keys(settings, NEW)
    assert not is_right(house.director, secret)


@pytest.mark.parametrize("odd", ["JBSWY3DPEHPK3PXP", "", MARK, f"{MARK}abc", sealed("ABC")[:-2] + "AA"])
def test_what_was_changed_or_is_in_clear_is_not_opened(odd):
    with pytest.raises(CannotOpenError):
        opened(odd)


def test_sealed_anew_the_old_key_can_be_forgotten(house, settings):
    keys(settings, OLD)
    secret = phone_of(house.director)
    codes = RecoveryCodes.activate(house.director).generate_codes()
    keys(settings, NEW, OLD)
    out = StringIO()
    call_command("seal_secrets", stdout=out)
    assert out.getvalue() == "2 secrets sealed with the key in use.\n"
    keys(settings, NEW)
    assert is_right(house.director, secret)
    assert RecoveryCodes.activate(house.director).generate_codes() == codes


def test_a_key_that_is_missing_changes_nothing(house, settings):
    keys(settings, OLD)
    phone_of(house.director)
    keys(settings, OTHER)
    phone_of(house.social_worker)
    keys(settings, NEW, OTHER)
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    with pytest.raises(CommandError, match="EVERYCASE_OLD_SECRET_KEYS"):
        call_command("seal_secrets")
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


def test_the_migration_seals_what_was_in_clear_and_can_be_taken_back(house):
    editor = SimpleNamespace(connection=connection)
    clear = {"totp": {"secret": "JBSWY3DPEHPK3PXP"}, "recovery_codes": {"seed": "ab12", "used_mask": 3}}
    for kind, data in clear.items():
        Authenticator.objects.create(user=house.director, type=kind, data=data)
    migration.seal(apps, editor)
    assert opened(kept(house.director)["secret"]) == "JBSWY3DPEHPK3PXP"
    assert kept(house.director, "recovery_codes")["used_mask"] == 3
    assert opened(kept(house.director, "recovery_codes")["seed"]) == "ab12"
    migration.open_again(apps, editor)
    assert {kind: kept(house.director, kind) for kind in clear} == clear
