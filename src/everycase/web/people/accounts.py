"""Accounts, for administrators: who has one, of what role, what was changed. No page shows a child."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from everycase.web.actions.models import STILL_WRONG, Action
from everycase.web.people import changing
from everycase.web.people.doors import needs, person_of
from everycase.web.people.forms import AccountForm
from everycase.web.people.models import Team, User
from everycase.web.people.roles import ROLES, May

EACH_PAGE = 50


@require_GET
@needs(May.MANAGE_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account by name, found by name or address, role and state."""
    asked = {key: request.GET.get(key, "").strip() for key in ("q", "role", "state")}
    page = Paginator(_found(**asked), EACH_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked, "roles": ROLES.values()}
    return render(request, "people/accounts.html", context)


def _found(q: str, role: str, state: str) -> QuerySet[User]:
    found = User.objects.order_by("name", "pk")
    if q:
        found = found.filter(Q(name__icontains=q) | Q(email__icontains=q) | Q(worker_key__iexact=q))
    if role in ROLES:
        found = found.filter(role_key=role)
    if state in {"open", "closed"}:
        found = found.filter(is_active=state == "open")
    return found


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def account_new(request: HttpRequest) -> HttpResponse:
    """Make an account, and send its owner the link to set a password."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        account = changing.make(person_of(request), form.cleaned_data)
        messages.success(request, f"{account.name} has an account.")
        return redirect("account", account.pk)
    return render(request, "people/account_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def account(request: HttpRequest, number: int) -> HttpResponse:
    """One account: change it; what else can be done; what was."""
    whose = get_object_or_404(User, pk=number)
    form = AccountForm(request.POST or None, instance=User.objects.get(pk=number))
    if form.is_valid():
        changing.change(person_of(request), whose, form.cleaned_data)
        messages.success(request, "The account is changed.")
        return redirect("account", number)
    changes = whose.account_changes.select_related("by")
    context = {"account": whose, "form": form, "changes": changes, "held": held_by(whose)}
    return render(request, "people/account.html", context | {"letters": settings.EMAIL_IS_SET_UP})


def held_by(person: User) -> tuple[int, list[Team]]:
    """How many things to put right are still a person's, and the teams whose managers can give them away."""
    still = Action.objects.filter(owner=person, findings__state__in=STILL_WRONG).distinct()
    teams = Team.objects.filter(actions__in=still).distinct().prefetch_related("managers")
    return still.count(), list(teams)


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def account_close(request: HttpRequest, number: int) -> HttpResponse:
    """Ask, with what is still theirs, then close the account."""
    whose = get_object_or_404(User, pk=number)
    if request.method == "POST":
        changing.close(person_of(request), whose)
        messages.success(request, f"The account of {whose.name} is closed, and they are signed out.")
        return redirect("account", number)
    return render(request, "people/account_close.html", {"account": whose, "held": held_by(whose)})


@require_POST
@needs(May.MANAGE_ACCOUNTS)
def account_open(request: HttpRequest, number: int) -> HttpResponse:
    """Open a closed account again."""
    changing.open_again(person_of(request), get_object_or_404(User, pk=number))
    messages.success(request, "The account is open again.")
    return redirect("account", number)


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def account_second_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Ask, then forget a lost phone."""
    whose = get_object_or_404(User, pk=number)
    if request.method == "POST":
        changing.reset_second_factor(person_of(request), whose)
        messages.success(request, f"{whose.name} sets up a phone anew at the next sign-in.")
        return redirect("account", number)
    return render(request, "people/account_second_factor.html", {"account": whose})


@require_POST
@needs(May.MANAGE_ACCOUNTS)
def account_link(request: HttpRequest, number: int) -> HttpResponse:
    """Send the link with which a password is set."""
    whose = get_object_or_404(User, pk=number, is_active=True)
    try:
        changing.send_link(person_of(request), whose, f"{request.scheme}://{request.get_host()}")
    except changing.LettersNotSetUpError:
        messages.error(
            request, "everycase can’t send letters here: run `everycase account link` on the server."
        )
    else:
        messages.success(request, f"A link is on its way to {whose.email}.")
    return redirect("account", number)
