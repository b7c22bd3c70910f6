"""After a night's load, those whose work changed hands are told: who had it, and who has it now."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from everycase.web.actions.notices import tell
from everycase.web.actions.receiving import Received, received
from everycase.web.people.models import User


@receiver(received)
def tell_of_hand_overs(what: Received, **_more: Any) -> None:  # noqa: ANN401 - as every receiver
    """One notice a person, however many cases moved."""
    gone = {move.from_owner for move in what.handed_over if move.from_owner}
    come = {move.to_owner for move in what.handed_over if move.to_owner and move.from_owner}
    tell(
        User.objects.filter(pk__in=gone),
        "Work of yours went to another worker with the case.",
        reverse("my-work"),
    )
    tell(User.objects.filter(pk__in=come), "Work came to you with a case.", reverse("my-work"))
