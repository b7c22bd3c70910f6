"""Whatever a program sends, the API answers as its description says, and never falls over (schemathesis)."""

from __future__ import annotations

import json
from datetime import date

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import GenerationMode, checks
from tests.web.api.test_reading import review
from tests.web.api.test_tokens import token_for
from tests.web.conftest import finding_about

from everycase.web.api.letting_in import OFTEN
from everycase.web.api.models import READ_FINDINGS, READ_MEASURES, WRITE_EVENTS
from everycase.web.api.v1 import api
from everycase.web.cases.looking import check_chain

__all__ = ["review"]
pytestmark = pytest.mark.slow

OPERATIONS = [
    (path, method)
    for path, operations in json.loads(json.dumps(api.get_openapi_schema(), default=str))["paths"].items()
    for method in operations
]


NOT_ASKED = {
    # An empty list as a parameter's value is wrong by the description, and nothing at all on the wire.
    "get": [checks.ignored_auth, checks.negative_data_rejection],
    "post": [checks.ignored_auth],
}
"""Checks left out: that a token is asked for at all is tested elsewhere, and so are misspelt parameters."""


@pytest.fixture
def _one_connection():
    """Requests share the test's connection, and leave it open, as they do with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(_one_connection, house, review, monkeypatch):
    """A token that may do everything, as often as it likes."""
    monkeypatch.setattr(OFTEN, "num_requests", 1_000_000)
    finding_about(house.amira, house.social_worker)
    return token_for(house, house.team_manager, READ_FINDINGS, READ_MEASURES, WRITE_EVENTS)[1]


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_api_holds_whatever_is_sent(token, path, method, mode):
    """positive: what the description allows. negative: what it doesn't."""
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())[path][method.upper()]

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def sent(case):
        if mode is GenerationMode.POSITIVE and method == "post":
            case.body["child_id"] = "C1"
            assume(date.fromisoformat(case.body["happened_on"]) <= timezone.localdate())
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        case.validate_response(answer, excluded_checks=NOT_ASKED[method])

    sent()
    assert check_chain().holds
