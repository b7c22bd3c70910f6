"""Addresses of the API, and of the pages on which its tokens are made."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from everycase.web.api import token_pages
from everycase.web.api.v1 import api

patterns, _, namespace = api.urls
ROOT = path(
    "",
    login_not_required(
        RedirectView.as_view(pattern_name="api-v1:openapi-json", http_method_names=["get", "head", "options"])
    ),
    name="api-root",
)
BY_TOKEN = [cast("URLPattern", pattern) for pattern in patterns if getattr(pattern, "name", "") != "api-root"]
for pattern in BY_TOKEN:
    # A program has no session: its token is asked for by each operation.
    login_not_required(pattern.callback)

urlpatterns = [
    path("tokens/", token_pages.tokens, name="tokens"),
    path("tokens/new/", token_pages.token_new, name="token-new"),
    path("tokens/<int:number>/revoke/", token_pages.token_revoke, name="token-revoke"),
    path("api/v1/", ([*BY_TOKEN, ROOT], "ninja", namespace)),
]
