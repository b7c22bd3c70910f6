"""The app, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    """How the service stands: measures, teams, the story for scrutiny."""

    name = "everycase.web.service"
    label = "service"
