"""What the pages of signing in need to know of the settings."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def council_sign_in() -> str:
    """The name of the council's own sign-in; empty where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


@register.simple_tag
def letters_are_sent() -> bool:
    """Whether everycase can send letters by email."""
    return bool(settings.EMAIL_IS_SET_UP)
