"""Services and their teams, for administrators: who manages what hangs on them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from everycase.web.people.doors import needs
from everycase.web.people.forms import ServiceForm
from everycase.web.people.models import Service, Team
from everycase.web.people.roles import May


@require_GET
@needs(May.MANAGE_ACCOUNTS)
def services(request: HttpRequest) -> HttpResponse:
    """Every service with its teams and managers, and the teams that are in none."""
    every = Service.objects.prefetch_related("teams__managers", "managers")
    loose = Team.objects.filter(service=None).prefetch_related("managers")
    return render(request, "people/services.html", {"services": every, "loose": loose})


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def service_new(request: HttpRequest) -> HttpResponse:
    """Make a service of teams."""
    return _service(request, Service())


@require_http_methods(["GET", "POST"])
@needs(May.MANAGE_ACCOUNTS)
def service(request: HttpRequest, number: int) -> HttpResponse:
    """Change a service's name and teams."""
    return _service(request, get_object_or_404(Service, pk=number))


def _service(request: HttpRequest, one: Service) -> HttpResponse:
    teams = one.teams.all() if one.pk else Team.objects.none()
    form = ServiceForm(request.POST or None, instance=one, initial={"teams": teams})
    if not form.is_valid():
        return render(request, "people/service.html", {"form": form, "service": one})
    with transaction.atomic():
        form.save().teams.set(form.cleaned_data["teams"])
    messages.success(request, f"{one.name} is saved.")
    return redirect("services")
