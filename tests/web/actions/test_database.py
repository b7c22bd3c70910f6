"""What the database itself refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.web.actions.models import Challenge, InHand, SecondReading, SetAside, State, Transition

NOW = timezone.now()


def a_transition(finding, **values):
    return Transition.objects.create(
        finding=finding, from_state=State.OPEN, to_state=State.WAITING_CHECK, verb="done", at=NOW, **values
    )


NONSENSE = {
    "moved by nobody": lambda _house, f: a_transition(f),
    "moved by a person and an extract": lambda house, f: a_transition(
        f, by=house.social_worker, extract=date(2026, 11, 24)
    ),
    "a state that isn't one": lambda _house, f: type(f).objects.filter(pk=f.pk).update(state="fine"),
    "set aside for no reason": lambda house, f: SetAside.objects.create(
        finding=f, ground="right already", why="", asked_by=house.social_worker, asked_at=NOW
    ),
    "agreed by the one who asked": lambda house, f: SetAside.objects.create(
        finding=f,
        ground="right already",
        why="It is",
        asked_by=house.social_worker,
        asked_at=NOW,
        decided_by=house.social_worker,
        decided_at=NOW,
        agreed=True,
        until=date(2027, 1, 1),
    ),
    "agreed for ever": lambda house, f: SetAside.objects.create(
        finding=f,
        ground="right already",
        why="It is",
        asked_by=house.social_worker,
        asked_at=NOW,
        decided_by=house.team_manager,
        decided_at=NOW,
        agreed=True,
    ),
    "decided by nobody": lambda house, f: SetAside.objects.create(
        finding=f,
        ground="right already",
        why="It is",
        asked_by=house.social_worker,
        asked_at=NOW,
        agreed=False,
    ),
    "asked twice": lambda house, f: [
        SetAside.objects.create(
            finding=f, ground="right already", why="It is", asked_by=house.social_worker, asked_at=NOW
        )
        for _ in range(2)
    ],
    "in hand, and nothing done": lambda house, f: InHand.objects.create(
        finding=f, by=house.team_manager, at=NOW, done=""
    ),
    "read again by nobody": lambda house, f: SecondReading.objects.create(
        sign_off=a_transition(f, by=house.social_worker), sampled_at=NOW, agrees=True
    ),
    "answered by the challenger": lambda house, f: Challenge.objects.create(
        finding=f, by=house.director, says="?", answered_by=house.director, answered_at=NOW, answer="!"
    ),
    "answered with nothing": lambda house, f: Challenge.objects.create(
        finding=f, by=house.director, says="?", answered_by=house.team_manager, answered_at=NOW, answer=""
    ),
    "two actions about one row": lambda _house, f: type(f.action).objects.create(
        child=f.child, about=f.action.about, title="Again"
    ),
    "the same finding twice": lambda house, f: finding_about(house.leo, None, f.key),
}


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused(house, nonsense):
    finding = finding_about(house.amira, house.social_worker)
    with pytest.raises(IntegrityError):
        nonsense(house, finding)
