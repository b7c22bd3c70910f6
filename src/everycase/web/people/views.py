"""Where a person lands, and what is theirs to set."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from everycase.web.people.absences import may_be_away
from everycase.web.people.doors import needs, person_of


@require_GET
@needs(None)
def home(request: HttpRequest) -> HttpResponse:
    """To the first screen of the person's role; to their account, where the role has none yet."""
    try:
        return redirect(reverse(person_of(request).role.home))
    except NoReverseMatch:
        return redirect("your-account")


@require_GET
@needs(None)
def your_account(request: HttpRequest) -> HttpResponse:
    """How one signs in, and one's own absences."""
    person = person_of(request)
    by_phone = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    return render(
        request, "people/your_account.html", {"by_phone": by_phone, "may_be_away": may_be_away(person)}
    )
