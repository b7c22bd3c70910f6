"""The app, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Findings put right: done, checked, proved."""

    name = "everycase.web.actions"
    label = "actions"

    def ready(self) -> None:
        """Tell those whose work changed hands in the night."""
        from everycase.web.actions import handed_over_by_night  # noqa: F401 - it listens
