"""The app, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Children's cases, and the extracts that they come from."""

    name = "everycase.web.cases"
    label = "cases"
