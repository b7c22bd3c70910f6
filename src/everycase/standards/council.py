"""A council's own settings: limits, targets, what is due soon, which uncertain standards are on.

Read from `council.toml`, every value validated; every default says why it is what it is.
"""

from __future__ import annotations

from typing import Any

DEFAULTS: dict[str, Any] = {
    "caseload_limit": 18,
    "reviewing_officer_caseload_limit": 70,
}


def defaults() -> dict[str, Any]:
    """Settings of a council that has set nothing."""
    return dict(DEFAULTS)
