"""Two addresses for whoever watches the server: is it there, and can it do its work. Without sign-in.

They are answered before anything else, since a watcher asks by the machine's address, over plain HTTP, and
says nothing of who anybody is. The answers tell nothing of the council.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from everycase.record.store import Store

GOOD = "good"


class Health:
    """Answers /healthz and /readyz; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of one of the two, or of the page."""
        if request.path == "/healthz":
            return JsonResponse({"process": GOOD})
        if request.path == "/readyz":
            found = {"database": database(), "record": record()}
            return JsonResponse(found, status=200 if set(found.values()) <= {GOOD} else 503)
        return self.get_response(request)


def database() -> str:
    """Whether the database answers, with the tables that this version needs."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "can't be reached"
    return "is of another version: run everycase serve, which brings it up" if missing else GOOD


def record() -> str:
    """Whether the newest record can be read. None yet is good: the first is loaded by these very pages."""
    from everycase.web.kept import store

    kept: Store = store()
    try:
        if kept.records():
            kept.record().scan("children").head(1).collect()
    except Exception:  # noqa: BLE001 - a damaged file fails in many ways, and all of them are told the same
        return "can't be read"
    return GOOD
