"""Where a person lands, what is theirs to set, and the partner's first screen."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from everycase.web.people.absences import may_be_away
from everycase.web.people.doors import needs, person_of
from everycase.web.people.roles import May


@require_GET
@needs(None)
def home(request: HttpRequest) -> HttpResponse:
    """To the first screen of the person's role."""
    return redirect(person_of(request).role.home)


@require_GET
@needs(None)
def your_account(request: HttpRequest) -> HttpResponse:
    """How one signs in, and one's own absences."""
    person = person_of(request)
    by_phone = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    return render(
        request, "people/your_account.html", {"by_phone": by_phone, "may_be_away": may_be_away(person)}
    )


@require_GET
@needs(May.ANSWER_REQUESTS)
def requests(request: HttpRequest) -> HttpResponse:
    """What is asked of a partner. Nothing can be asked of one yet, so nothing waits."""
    return render(request, "people/requests.html")
