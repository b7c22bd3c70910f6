"""What a person sees who is refused: which rule refused, and what can be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from everycase.web.cases.glass import GlassForm
from everycase.web.people.models import User
from everycase.web.people.roles import May


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for status 403: the rule in words; for a case, a form to open it with a reason.

    `exception.child` is there where a case was refused.
    """
    person = request.user
    child = getattr(exception, "child", None)
    may_break = child is not None and isinstance(person, User) and person.may(May.BREAK_GLASS)
    context = {
        "says": str(exception) or "You may not open this page.",
        "child": child,
        "may_break": may_break,
        "form": GlassForm() if may_break else None,
    }
    return render(request, "403.html", context, status=403)
