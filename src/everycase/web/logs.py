"""What is logged: lines of JSON without personal data, one for each page served.

Only what everycase's own loggers say is written out in full. Of others' lines the template is kept and the
values are left out: an address holds a child's id, a failed sign-in an email, an error a row of the database.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase

OWN = ("everycase.", "_granian")
"""Loggers whose words hold nobody's data: our own, and the server's about itself."""
TOLD = frozenset(
    {"count", "error", "job", "load", "method", "ms", "page", "person", "program", "seconds", "status", "way"}
)
"""What a line may say beside its words: counts, numbers and names of pages, never of people."""

requests = logging.getLogger("everycase.web.requests")


class JsonLines(logging.Formatter):
    """Each record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. An error is told by its kind and where it happened, without its words."""
        own = record.name.startswith(OWN)
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "says": record.getMessage() if own else _template(record),
        }
        if own:
            line |= {name: value for name, value in record.__dict__.items() if name in TOLD}
        if record.exc_info and record.exc_info[0] is not None:
            line["raised"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, default=str, ensure_ascii=False)


def _template(record: logging.LogRecord) -> str:
    """A message as its writer put it down, before values were filled in; filled in already, it isn't told."""
    return str(record.msg) if record.args else f"(left out; from {record.module}, line {record.lineno})"


def _where(trace: Any) -> list[str]:  # noqa: ANN401 - a traceback, or none
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-8:]]


class RequestLog:
    """A line for each request: which page, how it ended, how long it took, and who asked, by a number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve it, and write the line."""
        begun = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        told = {
            "method": request.method if request.method in {"GET", "HEAD", "POST"} else "other",
            "page": match.view_name if match else "none",
            "status": response.status_code,
            "ms": round((time.perf_counter() - begun) * 1000, 1),
            "person": _number_of(request),
        }
        requests.info("page", extra=told)
        return response


def _number_of(request: HttpRequest) -> str:
    """A person as a number that means nothing outside this log; who asked isn't looked up for it."""
    from django.utils.crypto import salted_hmac

    person = getattr(request, "_cached_user", None)
    if person is None or person.pk is None:
        return ""
    return salted_hmac("everycase.web.logs", str(person.pk)).hexdigest()[:12]


def logging_to(level: str) -> dict[str, Any]:
    """Django's LOGGING: every line to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "everycase.web.logs.JsonLines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "everycase": {"level": level},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }
