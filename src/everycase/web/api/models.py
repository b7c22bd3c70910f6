"""Tokens with which programs read and write, each for a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from everycase.web.people.models import User
from everycase.web.people.roles import May

READ_MEASURES, READ_FINDINGS, WRITE_EVENTS = "measures:read", "findings:read", "events:write"
SCOPES: Mapping[str, tuple[str, May]] = {
    READ_MEASURES: ("Read measures", May.SEE_MEASURES),
    READ_FINDINGS: ("Read findings, by the child’s id", May.SEE_CASES),
    WRITE_EVENTS: ("Note what no extract holds", May.NOTE_EVENTS),
}
"""What a token may do: its name, in words, and what the person for whom it acts must be allowed."""


class ApiToken(models.Model):
    """A program's token. It acts for a person: it sees what they see now, and ends with their account.

    digest: SHA-256 of the secret, which is shown once and not kept. scopes: keys of SCOPES.
    """

    name = models.CharField(max_length=100)
    person = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_expires_later"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revoked_by_and_when",
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(revoked_at=None), name="one_token_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def works(self, now: datetime) -> bool:
        """Whether it opens anything now."""
        return self.revoked_at is None and self.expires_at > now and self.person.is_active

    def scopes_in_words(self) -> list[str]:
        """What it may do."""
        return [SCOPES[scope][0] for scope in self.scopes]
