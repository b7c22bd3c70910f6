"""No view is open because somebody forgot to say what it needs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

from everycase.web.api.letting_in import Token
from everycase.web.api.v1 import api


def views(patterns=None):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield one.name, one.callback


def test_every_view_of_everycase_says_what_it_needs():
    ours = {name: view for name, view in views() if view.__module__.startswith("everycase.")}
    assert "my-work" in ours
    assert [name for name, view in ours.items() if not hasattr(view, "needs")] == []


def test_every_operation_of_the_api_asks_for_a_token_with_a_scope():
    operations = {
        path: operation
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
    }
    assert set(operations) == {"/measures", "/findings", "/findings/{key}", "/events"}
    for operation in operations.values():
        scopes = [one.scope for one in operation.auth_callbacks if isinstance(one, Token)]
        assert len(scopes) == len(operation.auth_callbacks)
        assert scopes
