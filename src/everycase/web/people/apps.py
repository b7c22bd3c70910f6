"""The app, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who people are, what they may see, and who looked."""

    name = "everycase.web.people"
    label = "people"
