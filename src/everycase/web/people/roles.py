"""Roles, in words that a manager can read: what each sees and may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto


class May(StrEnum):
    """Something that a person may do, for the children whom they may see."""

    SEE_CASES = auto()
    SEE_NAMES = auto()  # children's names and what people write; without it, ids and findings only
    PUT_RIGHT = auto()  # say that a finding is done, or ask to set it aside
    CHECK = auto()  # agree that what another has done is done, or send it back
    SET_ASIDE = auto()  # agree that a finding is right already, or doesn't apply
    REASSIGN = auto()
    ACKNOWLEDGE = auto()  # take a red line in hand
    READ_AGAIN = auto()  # a second reading of sign-offs
    CHALLENGE = auto()  # question a finding or its sign-off
    NOTE_EVENTS = auto()  # write down what no extract holds
    SEE_MEASURES = auto()
    SEE_TOTALS = auto()
    SEE_WORKERS = auto()  # what each named worker has in hand
    LOAD = auto()
    SEE_LOADS = auto()
    SEE_WHO_LOOKED = auto()
    RESTRICT = auto()  # restrict a case to named people
    BREAK_GLASS = auto()  # open a case that isn't theirs, with a reason
    ANSWER_REQUESTS = auto()
    MANAGE_ACCOUNTS = auto()


class Sees(StrEnum):
    """Whose children a role sees."""

    ALLOCATED = auto()  # allocated to them, or to one whose deputy they are
    TEAMS = auto()  # of the teams that they manage
    SERVICES = auto()  # of every team of their services
    ALL = auto()
    ASSIGNED = auto()  # named to them, child by child
    NONE = auto()


@dataclass(frozen=True)
class Role:
    """What a kind of person sees and may do.

    home: the name of the page that they land on.
    """

    key: str
    title: str
    description: str
    sees: Sees
    home: str
    may: frozenset[May]


_WORK = {May.SEE_CASES, May.SEE_NAMES, May.BREAK_GLASS}
_MANAGE = _WORK | {
    May.CHECK,
    May.SET_ASIDE,
    May.REASSIGN,
    May.ACKNOWLEDGE,
    May.NOTE_EVENTS,
    May.SEE_MEASURES,
    May.SEE_TOTALS,
    May.SEE_WORKERS,
    May.SEE_WHO_LOOKED,
    May.RESTRICT,
    May.PUT_RIGHT,
}

_EVERY = (
    Role(
        "social_worker",
        "Social worker",
        "Sees the children allocated to them. Puts findings right, and says what was done.",
        Sees.ALLOCATED,
        "my-work",
        frozenset(_WORK | {May.PUT_RIGHT, May.NOTE_EVENTS}),
    ),
    Role(
        "team_manager",
        "Team manager",
        "Sees the children of their teams. Checks what workers have done, and takes red lines in hand.",
        Sees.TEAMS,
        "my-team",
        frozenset(_MANAGE),
    ),
    Role(
        "service_manager",
        "Service manager",
        "Sees the children of every team in their services, and how the services stand.",
        Sees.SERVICES,
        "the-service",
        frozenset(_MANAGE | {May.READ_AGAIN}),
    ),
    Role(
        "director",
        "Director",
        "Sees every child and every service. Red lines that nobody took in hand end here.",
        Sees.ALL,
        "the-service",
        frozenset(_MANAGE | {May.READ_AGAIN, May.SEE_LOADS}),
    ),
    Role(
        "auditor",
        "Auditor",
        "Sees the cases that were given to them to read.",
        Sees.ASSIGNED,
        "my-reviews",
        frozenset({May.SEE_CASES, May.SEE_NAMES}),
    ),
    Role(
        "reviewing_officer",
        "Reviewing officer",
        "Sees the children whose plans they review, and challenges what is wrong or wrongly signed off.",
        Sees.ASSIGNED,
        "my-reviews",
        frozenset(_WORK | {May.CHALLENGE, May.NOTE_EVENTS}),
    ),
    Role(
        "analyst",
        "Analyst",
        "Loads extracts and sees their quality and all measures. Sees cases by id: no names, and nothing "
        "that people write.",
        Sees.ALL,
        "loads",
        frozenset({May.SEE_CASES, May.SEE_MEASURES, May.SEE_TOTALS, May.LOAD, May.SEE_LOADS}),
    ),
    Role(
        "councillor",
        "Councillor",
        "Sees totals, small numbers suppressed. Sees no child.",
        Sees.NONE,
        "the-story",
        frozenset({May.SEE_TOTALS}),
    ),
    Role(
        "partner",
        "Partner",
        "Sees the requests made to their organisation, and answers them.",
        Sees.NONE,
        "requests",
        frozenset({May.ANSWER_REQUESTS}),
    ),
    Role(
        "administrator",
        "Administrator",
        "Keeps accounts, teams and settings. Sees no case.",
        Sees.NONE,
        "accounts",
        frozenset({May.MANAGE_ACCOUNTS}),
    ),
)
ROLES: Mapping[str, Role] = {role.key: role for role in _EVERY}
