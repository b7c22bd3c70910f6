"""Long lists, a page at a time, by plain links."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

A_PAGE = 50


def paged(request: HttpRequest, found: QuerySet[Any], size: int = A_PAGE) -> Page[Any]:
    """The page asked for by ?page=; the nearest there is, for a number that isn't."""
    return Paginator(found, size).get_page(request.GET.get("page"))


def kept_in_links(request: HttpRequest, *names: str) -> str:
    """What a list was narrowed down by, to be kept by the links to its other pages: 'day=…&'."""
    given = {name: request.GET[name] for name in names if request.GET.get(name)}
    return f"{urlencode(given)}&" if given else ""
