"""The app, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What programs read and write."""

    name = "everycase.web.api"
    label = "api"
