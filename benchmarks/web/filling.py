"""A council's web system filled to its size: children and findings of a record, accounts, a year's work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.jobs import BEFORE, SEED
from benchmarks.measure import Spent, timed
from benchmarks.web.people import Person
from benchmarks.web.system import System

PEOPLE = 300
LOOKS = 50_000
NONE = "!"
"""What stands for a password that nobody can give."""
BY_ROLE = {
    "service_manager": 8,
    "director": 2,
    "auditor": 15,
    "reviewing_officer": 15,
    "analyst": 4,
    "councillor": 12,
    "partner": 8,
    "administrator": 3,
}
"""Accounts of those who aren't in the record; the rest are workers and managers of teams."""
STATES = {
    0: "waiting for check",
    1: "waiting for proof",
    2: "asked to set aside",
    3: "set aside",
    4: "proved",
}
"""Of 14 findings in a row, what the first five are: the others are open."""
SIGNED_OFF = {"waiting for proof": "agree", "set aside": "set aside"}
"""State → the move by which a manager brought it there."""
AT = datetime(BEFORE.year, BEFORE.month, BEFORE.day, 6, 10, tzinfo=UTC)


def fill(system: System) -> tuple[Spent, dict[str, int]]:
    """Receive the first record, and let people work. Spent: by the receipt alone."""
    system.start_django()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    spent, _ = timed(_receive)
    _accounts()
    _a_year_of_work()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return spent, counts()


def counts() -> dict[str, int]:
    """How much there is."""
    from everycase.web.actions.models import STILL_WRONG, Finding
    from everycase.web.cases.models import Child, Look
    from everycase.web.people.models import User

    return {
        "children": Child.objects.count(),
        "open findings": Finding.objects.filter(state__in=STILL_WRONG).count(),
        "people": User.objects.count(),
        "looks": Look.objects.count(),
    }


def _receive() -> None:
    from everycase.review.review import open_review
    from everycase.standards.council import read_settings
    from everycase.web.actions.receiving import Night, receive
    from everycase.web.cases.loading import summary
    from everycase.web.cases.models import Load
    from everycase.web.kept import store

    kept = store()
    record, review = kept.record(BEFORE), open_review(kept.review_folder(BEFORE))
    load = Load.objects.create(
        way=Load.Way.COMMAND, started_at=AT, told=summary(kept, record, review), tries=1
    )
    receive(load, Night(record, review, read_settings(kept.settings_path)), AT)


def _accounts() -> None:
    """A worker's for each who holds a case, a manager for each team, and those of other roles."""
    from everycase.web.actions.owners import settle_owners
    from everycase.web.cases.models import Child
    from everycase.web.people.models import Service, Team, User

    teams, services = list(Team.objects.all()), list(Service.objects.all())
    held = Child.objects.exclude(worker_key="").order_by().values_list("worker_key", flat=True).distinct()
    workers = sorted(held)[: PEOPLE - len(teams) - sum(BY_ROLE.values())]
    told: list[dict[str, Any]] = [{"role_key": "social_worker", "worker_key": key} for key in workers]
    told += [{"role_key": "team_manager"} for _ in teams]
    told += [{"role_key": role} for role, many in BY_ROLE.items() for _ in range(many)]
    told += [{"role_key": "social_worker"} for _ in range(PEOPLE - len(told))]
    users = User.objects.bulk_create(
        User(email=f"p{n}@example.org", name=f"Person {n:03}", password=NONE, **one)
        for n, one in enumerate(told)
    )
    managers = [user for user in users if user.role_key == "team_manager"]
    for manager, team in zip(managers, teams, strict=True):
        manager.teams.add(team)
    heads = [user for user in users if user.role_key == "service_manager"]
    for n, service in enumerate(services):
        heads[n % len(heads)].services.add(service)
    settle_owners()


def _a_year_of_work() -> None:
    from everycase.web.actions.models import Finding

    people = _by_role()
    findings = list(Finding.objects.select_related("action", "team").exclude(child=None).order_by("pk"))
    _moves(findings, people)
    _around(findings, people)
    _looks([finding.child_id for finding in findings if finding.child_id], people)


def _by_role() -> dict[str, list[Any]]:
    from everycase.web.people.models import User

    by_role: dict[str, list[Any]] = {}
    for user in User.objects.order_by("pk"):
        by_role.setdefault(user.role_key, []).append(user)
    return by_role


def _moves(findings: list[Any], people: dict[str, list[Any]]) -> None:
    """A third of the findings on their way: their states, the rows of the moves, requests to set aside."""
    from everycase.web.actions.models import Finding, SetAside, Transition

    moves, asked = [], []
    for n, finding in enumerate(findings):
        state = STATES.get(n % 14)
        if state is None:
            continue
        worker = finding.action.owner or people["social_worker"][0]
        manager = people["team_manager"][n % len(people["team_manager"])]
        at = AT + timedelta(minutes=n % 9_000)
        verb = "right already" if "aside" in state else "done"
        first = "asked to set aside" if "aside" in state else "waiting for check"
        moves.append(_move(finding, verb, from_state="open", to_state=first, at=at, by=worker))
        if state in SIGNED_OFF:
            signed = SIGNED_OFF[state]
            moves.append(_move(finding, signed, from_state=first, to_state=state, at=at, by=manager))
        if "aside" in state:
            asked.append(_set_aside(finding, worker, manager if state == "set aside" else None, at))
        finding.state, finding.state_since = state, at
    Transition.objects.bulk_create(moves, batch_size=2_000)
    SetAside.objects.bulk_create(asked, batch_size=2_000)
    for state in STATES.values():
        ids = [finding.pk for finding in findings if finding.state == state]
        for start in range(0, len(ids), 500):
            Finding.objects.filter(pk__in=ids[start : start + 500]).update(state=state)


