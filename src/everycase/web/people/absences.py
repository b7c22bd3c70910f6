"""Who is away, and who stands in: set by oneself, or by the manager of the team."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from everycase.web.cases.models import Child
from everycase.web.people.access import SAME_REACH, visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.forms import AbsenceForm
from everycase.web.people.models import Deputy, User
from everycase.web.people.roles import ROLES, May, Sees


def may_be_away(person: User) -> bool:
    """Whether somebody can stand in for this person: their role is one that a deputy can have."""
    return any(person.role_key in roles for roles in SAME_REACH.values())


def absences_set_by(person: User) -> QuerySet[User]:
    """Those whose absence a person may set: their own, and for a manager, the workers of their teams."""
    own = Q(pk=person.pk, role_key__in={key for roles in SAME_REACH.values() for key in roles})
    workers = Q(pk__in=())
    if person.may(May.REASSIGN):
        held = Child.objects.filter(pk__in=visible(person).values("pk"), open_now=True).exclude(worker_key="")
        workers = Q(role_key="social_worker", worker_key__in=held.values("worker_key"))
        if person.role.sees in {Sees.SERVICES, Sees.ALL}:
            above = Child.objects.filter(pk__in=visible(person).values("pk")).values("team")
            workers |= Q(role_key="team_manager", teams__in=above)
    return User.objects.filter(own | workers, is_active=True).distinct().order_by("name")


def deputies_for(absent: QuerySet[User]) -> QuerySet[User]:
    """Those of whom one could stand in for one of `absent`."""
    away = set(absent.values_list("role_key", flat=True))
    able = [key for key, role in ROLES.items() if SAME_REACH.get(role.sees, set()) & away]
    return User.objects.filter(role_key__in=able, is_active=True).order_by("name")


@require_GET
@needs(May.PUT_RIGHT)
def absences(request: HttpRequest) -> HttpResponse:
    """Absences that are not over, of those whom one sets them for, and those in which one stands in."""
    person = person_of(request)
    ahead = Deputy.objects.filter(until__gte=timezone.localdate(), taken_back_at=None)
    mine = ahead.filter(Q(absent__in=absences_set_by(person)) | Q(deputy=person))
    listed = mine.select_related("absent", "deputy", "set_by").order_by("since", "absent__name").distinct()
    settable = set(absences_set_by(person).values_list("pk", flat=True))
    rows = [{"absence": one, "settable": one.absent_id in settable} for one in listed]
    return render(request, "people/absences.html", {"rows": rows, "can_set": bool(settable)})


@require_http_methods(["GET", "POST"])
@needs(May.PUT_RIGHT)
def absence_new(request: HttpRequest) -> HttpResponse:
    """Say from when until when somebody is away, and who stands in."""
    person = person_of(request)
    absent = absences_set_by(person)
    initial = {"absent": person.pk} if may_be_away(person) else None
    form = AbsenceForm(request.POST or None, absent=absent, deputies=deputies_for(absent), initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        if (why := unfit(values["absent"], values["deputy"])) is None:
            absence = Deputy.objects.create(set_by=person, **values)
            messages.success(request, f"{absence.deputy.name} stands in for {absence.absent.name}.")
            return redirect("absences")
        form.add_error("deputy", why)
    return render(request, "people/absence_new.html", {"form": form})


def unfit(absent: User, deputy: User) -> str | None:
    """Why one can't stand in for the other; None if they can. Nobody sees more than their own role would."""
    if absent == deputy:
        return "Choose somebody else: nobody stands in for themselves"
    if absent.role_key not in SAME_REACH.get(deputy.role.sees, set()):
        return f"A {deputy.role.title.lower()} can’t stand in for a {absent.role.title.lower()}"
    return None


@require_POST
@needs(May.PUT_RIGHT)
def absence_end(request: HttpRequest, number: int) -> HttpResponse:
    """Take an absence back: the deputy stands in no longer, from now on."""
    absence = get_object_or_404(Deputy, pk=number, taken_back_at=None)
    if not absences_set_by(person_of(request)).filter(pk=absence.absent_id).exists():
        raise PermissionDenied("This absence is another team’s.")
    absence.taken_back_at = timezone.now()
    absence.save(update_fields=["taken_back_at"])
    messages.success(request, f"{absence.deputy.name} no longer stands in for {absence.absent.name}.")
    return redirect("absences")
