"""Giving a case to an auditor or a reviewing officer to read, and ending that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from everycase.web.actions.notices import tell
from everycase.web.cases.looking import child_for
from everycase.web.cases.managers import holds, refusal_told
from everycase.web.cases.models import Assignment, Child
from everycase.web.cases.page import case_page
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import ROLES, May, Sees

READERS = [key for key, role in ROLES.items() if role.sees is Sees.ASSIGNED]
"""Roles that see what is given to them, and nothing else."""


class AlreadyGivenError(Exception):
    """The person has the case already."""


class _ByNameAndRole(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's own
        return str(obj.with_role)


class AssignForm(forms.Form):
    """To whom a case is given, and what for."""

    person = _ByNameAndRole(
        label="Who is to read it?",
        queryset=User.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Choose who is to read the case."},
    )
    why = forms.CharField(
        label="What for?",
        max_length=200,
        error_messages={"required": "Say what the case is given for, such as a dip sample."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        readers = User.objects.filter(role_key__in=READERS, is_active=True)
        self.fields["person"].queryset = readers  # type: ignore[attr-defined] # of a field for models


@require_http_methods(["GET", "HEAD", "POST"])
@needs(May.REASSIGN)
def assign_view(request: HttpRequest, child_id: str) -> HttpResponse:
    """To whom the case was given to read; give it to somebody."""
    child, person = child_for(request, child_id, "assign"), person_of(request)
    form = AssignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with refusal_told(request):
                given = assign(person, child, form.cleaned_data["person"], form.cleaned_data["why"])
                messages.success(request, f"The case is given to {given.person.name}.")
            return redirect("assign", child.child_id)
        except AlreadyGivenError:
            form.add_error("person", "This person has the case already.")
    context = {
        "form": form,
        "assignments": child.assignments.select_related("person", "given_by", "ended_by"),
        "holds": holds(person, child),
    }
    status = 400 if form.errors else 200
    return case_page(request, child, "child-people", "cases/assign.html", context, status=status)


@require_POST
@needs(May.REASSIGN)
def end_assignment_view(request: HttpRequest, child_id: str, number: int) -> HttpResponse:
    """Take the case back."""
    child, person = child_for(request, child_id, "assign"), person_of(request)
    given = get_object_or_404(child.assignments.select_related("person"), pk=number)
    with refusal_told(request):
        end_assignment(person, child, given)
        messages.success(request, f"{given.person.name} no longer has the case.")
    return redirect("assign", child.child_id)


def assign(person: User, child: Child, to: User, why: str) -> Assignment:
    """Give a case to somebody to read, for a reason.

    Raises PermissionDenied for one who isn't its manager, or a reader whose role reads nothing that is given;
    AlreadyGivenError where they have it.
    """
    _check(person, child)
    if to.role_key not in READERS or not to.is_active:
        raise PermissionDenied("Cases are given to auditors and reviewing officers.")
    try:
        with transaction.atomic():
            given = Assignment.objects.create(person=to, child=child, why=why.strip(), given_by=person)
            tell([to], "A case was given to you to read.", reverse("my-reviews"))
    except IntegrityError as twice:
        raise AlreadyGivenError from twice
    return given


def end_assignment(person: User, child: Child, given: Assignment) -> None:
    """Take a case back. One that ended already stays as it is. Raises PermissionDenied as `assign` does."""
    _check(person, child)
    open_now = Assignment.objects.filter(pk=given.pk, ended_at=None)
    open_now.update(ended_at=timezone.now(), ended_by=person)


def _check(person: User, child: Child) -> None:
    if not person.may(May.REASSIGN) or not holds(person, child):
        raise PermissionDenied("Only a manager of the case can give it to somebody to read.")