def _move(finding: Any, verb: str, **move: Any) -> Any:  # noqa: ANN401 - rows: Django isn't there yet
    from everycase.web.actions.models import Transition

    return Transition(finding=finding, verb=verb, why="Written down now.", **move)


def _set_aside(finding: Any, worker: Any, manager: Any, at: datetime) -> Any:  # noqa: ANN401
    from everycase.web.actions.models import SetAside

    decided = {"decided_by": manager, "decided_at": at, "agreed": True, "until": BEFORE + timedelta(days=90)}
    return SetAside(
        finding=finding,
        ground="right already",
        why="It is on the closing summary.",
        asked_by=worker,
        asked_at=at,
        **(decided if manager else {}),
    )


def _around(findings: list[Any], people: dict[str, list[Any]]) -> None:
    """Notices, comments, cases given to read, restricted or opened, absences: some for everybody."""
    from everycase.web.actions.models import Challenge, Comment, NotedEvent, Notice, SecondReading, Transition
    from everycase.web.cases.models import Assignment, BrokenGlass, Restriction
    from everycase.web.people.models import Deputy

    everybody = [user for some in people.values() for user in some]
    children = sorted({finding.child_id for finding in findings})
    workers, managers = people["social_worker"], people["team_manager"]
    readers = people["auditor"] + people["reviewing_officer"]
    Notice.objects.bulk_create(
        Notice(person=user, says="Work came to you with a case.", link="/my-work/", at=AT)
        for user in everybody
        for _ in range(40)
    )
    Comment.objects.bulk_create(
        Comment(action=finding.action, by=workers[n % len(workers)], text="Shall we look at it together?")
        for n, finding in enumerate(findings[::5])
    )
    Assignment.objects.bulk_create(
        Assignment(person=reader, child_id=child, why="Dip sample", given_by=people["director"][0])
        for n, reader in enumerate(readers)
        for child in children[n :: len(children) // 60]
    )
    for child in children[7::400]:
        Restriction.objects.create(child_id=child, why="A colleague's child", by=managers[0]).people.add(
            *managers[:5]
        )
    BrokenGlass.objects.bulk_create(
        BrokenGlass(
            person=workers[n % len(workers)],
            child_id=child,
            why="A call at night",
            at=AT,
            until=AT + timedelta(days=1),
        )
        for n, child in enumerate(children[::100])
    )
    today = datetime.now(tz=UTC).date()
    Deputy.objects.bulk_create(
        Deputy(absent=one, deputy=other, since=today, until=today + timedelta(days=5))
        for one, other in zip(workers[::7], workers[3::7], strict=False)
    )
    Challenge.objects.bulk_create(
        Challenge(finding=finding, by=people["reviewing_officer"][n % 15], says="Is it so?")
        for n, finding in enumerate(findings[::300])
    )
    NotedEvent.objects.bulk_create(
        NotedEvent(child_id=child, kind="supervision", happened_on=BEFORE, noted_by=managers[0])
        for child in children[::20]
    )
    signed = Transition.objects.filter(verb="agree").order_by("pk").values_list("pk", flat=True)
    SecondReading.objects.bulk_create(SecondReading(sign_off_id=pk, sampled_at=AT) for pk in signed[::10])


def _looks(children: list[int], people: dict[str, list[Any]]) -> None:
    """Many looks, as the chain keeps them."""
    from everycase.web.cases.looking import write_down_all
    from everycase.web.people.access import Decision

    chance = Random(SEED)
    lookers = people["social_worker"] + people["team_manager"]
    seen = Decision(allowed=True, ground="team", says="")
    for some in _batches(children, LOOKS, chance):
        write_down_all(chance.choice(lookers), dict.fromkeys(some, seen), "case")


def _batches(children: list[int], many: int, chance: Random) -> Iterator[list[int]]:
    for _ in range(many // 100):
        yield chance.sample(children, 100)


def review_first(folder: Path) -> tuple[Spent, int]:
    """Review the record of the first date, as every night does, with the council's settings beside it."""
    from everycase.record.store import Store
    from everycase.review.nightly import review_kept
    from everycase.standards.council import Settings, written_out

    store = Store(folder)
    store.settings_path.write_text(written_out("Benchmark"), encoding="utf-8")
    return timed(lambda: review_kept(store, Settings(), BEFORE).findings.height)


AT_WORK = ("social_worker",) * 6 + ("team_manager",) * 2 + ("service_manager", "reviewing_officer")
"""Of ten people who are at work, who they are."""


def signed_in(system: System, many: int) -> tuple[Spent, list[Person]]:
    """So many people of those whose work it is, each with a session that has begun."""
    system.start_django()
    from django.test import Client

    from benchmarks.web.addresses import people_of

    def work() -> list[Person]:
        roles = [AT_WORK[n % len(AT_WORK)] for n in range(many)]
        people = {role: iter(people_of(role, roles.count(role)) * many) for role in AT_WORK}
        return [Person(role, _session_of(next(people[role]), Client())) for role in roles]

    return timed(work)


def _session_of(person: Any, client: Any) -> str:  # noqa: ANN401 - a row, and Django's client
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return str(client.cookies["sessionid"].value)
