"""The app, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Findings put right: done, checked, proved."""

    name = "everycase.web.actions"
    label = "actions"
