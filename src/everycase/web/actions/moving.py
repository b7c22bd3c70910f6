"""Moving a finding: permission, four eyes, the change and its row, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from everycase.web.actions.arrows import ARROWS, Arrow
from everycase.web.actions.models import Finding, SetAside, State, Transition
from everycase.web.actions.notices import tell
from everycase.web.actions.seeing import may_see_finding
from everycase.web.people.models import User

GROUNDS = {
    "right already": SetAside.Ground.RIGHT_ALREADY,
    "does not apply": SetAside.Ground.DOES_NOT_APPLY,
}


CAME_BACK = {
    "send back": "Something you had done was sent back to you.",
    "refuse": "A manager did not agree to set something of yours aside.",
}
"""Moves that give work back, and what its owner is told."""


class MovedMeanwhileError(Exception):
    """Somebody else, or an extract, moved the finding first."""


class ReasonWantedError(Exception):
    """This move needs a reason, or a date, that wasn't given."""


@dataclass(frozen=True)
class Refusal:
    """Why a person can't make a move, and who can."""

    says: str


def refusal(person: User, finding: Finding, arrow: Arrow) -> Refusal | None:
    """Why this person can't make this move of a finding that they may see; None if they can."""
    if finding.state not in arrow.from_states:
        return Refusal(f"The finding is {finding.get_state_display().lower()} now.")
    if not person.may(arrow.may):
        return Refusal(f"A {person.role.title.lower()} can't do this: a manager of the team can.")
    if arrow.not_who and _did_last(finding, arrow.not_who) == person.pk:
        return Refusal("Nobody checks their own work: another manager can.")
    if arrow.only_who and _did_last(finding, arrow.only_who) != person.pk:
        return Refusal("Only the person who said that it’s done can take that back. A manager sends it back.")
    return None


def _did_last(finding: Finding, verbs: Iterable[str]) -> int | None:
    """Who made the last of these moves."""
    last = finding.transitions.filter(verb__in=verbs).order_by("-pk").first()
    return last.by_id if last else None


def choices(person: User, finding: Finding) -> list[Arrow]:
    """The moves that this person can make now."""
    return [arrow for arrow in ARROWS.values() if refusal(person, finding, arrow) is None]


@transaction.atomic
def move(
    person: User, finding: Finding, verb: str, why: str = "", *, until: date | None = None
) -> Transition:
    """Move a finding along the arrow `verb`.

    Raises PermissionDenied where the person may not see the child or make the move; MovedMeanwhileError
    where it is no longer in the state they saw; ReasonWantedError where the reason or end date is missing.
    """
    arrow = ARROWS[verb]
    if not may_see_finding(person, finding):
        raise PermissionDenied("This finding is about a child whom you may not see.")
    if arrow.reason and not why.strip():
        raise ReasonWantedError("Say why, so that the next person understands.")
    if verb == "set aside" and until is None:
        raise ReasonWantedError("Say until when it is set aside.")
    if (no := refusal(person, finding, arrow)) is not None:
        if finding.state not in arrow.from_states:
            raise MovedMeanwhileError(no.says)
        raise PermissionDenied(no.says)
    return _moved(person, finding, arrow, why.strip(), until)


def _moved(person: User, finding: Finding, arrow: Arrow, why: str, until: date | None) -> Transition:
    now = timezone.now()
    before = finding.state
    # Conditional: of two people who press at once, one moves it and the other is told.
    claimed = Finding.objects.filter(pk=finding.pk, state=before).update(
        state=arrow.to_state, state_since=now
    )
    if not claimed:
        raise MovedMeanwhileError("Somebody else moved this finding while you were reading it.")
    finding.state, finding.state_since = arrow.to_state, now
    _about_setting_aside(person, finding, arrow, why, until)
    if arrow.verb in CAME_BACK and finding.action.owner != person:
        tell([finding.action.owner], CAME_BACK[arrow.verb], finding.get_absolute_url())
    return Transition.objects.create(
        finding=finding,
        from_state=before,
        to_state=arrow.to_state,
        verb=arrow.verb,
        at=now,
        by=person,
        why=why,
    )


def _about_setting_aside(person: User, finding: Finding, arrow: Arrow, why: str, until: date | None) -> None:
    now = timezone.now()
    if arrow.verb in GROUNDS:
        SetAside.objects.create(
            finding=finding, ground=GROUNDS[arrow.verb], why=why, asked_by=person, asked_at=now
        )
    elif State.ASKED in arrow.from_states:
        agreed = arrow.to_state == State.SET_ASIDE
        finding.set_asides.filter(agreed=None).update(
            agreed=agreed, decided_by=person, decided_at=now, until=until if agreed else None
        )
