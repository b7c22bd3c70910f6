"""What each role sees and may do, for administrators: the promise that a test holds the pages to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from everycase.web.pages import ANONYMOUS, CHILDREN, PAGES
from everycase.web.people.doors import needs
from everycase.web.people.roles import ROLES, May


@require_GET
@needs(May.MANAGE_ACCOUNTS)
def role_pages(request: HttpRequest) -> HttpResponse:
    """Each role: what it is, whose children it sees, and the pages that are its own."""
    own = [page for page in PAGES.values() if page.who and page.who != frozenset(ROLES)]
    roles = [
        {
            "role": role,
            "children": [relation for relation, who in CHILDREN.items() if role.key in who],
            "pages": [page for page in own if role.key in page.who and ANONYMOUS not in page.who],
        }
        for role in ROLES.values()
    ]
    return render(request, "people/roles.html", {"roles": roles})
