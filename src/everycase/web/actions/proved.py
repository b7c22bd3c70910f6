"""What was said to be done and an extract proved, before a manager checked it."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from everycase.web.actions.models import Finding, State, Transition
from everycase.web.people.models import User


def proved_unchecked(findings: QuerySet[Finding], person: User) -> QuerySet[Finding]:
    """Of these, others' work that an extract proved right before a manager checked it, the oldest first.

    What a manager had agreed already needs no second word, nor what nobody had said to be done.
    """
    moves = Transition.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    said = moves.filter(verb="done")
    return (
        findings.filter(state=State.PROVED)
        .annotate(
            came_from=Subquery(moves.values("from_state")[:1]),
            proved_by=Subquery(moves.values("extract")[:1]),
            said_by=Subquery(said.values("by")[:1]),
            said_name=Subquery(said.values("by__name")[:1]),
            said_why=Subquery(said.values("why")[:1]),
        )
        .filter(came_from=State.WAITING_CHECK, proved_by__isnull=False)
        .exclude(said_by=person.pk)
        .order_by("state_since", "pk")
    )
