"""API tokens, for administrators: which there are, make one, revoke one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from everycase.web.api import tokens as kept
from everycase.web.api.models import SCOPES, ApiToken
from everycase.web.people.doors import needs, person_of
from everycase.web.people.forms import DayField
from everycase.web.people.models import User
from everycase.web.people.roles import ROLES, May

LONGEST = timedelta(days=366)


class TokenForm(forms.Form):
    """What a token is for, for whom it acts, what it may do, until when."""

    name = forms.CharField(
        max_length=100,
        label="What it is for",
        help_text="The program that will use it, such as “Power BI, performance team”.",
        error_messages={"required": "Say what it is for"},
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label="For whom it acts",
        help_text="It sees what they may see, and their name stands in the log of who looked.",
        error_messages={"required": "Choose for whom it acts"},
    )
    scopes = forms.MultipleChoiceField(
        choices=[(key, words) for key, (words, _) in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        label="What it may do",
        error_messages={"required": "Choose what it may do"},
    )
    until = DayField(label="Last day on which it works", help_text="Within a year. For example, 27/3/2027")

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **given)
        able = [key for key, role in ROLES.items() if any(may in role.may for _, may in SCOPES.values())]
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        person.queryset = User.objects.filter(is_active=True, role_key__in=able).order_by("name")

    def clean_name(self) -> str:
        """Not one that works already."""
        name = str(self.cleaned_data["name"])
        if ApiToken.objects.filter(name=name, revoked_at=None).exists():
            raise forms.ValidationError(
                "There is a token for this already: revoke it first, or say more exactly"
            )
        return name

    def clean(self) -> dict[str, Any]:
        """The person's own role includes what it may do; it ends, and within a year."""
        values: dict[str, Any] = super().clean() or {}
        person, until, today = values.get("person"), values.get("until"), timezone.localdate()
        for scope in values.get("scopes", []):
            if person is not None and not kept.may_have(person, scope):
                self.add_error("scopes", f"{person.name} may not: {SCOPES[scope][0].lower()}")
        if until and not today <= until <= today + LONGEST:
            self.add_error("until", "Choose a day from today on, within a year")
        return values


@require_GET
@needs(May.MANAGE_ACCOUNTS)
def tokens(request: HttpRequest) -> HttpResponse:
    """Every token: those that work first."""
    now = timezone.now()
    every = ApiToken.objects.select_related("person", "made_by", "revoked_by")
    rows = sorted(
        ({"token": one, "works": one.works(now)} for one in every), key=lambda row: not row["works"]
    )
    return render(request, "api/tokens.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token. Its secret is on the answer to this one request, and nowhere else."""
    form = TokenForm(request.POST or None)
    if not form.is_valid():
        return render(request, "api/token_new.html", {"form": form})
    values = form.cleaned_data
    end = timezone.make_aware(datetime.combine(values["until"] + timedelta(days=1), time.min))
    token, secret = kept.make(person_of(request), values["name"], values["person"], values["scopes"], end)
    return render(request, "api/token_made.html", {"token": token, "secret": secret})


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def token_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Ask, then revoke a token."""
    token = get_object_or_404(ApiToken, pk=number)
    if request.method == "POST":
        kept.revoke(person_of(request), token)
        messages.success(request, f"{token.name} opens nothing any more.")
        return redirect("tokens")
    return render(request, "api/token_revoke.html", {"token": token})
