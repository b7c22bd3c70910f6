"""How templates say what a finding is about and how late it is."""

from __future__ import annotations

from django import template
from django.utils import timezone

from everycase.web.actions.models import Finding, State
from everycase.web.cases.models import Child
from everycase.web.cases.naming import called
from everycase.web.people.models import User

register = template.Library()

COLOURS = {
    State.OPEN: "govuk-tag--yellow",
    State.NOT_IN_RECORD: "govuk-tag--red",
    State.WAITING_CHECK: "govuk-tag--blue",
    State.ASKED: "govuk-tag--blue",
    State.WAITING_PROOF: "govuk-tag--light-blue",
    State.PROVED: "govuk-tag--green",
    State.SET_ASIDE: "govuk-tag--grey",
    State.OUT_OF_REACH: "govuk-tag--grey",
    State.ENDED: "govuk-tag--grey",
}


@register.filter
def called_by(child: Child | None, person: User) -> str:
    """A child as this person may call them."""
    return called(child, person, timezone.localdate())


@register.filter
def colour(state: str) -> str:
    """The tag's class for a state; the words beside it say the same."""
    return COLOURS[State(state)]


@register.filter
def late(finding: Finding) -> str:
    """'Late by 6 working days'; nothing where it isn't late or the unit isn't known."""
    if not finding.late or finding.late < 0:
        return ""
    unit = finding.unit.removesuffix("s") if finding.late == 1 else finding.unit
    return f"Late by {finding.late:,} {unit}"
