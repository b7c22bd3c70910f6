"""Secrets of the second step, sealed in the database: who reads it, or a backup of it, can't make codes.

The key comes from EVERYCASE_SECRET_KEY, which no backup holds. What was sealed with one of
EVERYCASE_OLD_SECRET_KEYS is still opened; `python -m everycase.web seal_secrets` seals it with the new one.
"""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

logger = logging.getLogger(__name__)
MARK = "sealed-1:"
"""Before every sealed secret: how it was sealed."""
PLACES = {"totp": "secret", "recovery_codes": "seed"}
"""Type of second step → where its secret is in what is kept of it."""


class CannotOpenError(Exception):
    """A secret that none of the keys given here sealed, or that was changed since."""


def sealed(text: str) -> str:
    """The secret as it is kept. Sealed with the key in use, never with an old one."""
    return MARK + _keys(settings.SECRET_KEY).encrypt(text.encode()).decode("ascii")


def opened(kept: str) -> str:
    """The secret again. Raises CannotOpenError; one in clear isn't taken for one either."""
    if not kept.startswith(MARK):
        raise CannotOpenError
    try:
        return _keys(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(kept[len(MARK) :]).decode()
    except InvalidToken as error:
        raise CannotOpenError from error


@lru_cache(maxsize=8)
def _keys(*long_secrets: str) -> MultiFernet:
    return MultiFernet([Fernet(_key(one)) for one in long_secrets])


def _key(long_secret: str) -> bytes:
    """A key for this alone: other uses of the secret key give nothing of it away."""
    derived = HKDF(SHA256(), length=32, salt=None, info=b"everycase: secrets of the second step")
    return base64.urlsafe_b64encode(derived.derive(long_secret.encode()))


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """allauth's own place for sealing what it keeps."""

    def encrypt(self, text: str) -> str:
        """Before it is kept."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """To compare a code with. What can't be opened becomes a secret that nobody has: no code is right."""
        try:
            return opened(encrypted_text)
        except CannotOpenError:
            logger.exception("a second step can't be opened with this EVERYCASE_SECRET_KEY, or an old one")
            return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def each_changed(authenticators: Any, change: Callable[[str], str]) -> int:  # noqa: ANN401 - of a migration, or not
    """Change the secret of each of these second steps; how many."""
    changed = 0
    for one in authenticators.filter(type__in=PLACES).select_for_update().order_by("pk"):
        place = PLACES[one.type]
        if place in one.data:
            one.data = {**one.data, place: change(one.data[place])}
            one.save(update_fields=["data"])
            changed += 1
    return changed
