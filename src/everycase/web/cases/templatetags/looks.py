"""Why somebody was let in, or refused, in words."""

from __future__ import annotations

from django import template

from everycase.web.cases.models import Look

register = template.Library()

WHY = {
    "allocated": "holds the case",
    "team": "manages the team",
    "service": "manages the service",
    "no service": "no service holds the case",
    "all": "role sees every child",
    "deputy": "stands in for who holds it",
    "assigned": "was given it to read",
    "break-glass": "opened it with a reason",
    "restricted": "the case is restricted",
    "no ground": "the case isn’t theirs",
}


@register.filter
def why_let_in(look: Look) -> str:
    """'holds the case'; a ground that isn't known by words stands for itself."""
    return WHY.get(look.ground, look.ground)
