"""What an extract does to a finding: one table, of what the comparison says and the state it was in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from everycase.review import compare
from everycase.review.compare import BACK, NEW_BY_CHANGE
from everycase.web.actions.models import STILL_WRONG, State

STANDING = (*STILL_WRONG, State.SET_ASIDE)
"""States of a finding that the newest extract shows."""

FOUND_AGAIN, NOT_TOLD, SAME_AS_ANOTHER = "found again", "not told", "same as another"
NOT_IN_RECORD, TIME_UP = "not in the record", "no longer set aside"
"""What else an extract can say of a finding, beside the statuses of a comparison."""

NO_LONGER_FOUND: Mapping[str, State] = {
    compare.PROVED: State.PROVED,
    compare.OUT_OF_REACH: State.OUT_OF_REACH,
    compare.CHILD_GONE: State.OUT_OF_REACH,
    compare.ROW_GONE: State.OUT_OF_REACH,
    compare.CHANGED: State.ENDED,
    compare.NO_LONGER: State.ENDED,
    compare.ENDED: State.ENDED,
    NOT_TOLD: State.OUT_OF_REACH,
    SAME_AS_ANOTHER: State.ENDED,
}
"""The state of a finding that isn't found now, whatever it was in. Only proof makes it right."""

SAYS: Mapping[str, str] = {
    **compare.STATUSES,
    FOUND_AGAIN: "it could not be told for a while, and is still wrong",
    NOT_TOLD: "the newest extract neither shows it nor proves it right",
    SAME_AS_ANOTHER: "two records were joined, and both had it: it goes on as one",
    NOT_IN_RECORD: "it was signed off, and the record still shows it",
    TIME_UP: "the date until which it was set aside has passed",
}
"""What an extract can say of a finding, in words."""


@dataclass(frozen=True)
class Standing:
    """What matters of a finding that is found again.

    unproved: extracts since its sign-off that still show it, this one included. time_up: whether the date
    until which it was set aside has passed. by_change: whether it is found only because the standard changed.
    """

    state: State
    unproved: int = 0
    time_up: bool = False
    by_change: bool = False


@dataclass(frozen=True)
class Told:
    """A move that an extract makes: to which state, and what it said."""

    to_state: State
    verb: str


def first_told(status: str | None) -> Told:
    """The first move of a finding that nobody worked on yet, by what the comparison says of it."""
    return Told(State.OPEN, {BACK: BACK, NEW_BY_CHANGE: NEW_BY_CHANGE}.get(status or "", compare.NEW))


def found(standing: Standing, extracts_to_prove: int) -> Told | None:
    """The move of a finding that the extract shows; None where it stays with the people who work on it."""
    if standing.by_change and standing.state not in STANDING:
        return Told(State.OPEN, NEW_BY_CHANGE)  # nobody let it slip: more is asked now
    if standing.state == State.PROVED:
        return Told(State.OPEN, BACK)
    if standing.state not in STANDING:
        return Told(State.OPEN, FOUND_AGAIN)
    if standing.state == State.WAITING_PROOF and standing.unproved >= extracts_to_prove:
        return Told(State.NOT_IN_RECORD, NOT_IN_RECORD)
    if standing.state == State.SET_ASIDE and standing.time_up:
        return Told(State.OPEN, TIME_UP)
    return None


def not_found(state: State, status: str) -> Told | None:
    """The move of a finding that the extract doesn't show, by what the comparison says of it."""
    to_state = NO_LONGER_FOUND[status]
    return Told(to_state, status) if state != to_state else None
