"""What a view asks before anything else: whether this person's role may do this at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from everycase.web.people.models import User
from everycase.web.people.roles import May

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


class Doored(Protocol):
    """A view that says what it needs; `needs` is None for one open to everybody with an account."""

    needs: May | None


def needs(what: May | None) -> Callable[[View[Given]], View[Given]]:
    """Let in only those whose role may do this; None: everybody who is signed in.

    Every view carries one, and a test fails for a view without: forgetting must not mean "open".
    """

    def around(view: View[Given]) -> View[Given]:
        @wraps(view)
        def inner(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
            if what is not None and not person_of(request).may(what):
                message = "Your role doesn't include this page."
                raise PermissionDenied(message)
            return view(request, *args, **kwargs)

        cast("Doored", inner).needs = what
        return inner

    return around


def person_of(request: HttpRequest) -> User:
    """The person who is signed in. Raises PermissionDenied where nobody is."""
    if not isinstance(request.user, User):
        message = "Sign in first."
        raise PermissionDenied(message)
    return request.user
