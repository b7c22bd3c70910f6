"""How often people find that a standard was wrong to find something: its precision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from everycase.web.actions.models import Finding, SetAside, State

FEWEST = 10
"""Decisions below which a share says nothing yet."""


@dataclass(frozen=True)
class Precision:
    """Of a standard's findings that were decided, how many were set aside as right already."""

    overturned: int
    decided: int

    @property
    def share(self) -> float | None:
        """The share overturned; None where too few were decided to say."""
        return self.overturned / self.decided if self.decided >= FEWEST else None

    def past(self, limit: float) -> bool:
        """Whether it is to be called out."""
        return self.share is not None and self.share > limit


NOTHING_DECIDED = Precision(0, 0)


def precision() -> Mapping[str, Precision]:
    """Standard → its precision, over every finding decided so far.

    Decided: agreed to be right already, or proved right by an extract. A finding that was both counts as
    overturned: nobody had to put it right.
    """
    agreed = SetAside.objects.filter(
        finding=OuterRef("pk"), ground=SetAside.Ground.RIGHT_ALREADY, agreed=True
    )
    rows = (
        Finding.objects.annotate(overturned=Exists(agreed))
        .filter(Q(overturned=True) | Q(state=State.PROVED))
        .order_by()
        .values("standard")
        .annotate(decided=Count("pk"), wrongly=Count("pk", filter=Q(overturned=True)))
    )
    return {row["standard"]: Precision(row["wrongly"], row["decided"]) for row in rows}
