"""How a finding moves, and who may move it: one table, tested cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from everycase.web.actions.models import State
from everycase.web.people.roles import May


@dataclass(frozen=True)
class Arrow:
    """A move that a person can make.

    may: what their role must allow. not_who: the verbs whose doer may not make this move (four eyes).
    only_who: the verbs whose doer alone may. reason: whether they must say why.
    """

    verb: str
    label: str
    from_states: tuple[State, ...]
    to_state: State
    may: May
    not_who: tuple[str, ...] = ()
    only_who: tuple[str, ...] = ()
    reason: bool = False


_EVERY = (
    Arrow(
        "done",
        "It's done",
        (State.OPEN, State.NOT_IN_RECORD),
        State.WAITING_CHECK,
        May.PUT_RIGHT,
        reason=True,
    ),
    Arrow(
        "take back",
        "Not done after all",
        (State.WAITING_CHECK,),
        State.OPEN,
        May.PUT_RIGHT,
        only_who=("done",),
    ),
    Arrow("agree", "Agree", (State.WAITING_CHECK,), State.WAITING_PROOF, May.CHECK, not_who=("done",)),
    Arrow(
        "send back",
        "Send back",
        (State.WAITING_CHECK, State.WAITING_PROOF),
        State.OPEN,
        May.CHECK,
        not_who=("done",),
        reason=True,
    ),
    Arrow(
        "right already",
        "It's right already",
        (State.OPEN, State.NOT_IN_RECORD),
        State.ASKED,
        May.PUT_RIGHT,
        reason=True,
    ),
    Arrow(
        "does not apply",
        "It doesn't apply",
        (State.OPEN, State.NOT_IN_RECORD),
        State.ASKED,
        May.PUT_RIGHT,
        reason=True,
    ),
    Arrow(
        "set aside",
        "Agree, and set aside until a date",
        (State.ASKED,),
        State.SET_ASIDE,
        May.SET_ASIDE,
        not_who=("right already", "does not apply"),
    ),
    Arrow(
        "refuse",
        "Don't agree",
        (State.ASKED,),
        State.OPEN,
        May.SET_ASIDE,
        not_who=("right already", "does not apply"),
        reason=True,
    ),
    Arrow("reopen", "Reopen", (State.SET_ASIDE,), State.OPEN, May.SET_ASIDE, reason=True),
)
ARROWS: Mapping[str, Arrow] = {arrow.verb: arrow for arrow in _EVERY}
