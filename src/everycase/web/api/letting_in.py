"""What every request of a program passes: its token, what the token may do, how often."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from ninja.errors import AuthorizationError
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from everycase.web.api import tokens
from everycase.web.api.models import SCOPES, ApiToken
from everycase.web.people.models import User


class Token(HttpBearer):
    """`Authorization: Bearer …`, by a token with this scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:  # noqa: ARG002 - ninja's
        """The token. None where it opens nothing; AuthorizationError where it opens something else."""
        found = tokens.found(token)
        if found is None:
            return None
        if self.scope not in found.scopes or not tokens.may_have(found.person, self.scope):
            raise AuthorizationError(message=f"This token may not: {SCOPES[self.scope][0].lower()}.")
        return found


def person_for(request: HttpRequest) -> User:
    """The person for whom the program that asks acts."""
    return cast("ApiToken", cast("Any", request).auth).person


class PerToken(SimpleRateThrottle):
    """So many requests of each token."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """By the token's number."""
        return f"api-{cast('Any', request).auth.pk}"


OFTEN = PerToken("120/m")
