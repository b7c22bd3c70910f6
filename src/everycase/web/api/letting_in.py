"""What every request of a program passes: its token, what the token may do, how often."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from ninja.errors import AuthorizationError, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from everycase.web.api import tokens
from everycase.web.api.models import SCOPES, ApiToken
from everycase.web.api.words import Exact
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


def exactly(request: HttpRequest, asked: Exact) -> None:
    """Refuse what would be passed over: a name that isn't known, and a second value where one is asked for.

    Raises ValidationError, which is answered like every other value that can't be.
    """
    lists = {name for name, value in asked if isinstance(value, list)}
    unknown = set(request.GET) - set(type(asked).model_fields)
    twice = {name for name in set(request.GET) - unknown - lists if len(request.GET.getlist(name)) > 1}
    wrong = dict.fromkeys(unknown, "There is no such parameter") | dict.fromkeys(twice, "Give one value")
    if wrong:
        raise ValidationError(
            [{"type": "exactly", "loc": ["query", name], "msg": why} for name, why in sorted(wrong.items())]
        )


class PerToken(SimpleRateThrottle):
    """So many requests of each token."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """By the token's number."""
        return f"api-{cast('Any', request).auth.pk}"


OFTEN = PerToken("120/m")
