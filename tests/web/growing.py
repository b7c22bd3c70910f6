"""More of everything that the pages tell of: children, findings, people, and what people did about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import product

from django.utils import timezone
from tests.web.conftest import House

from everycase.web.actions.models import (
    Action,
    Challenge,
    Comment,
    Finding,
    InHand,
    NotedEvent,
    Notice,
    SecondReading,
    SetAside,
    State,
    Transition,
)
from everycase.web.cases.looking import write_down_all
from everycase.web.cases.models import Assignment, BrokenGlass, Child, Load, Restriction
from everycase.web.people.access import Decision
from everycase.web.people.models import AccountChange, Deputy, Service, Team, User
from everycase.web.people.roles import ROLES


def grow(house: House, numbers: Sequence[int]) -> None:
    """More of everything, once for each number, where the people of the first team see it."""
    _people(house, numbers)
    children = Child.objects.bulk_create(_child(house, number) for number in numbers)
    _findings(house, [(house.amira, number) for number in numbers])
    _findings(house, [(child, number) for child, number in zip(children, numbers, strict=True)])
    _around(house, children)
    Load.objects.bulk_create(Load(state=Load.State.FAILED, told={"why": "It broke off."}) for _ in numbers)


def _people(house: House, numbers: Sequence[int]) -> None:
    """Teams, services, people of every role, notices; and some away, whose deputy the worker is."""
    services = Service.objects.bulk_create(Service(name=f"Service {number}") for number in numbers)
    teams = Team.objects.bulk_create(
        Team(key=f"N{number}", name=f"Team {number}", service=service)
        for number, service in zip(numbers, services, strict=True)
    )
    people = User.objects.bulk_create(
        User(email=f"{key}{number}@example.org", name=f"{key} {number}", role_key=key)
        for number, key in product(numbers, ROLES)
    )
    house.team.managers.add(*(person for person in people if person.role_key == "team_manager"))
    house.team_manager.teams.add(*teams)
    house.service_manager.services.add(*services)
    AccountChange.objects.bulk_create(
        AccountChange(account=house.other_auditor, by=person, what="changed") for person in people
    )
    Notice.objects.bulk_create(
        Notice(person=person, says=f"Notice {number}", link="/", at=timezone.now())
        for number, person in product(numbers, house.people.values())
    )
    _away(house, numbers)


def _away(house: House, numbers: Sequence[int]) -> None:
    away = User.objects.bulk_create(
        User(email=f"away{n}@example.org", name=f"Away {n}", role_key="social_worker", worker_key=f"A{n}")
        for n in numbers
    )
    Child.objects.bulk_create(
        Child(child_id=f"D{person.worker_key}", worker_key=person.worker_key, team=house.team, open_now=True)
        for person in away
    )
    today = timezone.localdate()
    Deputy.objects.bulk_create(
        Deputy(absent=person, deputy=house.social_worker, since=today, until=today) for person in away
    )


def _child(house: House, number: int) -> Child:
    """A child of the worker's, of the first child's family."""
    return Child(
        child_id=f"G{number}",
        name=f"Amira {number}",
        worker_key="W1",
        worker_name="Worker 1",
        team=house.team,
        open_now=True,
        family_key="family",
    )


def _kinds() -> Iterator[tuple[State, bool, str, int]]:
    """State, whether it is a red line, its kind, and by how many days it is past its date."""
    yield from product(State, (True, False), ("clock",), (9,))
    yield from (
        (State.OPEN, False, kind, late) for kind, late in (("return", 0), ("clock", -1), ("clock", -99))
    )


def _findings(house: House, about: Sequence[tuple[Child, int]]) -> None:
    """Of each child a finding of each kind, somebody's or nobody's, each of a piece of work of its own."""
    kinds = [(*one, *kind) for one, kind in product(about, _kinds())]
    today, now = timezone.localdate(), timezone.now()
    actions = Action.objects.bulk_create(
        Action(
            child=child,
            team=child.team,
            about=f"assessments/{number}-{place}",
            title="Assessment",
            owner=house.social_worker if place % 3 else None,
            due_on=today - timedelta(days=late),
        )
        for place, (child, number, _, _, _, late) in enumerate(kinds)
    )
    findings = Finding.objects.bulk_create(
        Finding(
            key=f"{child.child_id}-{action.about}".replace("/", "-"),
            action=action,
            child=child,
            team=child.team,
            worker_key="W1",
            standard="assessment-no-outcome",
            kind=kind,
            title="Assessment has an outcome",
            area="child protection",
            aspect="timeliness",
            severity=2,
            red_line=red,
            subject=action.about,
            says="The assessment has no outcome.",
            state=state,
            state_since=now - timedelta(days=60),
            seen_first=today,
            seen_last=today,
        )
        for action, (child, _, state, red, kind, _) in zip(actions, kinds, strict=True)
    )
    _history(house, findings)


def _history(house: House, findings: Sequence[Finding]) -> None:
    """Each found by an extract, moved by a worker and a manager, talked about, challenged, read again."""
    now = timezone.now()
    moves = (("new", None), ("done", house.other_social_worker), ("agree", house.other_team_manager))
    moved = Transition.objects.bulk_create(
        Transition(
            finding=finding,
            to_state=finding.state,
            verb=verb,
            at=now,
            by=by,
            extract=None if by else now.date(),
            why="Because.",
        )
        for finding, (verb, by) in product(findings, moves)
    )
    SecondReading.objects.bulk_create(
        SecondReading(sign_off=move, sampled_at=now)
        for move in moved
        if move.verb == "agree" and move.to_state == State.WAITING_PROOF
    )
    SetAside.objects.bulk_create(
        SetAside(
            finding=finding, ground="right already", why="It is.", asked_by=house.social_worker, asked_at=now
        )
        for finding in findings
        if finding.state == State.ASKED
    )
    InHand.objects.bulk_create(
        InHand(finding=finding, by=house.team_manager, at=now, done="Rang the family.")
        for finding in findings
        if finding.state == State.PROVED
    )
    Comment.objects.bulk_create(
        Comment(action=finding.action, by=house.social_worker, text="Shall we?") for finding in findings
    )
    Challenge.objects.bulk_create(
        Challenge(finding=finding, by=house.reviewing_officer, says="Is it so?") for finding in findings
    )


def _around(house: House, children: Sequence[Child]) -> None:
    """Who was given the cases, who opened and looked at them, what was noted of them; the new ones are closed
    to all but some.
    """
    now = timezone.now()
    every = [house.amira, *children]
    for reader in (house.auditor, house.reviewing_officer, house.other_auditor):
        Assignment.objects.bulk_create(
            (Assignment(person=reader, child=child, why="Sample") for child in every), ignore_conflicts=True
        )
    ended = {"why": "Sample", "ended_at": now, "ended_by": house.director}
    Assignment.objects.bulk_create(
        Assignment(person=house.other_auditor, child=child, **ended)
        for child in (*children, *([house.amira] * len(children)))
    )
    glass = BrokenGlass.objects.bulk_create(
        BrokenGlass(
            person=house.other_social_worker, child=child, why="A call", at=now, until=now + timedelta(days=1)
        )
        for child in (*children, *([house.amira] * len(children)))
    )
    told = BrokenGlass.told.through
    told.objects.bulk_create(told(brokenglass=one, user=house.team_manager) for one in glass)
    for person in (house.social_worker, house.other_social_worker):
        for child in every:
            write_down_all(person, {child.pk: Decision(True, "allocated", "")}, "case")
    NotedEvent.objects.bulk_create(
        NotedEvent(child=child, kind="supervision", happened_on=now.date(), noted_by=house.team_manager)
        for child in (*children, *([house.amira] * len(children)))
    )
    closed = Restriction.objects.bulk_create(
        Restriction(child=child, why="A colleague's child", by=house.director) for child in children
    )
    named = Restriction.people.through
    named.objects.bulk_create(
        named(restriction=one, user=person) for one, person in product(closed, house.people.values())
    )
