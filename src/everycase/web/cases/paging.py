"""Long lists, a page at a time, by plain links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

Kind = TypeVar("Kind", bound=Model)

A_PAGE = 50
LONGEST_NUMBER = 18
"""Digits of a row's number: more than that no database holds."""


@dataclass(frozen=True)
class Some(Generic[Kind]):
    """Rows of a list that is too long to count, the newest first.

    older: what ?before= is to be for those that follow; None where there are none. newest: whether these
    are the first.
    """

    rows: Sequence[Kind]
    older: int | None
    newest: bool


def newest_first(request: HttpRequest, found: QuerySet[Kind], size: int = A_PAGE) -> Some[Kind]:
    """The newest rows, or those before the one whose number is asked for by ?before=."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else None
    ordered = found.order_by("-pk") if before is None else found.filter(pk__lt=before).order_by("-pk")
    rows = list(ordered[: size + 1])
    return Some(rows[:size], rows[size - 1].pk if len(rows) > size else None, newest=before is None)


def paged(request: HttpRequest, found: QuerySet[Any], size: int = A_PAGE) -> Page[Any]:
    """The page asked for by ?page=; the nearest there is, for a number that isn't."""
    return Paginator(found, size).get_page(request.GET.get("page"))


def kept_in_links(request: HttpRequest, *names: str) -> str:
    """What a list was narrowed down by, to be kept by the links to its other pages: 'day=…&'."""
    given = {name: request.GET[name] for name in names if request.GET.get(name)}
    return f"{urlencode(given)}&" if given else ""
