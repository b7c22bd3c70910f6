"""What a person reads when a page can't be shown: why, and what to do."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form that another sign-in, or a night, has made stale: nothing was changed."""
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Too many requests from one person or machine."""
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
