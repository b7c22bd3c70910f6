"""After a night's load, those whose work changed hands are told: who had it, and who has it now."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from everycase.web.actions.owners import tell_of_moves
from everycase.web.actions.receiving import Received, received


@receiver(received)
def tell_of_hand_overs(what: Received, **_more: Any) -> None:  # noqa: ANN401 - as every receiver
    """One notice a person, however many cases moved."""
    tell_of_moves(what.handed_over)
