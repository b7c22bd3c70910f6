"""Closing a case to all but named people and the one who holds it; changing the names; opening it again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from everycase.web.cases.looking import child_for
from everycase.web.cases.managers import holds, refusal_told
from everycase.web.cases.models import Child, Restriction, RestrictionChange
from everycase.web.cases.page import case_page
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import ROLES, May, Sees


class NamedWithRole(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # not generic at run time
    """People to tick, each with their role."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's own
        """'Jo Shaw, team manager'."""
        return str(obj.with_role)


class RestrictForm(forms.Form):
    """Who may open a case, and why nobody else."""

    people = NamedWithRole(
        label="Who else may open it?",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label="Why is it restricted?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the case is restricted."},
    )

    def __init__(self, *args: Any, nameable: QuerySet[User], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = nameable  # type: ignore[attr-defined] # of a field for models


class LiftForm(forms.Form):
    """Why a restriction is lifted."""

    lift_why = forms.CharField(
        label="Why can everybody whose work it is open it again?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the restriction is lifted."},
    )


def nameable(child: Child, without: User) -> QuerySet[User]:
    """Who can be named: those whose role or place lets them open the case if it weren't restricted.

    The worker who holds it, and those to whom it was given to read, open it anyway.
    """
    everywhere = [key for key, role in ROLES.items() if role.sees is Sees.ALL]
    today = timezone.localdate()
    where = Q(role_key__in=everywhere)
    if child.team is not None:
        manages = Q(role_key="team_manager", teams=child.team)
        stands_in = Q(
            stands_in_for__absent__teams=child.team,
            stands_in_for__since__lte=today,
            stands_in_for__until__gte=today,
        )
        where |= manages | stands_in
        if child.team.service is not None:
            where |= Q(role_key="service_manager", services=child.team.service)
    return User.objects.filter(where, is_active=True).exclude(pk=without.pk).distinct().order_by("name")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(May.RESTRICT)
def restriction_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Who may open the case; restrict it, or change who is named."""
    child, person = child_for(request, child_id, "restriction"), person_of(request)
    now = Restriction.objects.filter(child=child).prefetch_related("people").first()
    told = {"people": [other.pk for other in now.people.all()], "why": now.why} if now else {}
    form = RestrictForm(request.POST or None, nameable=nameable(child, person), initial=told)
    if request.method == "POST" and form.is_valid():
        with refusal_told(request):
            restrict(person, child, form.cleaned_data["people"], form.cleaned_data["why"])
            messages.success(request, "The case is restricted to the people below.")
        return redirect("restriction", child.child_id)
    return _page(request, child, form, LiftForm())


def _page(request: HttpRequest, child: Child, form: RestrictForm, lift_form: LiftForm) -> HttpResponse:
    context = {
        "restriction": Restriction.objects.filter(child=child).select_related("by").first(),
        "named": User.objects.filter(restricted_cases__child=child),
        "changes": child.restriction_changes.select_related("by").prefetch_related("people"),
        "form": form,
        "lift_form": lift_form,
        "holds": holds(person_of(request), child),
    }
    status = 400 if form.errors or lift_form.errors else 200
    return case_page(request, child, "child-people", "cases/restriction.html", context, status=status)


@require_POST
@needs(May.RESTRICT)
def lift_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """Lift the restriction."""
    child, person = child_for(request, child_id, "restriction"), person_of(request)
    lift_form = LiftForm(request.POST)
    if not lift_form.is_valid():
        return _page(request, child, RestrictForm(nameable=nameable(child, person)), lift_form)
    with refusal_told(request):
        lift(person, child, lift_form.cleaned_data["lift_why"])
        messages.success(request, "The restriction is lifted.")
    return redirect("restriction", child.child_id)


@transaction.atomic
def restrict(person: User, child: Child, people: Collection[User], why: str) -> Restriction:
    """Close a case to all but `people`, the person themselves and whoever holds it; or name others.

    Raises PermissionDenied for one who isn't its manager, and ValueError without a reason.
    """
    _check(person, child, why)
    restriction, new = Restriction.objects.update_or_create(
        child=child, defaults={"why": why.strip()}, create_defaults={"why": why.strip(), "by": person}
    )
    restriction.people.set({person, *people})
    what = RestrictionChange.What.RESTRICTED if new else RestrictionChange.What.CHANGED
    _note(person, child, what, why, {person, *people})
    return restriction


@transaction.atomic
def lift(person: User, child: Child, why: str) -> None:
    """Open a restricted case again to everybody whose work it is. Nothing to do where it isn't restricted.

    Raises PermissionDenied for one who isn't its manager, and ValueError without a reason.
    """
    _check(person, child, why)
    taken, _ = Restriction.objects.filter(child=child).delete()
    if taken:
        _note(person, child, RestrictionChange.What.LIFTED, why, set())


def _check(person: User, child: Child, why: str) -> None:
    if not person.may(May.RESTRICT) or not holds(person, child):
        raise PermissionDenied("Only a manager of the case can restrict it, or lift its restriction.")
    if not why.strip():
        raise ValueError(why)


def _note(
    person: User, child: Child, what: RestrictionChange.What, why: str, people: Collection[User]
) -> None:
    change = RestrictionChange.objects.create(child=child, what=what, why=why.strip(), by=person)
    change.people.set(people)
