"""What every page of one case has: who it is, who holds it, who else is in the family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from everycase.web.cases.models import Child
from everycase.web.cases.naming import age_in_words, by_name, in_full
from everycase.web.people.access import visible
from everycase.web.people.doors import person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May


@dataclass(frozen=True)
class Tab:
    """One of the pages of a case."""

    name: str
    title: str
    needs: May = May.SEE_CASES


TABS = (
    Tab("child", "Timeline and findings"),
    Tab("child-due", "What’s due"),
    Tab("child-chronology", "Chronology"),
    Tab("child-people", "People"),
    Tab("child-voice", "What the child says"),
    Tab("child-looks", "Who has looked", May.SEE_WHO_LOOKED),
)


@dataclass(frozen=True)
class Relative:
    """Another child of the family, whose case the person asking may see."""

    called: str
    age: str
    address: str


@dataclass(frozen=True)
class Banner:
    """Who the case is about. hidden: children of the family whose cases the person asking may not see."""

    called: str
    age: str
    child: Child
    restricted: bool
    worker: str
    family: Sequence[Relative]
    hidden: int


def case_page(
    request: HttpRequest,
    child: Child,
    tab: str,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of a case: the banner, the pages beside it, and `template`."""
    person = person_of(request)
    tabs = [
        {"title": each.title, "url": reverse(each.name, args=[child.child_id]), "here": each.name == tab}
        for each in TABS
        if person.may(each.needs)
    ]
    about = {"banner": banner(person, child), "tabs": tabs, "child": child}
    about |= {"by_name": by_name(person), "may_read": person.may(May.SEE_NAMES)}
    return render(request, template, {**about, **context}, status=status)


def banner(person: User, child: Child) -> Banner:
    """Who a case is about, as this person may know it."""
    family, hidden = _family(person, child)
    worker = child.worker_name if person.may(May.SEE_NAMES) else ""
    return Banner(
        called=in_full(child, person),
        age=age_in_words(child.born_on, timezone.localdate()),
        child=child,
        restricted=hasattr(child, "restriction"),
        worker=worker or child.worker_key,
        family=family,
        hidden=hidden,
    )


def _family(person: User, child: Child) -> tuple[list[Relative], int]:
    if not child.family_key:
        return [], 0
    family = Q(family_key=child.family_key) & ~Q(pk=child.pk)
    seen = list(visible(person).filter(family).order_by("born_on", "child_id"))
    today = timezone.localdate()
    relatives = [
        Relative(in_full(other, person), age_in_words(other.born_on, today), other.get_absolute_url())
        for other in seen
    ]
    return relatives, Child.objects.filter(family).count() - len(relatives)
