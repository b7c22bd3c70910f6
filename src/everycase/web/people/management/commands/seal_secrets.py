"""Seal the secrets of the second step with the key in use, so that an old one can be forgotten."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from everycase.web.people.sealing import CannotOpenError, each_changed, opened, sealed


class Command(BaseCommand):
    """Open every secret of the second step, with the key in use or an old one, and seal it anew."""

    help = "Seal secrets of the second step with EVERYCASE_SECRET_KEY; then old keys can be forgotten."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's own
        """All of them, or none."""
        try:
            with transaction.atomic():
                count = each_changed(Authenticator.objects.all(), lambda kept: sealed(opened(kept)))
        except CannotOpenError as error:
            raise CommandError(
                "A secret was sealed with a key that isn't given: name it in EVERYCASE_OLD_SECRET_KEYS, or "
                "forget the phone of whoever can't sign in, on their account's page. Nothing was changed."
            ) from error
        self.stdout.write(f"{count:,} secrets sealed with the key in use.")
