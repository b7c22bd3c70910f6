"""The first version of the API: its addresses, and what each takes and gives."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from ninja import NinjaAPI, Query, Status

from everycase import __version__
from everycase.web.actions.models import Finding, NotedEvent
from everycase.web.api import events, findings, measures
from everycase.web.api.letting_in import OFTEN, Token, exactly, person_for
from everycase.web.api.models import READ_FINDINGS, READ_MEASURES, WRITE_EVENTS
from everycase.web.api.words import (
    EventIn,
    EventOut,
    FindingOut,
    Findings,
    FindingsAsked,
    Measures,
    MeasuresAsked,
    Problem,
    Text,
)

ABOUT = (
    "Read measures and findings, and note events, with a token that an administrator makes. A token acts "
    "for a person: it sees what they may see now, and each child that it reads is in the log of who looked."
)
REFUSALS = dict.fromkeys((400, 401, 403, 404, 422, 429), Problem)
"""Statuses with which an operation can refuse."""
api = NinjaAPI(
    title="everycase",
    version="1",
    description=f"{ABOUT} everycase {__version__}.",
    urls_namespace="api-v1",
    docs_url=None,
    docs_decorator=lambda view: require_GET(login_not_required(view)),
)


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, why: PermissionDenied) -> HttpResponse:
    """Why this token's person may not."""
    return api.create_response(request, {"detail": str(why)}, status=403)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, why: Http404) -> HttpResponse:
    """What isn't there."""
    return api.create_response(request, {"detail": str(why)}, status=404)


@api.get(
    "/measures",
    auth=Token(READ_MEASURES),
    throttle=OFTEN,
    response={200: Measures, **REFUSALS},
    url_name="measures",
    operation_id="measures",
)
def read_measures(request: HttpRequest, asked: Query[MeasuresAsked]) -> Measures:
    """How much is right, of how much, and how much can't be told, in the newest review."""
    exactly(request, asked)
    return measures.measures_for(asked)


@api.get(
    "/findings",
    auth=Token(READ_FINDINGS),
    throttle=OFTEN,
    response={200: Findings, **REFUSALS},
    url_name="findings",
    operation_id="findings",
)
def read_findings(request: HttpRequest, asked: Query[FindingsAsked]) -> dict[str, Any]:
    """Findings about children whom the token's person may see. Findings about teams aren't here."""
    exactly(request, asked)
    count, part = findings.findings_for(person_for(request), asked)
    return {"count": count, "items": part}


@api.get(
    "/findings/{key}",
    auth=Token(READ_FINDINGS),
    throttle=OFTEN,
    response={200: FindingOut, **REFUSALS},
    url_name="finding",
    operation_id="finding",
)
def read_finding(request: HttpRequest, key: Text) -> Finding:
    """One finding."""
    return findings.finding_for(request, key)


@api.post(
    "/events",
    auth=Token(WRITE_EVENTS),
    throttle=OFTEN,
    response={201: EventOut, **REFUSALS},
    url_name="events",
    operation_id="note_event",
)
def note_event(request: HttpRequest, told: EventIn) -> Any:  # noqa: ANN401 - ninja's
    """Note what no extract holds. The same one twice is one."""
    event: NotedEvent = events.noted(person_for(request), told)
    return Status(201, event)
