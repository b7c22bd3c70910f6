"""What every page's frame needs: who is signed in, where they can go, how old the last extract is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from everycase.web.cases.reading import last_received
from everycase.web.people.access import SAME_REACH
from everycase.web.people.models import User, stood_in_for
from everycase.web.people.roles import May
from everycase.web.people.second_factor import may_go_on


@dataclass(frozen=True)
class Place:
    """A link of the main navigation."""

    name: str
    title: str
    needs: May | None = None


PLACES = (
    Place("my-work", "My work", May.PUT_RIGHT),
    Place("my-team", "My team", May.CHECK),
    Place("my-reviews", "My reviews", May.READ_ASSIGNED),
    Place("the-service", "The service", May.SEE_MEASURES),
    Place("the-story", "The story", May.SEE_TOTALS),
    Place("search", "Find a child", May.SEE_CASES),
    Place("requests", "Requests to you", May.ANSWER_REQUESTS),
    Place("who-looked", "Who looked", May.SEE_WHO_LOOKED),
    Place("standards", "Standards", None),
    Place("loads", "Extracts", May.SEE_LOADS),
    Place("accounts", "Accounts", May.MANAGE_ACCOUNTS),
    Place("services", "Services and teams", May.MANAGE_ACCOUNTS),
    Place("tokens", "API tokens", May.MANAGE_ACCOUNTS),
)


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The person, the places that their role may go, and the last extract's date."""
    person = getattr(request, "user", None)
    if not isinstance(person, User):
        return {}
    return {
        "person": person,
        "places": _places(request, person) if may_go_on(request) else [],
        "last_extract": last_received(),
        "unseen": person.notices.filter(seen_at=None).count(),
        "at_home": request.resolver_match is not None and request.resolver_match.url_name == person.role.home,
        # Asked for only where a page shows it: on the first screen.
        "stands_in_for": SimpleLazyObject(lambda: _stood_in_for(person)),
    }


def _places(request: HttpRequest, person: User) -> list[dict[str, Any]]:
    found = []
    for place in PLACES:
        if place.needs is not None and not person.may(place.needs):
            continue
        try:
            url = reverse(place.name)
        except NoReverseMatch:
            continue
        found.append({"title": place.title, "url": url, "here": request.path.startswith(url)})
    return found


def _stood_in_for(person: User) -> list[User]:
    """Those for whom a person stands in today; of a role that can stand in for nobody, without asking."""
    return list(stood_in_for(person, timezone.localdate())) if person.role.sees in SAME_REACH else []
